/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the guard needs of a board: the button's contact, the light, the reset line and its cause, the radio, the two
   small disks of records, the owner's storage, and what the factory wrote. One implementation is linked in: the virtual
   board's (platform/sim), or a real one's. An implementation decides nothing and keeps no policy.

   Times are nanoseconds of clock_now(). Functions of a board_t never block; those of a board_disk_t may block for as
   long as the disk likes and are called in worker processes only. */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "journal.h"
#include "owner.h"

#define BOARD_ADDRESS 46    /* bytes of an IP address as text */
#define BOARD_ELEMENTS 1024 /* bytes of one network's information elements */
#define BOARD_KEY 32
#define BOARD_ID 16

typedef struct board board_t;
typedef struct board_disk board_disk_t;

/* What the factory wrote; it survives everything. Texts end in NUL. */
typedef struct {
  char serial[33];
  char model[33];
  char label_secret[64]; /* the setup network's password, 8 to 63 characters */
} board_factory_t;

/* The contact changed at `time`, to enum contact of core/button.h; CONTACT_LOST: changes were lost before it. */
typedef struct {
  uint64_t time;
  uint8_t contact;
} board_edge_t;

/* The key of the owner's storage, and the storage's identity. */
typedef struct {
  uint8_t key[BOARD_KEY];
  uint8_t id[BOARD_ID];
} board_key_t;

/* A network to join, as core/journal.h keeps it. */
typedef struct {
  uint8_t ssid_length; /* 1 to 32 */
  uint8_t ssid[OWNER_SSID];
  uint8_t passphrase_length;
  uint8_t passphrase[OWNER_PASSPHRASE];
  uint8_t security; /* enum security */
  bool hidden;
} board_network_t;

/* A network that the radio hears: its raw information elements, read with core/ie. */
typedef struct {
  uint8_t bssid[6];
  uint16_t frequency; /* MHz */
  uint8_t signal;     /* 0 to 100 */
  bool privacy;       /* the capability bit */
  uint16_t length;
  uint8_t elements[BOARD_ELEMENTS];
} board_heard_t;

enum board_event_kind {
  BOARD_NOTHING,
  BOARD_JOINED,        /* the network asked for, with an address */
  BOARD_STAGE,         /* how far the join under way is, or the joined network: enum stage */
  BOARD_JOIN_FAILED,   /* with a reason; a join that is to be kept goes on trying */
  BOARD_LINK_LOST,     /* the joined network went away */
  BOARD_LINK_RESTORED, /* it is there again, with an address */
  BOARD_PHONE,         /* a phone joined the setup network or spoke on it */
  BOARD_HEARD,         /* one network of a scan */
  BOARD_SCANNED,       /* the scan is over */
  BOARD_RADIO_BROKEN,  /* the radio cannot do what is asked of it: a person is needed */
  BOARD_RADIO_WELL,    /* it can again */
  BOARD_GONE           /* the board itself does not answer any more: end the process */
};

typedef struct {
  uint8_t kind;   /* enum board_event_kind */
  uint8_t reason; /* with JOIN_FAILED: enum reason */
  uint8_t stage;  /* with STAGE: FOUND, ACCEPTED, ADDRESSED (also JOINED tells that) or REACHABLE */
  uint8_t signal; /* with JOINED and LINK_RESTORED: 0 to 100; with STAGE too, where it is above 0 */
  char address[BOARD_ADDRESS + 1];
  board_heard_t heard;
} board_event_t;

/* What the guard tells a bench panel, where there is one. */
typedef struct {
  uint8_t light;     /* enum light */
  uint8_t button;    /* enum signal: what the light says of the button */
  uint8_t reset;     /* enum reset_phase */
  uint8_t provision; /* enum provision_phase */
  bool owned;
  bool setup_open;
  bool camera_beats; /* the camera process has sent a heartbeat since it was started */
  int camera_status; /* exit status of the camera process's last end, 128 + signal; -1: it has not ended yet */
  uint32_t camera_restarts;
} board_report_t;

enum board_region { BOARD_VAULT, BOARD_JOURNAL };

/* --- the board; never blocks --- */

