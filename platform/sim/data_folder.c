/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sim/data_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARKER_NEW DATA_FOLDER_MARKER ".new"
#define MARKER_HEAD "Pinhole data folder, version 1\nid "
#define MARKER_TAIL "\nThe owner's data. A factory reset removes everything in here.\n"
#define DIGITS ((size_t)32) /* of an id */
#define DEEPEST 64          /* folders in folders */

typedef struct {
  data_folder_step_t *step;
  void *context;
  dev_t device;
  char *error;
  size_t room;
} wipe_t;

static int fail(char *error, size_t room, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
static int fail(char *error, size_t room, int code, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error, room, format, arguments);
  va_end(arguments);
  return -code;
}

static void id_text(const uint8_t id[DATA_FOLDER_ID], char text[DIGITS + 1])
{
  for (size_t i = 0; i < DATA_FOLDER_ID; i++)
    snprintf(text + 2 * i, 3, "%02x", id[i]);
}

/* Read a folder's marker. Returns whether it is one of ours; `id` is then the 32 digits in it. */
static bool marker_read(int folder, char id[DIGITS + 1])
{
  char text[256];
  int fd = openat(folder, DATA_FOLDER_MARKER, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return false;
  ssize_t length = read(fd, text, sizeof text - 1);
  close(fd);
  size_t head = strlen(MARKER_HEAD);
  if (length < (ssize_t)(head + DIGITS))
    return false;
  text[length] = '\0';
  if (strncmp(text, MARKER_HEAD, head) != 0 || strcmp(text + head + DIGITS, MARKER_TAIL) != 0)
    return false;
  memcpy(id, text + head, DIGITS);
  id[DIGITS] = '\0';
  return true;
}

static int marker_write(int folder, const uint8_t id[DATA_FOLDER_ID])
{
  char digits[DIGITS + 1];
  char text[256];
  id_text(id, digits);
  int length = snprintf(text, sizeof text, "%s%s%s", MARKER_HEAD, digits, MARKER_TAIL);
  int fd = openat(folder, MARKER_NEW, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fd < 0)
    return -errno;
  bool written = write(fd, text, (size_t)length) == length && fsync(fd) == 0;
  int code = written ? 0 : errno;
  close(fd);
  if (code == 0 && (renameat(folder, MARKER_NEW, folder, DATA_FOLDER_MARKER) != 0 || fsync(folder) != 0))
    code = errno;
  return -code;
}

/* Open a folder's own stream of entries. */
static DIR *entries_open(int folder)
{
  int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  DIR *entries = fdopendir(fd);
  if (entries == NULL)
    close(fd);
  return entries;
}

static bool is_self(const char *name)
{
  return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Whether a folder holds nothing, markers aside. Returns a negative errno where it cannot be read. */
static int folder_empty(int folder)
{
  DIR *entries = entries_open(folder);
  if (entries == NULL)
    return -errno;
  bool empty = true;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    const char *name = entry->d_name;
    if (!is_self(name) && strcmp(name, DATA_FOLDER_MARKER) != 0 && strcmp(name, MARKER_NEW) != 0)
      empty = false;
  }
  closedir(entries);
  return empty;
}

static int wipe_inside(wipe_t *wipe, int folder, int depth);

/* Remove one entry, whatever it is; what a link points at is left alone. */
static int wipe_entry(wipe_t *wipe, int folder, const char *name, int depth)
{
  struct stat status;
  if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return fail(wipe->error, wipe->room, errno, "data: %s: %s", name, strerror(errno));
  wipe->step(wipe->context, "remove");
  if (!S_ISDIR(status.st_mode)) {
    if (unlinkat(folder, name, 0) != 0)
      return fail(wipe->error, wipe->room, errno, "data: %s: cannot be removed: %s", name, strerror(errno));
    return 0;
  }
  if (status.st_dev != wipe->device)
    return fail(wipe->error, wipe->room, EXDEV, "data: %s is another file system: unmount it", name);
  int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (inner < 0)
    return fail(wipe->error, wipe->room, errno, "data: %s: cannot be opened: %s", name, strerror(errno));
  int code = wipe_inside(wipe, inner, depth + 1);
  close(inner);
  if (code == 0 && unlinkat(folder, name, AT_REMOVEDIR) != 0)
    code = fail(wipe->error, wipe->room, errno, "data: %s: cannot be removed: %s", name, strerror(errno));
  return code;
}

/* Remove everything in a folder; at the top the marker stays, so that a wipe broken off can be taken up again. */
static int wipe_inside(wipe_t *wipe, int folder, int depth)
{
  struct stat status;
  if (depth > DEEPEST)
    return fail(wipe->error, wipe->room, ELOOP, "data: folders more than %d deep: remove them by hand",
                DEEPEST);
  if (fstat(folder, &status) != 0 || status.st_dev != wipe->device)
    return fail(wipe->error, wipe->room, EXDEV, "data: a folder in it is another file system: unmount it");
  DIR *entries = entries_open(folder);
  if (entries == NULL)
    return fail(wipe->error, wipe->room, errno, "data: cannot be read: %s", strerror(errno));
  int code = 0;
  for (struct dirent *entry; code == 0 && (entry = readdir(entries)) != NULL;) {
    bool kept = depth == 0 && strcmp(entry->d_name, DATA_FOLDER_MARKER) == 0;
    if (!kept && !is_self(entry->d_name))
      code = wipe_entry(wipe, folder, entry->d_name, depth);
  }
  closedir(entries);
  if (code == 0 && fsync(folder) != 0)
    code = fail(wipe->error, wipe->room, errno, "data: cannot be written: %s", strerror(errno));
  return code;
}

/* Open STATE, and STATE/data in it if `data` is not NULL. Returns 0 or a negative errno. */
static int folders_open(const char *state, int *top, int *data, bool make, char *error, size_t room)
{
  *top = open(state, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (*top < 0)
    return fail(error, room, errno, "%s: %s", state, strerror(errno));
  if (make && mkdirat(*top, DATA_FOLDER_NAME, 0700) != 0 && errno != EEXIST) {
    int code = errno;
    close(*top);
    return fail(error, room, code, "%s/%s: cannot be made: %s", state, DATA_FOLDER_NAME, strerror(code));
  }
  *data = openat(*top, DATA_FOLDER_NAME, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (*data >= 0)
    return 0;
  int code = errno;
  close(*top);
  return fail(error, room, code, "%s/%s: %s", state, DATA_FOLDER_NAME,
              code == ENOTDIR || code == ELOOP ? "is a link or a file, not a folder: move it away"
                                               : strerror(code));
}

int data_folder_create(const char *state, const uint8_t id[DATA_FOLDER_ID], data_folder_step_t *step,
                       void *context, char *error, size_t room)
{
  int top = -1;
  int data = -1;
  char found[DIGITS + 1];
  struct stat status;
  step(context, "make");
  int code = folders_open(state, &top, &data, true, error, room);
  if (code != 0)
    return code;
  if (!marker_read(data, found) && folder_empty(data) != 1)
    code = fail(error, room, EPERM, "%s/%s: holds files and is not marked as Pinhole's: move it away", state,
                DATA_FOLDER_NAME);
  if (code == 0 && fstat(data, &status) != 0)
    code = fail(error, room, errno, "%s/%s: %s", state, DATA_FOLDER_NAME, strerror(errno));
  if (code == 0) {
    wipe_t wipe = {step, context, status.st_dev, error, room};
    code = wipe_inside(&wipe, data, 0);
  }
  if (code == 0) {
    step(context, "mark");
    code = marker_write(data, id);
    if (code != 0)
      fail(error, room, -code, "%s/%s: cannot be marked: %s", state, DATA_FOLDER_NAME, strerror(-code));
  }
  if (code == 0 && fsync(top) != 0)
    code = fail(error, room, errno, "%s: cannot be written: %s", state, strerror(errno));
  close(data);
  close(top);
  return code;
}

int data_folder_open(const char *state, const uint8_t id[DATA_FOLDER_ID], char *error, size_t room)
{
  int top = -1;
  int data = -1;
  char found[DIGITS + 1];
  char expected[DIGITS + 1];
  int code = folders_open(state, &top, &data, false, error, room);
  if (code != 0)
    return code;
  id_text(id, expected);
  if (!marker_read(data, found))
    code = fail(error, room, EPERM, "%s/%s: is not marked as Pinhole's", state, DATA_FOLDER_NAME);
  else if (strcmp(found, expected) != 0)
    code = fail(error, room, EPERM, "%s/%s: belongs to another key: a factory reset makes it anew", state,
                DATA_FOLDER_NAME);
  close(data);
  close(top);
  return code;
}

int data_folder_verify(const char *state, const uint8_t id[DATA_FOLDER_ID], char *error, size_t room)
{
  int top = -1;
  int data = -1;
  int code = data_folder_open(state, id, error, room);
  if (code != 0)
    return code;
  code = folders_open(state, &top, &data, false, error, room);
  if (code != 0)
    return code;
  int empty = folder_empty(data);
  struct stat status;
  bool leftover = fstatat(data, MARKER_NEW, &status, AT_SYMLINK_NOFOLLOW) == 0;
  if (empty != 1 || leftover)
    code = fail(error, room, ENOTEMPTY, "%s/%s: something is left in it", state, DATA_FOLDER_NAME);
  close(data);
  close(top);
  return code;
}
