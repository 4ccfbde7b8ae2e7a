/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files of pages/, embedded in the program by platform/web/embed. */
#ifndef PLATFORM_WEB_PAGES_H
#define PLATFORM_WEB_PAGES_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *path; /* "/app.js" */
  const char *type; /* media type */
  const char *tag;  /* ETag with its quotes: a digest of the bytes */
  const uint8_t *bytes;
  size_t size;
  const uint8_t *packed; /* the same, compressed by gzip (RFC 1952) */
  size_t packed_size;
} page_t;

/** The page of a path ("/" is index.html), or NULL. */
const page_t *page_find(const char *path);

/* Written by platform/web/embed into the build folder. */
extern const page_t pages_embedded[];
extern const size_t pages_embedded_count;

#endif
