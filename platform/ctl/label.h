/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The label of one unit: the setup network as a QR code that phones read, and everything in it as text too. */
#ifndef CTL_LABEL_H
#define CTL_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define LABEL_TEXT 256

typedef struct {
  const char *serial; /* 4 characters at least */
  const char *model;
  const char *secret;
} label_unit_t;

/* A grey picture, a byte a pixel; free() the pixels. */
typedef struct {
  unsigned width, height;
  uint8_t *pixels;
} label_picture_t;

/** The text of the QR code, as phones know it: WIFI:T:WPA;S:Pinhole_Camera_XXXX;P:secret;; with \ ; , : and " escaped.
    Returns false where it is longer than `text` holds. */
bool label_wifi(const label_unit_t *unit, char text[LABEL_TEXT]);

/** Write the label as SVG. Returns false where it cannot be made or written. */
bool label_svg(const label_unit_t *unit, FILE *out);

/** Draw the label. Returns false without memory. */
bool label_draw(const label_unit_t *unit, label_picture_t *picture);

/** Write the label as PNG. Returns false where it cannot be made or written. */
bool label_png(const label_unit_t *unit, FILE *out);

#endif
