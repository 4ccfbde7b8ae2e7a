/* SPDX-License-Identifier: BSD-2-Clause */
/* The setup form, application/x-www-form-urlencoded (WHATWG URL, section 5), as bytes. */
#ifndef CORE_FORM_H
#define CORE_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/**
 * Read a form. Returns false, with the form unchanged, where it is malformed: a bad percent escape, a NUL byte
 * (as %00 or as it is), a known field there twice or longer than its bound, a `hidden` that says neither yes (1, on,
 * true) nor no (0, nothing). Fields without `=` are empty; empty ones between two `&` are passed over.
 */
/*@ requires body: \valid_read(body + (0 .. length - 1));
    requires form: \valid(form) && \separated(form, body + (0 .. length - 1));
    terminates \true;
    assigns *form;
    // what is handed over is within its bounds, or nothing is.
    ensures bounded: \result ==> form_bounded(form);
    ensures refused: !\result ==> *form == \old(*form);
*/
bool form_read(const uint8_t *body, size_t length, form_t *form);

#endif
