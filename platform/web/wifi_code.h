/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The second way in: an unclaimed camera looks for a Wi-Fi QR code that is held before it. What it read is kept in
   memory alone, and forgotten when the camera has been claimed or WIFI_CODE_MINUTES have passed. While a phone is on the
   setup page, the network that was read only spares it the typing; else the guard is asked to visit it, where whoever
   knows the label's secret can claim the camera. */
#ifndef PLATFORM_WEB_WIFI_CODE_H
#define PLATFORM_WEB_WIFI_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "web/guard_link.h"
#include "wifi_uri.h"

#define WIFI_CODE_MINUTES 15
/* A phone that asked for something within this many seconds is on the setup page, maybe behind the code that it shows. */
#define WIFI_CODE_PHONE 120
/* After so many looks without it, a code is shown anew. */
#define WIFI_CODE_GONE 10

typedef struct wifi_code wifi_code_t;

/** Gives the newest picture as grey bytes (free() it), or NULL. */
typedef uint8_t *(*wifi_code_picture_t)(void *opaque, uint32_t *width, uint32_t *height);

/** Start to look, in a thread, while the guard says that the camera is unclaimed and its setup network open. NULL: no
    memory or thread. */
wifi_code_t *wifi_code_start(guard_link_t *guard, wifi_code_picture_t picture, void *opaque);

/** End the thread, wipe what was read, free. NULL is allowed. */
void wifi_code_stop(wifi_code_t *code);

/** A phone asked for something. */
void wifi_code_phone(wifi_code_t *code);

/** The network that was read last. False where there is none (any more). */
bool wifi_code_seen(wifi_code_t *code, wifi_uri_t *network);

#endif
