/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/tls.h"

#include <fcntl.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FILE_MAX 8192
#define BEGINS 1704067200                 /* 2024-01-01: the clock may not be set yet when the pair is made */
#define LASTS (INT64_C(20) * 365 * 86400) /* seconds: it is the owner who trusts it, not an authority */

static void wipe(char *text)
{
  if (text != NULL)
    explicit_bzero(text, strlen(text));
  free(text);
}

void tls_pair_free(tls_pair_t *pair)
{
  wipe(pair->key);
  wipe(pair->certificate);
  *pair = (tls_pair_t){.key = NULL};
}

static char *file_read(const char *folder, const char *name)
{
  char path[4096];
  char *text = calloc(1, FILE_MAX + 1);
  snprintf(path, sizeof path, "%s/%s", folder, name);
  int fd = text == NULL ? -1 : open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  ssize_t size = fd < 0 ? -1 : read(fd, text, FILE_MAX);
  if (fd >= 0)
    close(fd);
  if (size > 0)
    return text;
  wipe(text);
  return NULL;
}

/* The whole new file or none, readable by nobody else. */
static bool file_write(const char *folder, const char *name, const char *text)
{
  char path[4096], fresh[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  if (snprintf(fresh, sizeof fresh, "%s/%s.new", folder, name) >= (int)sizeof fresh)
    return false;
  int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return false;
  size_t length = strlen(text);
  bool whole = write(fd, text, length) == (ssize_t)length && fsync(fd) == 0;
  close(fd);
  whole = whole && rename(fresh, path) == 0;
  if (!whole)
    unlink(fresh);
  return whole;
}

/* Whether key and certificate can be read and belong together. */
static bool pair_fits(const tls_pair_t *pair)
{
  gnutls_certificate_credentials_t credentials;
  if (pair->key == NULL || pair->certificate == NULL ||
      gnutls_certificate_allocate_credentials(&credentials) < 0)
    return false;
  gnutls_datum_t key = {(unsigned char *)pair->key, (unsigned)strlen(pair->key)};
  gnutls_datum_t certificate = {(unsigned char *)pair->certificate, (unsigned)strlen(pair->certificate)};
  int result = gnutls_certificate_set_x509_key_mem(credentials, &certificate, &key, GNUTLS_X509_FMT_PEM);
  gnutls_certificate_free_credentials(credentials);
  return result >= 0;
}

static bool certificate_fill(gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key, const char *serial)
{
  uint8_t number[16];
  char name[64];
  snprintf(name, sizeof name, "Pinhole camera %s", serial);
  if (gnutls_rnd(GNUTLS_RND_NONCE, number, sizeof number) < 0)
    return false;
  number[0] &= 0x7f; /* RFC 5280, 4.1.2.2: positive */
  return gnutls_x509_crt_set_version(certificate, 3) >= 0 &&
         gnutls_x509_crt_set_serial(certificate, number, sizeof number) >= 0 &&
         gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                       (unsigned)strlen(name)) >= 0 &&
         gnutls_x509_crt_set_activation_time(certificate, BEGINS) >= 0 &&
         gnutls_x509_crt_set_expiration_time(certificate, BEGINS + LASTS) >= 0 &&
         gnutls_x509_crt_set_basic_constraints(certificate, 0, -1) >= 0 &&
         gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_DIGITAL_SIGNATURE) >= 0 &&
         gnutls_x509_crt_set_key_purpose_oid(certificate, GNUTLS_KP_TLS_WWW_SERVER, 0) >= 0 &&
         gnutls_x509_crt_set_key(certificate, key) >= 0 &&
         gnutls_x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0) >= 0;
}

/* A text of what GnuTLS wrote, wiping what it wrote. */
static char *text_of(gnutls_datum_t *datum)
{
  char *text = datum->data == NULL ? NULL : strndup((const char *)datum->data, datum->size);
  if (datum->data != NULL)
    explicit_bzero(datum->data, datum->size);
  gnutls_free(datum->data);
  return text;
}

static bool pair_make(const char *serial, tls_pair_t *pair)
{
  gnutls_x509_privkey_t key = NULL;
  gnutls_x509_crt_t certificate = NULL;
  gnutls_datum_t key_text = {NULL, 0}, certificate_text = {NULL, 0};
  bool made = gnutls_x509_privkey_init(&key) >= 0 && gnutls_x509_crt_init(&certificate) >= 0 &&
              gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
                                           GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0) >= 0 &&
              certificate_fill(certificate, key, serial) &&
              gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &key_text) >= 0 &&
              gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &certificate_text) >= 0;
  pair->key = text_of(&key_text);
  pair->certificate = text_of(&certificate_text);
  if (certificate != NULL)
    gnutls_x509_crt_deinit(certificate);
  if (key != NULL)
    gnutls_x509_privkey_deinit(key);
  return made && pair->key != NULL && pair->certificate != NULL;
}

bool tls_pair(const char *folder, const char *serial, tls_pair_t *pair)
{
  pair->key = file_read(folder, TLS_KEY_FILE);
  pair->certificate = file_read(folder, TLS_CERTIFICATE_FILE);
  if (pair_fits(pair))
    return true;
  tls_pair_free(pair);
  if (pair_make(serial, pair) && file_write(folder, TLS_KEY_FILE, pair->key) &&
      file_write(folder, TLS_CERTIFICATE_FILE, pair->certificate))
    return true;
  tls_pair_free(pair);
  return false;
}
