/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/partition.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define LABEL "PARTLABEL="
#define CLASS "/sys/class/block"

/* The value of `key` in a uevent file of sysfs. */
static bool uevent_value(const char *text, const char *key, char *value, size_t room)
{
  size_t length = strlen(key);
  for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
    line += *line == '\n';
    if (strncmp(line, key, length) == 0 && line[length] == '=') {
      size_t end = strcspn(line + length + 1, "\n");
      snprintf(value, room, "%.*s", (int)end, line + length + 1);
      return true;
    }
  }
  return false;
}

/* Whether a block device of sysfs carries the label. */
static bool carries(const char *device, const char *label)
{
  char path[PARTITION_PATH + 64];
  char text[1024];
  char value[128];
  snprintf(path, sizeof path, CLASS "/%s/uevent", device);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (fd >= 0)
    close(fd);
  if (length < 0)
    return false;
  text[length] = '\0';
  return uevent_value(text, "PARTNAME", value, sizeof value) && strcmp(value, label) == 0;
}

int partition_path(const char *name, char path[PARTITION_PATH])
{
  size_t length = strlen(LABEL);
  if (strncmp(name, LABEL, length) != 0) {
    snprintf(path, PARTITION_PATH, "%s", name);
    return 0;
  }
  DIR *folder = opendir(CLASS);
  bool found = false;
  for (struct dirent *entry; folder != NULL && !found && (entry = readdir(folder)) != NULL;) {
    found = entry->d_name[0] != '.' && carries(entry->d_name, name + length);
    if (found)
      snprintf(path, PARTITION_PATH, "/dev/%.200s", entry->d_name);
  }
  if (folder != NULL)
    closedir(folder);
  return found ? 0 : -ENOENT;
}

/* A file system that stands for a device in a test may know no O_DIRECT; a device always does. */
static int open_uncached(const char *path, int flags)
{
  int fd = open(path, flags | O_DIRECT | O_CLOEXEC);
  struct stat status;
  if (fd >= 0 || errno != EINVAL || stat(path, &status) != 0 || !S_ISREG(status.st_mode))
    return fd;
  return open(path, flags | O_CLOEXEC);
}

int partition_open(partition_t *partition, const char *name, bool writable, uint64_t least)
{
  char path[PARTITION_PATH];
  struct stat status;
  *partition = (partition_t){.fd = -1};
  int code = partition_path(name, path);
  if (code != 0)
    return code;
  partition->fd = open_uncached(path, writable ? O_RDWR : O_RDONLY);
  if (partition->fd < 0)
    return -errno;
  if (fstat(partition->fd, &status) != 0)
    code = -errno;
  partition->device = S_ISBLK(status.st_mode);
  partition->size = (uint64_t)status.st_size;
  if (code == 0 && partition->device && ioctl(partition->fd, BLKGETSIZE64, &partition->size) != 0)
    code = -errno;
  if (code == 0 && partition->size < least)
    code = -ENOSPC;
  if (code != 0)
    partition_close(partition);
  return code;
}

void partition_close(partition_t *partition)
{
  if (partition->fd >= 0)
    close(partition->fd);
  partition->fd = -1;
}

/* Memory as O_DIRECT wants it. */
static void *aligned(size_t length)
{
  void *bytes = NULL;
  return posix_memalign(&bytes, PARTITION_BLOCK, length) == 0 ? bytes : NULL;
}

int partition_read(const partition_t *partition, uint64_t place, void *bytes, size_t length)
{
  uint8_t *block = aligned(length);
  if (block == NULL)
    return -ENOMEM;
  if (!partition->device)
    posix_fadvise(partition->fd, 0, 0, POSIX_FADV_DONTNEED);
  ssize_t got = pread(partition->fd, block, length, (off_t)place);
  int code = got == (ssize_t)length ? 0 : got < 0 ? -errno : -EIO;
  if (code == 0)
    memcpy(bytes, block, length);
  explicit_bzero(block, length);
  free(block);
  return code;
}

int partition_write(const partition_t *partition, uint64_t place, const void *bytes, size_t length)
{
  uint8_t *block = aligned(length);
  if (block == NULL)
    return -ENOMEM;
  memcpy(block, bytes, length);
  ssize_t put = pwrite(partition->fd, block, length, (off_t)place);
  int code = put == (ssize_t)length ? 0 : put < 0 ? -errno : -EIO;
  explicit_bzero(block, length);
  free(block);
  return code;
}

int partition_flush(const partition_t *partition)
{
  return fdatasync(partition->fd) == 0 ? 0 : -errno;
}

bool partition_discard(const partition_t *partition, uint64_t place, uint64_t length)
{
  uint64_t range[2] = {place, length};
  if (!partition->device)
    return false;
  return ioctl(partition->fd, BLKSECDISCARD, range) == 0 || ioctl(partition->fd, BLKDISCARD, range) == 0;
}
