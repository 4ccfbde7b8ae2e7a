/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ctl/label.h"

#include <png.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/font.h"

#define SETUP_PREFIX "Pinhole_Camera_" /* and the last four characters of the serial number */
#define QUIET 4                        /* modules around the code (ISO/IEC 18004, 5.3.8) */
#define MODULE 8                       /* pixels of a module */
#define DOT 3                          /* ... of a letter's dot */
#define COLUMNS 32                     /* letters of a line */
#define LINES 12
#define LETTER ((FONT_WIDTH + 1) * DOT)
#define LINE ((FONT_HEIGHT + 3) * DOT)

typedef struct {
  char lines[LINES][COLUMNS + 1];
  unsigned count;
} text_t;

/* Append lines that hold a text, as many as it takes. */
static void text_add(text_t *text, const char *what)
{
  do {
    size_t length = strlen(what) < COLUMNS ? strlen(what) : COLUMNS;
    if (text->count == LINES)
      return;
    memcpy(text->lines[text->count], what, length);
    text->lines[text->count++][length] = '\0';
    what += length;
  } while (*what != '\0');
}

static const char *suffix_of(const label_unit_t *unit)
{
  return unit->serial + strlen(unit->serial) - 4;
}

static text_t text_make(const label_unit_t *unit)
{
  text_t text = {.count = 0};
  char name[64];
  snprintf(name, sizeof name, SETUP_PREFIX "%.4s", suffix_of(unit));
  text_add(&text, unit->model);
  text_add(&text, "Wi-Fi for the setup:");
  text_add(&text, name);
  text_add(&text, "Password:");
  text_add(&text, unit->secret);
  text_add(&text, "Serial number:");
  text_add(&text, unit->serial);
  return text;
}

static bool escaped_add(char *text, size_t *at, const char *value)
{
  for (; *value != '\0'; value++) {
    if (*at + 3 > LABEL_TEXT)
      return false;
    if (strchr("\\;,:\"", *value) != NULL)
      text[(*at)++] = '\\';
    text[(*at)++] = *value;
  }
  text[*at] = '\0';
  return true;
}

bool label_wifi(const label_unit_t *unit, char text[LABEL_TEXT])
{
  size_t at = (size_t)snprintf(text, LABEL_TEXT, "WIFI:T:WPA;S:" SETUP_PREFIX);
  if (!escaped_add(text, &at, suffix_of(unit)) || at + 4 > LABEL_TEXT)
    return false;
  at += (size_t)snprintf(text + at, LABEL_TEXT - at, ";P:");
  if (!escaped_add(text, &at, unit->secret) || at + 3 > LABEL_TEXT)
    return false;
  snprintf(text + at, LABEL_TEXT - at, ";;");
  return true;
}

static QRcode *code_make(const label_unit_t *unit)
{
  char text[LABEL_TEXT];
  return label_wifi(unit, text) ? QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) : NULL;
}

static void svg_text(const char *text, FILE *out)
{
  for (; *text != '\0'; text++) {
    if (strchr("<>&", *text) != NULL)
      fprintf(out, "&#%d;", *text);
    else
      fputc(*text, out);
  }
}

bool label_svg(const label_unit_t *unit, FILE *out)
{
  QRcode *code = code_make(unit);
  text_t text = text_make(unit);
  if (code == NULL)
    return false;
  int side = code->width + 2 * QUIET;
  fprintf(out,
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
          "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
          side * 3, side, side * 3, side);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if (code->data[y * code->width + x] & 1)
        fprintf(out, "M%d %dh1v1h-1z", x + QUIET, y + QUIET);
  fputs("\"/><g font-family=\"monospace\" font-size=\"3.4\">", out);
  for (unsigned i = 0; i < text.count; i++) {
    fprintf(out, "<text x=\"%d\" y=\"%.1f\" xml:space=\"preserve\">", side, QUIET + 3 + 3.8 * i);
    svg_text(text.lines[i], out);
    fputs("</text>", out);
  }
  fputs("</g></svg>\n", out);
  QRcode_free(code);
  return ferror(out) == 0;
}

static void square(const label_picture_t *picture, unsigned left, unsigned top, unsigned side)
{
  for (unsigned y = top; y < top + side && y < picture->height; y++)
    for (unsigned x = left; x < left + side && x < picture->width; x++)
      picture->pixels[(size_t)y * picture->width + x] = 0;
}

static void letters_draw(const label_picture_t *picture, const text_t *text, unsigned left)
{
  for (unsigned line = 0; line < text->count; line++)
    for (unsigned i = 0; text->lines[line][i] != '\0'; i++)
      for (int y = 0; y < FONT_HEIGHT; y++)
        for (int x = 0; x < FONT_WIDTH; x++)
          if (font_dot(text->lines[line][i], x, y))
            square(picture, left + i * LETTER + (unsigned)x * DOT,
                   QUIET * MODULE + line * LINE + (unsigned)y * DOT, DOT);
}

bool label_draw(const label_unit_t *unit, label_picture_t *picture)
{
  QRcode *code = code_make(unit);
  text_t text = text_make(unit);
  if (code == NULL)
    return false;
  unsigned modules = (unsigned)code->width;
  unsigned side = (modules + 2 * QUIET) * MODULE;
  unsigned height = 2 * QUIET * MODULE + text.count * LINE;
  picture->width = side + COLUMNS * LETTER + QUIET * MODULE;
  picture->height = height > side ? height : side;
  picture->pixels = malloc((size_t)picture->width * picture->height);
  if (picture->pixels != NULL) {
    memset(picture->pixels, 0xff, (size_t)picture->width * picture->height);
    for (unsigned y = 0; y < modules; y++)
      for (unsigned x = 0; x < modules; x++)
        if (code->data[y * modules + x] & 1)
          square(picture, (x + QUIET) * MODULE, (y + QUIET) * MODULE, MODULE);
    letters_draw(picture, &text, side);
  }
  QRcode_free(code);
  return picture->pixels != NULL;
}

bool label_png(const label_unit_t *unit, FILE *out)
{
  label_picture_t picture = {0};
  png_image image = {.version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_GRAY};
  if (!label_draw(unit, &picture))
    return false;
  image.width = picture.width;
  image.height = picture.height;
  bool written =
      png_image_write_to_stdio(&image, out, 0, picture.pixels, (png_int_32)picture.width, NULL) != 0;
  free(picture.pixels);
  return written;
}
