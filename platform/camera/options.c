/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "camera/encoder.h"
#include "common/exit_status.h"
#include "common/guard_client.h"
#include "motion.h"

#define LISTEN "127.0.0.1:8080"

const char options_help[] =
    "pinhole-camera: sees, detects motion, records, and serves the camera's pages.\n"
    "The guard starts it; by hand it needs --data.\n"
    "\n"
    "  --source SOURCE     auto (the first V4L2 camera), scene (drawn; scene:rain,wind and\n"
    "                      more trouble it: scene:? names all), /dev/videoN, a file\n"
    "                      (played at its own speed, looped), a URL, or FORMAT:NAME of libavdevice\n"
    "  --data FOLDER       where settings, events and recordings are kept\n"
    "  --listen ADDR:PORT  of the pages (default " LISTEN "; [::1]:8080 for IPv6; port 0: any free one)\n"
    "  --tls PORT          of the pages over HTTPS, once the camera is claimed; other requests are then "
    "sent\n"
    "                      there. \"off\": none. Default: 443 beside port 80, 8443 beside another; none "
    "where\n"
    "                      --listen is of this machine alone, since nothing then goes over a network\n"
    "  --signed-in         with --listen on this machine alone, to try the camera out: once it is claimed,\n"
    "                      whoever opens its page is signed in as the owner\n"
    "  --guard SOCKET      the guard's socket; without one the camera runs alone\n"
    "  --bench URL         origin of the virtual board's bench panel\n"
    "  --width N --height N  pixels of the picture, even (default: as the source gives)\n"
    "  --rate N            most frames a second, 1 to 60\n"
    "  --bitrate N         most kilobits a second, 100 to 50000\n"
    "  --preset NAME       of x264: ultrafast, superfast, veryfast, faster, fast, medium\n"
    "  --stamp             draw into each picture when it was captured, to measure how late it is seen\n"
    "  --help              this text\n"
    "\n"
    "Video options stand over the owner's settings. Exit statuses: 0 ended as asked, 1 failed, 2 wrong "
    "option,\n"
    "3 another camera uses the folder, 4 the folder cannot be used, 5 port in use, 6 no source,\n"
    "7 data from a newer version, 10 data that cannot be used.\n";

enum {
  OPTION_SOURCE = 1,
  OPTION_DATA,
  OPTION_LISTEN,
  OPTION_TLS,
  OPTION_SIGNED_IN,
  OPTION_GUARD,
  OPTION_BENCH,
  OPTION_WIDTH,
  OPTION_HEIGHT,
  OPTION_RATE,
  OPTION_BITRATE,
  OPTION_PRESET,
  OPTION_STAMP,
  OPTION_HELP
};

static const struct option known[] = {{"source", required_argument, NULL, OPTION_SOURCE},
                                      {"data", required_argument, NULL, OPTION_DATA},
                                      {"listen", required_argument, NULL, OPTION_LISTEN},
                                      {"tls", required_argument, NULL, OPTION_TLS},
                                      {"signed-in", no_argument, NULL, OPTION_SIGNED_IN},
                                      {"guard", required_argument, NULL, OPTION_GUARD},
                                      {"bench", required_argument, NULL, OPTION_BENCH},
                                      {"width", required_argument, NULL, OPTION_WIDTH},
                                      {"height", required_argument, NULL, OPTION_HEIGHT},
                                      {"rate", required_argument, NULL, OPTION_RATE},
                                      {"bitrate", required_argument, NULL, OPTION_BITRATE},
                                      {"preset", required_argument, NULL, OPTION_PRESET},
                                      {"stamp", no_argument, NULL, OPTION_STAMP},
                                      {"help", no_argument, NULL, OPTION_HELP},
                                      {NULL, 0, NULL, 0}};

static bool read_number(const char *text, unsigned long least, unsigned long most, uint32_t *number)
{
  char *end;
  unsigned long value = strtoul(text, &end, 10);
  if (text[0] < '0' || text[0] > '9' || *end || value < least || value > most)
    return false;
  *number = (uint32_t)value;
  return true;
}

static bool read_side(const char *name, const char *text, uint32_t least, uint32_t most, uint32_t *side,
                      failure_t *failure)
{
  if (read_number(text, least, most, side) && *side % 2 == 0)
    return true;
  return failure_set(failure, EXIT_USAGE, "--%s must be an even number from %u to %u, not \"%s\"", name,
                     least, most, text);
}

static bool read_range(const char *name, const char *text, uint32_t least, uint32_t most, uint32_t *number,
                       failure_t *failure)
{
  if (read_number(text, least, most, number))
    return true;
  return failure_set(failure, EXIT_USAGE, "--%s must be a number from %u to %u, not \"%s\"", name, least,
                     most, text);
}

