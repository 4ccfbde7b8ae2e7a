/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/storage.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "linux/mapper.h"
#include "linux/partition.h"
#include "linux/program.h"

#define NAME "pinhole-data"
#define DEVICE "/dev/mapper/pinhole-data"
#define MAPPER "/dev/mapper/control" /* there once the kernel has its device mapper */
#define SAFELY (MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME)
#define SUPERBLOCK 1024 /* where ext4's begins (Linux, Documentation/filesystems/ext4/super.rst) */
#define MAGIC_PLACE (SUPERBLOCK + 0x38)
#define STATE_PLACE (SUPERBLOCK + 0x3a)
#define STATE_ERRORS 0x02
#define MENDED 2 /* of e2fsck's exit status: more is worse */
#define UUID_PLACE (SUPERBLOCK + 0x68)
#define BYTES_A_FILE 65536
#define FILES_LEAST 4096
#define FILES_MOST 262144
#define PATIENCE_MS 30000 /* for drivers that are loaded after the guard has started */
#define NAP_MS 200
#define DISCARD_STEP (UINT64_C(256) << 20)
#define DISCARD_NS UINT64_C(2000000000) /* a wipe is not to take longer on a larger card */

static int fail(char *error, size_t room, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
static int fail(char *error, size_t room, int code, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error, room, format, arguments);
  va_end(arguments);
  return code < 0 ? code : -EIO;
}

size_t storage_key_size(const char *cipher)
{
  if (strcmp(cipher, "aes-xts-plain64") == 0)
    return 64;
  return strcmp(cipher, "xchacha12,aes-adiantum-plain64") == 0 ? 32 : 0;
}

void storage_key(const board_key_t *key, uint8_t *bytes, size_t length)
{
  static const char purpose[] = "Pinhole storage 1";
  crypto_generichash(bytes, length, (const uint8_t *)purpose, sizeof purpose, key->key, sizeof key->key);
}

bool storage_is(const uint8_t block[4096], const uint8_t id[BOARD_ID])
{
  return block[MAGIC_PLACE] == 0x53 && block[MAGIC_PLACE + 1] == 0xef &&
         memcmp(block + UUID_PLACE, id, BOARD_ID) == 0;
}

bool storage_ails(const uint8_t block[4096])
{
  return (block[STATE_PLACE] & STATE_ERRORS) != 0;
}

unsigned storage_files(uint64_t size)
{
  uint64_t files = size / BYTES_A_FILE;
  return files < FILES_LEAST ? FILES_LEAST : files > FILES_MOST ? FILES_MOST : (unsigned)files;
}

/* --- dm-crypt --- */

/* Take away what an earlier guard, or an earlier step, left. */
static int lock(const storage_t *storage)
{
  while (umount2(storage->folder, MNT_DETACH) == 0) {
  }
  return access(MAPPER, F_OK) == 0 ? mapper_close(NAME) : 0; /* no mapper, no mapping */
}

static void doze(void)
{
  static const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
  nanosleep(&nap, NULL);
}

/* The kernel's drivers may still be on their way. libdevmapper remembers for good that there is no mapper: it is not
   asked before there is one. */
static void mapper_wait(void)
{
  for (int waited = 0; access(MAPPER, F_OK) != 0 && waited < PATIENCE_MS; waited += NAP_MS)
    doze();
}

/* Any key opens something: whether it is ours is seen then. */
static int unlock(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  uint8_t bytes[STORAGE_KEY_MOST];
  char path[PARTITION_PATH];
  size_t length = storage_key_size(storage->cipher);
  int code = partition_path(storage->partition, path);
  if (code != 0)
    return fail(error, room, code, "data = %s: there is no such partition", storage->partition);
  mapper_wait();
  code = lock(storage);
  if (code != 0)
    return fail(error, room, code, "the earlier mapping of the data partition cannot be taken away: %s",
                strerror(-code));
  storage_key(key, bytes, length);
  code = mapper_open(NAME, path, storage->cipher, bytes, length);
  for (int waited = 0; code != 0 && waited < PATIENCE_MS; waited += NAP_MS) {
    doze();
    code = mapper_open(NAME, path, storage->cipher, bytes, length);
  }
  sodium_memzero(bytes, sizeof bytes);
  if (code != 0)
    return fail(error, room, code, "%s: dm-crypt with %s: %s (%s)", path, storage->cipher, strerror(-code),
                mapper_complaint());
  return 0;
}

/* --- ext4 --- */

static int file_system_make(const uint8_t id[BOARD_ID], char *error, size_t room)
{
  partition_t opened;
  char uuid[37];
  char files[16];
  int code = partition_open(&opened, DEVICE, false, 0);
  if (code != 0)
    return fail(error, room, code, DEVICE ": %s", strerror(-code));
  partition_close(&opened);
  snprintf(uuid, sizeof uuid, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", id[0],
           id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], id[10], id[11], id[12], id[13],
           id[14], id[15]);
  snprintf(files, sizeof files, "%u", storage_files(opened.size));
  /* All groups' tables lie together, and few copies of them: on a large card that is as quick as on a small one. */
  const char *const arguments[] = {"mke2fs",
                                   "-q",
                                   "-F",
                                   "-t",
                                   "ext4",
                                   "-b",
                                   "4096",
                                   "-m",
                                   "0",
                                   "-J",
                                   "size=4",
                                   "-N",
                                   files,
                                   "-G",
                                   "4096",
                                   "-O",
                                   "^resize_inode,sparse_super2",
                                   "-L",
                                   "pinhole",
                                   "-U",
                                   uuid,
                                   "-E",
                                   "nodiscard,lazy_itable_init=1",
                                   DEVICE,
                                   NULL};
  int status = program_run(arguments);
  if (status != 0)
    return fail(error, room, -EIO, "the data partition cannot be given a file system (mke2fs: %d)", status);
  if (partition_open(&opened, DEVICE, true, 0) == 0) {
    code = partition_flush(&opened);
    partition_close(&opened);
  }
  return code == 0 ? 0 : fail(error, room, code, DEVICE ": %s", strerror(-code));
}

