/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The key and the certificate that a camera makes for itself when it is claimed. They are the owner's data: a factory
   reset destroys them, and the next owner's camera has others. */
#ifndef PLATFORM_WEB_TLS_H
#define PLATFORM_WEB_TLS_H

#include <stdbool.h>

#define TLS_KEY_FILE "tls-key.pem"
#define TLS_CERTIFICATE_FILE "tls-certificate.pem"

typedef struct {
  char *key, *certificate; /* PEM */
} tls_pair_t;

/**
 * The pair kept in a folder; where there is none that fits together, a new one is made (P-256, signed by itself, named
 * after the serial number) and kept. False without memory, randomness or where the folder cannot be written.
 */
bool tls_pair(const char *folder, const char *serial, tls_pair_t *pair);

/** Wipe and free. */
void tls_pair_free(tls_pair_t *pair);

#endif