/** Open the board whose state lies in a folder. Returns NULL with one line of text in `error`. */
board_t *board_open(const char *state, char *error, size_t room);

/** Let go of the board. */
void board_close(board_t *board);

/** A descriptor that is readable whenever board_next_event() or board_next_edge() may have something. */
int board_descriptor(const board_t *board);

/** The next change of the contact not later than `until`, oldest first. Returns false where there is none. */
bool board_next_edge(board_t *board, uint64_t until, board_edge_t *edge);

/** The contact's level at `now` (enum contact), after board_next_edge() has given all changes up to `now`. */
uint8_t board_contact(board_t *board, uint64_t now);

/** The next event of radio or board. Returns false where there is none. */
bool board_next_event(board_t *board, board_event_t *event);

/** Switch the light. */
void board_light(board_t *board, bool on);

/** Have the board blink the light by itself, from now on and beginning lit, until board_light(). Returns false where it
    has nothing that could, or keeps no account of it. */
bool board_blink(board_t *board, uint32_t on_ms, uint32_t off_ms);

/** Why the board started: enum cause. */
uint8_t board_cause(const board_t *board);

/** What the factory wrote. Returns false, with one line of text in `error`, where it cannot be read. */
bool board_factory(const board_t *board, board_factory_t *factory, char *error, size_t room);

/** Feed the watchdog; without it for ten seconds of real time the board restarts. */
void board_feed_watchdog(board_t *board);

/** Pull the reset line: the processor restarts and finds `cause` (enum cause) in the register. Asynchronous: this may
    return, and the process goes on for a moment. */
void board_restart(board_t *board, uint8_t cause);

/** Bring the setup network up. */
void board_open_setup_network(board_t *board, const char *ssid, const char *secret);

/** Take the setup network down. */
void board_close_setup_network(board_t *board);

/** Join a network; an earlier join is given up. keep: again and again until told otherwise, and after a loss.
    BOARD_JOINED or BOARD_JOIN_FAILED answers. */
void board_join(board_t *board, const board_network_t *network, bool keep);

/** Leave the network and stop joining. */
void board_leave(board_t *board);

/** Listen for networks: some BOARD_HEARD, then BOARD_SCANNED. */
void board_scan(board_t *board);

/** Whether the radio can join networks of 5 GHz. */
bool board_joins_five_ghz(const board_t *board);

/** Tell the bench panel; a board without one ignores it. */
void board_tell(board_t *board, const board_report_t *report);

/** Path of the folder where the owner's storage appears once it is open. */
const char *board_data_path(const board_t *board);

/** Path of the file that the camera may read for serial, model and label. */
const char *board_factory_path(const board_t *board);

/* --- disks and storage; block; for worker processes --- */

/** Open the disks, in a worker process. Returns NULL with errno set. */
board_disk_t *board_disk_open(const board_t *board);

/** Let go of the disks. */
void board_disk_close(board_disk_t *disk);

/** Read a sector from the medium, past every cache of this machine. What lies past a disk's end reads as zeros.
    Returns 0 or a negative errno. */
int board_sector_read(board_disk_t *disk, enum board_region region, uint32_t index,
                      uint8_t sector[JOURNAL_SECTOR]);

/** Write a sector; durable only after board_flush(). Returns 0 or a negative errno. */
int board_sector_write(board_disk_t *disk, enum board_region region, uint32_t index,
                       const uint8_t sector[JOURNAL_SECTOR]);

/** Make all that was written durable. Returns 0 or a negative errno. */
int board_flush(board_disk_t *disk);

/** Make the owner's storage anew and empty, with this key. Returns 0 or a negative errno; then one line in `error`. */
int board_storage_create(board_disk_t *disk, const board_key_t *key, char *error, size_t room);

/** Read back that the storage is empty and of this key. Returns as board_storage_create(). */
int board_storage_verify(board_disk_t *disk, const board_key_t *key, char *error, size_t room);

/** Open the owner's storage with its key. Returns as board_storage_create(). */
int board_storage_open(board_disk_t *disk, const board_key_t *key, char *error, size_t room);

#endif
