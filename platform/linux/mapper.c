/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/mapper.h"

#include <dlfcn.h>
#include <errno.h>
#include <libcryptsetup.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define LIBRARY "libcryptsetup.so.12" /* image/files takes it, too */

/* The functions of the library, by their own types. */
static struct {
  __typeof__(&crypt_set_log_callback) set_log_callback;
  __typeof__(&crypt_init) init;
  __typeof__(&crypt_format) format;
  __typeof__(&crypt_activate_by_volume_key) activate;
  __typeof__(&crypt_status) status;
  __typeof__(&crypt_deactivate) deactivate;
  __typeof__(&crypt_free) free;
} crypt;

static char complaint[160];

static void complain(int level, const char *text, void *context)
{
  (void)context;
  if (level == CRYPT_LOG_ERROR)
    snprintf(complaint, sizeof complaint, "%.*s", (int)strcspn(text, "\n"), text);
}

/* Whether the library is there; it stays. */
static bool load(void)
{
  static const struct {
    const char *name;
    void *function;
  } wanted[] = {{"crypt_set_log_callback", &crypt.set_log_callback},
                {"crypt_init", &crypt.init},
                {"crypt_format", &crypt.format},
                {"crypt_activate_by_volume_key", &crypt.activate},
                {"crypt_status", &crypt.status},
                {"crypt_deactivate", &crypt.deactivate},
                {"crypt_free", &crypt.free}};
  if (crypt.set_log_callback != NULL)
    return true;
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  bool all = library != NULL;
  for (size_t i = 0; all && i < sizeof wanted / sizeof *wanted; i++) {
    void *found = dlsym(library, wanted[i].name);
    memcpy(wanted[i].function, &found, sizeof found); /* POSIX: a function's address fits */
    all = found != NULL;
  }
  if (!all) {
    crypt.set_log_callback = NULL;
    complain(CRYPT_LOG_ERROR, dlerror(), NULL);
    return false;
  }
  crypt.set_log_callback(NULL, complain, NULL);
  return true;
}

/* A context that is a plain mapping of the device. */
static int plain_init(const char *device, const char *cipher, size_t length, struct crypt_device **context)
{
  char algorithm[32];
  const char *dash = strchr(cipher, '-');
  struct crypt_params_plain plain = {0};
  if (dash == NULL || dash == cipher || (size_t)(dash - cipher) >= sizeof algorithm)
    return -EINVAL;
  snprintf(algorithm, sizeof algorithm, "%.*s", (int)(dash - cipher), cipher);
  int code = crypt.init(context, device);
  if (code != 0)
    return code;
  code = crypt.format(*context, CRYPT_PLAIN, algorithm, dash + 1, NULL, NULL, length, &plain);
  if (code != 0)
    crypt.free(*context);
  return code;
}

int mapper_open(const char *name, const char *device, const char *cipher, const uint8_t *key, size_t length)
{
  struct crypt_device *context = NULL;
  if (!load())
    return -ELIBACC;
  int code = plain_init(device, cipher, length, &context);
  if (code != 0)
    return code;
  code = crypt.activate(context, name, (const char *)key, length, 0);
  crypt.free(context);
  return code < 0 ? code : 0;
}

int mapper_close(const char *name)
{
  if (!load())
    return -ELIBACC;
  if (crypt.status(NULL, name) == CRYPT_INACTIVE)
    return 0;
  int code = crypt.deactivate(NULL, name);
  return code == -ENODEV ? 0 : code; /* it is gone */
}

const char *mapper_complaint(void)
{
  return complaint;
}
