/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate.py from spec/events.tsv and the tables beside it. Do not edit. */
#ifndef GEN_NAMES_H
#define GEN_NAMES_H

#include <stdint.h>

/** The name of an event, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from event;
    ensures named: \valid_read(\result);
*/
const char *event_name(uint8_t event);

/** The name of a command, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from command;
    ensures named: \valid_read(\result);
*/
const char *command_name(uint8_t command);

/** The name of a light, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from light;
    ensures named: \valid_read(\result);
*/
const char *light_name(uint8_t light);

/** The name of a reason, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from reason;
    ensures named: \valid_read(\result);
*/
const char *reason_name(uint8_t reason);

/** The name of a cause, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from cause;
    ensures named: \valid_read(\result);
*/
const char *cause_name(uint8_t cause);

/** The name of an intent, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from intent;
    ensures named: \valid_read(\result);
*/
const char *intent_name(uint8_t intent);

/** The name of a vault, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from vault;
    ensures named: \valid_read(\result);
*/
const char *vault_name(uint8_t vault);

/** The name of a security, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from security;
    ensures named: \valid_read(\result);
*/
const char *security_name(uint8_t security);

/** The name of a role, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from role;
    ensures named: \valid_read(\result);
*/
const char *role_name(uint8_t role);

/** The name of a signal, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from signal;
    ensures named: \valid_read(\result);
*/
const char *signal_name(uint8_t signal);

/** The name of a stage, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from stage;
    ensures named: \valid_read(\result);
*/
const char *stage_name(uint8_t stage);

/** The name of a message, in lower case, "unknown" for a number that names none. Never NULL. */
/*@ terminates \true;
    assigns \result \from message;
    ensures named: \valid_read(\result);
*/
const char *message_name(uint8_t message);

/** What a reason means, as a sentence for the owner; "-" for none. Never NULL. */
/*@ terminates \true;
    assigns \result \from reason;
    ensures named: \valid_read(\result);
*/
const char *reason_sentence(uint8_t reason);

#endif
