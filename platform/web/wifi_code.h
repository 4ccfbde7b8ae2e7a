/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The second way in: an unclaimed camera looks for a Wi-Fi QR code that is held before it. What it read is kept in
   memory alone, and forgotten when the camera has been claimed or WIFI_CODE_MINUTES have passed. The camera joins nothing
   by it, since it is never on a network without an owner: whoever claims it names the network that was read, without
   typing it; and a claim comes over the setup network, which opens to the label's secret alone. */
#ifndef PLATFORM_WEB_WIFI_CODE_H
#define PLATFORM_WEB_WIFI_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "web/guard_link.h"
#include "wifi_uri.h"

#define WIFI_CODE_MINUTES 15

typedef struct wifi_code wifi_code_t;

/** Gives the newest picture as grey bytes (free() it), or NULL. */
typedef uint8_t *(*wifi_code_picture_t)(void *opaque, uint32_t *width, uint32_t *height);

/** Start to look, in a thread, while the guard says that the camera is unclaimed and its setup network open. NULL: no
    memory or thread. */
wifi_code_t *wifi_code_start(guard_link_t *guard, wifi_code_picture_t picture, void *opaque);

/** End the thread, wipe what was read, free. NULL is allowed. */
void wifi_code_stop(wifi_code_t *code);

/** The network that was read last. False where there is none (any more). */
bool wifi_code_seen(wifi_code_t *code, wifi_uri_t *network);

#endif
