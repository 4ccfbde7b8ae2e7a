/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pinhole-commission: what a unit gets at the factory, written into its image or its partitions. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/log.h"
#include "journal.h"
#include "linux/factory_record.h"
#include "linux/slot.h"

#define LETTERS "23456789ABCDEFGHJKLMNPQRSTUVWXYZ" /* 32, none easily mistaken for another */
#define VAULT_SLOTS 4
#define JOURNAL_BLOCKS 4

static const char usage[] =
    "pinhole-commission: write what one unit gets at the factory\n"
    "\n"
    "pinhole-commission --factory FILE --journal FILE --vault FILE [options]\n"
    "\n"
    "  --factory FILE  the factory record goes here (a file that is there, or a partition)\n"
    "  --journal FILE  and the journal here: the first start is a wipe\n"
    "  --vault FILE    emptied\n"
    "  --serial TEXT   4 to 32 characters (default: drawn at random)\n"
    "  --model TEXT    1 to 32 characters (default: Pinhole)\n"
    "  --secret TEXT   the setup network's password, 8 to 63 characters (default: drawn at random)\n"
    "  --mac ADDRESS   of the Wi-Fi interface, 02:00:00:00:00:01 (default: its own)\n"
    "  --help          this text\n"
    "\n"
    "Prints the factory record. Exit status: 0 done; 1 failed; 2 command line.\n";

typedef struct {
  const char *factory, *journal, *vault;
  factory_record_t record;
} commission_t;

static void letters_draw(char *text, size_t count)
{
  for (size_t i = 0; i < count; i++)
    text[i] = LETTERS[randombytes_uniform(32)];
  text[count] = '\0';
}

/* Keep the text of an option. Returns false where it does not fit. */
static bool text_keep(char *place, size_t room, const char *text)
{
  int length = snprintf(place, room, "%s", text);
  return length > 0 && (size_t)length < room;
}

/* Returns an enum exit_status, or -1 where the help text was asked for. */
static int options_read(int argc, char **argv, commission_t *commission)
{
  static const struct option known[] = {{"factory", required_argument, NULL, 'f'},
                                        {"journal", required_argument, NULL, 'j'},
                                        {"vault", required_argument, NULL, 'v'},
                                        {"serial", required_argument, NULL, 's'},
                                        {"model", required_argument, NULL, 'm'},
                                        {"secret", required_argument, NULL, 'p'},
                                        {"mac", required_argument, NULL, 'a'},
                                        {"help", no_argument, NULL, 'h'},
                                        {NULL, 0, NULL, 0}};
  board_factory_t *unit = &commission->record.unit;
  bool fits = true;
  opterr = 0;
  for (int option; fits && (option = getopt_long(argc, argv, ":", known, NULL)) != -1;) {
    if (option == 'f')
      commission->factory = optarg;
    else if (option == 'j')
      commission->journal = optarg;
    else if (option == 'v')
      commission->vault = optarg;
    else if (option == 's')
      fits = text_keep(unit->serial, sizeof unit->serial, optarg);
    else if (option == 'm')
      fits = text_keep(unit->model, sizeof unit->model, optarg);
    else if (option == 'p')
      fits = text_keep(unit->label_secret, sizeof unit->label_secret, optarg);
    else if (option == 'a')
      fits = text_keep(commission->record.mac, sizeof commission->record.mac, optarg);
    else if (option == 'h')
      return -1;
    else
      fits = false;
  }
  if (!fits || optind != argc || commission->factory == NULL || commission->journal == NULL ||
      commission->vault == NULL) {
    log_error("--factory, --journal and --vault are needed, and each option's value as --help says");
    return EXIT_USAGE;
  }
  return EXIT_OK;
}

/* Write at the beginning of a file or partition that is there already, durable. */
static bool put(const char *path, const uint8_t *bytes, size_t length)
{
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  bool written = fd >= 0 && write(fd, bytes, length) == (ssize_t)length && fsync(fd) == 0;
  if (!written)
    log_error("%s: %s", path, strerror(errno));
  if (fd >= 0)
    close(fd);
  return written;
}

static bool journal_put(const char *path)
{
  static uint8_t blocks[JOURNAL_BLOCKS * PARTITION_BLOCK];
  journal_record_t intent;
  journal_make_intent(true, 1, &intent);
  return journal_encode(JOURNAL_INTENT, &intent, blocks) &&
         journal_encode(JOURNAL_INTENT, &intent, blocks + PARTITION_BLOCK) &&
         put(path, blocks, sizeof blocks);
}

static bool vault_put(const char *path)
{
  static const uint8_t nothing[VAULT_SLOTS * SLOT_SIZE];
  return put(path, nothing, sizeof nothing);
}

int main(int argc, char **argv)
{
  static commission_t commission;
  uint8_t block[PARTITION_BLOCK];
  log_start("pinhole-commission", LOG_LEVEL_NOTE);
  int status = sodium_init() < 0 ? EXIT_FAILED : options_read(argc, argv, &commission);
  if (status == -1) {
    fputs(usage, stdout);
    return EXIT_OK;
  }
  if (status != EXIT_OK)
    return status;
  board_factory_t *unit = &commission.record.unit;
  if (unit->serial[0] == '\0') {
    memcpy(unit->serial, "PH", 3);
    letters_draw(unit->serial + 2, 8);
  }
  if (unit->label_secret[0] == '\0')
    letters_draw(unit->label_secret, 12);
  if (unit->model[0] == '\0')
    memcpy(unit->model, "Pinhole", 8);
  if (!factory_record_make(&commission.record, block)) {
    log_error("serial, model, secret or mac is not as --help says");
    return EXIT_USAGE;
  }
  if (!journal_put(commission.journal) || !vault_put(commission.vault) ||
      !put(commission.factory, block, sizeof block))
    return EXIT_FAILED;
  puts((const char *)block);
  return EXIT_OK;
}
