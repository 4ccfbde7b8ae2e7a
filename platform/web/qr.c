/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/qr.h"

#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#define QUIET 4 /* modules around the code (ISO/IEC 18004, 5.3.8) */

struct qr_reader {
  zbar_image_scanner_t *scanner;
};

char *qr_svg(const char *text)
{
  char *svg = NULL;
  size_t size = 0;
  QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
  FILE *out = code == NULL ? NULL : open_memstream(&svg, &size);
  if (out != NULL) {
    int side = code->width + 2 * QUIET;
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
            "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
            side, side, side, side);
    for (int y = 0; y < code->width; y++)
      for (int x = 0; x < code->width; x++)
        if (code->data[y * code->width + x] & 1)
          fprintf(out, "M%d %dh1v1h-1z", x + QUIET, y + QUIET);
    fputs("\"/></svg>", out);
    if (fclose(out) != 0) {
      free(svg);
      svg = NULL;
    }
  }
  QRcode_free(code);
  return svg;
}

qr_reader_t *qr_reader_create(void)
{
  qr_reader_t *reader = calloc(1, sizeof *reader);
  if (reader == NULL)
    return NULL;
  reader->scanner = zbar_image_scanner_create();
  if (reader->scanner == NULL) {
    free(reader);
    return NULL;
  }
  zbar_image_scanner_set_config(reader->scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config(reader->scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  return reader;
}

void qr_reader_free(qr_reader_t *reader)
{
  if (reader == NULL)
    return;
  zbar_image_scanner_destroy(reader->scanner);
  free(reader);
}

size_t qr_read(qr_reader_t *reader, const uint8_t *grey, uint32_t width, uint32_t height, uint8_t *bytes,
               size_t room)
{
  zbar_image_t *image = zbar_image_create();
  size_t length = 0;
  if (image == NULL)
    return 0;
  zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
  zbar_image_set_size(image, width, height);
  zbar_image_set_data(image, grey, (unsigned long)width * height, NULL);
  if (zbar_scan_image(reader->scanner, image) > 0) {
    const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
    size_t found = symbol == NULL ? 0 : zbar_symbol_get_data_length(symbol);
    if (found > 0 && found <= room) {
      memcpy(bytes, zbar_symbol_get_data(symbol), found);
      length = found;
    }
  }
  zbar_image_destroy(image);
  return length;
}
