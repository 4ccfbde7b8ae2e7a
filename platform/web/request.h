/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a request's line and headers say, read as bytes from anywhere: no function here trusts its text. */
#ifndef PLATFORM_WEB_REQUEST_H
#define PLATFORM_WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REQUEST_URI_MAX 1024   /* bytes of path and query */
#define REQUEST_BODY_MAX 16384 /* bytes of a body */

enum range { RANGE_WHOLE, RANGE_PART, RANGE_OUTSIDE };

/**
 * Read a Range header (RFC 9110, 14.2) for a body of `size` bytes. RANGE_PART: `first` and `last` (inclusive) are
 * set. RANGE_OUTSIDE: nothing of the range is there (416). RANGE_WHOLE: no header (NULL), a list of ranges or
 * malformed text, all of which a server may answer with the whole body.
 */
enum range range_read(const char *header, uint64_t size, uint64_t *first, uint64_t *last);

/** Read a whole text of 1 to 18 decimal digits. Returns false, with the number unchanged, for any other text. */
bool number_read(const char *text, size_t length, int64_t *number);

/**
 * Copy a cookie's value out of a Cookie header (RFC 6265, 5.4), with a NUL. Returns false where the header is NULL,
 * the cookie is missing, or its value does not fit in `room`.
 */
bool cookie_read(const char *header, const char *name, char *value, size_t room);

/** Whether a Content-Type header names this media type, parameters aside, case aside. NULL: no. */
bool media_type_is(const char *header, const char *type);

/**
 * Whether a Host header is one under which a camera is reached at home: a numeric address, localhost, a name without
 * a dot, or one under .local, .lan, .home, .internal or .home.arpa. Any other name may be a stranger's that was
 * pointed at this address (DNS rebinding). NULL: no.
 */
bool host_is_home(const char *host);

/**
 * Whether a change may have been asked for by the camera's own page (or by no browser at all): Sec-Fetch-Site, where
 * sent, says same-origin, and Origin, where sent, is http:// or https:// and the Host. NULL for a header not sent.
 */
bool origin_is_own(const char *origin, const char *fetch_site, const char *host);

/** Bytes that base64_write() needs, with its NUL. */
#define BASE64_ROOM(bytes) (((size_t)(bytes) + 2) / 3 * 4 + 1)

/** Write bytes as base64 (RFC 4648, 4) with a NUL into BASE64_ROOM(length) bytes. Returns its length without NUL. */
size_t base64_write(const uint8_t *bytes, size_t length, char *text);

#endif
