/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/control.h"

#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <wpa_ctrl.h>

#include "common/log.h"

#define NAP_MS 25

static void nap(void)
{
  static const struct timespec time = {.tv_nsec = NAP_MS * 1000000L};
  nanosleep(&time, NULL);
}

/* Whether a child has ended; it is left to be waited for. */
static bool has_ended(pid_t pid)
{
  siginfo_t info = {.si_pid = 0};
  return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == pid;
}

bool control_open(control_t *control, const char *path, const char *folder, pid_t pid, int patience_ms)
{
  memset(control, 0, sizeof *control);
  for (int waited = 0; waited <= patience_ms; waited += NAP_MS) {
    control->requests = wpa_ctrl_open2(path, folder);
    if (control->requests != NULL || has_ended(pid))
      break;
    nap();
  }
  if (control->requests == NULL)
    return false;
  control->events = wpa_ctrl_open2(path, folder);
  if (control->events != NULL && wpa_ctrl_attach(control->events) == 0)
    return true;
  control_close(control);
  return false;
}

void control_close(control_t *control)
{
  if (control->requests != NULL)
    wpa_ctrl_close(control->requests);
  if (control->events != NULL)
    wpa_ctrl_close(control->events);
  control->requests = control->events = NULL;
  explicit_bzero(control->reply, sizeof control->reply);
}

int control_descriptor(const control_t *control)
{
  return control->events == NULL ? -1 : wpa_ctrl_get_fd(control->events);
}

bool control_ask(control_t *control, const char *request, bool any)
{
  control->length = sizeof control->reply - 1;
  if (control->requests == NULL || wpa_ctrl_request(control->requests, request, strlen(request),
                                                    control->reply, &control->length, NULL) != 0) {
    control->length = 0;
    return false;
  }
  return any || control_is(control->reply, control->length, "OK");
}

bool control_next(control_t *control, control_event_t *event)
{
  char text[CONTROL_REPLY];
  size_t length = sizeof text;
  if (control->events == NULL || wpa_ctrl_pending(control->events) != 1 ||
      wpa_ctrl_recv(control->events, text, &length) != 0)
    return false;
  *event = control_event_read(text, length);
  log_debug("heard: %.*s", (int)length, text);
  return true;
}
