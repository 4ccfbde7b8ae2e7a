/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/led.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool attribute_write(const led_t *led, const char *name, const char *text)
{
  int fd = openat(led->folder, name, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return false;
  size_t length = strlen(text);
  bool written = write(fd, text, length) == (ssize_t)length;
  close(fd);
  return written;
}

static bool number_write(const led_t *led, const char *name, uint32_t number)
{
  char text[16];
  snprintf(text, sizeof text, "%u", number);
  return attribute_write(led, name, text);
}

static unsigned brightest_read(const led_t *led)
{
  char text[16] = "";
  int fd = openat(led->folder, "max_brightness", O_RDONLY | O_CLOEXEC);
  ssize_t length = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
  if (fd >= 0)
    close(fd);
  text[length > 0 ? length : 0] = '\0';
  unsigned long number = strtoul(text, NULL, 10);
  return number > 0 && number <= 65535 ? (unsigned)number : 1;
}

bool led_open(led_t *led, const char *folder, const char *name, char *error, size_t room)
{
  char path[512];
  *led = (led_t){.folder = -1};
  snprintf(path, sizeof path, "%s/%s", folder, name);
  led->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (led->folder < 0) {
    snprintf(error, room, "light = %s: there is no such LED in %s", name, folder);
    return false;
  }
  led->brightest = brightest_read(led);
  attribute_write(led, "trigger", "none"); /* fails where the kernel has no triggers: nothing to switch off */
  if (attribute_write(led, "brightness", "0"))
    return true;
  snprintf(error, room, "light = %s: cannot be switched: %s", name, strerror(errno));
  return false;
}

void led_close(led_t *led)
{
  if (led->folder >= 0)
    close(led->folder);
  led->folder = -1;
}

void led_set(led_t *led, bool on)
{
  if (led->blinks)
    attribute_write(led, "trigger", "none");
  led->blinks = false;
  number_write(led, "brightness", on ? led->brightest : 0);
}

bool led_blink(led_t *led, uint32_t on_ms, uint32_t off_ms)
{
  led_set(led, false);
  led->blinks = attribute_write(led, "trigger", "timer");
  if (led->blinks && number_write(led, "delay_on", on_ms) && number_write(led, "delay_off", off_ms))
    return true;
  led_set(led, false);
  return false;
}