/* ADDR:PORT, an IPv6 address in brackets. */
static bool read_listen(const char *text, options_t *options, failure_t *failure)
{
  uint32_t port;
  const char *colon = strrchr(text, ':');
  size_t length = colon ? (size_t)(colon - text) : 0;
  bool brackets = length > 2 && text[0] == '[' && text[length - 1] == ']';
  if (brackets) {
    text++;
    length -= 2;
  }
  if (length == 0 || length >= sizeof options->address || !read_number(colon + 1, 0, 65535, &port) ||
      (!brackets && memchr(text, ':', length)))
    return failure_set(failure, EXIT_USAGE,
                       "--listen must be ADDRESS:PORT, such as " LISTEN " or [::1]:8080, not \"%s\"", text);
  memcpy(options->address, text, length);
  options->address[length] = '\0';
  options->port = (uint16_t)port;
  return true;
}

static bool read_tls(const char *text, options_t *options, failure_t *failure)
{
  options->tls_told = true;
  options->tls_port = 0;
  if (strcmp(text, "off") == 0 || read_number(text, 1, 65535, &options->tls_port))
    return true;
  return failure_set(failure, EXIT_USAGE, "--tls must be a port from 1 to 65535, or off, not \"%s\"", text);
}

static bool read_preset(const char *text, options_t *options, failure_t *failure)
{
  if (!encoder_preset_known(text))
    return failure_set(failure, EXIT_USAGE, "--preset must be one of x264's, such as superfast, not \"%s\"",
                       text);
  options->camera.preset = text;
  return true;
}

static bool read_option(int option, options_t *options, failure_t *failure)
{
  camera_options_t *camera = &options->camera;
  switch (option) {
  case OPTION_SOURCE:
    camera->source = optarg;
    return true;
  case OPTION_DATA:
    camera->data = optarg;
    return true;
  case OPTION_LISTEN:
    return read_listen(optarg, options, failure);
  case OPTION_TLS:
    return read_tls(optarg, options, failure);
  case OPTION_SIGNED_IN:
    options->signed_in = true;
    return true;
  case OPTION_GUARD:
    options->guard = optarg;
    return true;
  case OPTION_BENCH:
    options->bench = optarg;
    return true;
  case OPTION_WIDTH:
    return read_side("width", optarg, MOTION_WIDTH_MIN, MOTION_WIDTH_MAX, &camera->width, failure);
  case OPTION_HEIGHT:
    return read_side("height", optarg, MOTION_HEIGHT_MIN, MOTION_HEIGHT_MAX, &camera->height, failure);
  case OPTION_RATE:
    return read_range("rate", optarg, 1, 60, &camera->rate, failure);
  case OPTION_BITRATE:
    return read_range("bitrate", optarg, 100, 50000, &camera->bitrate, failure);
  case OPTION_PRESET:
    return read_preset(optarg, options, failure);
  case OPTION_STAMP:
    camera->stamp = true;
    return true;
  case OPTION_HELP:
    options->help = true;
    return true;
  default: /* getopt's own '?' and ':' */
    return failure_set(failure, EXIT_USAGE, "an option is not known or lacks its value; --help lists them");
  }
}

/* Whether nobody but this machine reaches the pages. */
static bool listens_alone(const options_t *options)
{
  return strncmp(options->address, "127.", 4) == 0 || strcmp(options->address, "::1") == 0;
}

static const char *environment(const char *name)
{
  const char *value = getenv(name);
  return value && value[0] ? value : NULL;
}

bool options_read(options_t *options, int count, char **arguments, failure_t *failure)
{
  *options = (options_t){.camera = {.source = "auto", .data = environment(GUARD_DATA_VARIABLE)},
                         .guard = environment(GUARD_SOCKET_VARIABLE),
                         .bench = environment(GUARD_BENCH_VARIABLE),
                         .factory = environment(GUARD_FACTORY_VARIABLE)};
  read_listen(LISTEN, options, failure);
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(count, arguments, "", known, NULL)) != -1;) {
    if (!read_option(option, options, failure)) {
      if (option == '?' && optind > 1 && optind <= count)
        failure_set(failure, EXIT_USAGE, "%s is not an option, or lacks its value; --help lists them",
                    arguments[optind - 1]);
      return false;
    }
  }
  if (optind < count)
    return failure_set(failure, EXIT_USAGE, "\"%s\" is not an option; --help lists them", arguments[optind]);
  if (!options->camera.data && !options->help)
    return failure_set(failure, EXIT_USAGE,
                       "--data FOLDER is missing: where settings and recordings are kept");
  if (options->signed_in && !listens_alone(options))
    return failure_set(
        failure, EXIT_USAGE,
        "--signed-in lets whoever asks in: it takes a --listen of this machine alone, such as " LISTEN
        ", not \"%s\"",
        options->address);
  if (!options->tls_told && !listens_alone(options))
    options->tls_port = options->port == 80 ? 443 : 8443;
  options->camera.patient = options->guard != NULL;
  return true;
}
