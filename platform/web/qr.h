/* SPDX-License-Identifier: GPL-2.0-or-later */
/* QR codes (ISO/IEC 18004): one drawn as SVG, one read from a picture. */
#ifndef PLATFORM_WEB_QR_H
#define PLATFORM_WEB_QR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The QR code of a text as an SVG document, black on white with its quiet zone. free() it. NULL: too long, no memory. */
char *qr_svg(const char *text);

typedef struct qr_reader qr_reader_t;

/** A reader of QR codes. NULL without memory. */
qr_reader_t *qr_reader_create(void);

/** Free it; NULL is allowed. */
void qr_reader_free(qr_reader_t *reader);

/**
 * Look for a QR code in a grey picture, a byte a pixel, rows without padding. Copies the first code's bytes, at most
 * `room`. Returns their number, 0 where there is no code or it is longer.
 */
size_t qr_read(qr_reader_t *reader, const uint8_t *grey, uint32_t width, uint32_t height, uint8_t *bytes,
               size_t room);

#endif
