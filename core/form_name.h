/* SPDX-License-Identifier: BSD-2-Clause */
/* The names of a form's fields, and the bytes that they and values are made of. */
#ifndef CORE_FORM_NAME_H
#define CORE_FORM_NAME_H

#include "form.h"

/* The fields that are known. */
enum form_field {
  FORM_FIELD_SSID,
  FORM_FIELD_PASSPHRASE,
  FORM_FIELD_PASSWORD,
  FORM_FIELD_NAME,
  FORM_FIELD_WIFI,
  FORM_FIELD_HIDDEN,
  FORM_FIELDS
};

/** Whether a byte of this meaning completes one of a name or of a value. */
/*@ terminates \true;
    assigns \nothing;
    ensures stands: \result <==> meaning == FORM_BYTE || meaning == FORM_SPACE || meaning == FORM_LOW;
*/
bool form_byte_stands(uint8_t meaning);

/** The byte that byte i completes. */
/*@ requires text: \valid_read(text + (0 .. i)) && i < SIZE_MAX;
    requires meaning: meaning == form_says(text, i) && form_stands(text, i);
    terminates \true;
    assigns \nothing;
    ensures decoded: \result == form_decoded(text, i);
*/
uint8_t form_byte_decoded(const uint8_t *text, size_t i, uint8_t meaning);

/** Which field the bytes before `to` name. */
/*@ requires text: \valid_read(text + (0 .. to - 1));
    requires from: from <= to && form_place(text, from) == FORM_IN_NAME;
    terminates \true;
    assigns \nothing;
    ensures field: \result == form_named(text, from, to);
    ensures range: \result <= FORM_FIELDS;
*/
uint8_t form_field_read(const uint8_t *text, size_t from, size_t to);

#endif
