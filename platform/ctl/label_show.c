/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/log.h"
#include "ctl/ctl.h"
#include "ctl/label.h"

static int label_write(const label_unit_t *unit, bool png, const char *path)
{
  FILE *out = path == NULL ? stdout : fopen(path, "we");
  if (out == NULL) {
    log_error("%s: %s", path, strerror(errno));
    return EXIT_FAILED;
  }
  bool written = png ? label_png(unit, out) : label_svg(unit, out);
  written = (path == NULL ? fflush(out) : fclose(out)) == 0 && written;
  if (written)
    return EXIT_OK;
  log_error("the label cannot be %s", path == NULL ? "written" : "written there");
  return EXIT_FAILED;
}

int label_show(const ctl_t *ctl, const char *format, const char *path)
{
  char file[4200];
  json_error_t trouble;
  label_unit_t unit = {NULL, NULL, NULL};
  bool png = format != NULL && strcmp(format, "png") == 0;
  if (!png && (format == NULL || strcmp(format, "svg") != 0)) {
    log_error("label takes svg or png, and a file where it is not to go to standard output");
    return EXIT_USAGE;
  }
  if (png && path == NULL && isatty(STDOUT_FILENO)) {
    log_error("a picture is not for a terminal: name a file");
    return EXIT_USAGE;
  }
  snprintf(file, sizeof file, "%s/factory.json", ctl->state);
  json_t *record = json_load_file(file, 0, &trouble);
  int status = EXIT_DATA;
  if (json_unpack(record, "{s:s,s:s,s:s}", "serial", &unit.serial, "model", &unit.model, "label_secret",
                  &unit.secret) == 0 &&
      strlen(unit.serial) >= 4)
    status = label_write(&unit, png, path);
  else
    log_error("%s: no factory record is there; name the state folder with --state", file);
  json_decref(record);
  return status;
}
