/* SPDX-License-Identifier: BSD-2-Clause */
/* The setup form, application/x-www-form-urlencoded (WHATWG URL, section 5), as bytes. */
#ifndef CORE_FORM_H
#define CORE_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form_chart.h"

#define FORM_SSID 32
#define FORM_PASSPHRASE 64
#define FORM_PASSWORD 128
#define FORM_NAME 64
#define FORM_WIFI 256

/* The fields of the form; a length of 0 where one was not sent. Unknown fields are passed over. */
typedef struct {
  uint8_t ssid_length;
  uint8_t ssid[FORM_SSID];
  uint8_t passphrase_length; /* of the home network */
  uint8_t passphrase[FORM_PASSPHRASE];
  uint8_t password_length; /* of the owner */
  uint8_t password[FORM_PASSWORD];
  uint8_t name_length; /* of the camera, UTF-8 */
  uint8_t name[FORM_NAME];
  uint16_t wifi_length; /* a WIFI: text, instead of ssid and passphrase */
  uint8_t wifi[FORM_WIFI];
  bool hidden;
} form_t;

/*@ // Every length within its bound.
    predicate form_bounded{L}(form_t *form) =
      form->ssid_length <= FORM_SSID && form->passphrase_length <= FORM_PASSPHRASE &&
      form->password_length <= FORM_PASSWORD && form->name_length <= FORM_NAME && form->wifi_length <= FORM_WIFI;
*/

#include "form_text.acsl.h"

/**
 * Read a form. Returns false, with the form unchanged, where it is malformed: a bad percent escape, a NUL byte
 * (as %00 or as it is), a known field there twice or longer than its bound, a `hidden` that says neither yes (1, on,
 * true) nor no (0, nothing). Fields without `=` are empty; empty ones between two `&` are passed over.
 */
/*@ requires body: \valid_read(body + (0 .. length - 1));
    requires form: \valid(form) && \separated(form, body + (0 .. length - 1));
    terminates \true;
    assigns *form;
    // what is handed over is what the form says, byte by byte and within its bounds, or nothing is.
    ensures accepted: \result <==> form_accepts{Pre}(body, length);
    ensures bounded: \result ==> form_bounded(form);
    ensures ssid_length: \result ==> form->ssid_length == form_length{Pre}(body, length, 0);
    ensures ssid: \result ==> (\forall integer k; 0 <= k < form->ssid_length ==>
      form->ssid[k] == form_char{Pre}(body, length, 0, k));
    ensures ssid_rest: \result ==> (\forall integer k; form->ssid_length <= k < FORM_SSID ==> form->ssid[k] == 0);
    ensures passphrase_length: \result ==> form->passphrase_length == form_length{Pre}(body, length, 1);
    ensures passphrase: \result ==> (\forall integer k; 0 <= k < form->passphrase_length ==>
      form->passphrase[k] == form_char{Pre}(body, length, 1, k));
    ensures passphrase_rest: \result ==> (\forall integer k; form->passphrase_length <= k < FORM_PASSPHRASE ==> form->passphrase[k] == 0);
    ensures password_length: \result ==> form->password_length == form_length{Pre}(body, length, 2);
    ensures password: \result ==> (\forall integer k; 0 <= k < form->password_length ==>
      form->password[k] == form_char{Pre}(body, length, 2, k));
    ensures password_rest: \result ==> (\forall integer k; form->password_length <= k < FORM_PASSWORD ==> form->password[k] == 0);
    ensures name_length: \result ==> form->name_length == form_length{Pre}(body, length, 3);
    ensures name: \result ==> (\forall integer k; 0 <= k < form->name_length ==>
      form->name[k] == form_char{Pre}(body, length, 3, k));
    ensures name_rest: \result ==> (\forall integer k; form->name_length <= k < FORM_NAME ==> form->name[k] == 0);
    ensures wifi_length: \result ==> form->wifi_length == form_length{Pre}(body, length, 4);
    ensures wifi: \result ==> (\forall integer k; 0 <= k < form->wifi_length ==>
      form->wifi[k] == form_char{Pre}(body, length, 4, k));
    ensures wifi_rest: \result ==> (\forall integer k; form->wifi_length <= k < FORM_WIFI ==> form->wifi[k] == 0);
    ensures hidden: \result ==> form->hidden == form_hidden{Pre}(body, length);
    ensures refused: !\result ==> *form == \old(*form);
*/
bool form_read(const uint8_t *body, size_t length, form_t *form);

#endif
