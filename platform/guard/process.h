/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guard process: one thread that turns the world into events for core/guard and carries out its commands. It
   decides nothing. What can block runs in a worker process. */
#ifndef GUARD_PROCESS_H
#define GUARD_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "board.h"
#include "guard.h"
#include "guard/worker.h"
#include "message.h"

#define GUARD_PEERS 16
#define GUARD_NETWORKS 64
#define GUARD_SETUP_PREFIX "Pinhole_Camera_"

typedef struct {
  const char *state;
  const char *camera;      /* path of the camera's program */
  const char *camera_user; /* NULL: as the guard itself */
  const char *event_log;   /* NULL: none */
  char **camera_arguments; /* ends in NULL */
} guard_options_t;

/* A connection to the guard's socket. */
struct guard_peer {
  int fd; /* -1: free */
  pid_t pid;
  uint8_t role; /* enum role; 0 before HELLO */
  bool follows;
  bool status_due; /* the newest status was not taken yet */
  bool networks_due;
  bool stored_due; /* the reply to CHANGE_PASSWORD waits for the disk */
  bool closing;    /* close it once the packet at hand is done with */
};

/* The camera process. */
typedef struct {
  pid_t pid; /* 0: none */
  bool beats;
  bool stopping;
  uint64_t kill_due;  /* real time; TIME_NEVER */
  uint64_t vouch_due; /* real time; TIME_NEVER: its start counts as a sign of life again */
  uint64_t vouch_end; /* ... until then */
  int status;         /* of its last end; -1: none yet */
  uid_t uid;
  gid_t gid;
  bool own_user;
} guard_camera_t;

struct guard_process {
  guard_options_t options;
  board_t *board;
  guard_t core;
  guard_timing_t timing;
  guard_output_t output; /* of the last step */

  int epoll;
  int timer;
  int signals;
  int listener;
  struct guard_peer peers[GUARD_PEERS];

  guard_camera_t camera;
  worker_t worker;
  bool camera_failed; /* it could not be started: tell the core after this step */

  owner_t owner;       /* as stored */
  owner_t candidate;   /* being tried */
  owner_t incoming;    /* of the request at hand */
  bool incoming_taken; /* ... which was taken: the next join or store is for it */
  bool tries_candidate;
  unsigned wrong_secrets; /* in a row */
  uint64_t secret_after;  /* until when no secret is looked at */

  board_factory_t factory;
  char setup_ssid[33];
  char address[BOARD_ADDRESS + 1];
  uint8_t signal;
  uint8_t stage; /* enum stage: how far the join is */

  uint8_t contact; /* the last level sent to the core */
  uint8_t light;   /* the pattern shown */
  uint64_t light_since;
  uint64_t light_next;
  bool light_on;
  bool light_blinks; /* by the board itself */
  bool radio_broken;

  message_network_t networks[GUARD_NETWORKS];
  uint16_t network_count;
  message_network_t heard[GUARD_NETWORKS]; /* of the scan under way */
  uint16_t heard_count;
  bool scanning;

  message_t status;
  uint8_t told[MESSAGE_MAX]; /* the status last told to those who follow, but for its time */
  size_t told_length;
  board_report_t report;
  FILE *event_log;

  bool stopping; /* asked to end */
  bool over;
  uint64_t stop_due; /* real time */
};
typedef struct guard_process guard_process_t;

/** Everything up to the first event. Returns an enum exit_status; what is wrong was logged then. */
int process_open(guard_process_t *process, const guard_options_t *options);

/** Run until a signal ends it. Returns an enum exit_status. */
int process_run(guard_process_t *process);

/** Give the core an event of this moment, after all earlier changes of the contact; carry out what it orders.
    `peer`, where not NULL, is sent the reply to its request before that. */
void process_event(guard_process_t *process, uint8_t kind, uint8_t argument, struct guard_peer *peer);

/** Give the core the boot report. */
void process_boot(guard_process_t *process, const worker_result_t *result);

/* --- light.c --- */

/** Show the pattern that the core wants, from now on where it is another one. */
void light_show(guard_process_t *process, uint8_t pattern);

/** Switch the light where its pattern says so by now. */
void light_run(guard_process_t *process);

/* --- camera.c --- */

/** Look up the camera's user. Returns an enum exit_status. */
int camera_open(guard_process_t *process);

/** Start the camera process. Returns false where that failed. */
bool camera_start(guard_process_t *process);

/** Ask the camera process to end, or by force where it was asked already. */
void camera_stop(guard_process_t *process);

/** End it by force where it had its time. */
void camera_run(guard_process_t *process);

/** The camera process has ended. */
void camera_ended(guard_process_t *process, int wait_status);

/* --- peers.c --- */

/** Listen in STATE/run/guard.sock. Returns an enum exit_status. */
int peers_open(guard_process_t *process);

/** A descriptor is ready. Returns false where it is none of the peers'. */
bool peers_ready(guard_process_t *process, int fd, uint32_t events);

/** Send the status to those who follow it, where it changed. */
void peers_follow(guard_process_t *process);

/** Send the reply to a request. */
void peers_reply(guard_process_t *process, struct guard_peer *peer, uint8_t request, uint8_t reason);

/** A change of the record is stored, or is not: answer who asked for another password. */
void peers_stored(guard_process_t *process, bool stored);

/** Send the networks to those who asked. */
void peers_networks(guard_process_t *process);

/** Close the connections of a process that is gone. */
void peers_forget(guard_process_t *process, pid_t pid);

/** Close all. */
void peers_close(guard_process_t *process);

/* --- wifi.c --- */

/** Handle what the radio tells. */
void wifi_event(guard_process_t *process, const board_event_t *event);

/** The network of an ownership record. */
board_network_t wifi_network(const owner_t *owner);

/* --- event_log.c --- */

/** Open the log and write its heading. Returns false with errno set. */
bool event_log_open(guard_process_t *process);

/** Append one step: the event, and what came of it. */
void event_log_step(guard_process_t *process, const guard_event_t *event, const guard_output_t *output);

/** Watch a descriptor in the main loop. */
void process_watch(guard_process_t *process, int fd, uint32_t events);

#endif
