/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A phone that joins a network asks a well-known address whether it leads to the internet. On the setup network the
   answer leads to the setup page, which so opens by itself; once the camera is claimed the answer is the expected one,
   so that the phone stays until the page has told the new address. */
#ifndef PLATFORM_WEB_CAPTIVE_H
#define PLATFORM_WEB_CAPTIVE_H

#include <stdbool.h>

enum captive {
  CAPTIVE_NONE,     /* no such question, or no setup network: an ordinary request */
  CAPTIVE_REDIRECT, /* lead to the setup page */
  CAPTIVE_EXPECTED  /* answer as the internet would */
};

typedef struct {
  const char *path;
  unsigned status;
  const char *type; /* NULL: no body */
  const char *body;
} captive_probe_t;

/** The well-known question at a path: what the phone's maker answers there. NULL where the path is none. */
const captive_probe_t *captive_probe(const char *path);

/**
 * What to do with a GET of a page. home: the Host header names this camera or another machine at home. setup_open: the
 * setup network is up. claimed: the camera has an owner; owner_setup: whose network was not found.
 */
enum captive captive_decide(const char *path, bool home, bool setup_open, bool claimed, bool owner_setup);

#endif
