/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/captive.h"

#
#include <string.h>

/* Answers of Android and Chrome OS; Apple; Windows; Kindle; Firefox. */
static const captive_probe_t probes[] = {
    {"/generate_204", 204, NULL, ""},
    {"/gen_204", 204, NULL, ""},
    {"/hotspot-detect.html", 200, "text/html",
     "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"},
    {"/library/test/success.html", 200, "text/html",
     "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"},
    {"/connecttest.txt", 200, "text/plain", "Microsoft Connect Test"},
    {"/ncsi.txt", 200, "text/plain", "Microsoft NCSI"},
    {"/kindle-wifi/wifistub.html", 200, "text/html",
     "<html><head><title>Kindle Reachability Probe Page</title></head><body>"
     "81ce4465-7167-4dcb-835b-dcc9e44c112a</body></html>"},
    {"/success.txt", 200, "text/plain", "success\n"},
    {"/canonical.html", 200, "text/html",
     "<meta http-equiv=\"refresh\" content=\"0;url=https://support.mozilla.org/kb/captive-portal\"/>"},
};

const captive_probe_t *captive_probe(const char *path)
{
  for (size_t i = 0; i < sizeof probes / sizeof probes[0]; i++)
    if (strcmp(probes[i].path, path) == 0)
      return &probes[i];
  return NULL;
}

enum captive captive_decide(const char *path, bool home, bool setup_open, bool claimed, bool owner_setup)
{
  const captive_probe_t *probe = captive_probe(path);
  if (!setup_open || (probe == NULL && home))
    return CAPTIVE_NONE;
  if (probe != NULL && claimed && !owner_setup)
    return CAPTIVE_EXPECTED;
  return CAPTIVE_REDIRECT;
}