/* Whether what the key shows is a file system of this identity; its first block is left in `block`. */
static int identity_check(const board_key_t *key, uint8_t block[PARTITION_BLOCK], char *error, size_t room)
{
  partition_t opened;
  int code = partition_open(&opened, DEVICE, false, 0);
  if (code == 0) {
    code = partition_read(&opened, 0, block, PARTITION_BLOCK);
    partition_close(&opened);
  }
  if (code != 0)
    return fail(error, room, code, "the data partition cannot be read: %s", strerror(-code));
  if (!storage_is(block, key->id))
    return fail(error, room, -EPERM, "the data partition does not unlock with the vault's key");
  return 0;
}

/* A power cut needs no check: ext4's journal is for that. What the kernel found wrong while it was mounted does; what
   cannot be mended by itself is mounted as it is, and the kernel keeps it from being written to. */
static void errors_mend(const uint8_t block[PARTITION_BLOCK])
{
  static const char *const arguments[] = {"e2fsck", "-f", "-y", DEVICE, NULL};
  if (!storage_ails(block))
    return;
  log_warning("the data partition has errors: it is checked");
  int status = program_run(arguments);
  if (status > MENDED)
    log_error("the data partition's errors cannot be mended (e2fsck: %d)", status);
}

static int mount_at(const storage_t *storage, unsigned long flags, const char *options, char *error,
                    size_t room)
{
  if (mkdir(storage->folder, 0755) != 0 && errno != EEXIST)
    return fail(error, room, -errno, "%s: %s", storage->folder, strerror(errno));
  int code = mount(DEVICE, storage->folder, "ext4", SAFELY | flags, options);
  for (int waited = 0; code != 0 && errno == ENODEV && waited < PATIENCE_MS; waited += NAP_MS) {
    doze(); /* ext4 itself is on its way */
    code = mount(DEVICE, storage->folder, "ext4", SAFELY | flags, options);
  }
  if (code != 0)
    return fail(error, room, -errno, "the data partition cannot be mounted: %s", strerror(errno));
  return 0;
}

/* Whether a folder holds nothing but, at the top, an empty lost+found. */
static bool is_empty(const char *path, bool top)
{
  bool empty = true;
  DIR *folder = opendir(path);
  if (folder == NULL)
    return false;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL && empty;) {
    const char *name = entry->d_name;
    char inner[512];
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
      continue;
    snprintf(inner, sizeof inner, "%s/lost+found", path);
    empty = top && strcmp(name, "lost+found") == 0 && is_empty(inner, false);
  }
  closedir(folder);
  return empty;
}

static uint64_t now_ns(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* Let the card forget what it can within a moment. The old key is gone: nobody can read what is left. */
static void partition_forget(const partition_t *partition)
{
  uint64_t begun = now_ns(), place = 0;
  while (place < partition->size && now_ns() - begun < DISCARD_NS) {
    uint64_t left = partition->size - place;
    uint64_t length = left < DISCARD_STEP ? left : DISCARD_STEP;
    if (!partition_discard(partition, place, length))
      break;
    place += length;
  }
  if (place == 0)
    log_note("the data partition offers no discard: its old key is gone");
  else
    log_note("%llu of %llu MiB of the data partition were discarded", (unsigned long long)(place >> 20),
             (unsigned long long)(partition->size >> 20));
}

int storage_create(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  partition_t raw;
  int code = lock(storage);
  if (code != 0)
    return fail(error, room, code, "the data partition is in use: %s", strerror(-code));
  code = partition_open(&raw, storage->partition, true, STORAGE_LEAST);
  if (code != 0)
    return fail(error, room, code, "data = %s: %s", storage->partition,
                code == -ENOSPC ? "smaller than 32 MiB" : strerror(-code));
  partition_forget(&raw);
  partition_close(&raw);
  code = unlock(storage, key, error, room);
  return code == 0 ? file_system_make(key->id, error, room) : code;
}

int storage_verify(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  uint8_t block[PARTITION_BLOCK] = {0};
  int code = unlock(storage, key, error, room);
  if (code == 0)
    code = identity_check(key, block, error, room);
  if (code == 0)
    code = mount_at(storage, MS_RDONLY, "noload", error, room);
  if (code == 0 && !is_empty(storage->folder, true))
    code = fail(error, room, -ENOTEMPTY, "something is left in the data partition");
  int locked = lock(storage);
  if (code == 0 && locked != 0)
    code = fail(error, room, locked, "the data partition cannot be closed: %s", strerror(-locked));
  return code;
}

int storage_open(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  uint8_t block[PARTITION_BLOCK] = {0};
  int code = unlock(storage, key, error, room);
  if (code == 0)
    code = identity_check(key, block, error, room);
  if (code != 0)
    return code;
  errors_mend(block);
  return mount_at(storage, 0, "errors=remount-ro", error, room);
}
