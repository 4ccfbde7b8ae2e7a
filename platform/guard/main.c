/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pinhole-guard: the command line. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "common/exit_status.h"
#include "common/log.h"
#include "guard/process.h"

static const char usage[] =
    "pinhole-guard: button, light, reset, Wi-Fi, and the camera process\n"
    "\n"
    "pinhole-guard --state FOLDER --camera PATH [options] -- [arguments of the camera]\n"
    "\n"
    "  --state FOLDER      the board's state folder; a board must run there\n"
    "  --camera PATH       the camera's program\n"
    "  --camera-user USER  run the camera as this user (as root only)\n"
    "  --event-log FILE    append every event, its commands and the light\n"
    "  --log LEVEL         error, warning, note (default) or debug\n"
    "  --help              this text\n"
    "\n"
    "Exit status: 0 stopped by a signal; 1 failed; 2 command line; 4 state folder; 8 no board runs there.\n";

static int usage_error(const char *message, const char *value)
{
  log_error("%s%s%s; --help shows the options", message, value == NULL ? "" : ": ",
            value == NULL ? "" : value);
  return EXIT_USAGE;
}

/* Read the command line. Returns an enum exit_status, or -1 where the help text was asked for. */
static int options_read(int argc, char **argv, guard_options_t *options)
{
  static const struct option known[] = {{"state", required_argument, NULL, 's'},
                                        {"camera", required_argument, NULL, 'c'},
                                        {"camera-user", required_argument, NULL, 'u'},
                                        {"event-log", required_argument, NULL, 'e'},
                                        {"log", required_argument, NULL, 'l'},
                                        {"help", no_argument, NULL, 'h'},
                                        {NULL, 0, NULL, 0}};
  enum log_level level = LOG_LEVEL_NOTE;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, ":", known, NULL)) != -1;) {
    if (option == 's')
      options->state = optarg;
    else if (option == 'c')
      options->camera = optarg;
    else if (option == 'u')
      options->camera_user = optarg;
    else if (option == 'e')
      options->event_log = optarg;
    else if (option == 'l' && log_level_read(optarg, &level))
      log_start("pinhole-guard", level);
    else if (option == 'l')
      return usage_error("--log takes error, warning, note or debug", optarg);
    else if (option == 'h')
      return -1;
    else
      return usage_error(option == ':' ? "a value is missing after" : "unknown option", argv[optind - 1]);
  }
  options->camera_arguments = argv + optind;
  if (options->state == NULL || options->camera == NULL)
    return usage_error("--state and --camera are needed", NULL);
  return EXIT_OK;
}

/* Passwords must not reach a core file. */
static void memory_protect(void)
{
  const struct rlimit none = {0, 0};
#ifdef __SANITIZE_ADDRESS__
  const int dumpable = 1; /* the leak check looks into the process */
#else
  const int dumpable = 0;
#endif
  if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, dumpable, 0, 0, 0) != 0)
    log_warning("core dumps could not be switched off: %s", strerror(errno));
}

int main(int argc, char **argv)
{
  static guard_process_t process;
  guard_options_t options = {0};
  log_start("pinhole-guard", LOG_LEVEL_NOTE);
  int status = options_read(argc, argv, &options);
  if (status == -1) {
    fputs(usage, stdout);
    return EXIT_OK;
  }
  if (status != EXIT_OK)
    return status;
  memory_protect();
  status = process_open(&process, &options);
  return status == EXIT_OK ? process_run(&process) : status;
}
