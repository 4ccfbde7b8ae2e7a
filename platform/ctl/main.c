/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pinholectl: the person's and the tests' tool. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/exit_status.h"
#include "common/log.h"
#include "ctl/ctl.h"

static const char usage[] =
    "pinholectl: ask a running camera, and press the virtual board's button\n"
    "\n"
    "pinholectl [--state FOLDER] [--json] COMMAND\n"
    "\n"
    "  status                 what the camera is doing\n"
    "  watch                  light, button, power and Wi-Fi as they change, until Ctrl-C\n"
    "  networks               the Wi-Fi networks that the camera hears\n"
    "  restart                restart; nothing of the owner's changes\n"
    "  recordings             what was recorded\n"
    "  label svg|png [FILE]   the unit's label: the setup network as a QR code, and as text\n"
    "\n"
    "On the virtual board:\n"
    "  press TIME [--bounce MS]  hold the button for so long: 9s, 500ms\n"
    "  power-cut [TIME]       cut the power, for 1s if no time is given\n"
    "  wifi list              the networks around\n"
    "  wifi up|down NAME      switch a network on or off\n"
    "  disk-stall TIME        the small disks answer nothing for so long\n"
    "  disk-fail on|off       the small disks report errors\n"
    "  board                  the board's whole state, as JSON\n"
    "\n"
    "  --state FOLDER         the state folder (default: state)\n"
    "  --json                 JSON on standard output\n"
    "  --help                 this text\n"
    "\n"
    "Exit status: 0 done; 1 failed; 2 command line; 8 nothing runs there; 9 refused; 10 data cannot be "
    "read.\n";

static int usage_error(const char *message, const char *value)
{
  log_error("%s%s%s; --help shows the commands", message, value == NULL ? "" : ": ",
            value == NULL ? "" : value);
  return EXIT_USAGE;
}

/* "9s", "500ms", "2min" as milliseconds; a number alone is seconds. */
static bool time_read(const char *text, long *ms)
{
  char *end;
  errno = 0;
  double number = strtod(text, &end);
  double unit = strcmp(end, "ms") == 0 ? 1 : strcmp(end, "min") == 0 ? 60000 : 1000;
  bool known = *end == '\0' || strcmp(end, "s") == 0 || unit != 1000;
  if (errno != 0 || end == text || !known || !(number * unit >= 0) || number * unit > 3600000)
    return false;
  *ms = (long)(number * unit + 0.5);
  return true;
}

static int press(const ctl_t *ctl, const char *time)
{
  long ms = 0;
  if (time == NULL || !time_read(time, &ms) || ms < 1)
    return usage_error("press takes a time, like 9s or 500ms, up to an hour", time);
  return board_ask(
      ctl, json_pack("{s:s,s:I,s:i}", "do", "press", "ms", (json_int_t)ms, "bounce_ms", ctl->bounce_ms),
      NULL);
}

static int timed(const ctl_t *ctl, const char *request, const char *field, const char *time)
{
  long ms = 0;
  if (time == NULL || !time_read(time, &ms))
    return usage_error("a time is needed, like 30s or 500ms, up to an hour", time);
  return board_ask(ctl, json_pack("{s:s,s:I}", "do", request, field, (json_int_t)ms), NULL);
}

static void network_print(const json_t *network)
{
  const char *name = json_string_value(json_object_get(network, "name"));
  printf("%-34s%5" JSON_INTEGER_FORMAT " MHz %4" JSON_INTEGER_FORMAT " %%  %s%s\n",
         name != NULL ? name : json_string_value(json_object_get(network, "ssid")),
         json_integer_value(json_object_get(network, "frequency")),
         json_integer_value(json_object_get(network, "signal")),
         json_is_true(json_object_get(network, "up")) ? "up" : "down",
         json_is_true(json_object_get(network, "joined")) ? ", joined" : "");
}

static int wifi_list(const ctl_t *ctl)
{
  json_t *answer = NULL;
  int status = board_ask(ctl, json_pack("{s:s}", "do", "networks"), &answer);
  if (status != EXIT_OK)
    return status;
  json_t *networks = json_object_get(json_object_get(answer, "data"), "networks");
  if (ctl->json)
    json_show(json_incref(networks));
  for (size_t i = 0; !ctl->json && i < json_array_size(networks); i++)
    network_print(json_array_get(networks, i));
  json_decref(answer);
  return EXIT_OK;
}

