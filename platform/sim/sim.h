/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of pinhole-board, one thread: each says when it next wants to be run and what it waits for. */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "sim/disk.h"
#include "sim/registers.h"
#include "sim/surroundings.h"

typedef struct {
  char state[4096]; /* absolute */
  const char *wifi;
  const char *guard;  /* path of pinhole-guard; NULL: beside this program */
  const char *camera; /* path of pinhole-camera; NULL: beside this program */
  const char *camera_user;
  const char *event_log;
  const char *level;
  char **camera_arguments; /* ends in NULL */
  uint16_t port;           /* of the bench panel; 0: any free one */
  unsigned time_scale;
  uint64_t seed;
  uint64_t ignored_flush;
  bool stop_with_camera;
} sim_options_t;

/* The button's contact. */
typedef struct {
  uint64_t seed;
  uint64_t busy_until; /* clock_now(): a scheduled press lasts */
  uint64_t refreshed;  /* real time: the panel's last word that it holds */
  bool held;           /* by the panel */
} contact_t;

enum radio_state { RADIO_IDLE, RADIO_JOINING, RADIO_JOINED, RADIO_LOST, RADIO_WAITING };

/* The radio and the network that it joins. */
typedef struct {
  surroundings_t around;
  bool setup_up;
  char setup_ssid[33];
  char setup_secret[64];
  uint8_t state; /* enum radio_state */
  board_network_t wanted;
  bool keep;
  int64_t id;         /* the guard's number of the join, given back with what comes of it */
  bool was_joined;    /* since the network was asked for */
  int joined;         /* index of the network joined, -1: none */
  uint8_t outcome;    /* enum reason of the join under way */
  uint8_t stage;      /* enum stage, as last told */
  uint64_t stage_due; /* when the next stage is reached; TIME_NEVER */
  uint64_t due;       /* when the state changes; TIME_NEVER */
  uint64_t scan_due;  /* when a scan is over; TIME_NEVER */
} radio_t;

enum power_state { POWER_OFF, POWER_ON, POWER_STOPPING };

/* Power, reset line and watchdog: what starts and ends the guard. */
typedef struct {
  uint8_t state;       /* enum power_state */
  pid_t guard;         /* 0: none */
  uint64_t due;        /* POWER_OFF: clock_now() of the next start */
  uint8_t cause;       /* enum cause of the next start */
  uint64_t crashes[5]; /* real times of the guard's last unexpected ends */
  uint64_t stop_due;   /* POWER_STOPPING: real time at which patience ends */
  unsigned boots;
  bool over;  /* the board is to end */
  int status; /* its exit status then */
} power_t;

struct control;
struct bench;

typedef struct sim {
  sim_options_t options;
  registers_t *registers;
  disk_t disk;
  contact_t contact;
  radio_t radio;
  power_t power;
  struct control *control;
  struct bench *bench;
  json_t *report; /* the guard's last; NULL: none since its start */
  int epoll;
} sim_t;

/** Real time, CLOCK_MONOTONIC in nanoseconds. */
uint64_t sim_real(void);

/** Watch a descriptor in the main loop. */
void sim_watch(sim_t *sim, int fd, uint32_t events);

/** Tell everybody who watches (bench panel, pinholectl watch); takes the reference of `data`. */
void sim_publish(sim_t *sim, const char *kind, json_t *data);

/** The whole state, for a bench panel or a tool. */
json_t *sim_state(sim_t *sim);

/* --- contact.c --- */

/** The contact at the board's start: open. */
void contact_start(sim_t *sim);

/** Close the contact for `hold` nanoseconds, bouncing `transitions` times within `bounce` after each edge. Returns NULL,
    or an error packet where the button is pressed already. */
json_t *contact_press(sim_t *sim, uint64_t hold, uint64_t bounce, unsigned transitions);

/** The panel holds the button, or lets it go. Returns as contact_press(). */
json_t *contact_hold(sim_t *sim, bool closed);

/** Let go where the panel has not refreshed its hold for two seconds. */
void contact_run(sim_t *sim);

/** Whether the contact is closed now. */
bool contact_closed(const sim_t *sim);

/* --- radio.c --- */

/** At power-up: nothing joined, no setup network. */
void radio_start(sim_t *sim);

/** Do what is due. */
void radio_run(sim_t *sim);

/** When radio_run() is next wanted. */
uint64_t radio_next(const sim_t *sim);

/** Begin a scan; the guard is told of what is heard. */
void radio_scan(sim_t *sim);

/** Leave the network. */
void radio_leave(sim_t *sim);

/** Join; the guard is told how it ended, with the number `id`. keep: try again and again. */
void radio_join(sim_t *sim, const board_network_t *network, bool keep, int64_t id);

/** The surroundings, as JSON. */
json_t *radio_list(const sim_t *sim);

/** Switch the networks of a name on or off. Returns NULL, or an error packet where no network has the name. */
json_t *radio_switch(sim_t *sim, const char *name, bool up);

/* --- power.c --- */

/** Power on for the first time. Returns false where it cannot. */
bool power_start(sim_t *sim);

/** Do what is due: start, watchdog, patience. */
void power_run(sim_t *sim);

/** Real milliseconds until power_run() is next wanted. */
uint64_t power_next_ms(const sim_t *sim);

/** The reset line: everything ends and starts again, with `cause` (enum cause) in the register. */
void power_reset(sim_t *sim, uint8_t cause);

/** The supply goes, for `off` nanoseconds. */
void power_cut(sim_t *sim, uint64_t off);

/** The board is to end in good order. */
void power_stop(sim_t *sim);

/** Take the children that have ended. */
void power_child(sim_t *sim);

/* --- control.c --- */

/** Listen in STATE/run/board.sock. Returns false after saying why. */
bool control_open(sim_t *sim);

/** Let go of every connection. */
void control_close(sim_t *sim);

/** A descriptor is ready. Returns false where it is not one of control's. */
bool control_ready(sim_t *sim, int fd, uint32_t events);

/** Answer what a stalled disk held back. */
void control_run(sim_t *sim);

/** When control_run() is next wanted. */
uint64_t control_next(const sim_t *sim);

/** Send to the guard, if there is one; takes the reference. */
void control_tell_guard(sim_t *sim, json_t *packet);

/** Send to all who watch; borrows the reference. */
void control_publish(sim_t *sim, const char *kind, json_t *data);

/** Close the connections of guard and workers: they are gone. */
void control_drop_machines(sim_t *sim);

/** Do what a tool or the bench panel asks for. Returns the answer. */
json_t *control_answer(sim_t *sim, const char *request, json_t *packet);

/* --- bench.c --- */

/** Listen on 127.0.0.1. Returns an enum exit_status; what is wrong was logged then. */
int bench_open(sim_t *sim);

/** End every connection. */
void bench_close(sim_t *sim);

/** Serve what is ready. */
void bench_run(sim_t *sim);

/** Real milliseconds until bench_run() is next wanted. */
int bench_wait_ms(sim_t *sim);

/** The port that was taken. */
uint16_t bench_port(const sim_t *sim);

/** Send to all streams; borrows the reference. */
void bench_publish(sim_t *sim, const char *kind, json_t *data);

#endif
