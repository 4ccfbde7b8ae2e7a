/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate.py from spec/commands.tsv and spec/messages.tsv. Do not edit. */
#ifndef GEN_DISPATCH_H
#define GEN_DISPATCH_H

#include <stdint.h>

#include "message_codec.h"
#include "vocabulary.h"

/* Handlers are written by the guard process; see platform/guard. */
struct guard_process;
struct guard_peer;

void command_write_intent(struct guard_process *process, uint8_t argument); /* write the reset intent to both copies, durable */
void command_destroy_key(struct guard_process *process, uint8_t argument); /* overwrite every copy of the key and of the ownership record, durable */
void command_create_key(struct guard_process *process, uint8_t argument); /* write a new random key and an unclaimed ownership record to both copies, durable */
void command_create_files(struct guard_process *process, uint8_t argument); /* make the owner's storage anew and empty, durable */
void command_verify_wipe(struct guard_process *process, uint8_t argument); /* read back, past caches, that nothing of the owner's is left */
void command_clear_intent(struct guard_process *process, uint8_t argument); /* write that no intent stands to both copies, durable */
void command_open_storage(struct guard_process *process, uint8_t argument); /* open the owner's storage with the key */
void command_repair_records(struct guard_process *process, uint8_t argument); /* write the good copy of each record over its bad or older one, durable */
void command_store_owner(struct guard_process *process, uint8_t argument); /* write the candidate as the ownership record to both copies, durable */
void command_start_camera(struct guard_process *process, uint8_t argument); /* start the camera process */
void command_stop_camera(struct guard_process *process, uint8_t argument); /* end the camera process, by force where it does not go */
void command_restart_board(struct guard_process *process, uint8_t argument); /* restart the board; the argument is the cause that the next start will report */
void command_open_setup_network(struct guard_process *process, uint8_t argument); /* bring the setup network up */
void command_close_setup_network(struct guard_process *process, uint8_t argument); /* take the setup network down */
void command_join_candidate(struct guard_process *process, uint8_t argument); /* try to join the candidate's network */
void command_join_home(struct guard_process *process, uint8_t argument); /* join the stored home network, again and again */
void command_forget_candidate(struct guard_process *process, uint8_t argument); /* forget the candidate */

void handle_hello(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* who is there; the first message of a connection */
void handle_heartbeat(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* the camera process is well */
void handle_get_status(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* send the status, and with follow 1 every change of it */
void handle_get_owner(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* send the ownership record's password hash */
void handle_get_networks(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* send the networks the radio hears */
void handle_claim(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* claim the camera; the network is tried first */
void handle_change_network(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* change the home network; the new one is tried first */
void handle_restart(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* restart, changing nothing */
void handle_reset(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* factory reset, authorised by the owner's password */
void handle_phone_seen(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* a phone spoke to the setup page */
void handle_change_password(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* change the owner's password; the reply comes when the record is stored, or was not */
void handle_visit(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* join the network whose Wi-Fi code an unclaimed camera was shown, and keep nothing */
void handle_adopt(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* claim the camera on the network that it visits; the secret is the label's */

/** Carry out a command by its handler; COMMAND_NONE and numbers that name none do nothing. */
static inline void dispatch_command(struct guard_process *process, uint8_t command, uint8_t argument)
{
  switch (command) {
  case COMMAND_WRITE_INTENT:
    command_write_intent(process, argument);
    break;
  case COMMAND_DESTROY_KEY:
    command_destroy_key(process, argument);
    break;
  case COMMAND_CREATE_KEY:
    command_create_key(process, argument);
    break;
  case COMMAND_CREATE_FILES:
    command_create_files(process, argument);
    break;
  case COMMAND_VERIFY_WIPE:
    command_verify_wipe(process, argument);
    break;
  case COMMAND_CLEAR_INTENT:
    command_clear_intent(process, argument);
    break;
  case COMMAND_OPEN_STORAGE:
    command_open_storage(process, argument);
    break;
  case COMMAND_REPAIR_RECORDS:
    command_repair_records(process, argument);
    break;
  case COMMAND_STORE_OWNER:
    command_store_owner(process, argument);
    break;
  case COMMAND_START_CAMERA:
    command_start_camera(process, argument);
    break;
  case COMMAND_STOP_CAMERA:
    command_stop_camera(process, argument);
    break;
  case COMMAND_RESTART_BOARD:
    command_restart_board(process, argument);
    break;
  case COMMAND_OPEN_SETUP_NETWORK:
    command_open_setup_network(process, argument);
    break;
  case COMMAND_CLOSE_SETUP_NETWORK:
    command_close_setup_network(process, argument);
    break;
  case COMMAND_JOIN_CANDIDATE:
    command_join_candidate(process, argument);
    break;
  case COMMAND_JOIN_HOME:
    command_join_home(process, argument);
    break;
  case COMMAND_FORGET_CANDIDATE:
    command_forget_candidate(process, argument);
    break;
  default:
    break;
  }
}

/** Hand a decoded message to its handler; what only the guard may send is ignored. Returns 1 if handled. */
static inline int dispatch_message(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  switch (message->kind) {
  case MESSAGE_HELLO:
    handle_hello(process, peer, message);
    return 1;
  case MESSAGE_HEARTBEAT:
    handle_heartbeat(process, peer, message);
    return 1;
  case MESSAGE_GET_STATUS:
    handle_get_status(process, peer, message);
    return 1;
  case MESSAGE_GET_OWNER:
    handle_get_owner(process, peer, message);
    return 1;
  case MESSAGE_GET_NETWORKS:
    handle_get_networks(process, peer, message);
    return 1;
  case MESSAGE_CLAIM:
    handle_claim(process, peer, message);
    return 1;
  case MESSAGE_CHANGE_NETWORK:
    handle_change_network(process, peer, message);
    return 1;
  case MESSAGE_RESTART:
    handle_restart(process, peer, message);
    return 1;
  case MESSAGE_RESET:
    handle_reset(process, peer, message);
    return 1;
  case MESSAGE_PHONE_SEEN:
    handle_phone_seen(process, peer, message);
    return 1;
  case MESSAGE_CHANGE_PASSWORD:
    handle_change_password(process, peer, message);
    return 1;
  case MESSAGE_VISIT:
    handle_visit(process, peer, message);
    return 1;
  case MESSAGE_ADOPT:
    handle_adopt(process, peer, message);
    return 1;
  default:
    return 0;
  }
}

#endif