static int wifi(const ctl_t *ctl, char **words)
{
  if (words[0] == NULL || strcmp(words[0], "list") == 0)
    return wifi_list(ctl);
  bool up = strcmp(words[0], "up") == 0;
  if ((!up && strcmp(words[0], "down") != 0) || words[1] == NULL)
    return usage_error("wifi takes list, up NAME or down NAME", words[0]);
  json_t *packet = json_pack("{s:s,s:s,s:b}", "do", "wifi", "name", words[1], "up", up);
  return packet == NULL ? usage_error("the name must be UTF-8", NULL) : board_ask(ctl, packet, NULL);
}

static int disk_fail(const ctl_t *ctl, const char *word)
{
  if (word == NULL || (strcmp(word, "on") != 0 && strcmp(word, "off") != 0))
    return usage_error("disk-fail takes on or off", word);
  return board_ask(ctl, json_pack("{s:s,s:b}", "do", "disk-fail", "on", strcmp(word, "on") == 0), NULL);
}

static int board_show(const ctl_t *ctl)
{
  json_t *answer = NULL;
  int status = board_ask(ctl, json_pack("{s:s}", "do", "state"), &answer);
  if (status != EXIT_OK)
    return status;
  json_show(json_incref(json_object_get(answer, "data")));
  json_decref(answer);
  return EXIT_OK;
}

static int run(const ctl_t *ctl, char **words)
{
  const char *command = words[0];
  if (strcmp(command, "status") == 0)
    return status_show(ctl);
  if (strcmp(command, "watch") == 0)
    return watch_run(ctl);
  if (strcmp(command, "networks") == 0)
    return networks_show(ctl);
  if (strcmp(command, "restart") == 0)
    return restart_ask(ctl);
  if (strcmp(command, "recordings") == 0)
    return recordings_show(ctl);
  if (strcmp(command, "label") == 0)
    return label_show(ctl, words[1], words[1] == NULL ? NULL : words[2]);
  if (strcmp(command, "press") == 0)
    return press(ctl, words[1]);
  if (strcmp(command, "power-cut") == 0)
    return timed(ctl, "power-cut", "off_ms", words[1] == NULL ? "1s" : words[1]);
  if (strcmp(command, "disk-stall") == 0)
    return timed(ctl, "disk-stall", "ms", words[1]);
  if (strcmp(command, "disk-fail") == 0)
    return disk_fail(ctl, words[1]);
  if (strcmp(command, "wifi") == 0)
    return wifi(ctl, words + 1);
  if (strcmp(command, "board") == 0)
    return board_show(ctl);
  return usage_error("unknown command", command);
}

int main(int argc, char **argv)
{
  static const struct option known[] = {{"state", required_argument, NULL, 's'},
                                        {"json", no_argument, NULL, 'j'},
                                        {"bounce", required_argument, NULL, 'b'},
                                        {"help", no_argument, NULL, 'h'},
                                        {NULL, 0, NULL, 0}};
  ctl_t ctl = {.state = "state"};
  log_start("pinholectl", LOG_LEVEL_NOTE);
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, ":", known, NULL)) != -1;) {
    if (option == 's') {
      ctl.state = optarg;
    } else if (option == 'j') {
      ctl.json = true;
    } else if (option == 'b') {
      char *end;
      long bounce = strtol(optarg, &end, 10);
      if (end == optarg || (*end != '\0' && strcmp(end, "ms") != 0) || bounce < 0 || bounce > 1000)
        return usage_error("--bounce takes milliseconds, 0 to 1000", optarg);
      ctl.bounce_ms = (int)bounce;
    } else if (option == 'h') {
      fputs(usage, stdout);
      return EXIT_OK;
    } else {
      return usage_error(option == ':' ? "a value is missing after" : "unknown option", argv[optind - 1]);
    }
  }
  if (optind == argc)
    return usage_error("a command is needed", NULL);
  return run(&ctl, argv + optind);
}
