/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sim/state_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/log.h"
#include "journal.h"
#include "sim/disk.h"
#include "vocabulary.h"

#define MARKER ".pinhole"
#define LOCK_NAME "lock"
#define MARK_MAKING "Pinhole state folder, version 1, being made\n"
#define MARK_READY "Pinhole state folder, version 1\n"
#define LETTERS "23456789ABCDEFGHJKLMNPQRSTUVWXYZ" /* 32, none easily mistaken for another */

enum mark { MARK_NONE, MARK_BEGUN, MARK_WHOLE, MARK_FOREIGN };

static int refuse(const char *path, const char *why)
{
  log_error("%s: %s", path, why);
  return EXIT_STATE_REFUSED;
}

static enum mark mark_read(int folder)
{
  char text[128];
  int fd = openat(folder, MARKER, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return errno == ENOENT ? MARK_NONE : MARK_FOREIGN;
  ssize_t length = read(fd, text, sizeof text - 1);
  close(fd);
  text[length < 0 ? 0 : length] = '\0';
  if (strcmp(text, MARK_READY) == 0)
    return MARK_WHOLE;
  return strncmp(text, MARK_MAKING, (size_t)(length < 0 ? 0 : length)) == 0 ? MARK_BEGUN : MARK_FOREIGN;
}

static bool folder_is_empty(int folder)
{
  int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = fd < 0 ? NULL : fdopendir(fd);
  if (entries == NULL)
    return false;
  bool empty = true;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    const char *name = entry->d_name;
    if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && strcmp(name, MARKER ".new") != 0)
      empty = false;
  }
  closedir(entries);
  return empty;
}

/* Write a whole file in place of an earlier one, durable. */
static bool file_write(int folder, const char *name, const void *bytes, size_t length, mode_t mode)
{
  char temporary[64];
  snprintf(temporary, sizeof temporary, "%s.new", name);
  int fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode);
  if (fd < 0)
    return false;
  bool written = write(fd, bytes, length) == (ssize_t)length && fsync(fd) == 0;
  close(fd);
  return written && renameat(folder, temporary, folder, name) == 0 && fsync(folder) == 0;
}

/* Letters chosen at random, or by the seed where there is one. */
static void letters_fill(char *text, size_t count, uint64_t *seed)
{
  for (size_t i = 0; i < count; i++) {
    uint8_t byte = 0;
    if (*seed != 0)
      byte = (uint8_t)disk_random(seed);
    else if (getrandom(&byte, 1, 0) != 1)
      byte = (uint8_t)i;
    text[i] = LETTERS[byte % 32];
  }
  text[count] = '\0';
}

static bool factory_make(int folder, uint64_t seed)
{
  char serial[16];
  char secret[16];
  char text[256];
  letters_fill(serial, 8, &seed);
  letters_fill(secret, 12, &seed);
  int length = snprintf(text, sizeof text,
                        "{\n  \"serial\": \"PH%s\",\n  \"model\": \"Pinhole virtual board\",\n"
                        "  \"label_secret\": \"%s\"\n}\n",
                        serial, secret);
  return file_write(folder, "factory.json", text, (size_t)length, 0644);
}

static bool disks_make(int folder)
{
  uint8_t vault[DISK_VAULT_SECTORS * JOURNAL_SECTOR] = {0};
  uint8_t journal[DISK_JOURNAL_SECTORS * JOURNAL_SECTOR] = {0};
  journal_record_t intent;
  journal_make_intent(true, 1, &intent);
  for (size_t copy = 0; copy < DISK_JOURNAL_SECTORS; copy++)
    journal_encode(JOURNAL_INTENT, &intent, journal + copy * JOURNAL_SECTOR);
  return file_write(folder, DISK_VAULT_NAME, vault, sizeof vault, 0600) &&
         file_write(folder, DISK_JOURNAL_NAME, journal, sizeof journal, 0600);
}

static bool fill(int folder, uint64_t seed)
{
  return file_write(folder, MARKER, MARK_MAKING, strlen(MARK_MAKING), 0644) && factory_make(folder, seed) &&
         disks_make(folder) && file_write(folder, MARKER, MARK_READY, strlen(MARK_READY), 0644);
}

/* Make folders on the way as well, as `mkdir -p` does. */
static bool folder_make(const char *path)
{
  char part[4096];
  if (strlen(path) >= sizeof part) {
    errno = ENAMETOOLONG;
    return false;
  }
  memcpy(part, path, strlen(path) + 1);
  for (char *slash = strchr(part + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    if (mkdir(part, 0755) != 0 && errno != EEXIST)
      return false;
    *slash = '/';
  }
  return mkdir(part, 0711) == 0 || errno == EEXIST;
}

static int lock_take(int folder, const char *path)
{
  int fd = openat(folder, LOCK_NAME, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) {
    log_error("%s/%s: %s", path, LOCK_NAME, strerror(errno));
    return EXIT_STATE_REFUSED;
  }
  if (flock(fd, LOCK_EX | LOCK_NB) == 0)
    return EXIT_OK; /* held, by this descriptor, until the process ends */
  close(fd);
  log_error("%s: another board runs with this state folder; stop it, or use another folder", path);
  return EXIT_ANOTHER_RUNS;
}

static int folder_use(int folder, const char *path, uint64_t seed)
{
  enum mark mark = mark_read(folder);
  if (mark == MARK_FOREIGN || (mark == MARK_NONE && !folder_is_empty(folder)))
    return refuse(
        path, "holds files and is not a Pinhole state folder; nothing was touched: name another folder, or "
              "an empty one");
  if (mark == MARK_NONE && !file_write(folder, MARKER, MARK_MAKING, strlen(MARK_MAKING), 0644))
    return refuse(path, strerror(errno));
  int status = lock_take(folder, path);
  if (status != EXIT_OK)
    return status;
  if (mark != MARK_WHOLE && !fill(folder, seed))
    return refuse(path, strerror(errno));
  if (mkdirat(folder, "run", 0711) != 0 && errno != EEXIST)
    return refuse(path, strerror(errno));
  return EXIT_OK;
}

int state_folder_open(const char *path, uint64_t seed)
{
  if (!folder_make(path))
    return refuse(path, strerror(errno));
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return refuse(path, strerror(errno));
  int status = folder_use(folder, path, seed);
  close(folder);
  return status;
}
