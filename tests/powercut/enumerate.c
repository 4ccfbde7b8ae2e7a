/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every power cut. A session (first start, setup, another password, factory reset, wipe) is a list of writes and flushes:
   made by the guard's own code here, or recorded from a real board (--trace, written by `record`). At each of its
   operations the power is cut: the writes that were not flushed are kept, dropped, kept or dropped one by one, in every
   combination where they are few, and torn at each sector from both ends. Each disk that may then be found is started
   with the guard's own code, and that start is cut again in the same ways (depth 2).

   Disks on which the guard reads the same records behave in the same way; each such class is started once. */
#include <getopt.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "linux/partition.h"
#include "linux/slot.h"
#include "recover.h"
#include "vocabulary.h"

#define DIGEST 32
#define SLOTS 4
#define PENDING_MOST 64
#define COMBINED_MOST 5 /* so many unflushed writes are kept and dropped in every combination */
#define CLASSES (1u << 18)
#define TOLD 12 /* failures that are told in words */

/* What must be found after a cut. */
typedef struct {
  bool must_wipe;   /* the intent was durable */
  bool may_wipe;    /* ... was on its way */
  unsigned allowed; /* how many of these */
  says_t states[2]; /* ... the old record, the new one */
  bool had_owner;
  uint8_t old_key[48]; /* with an owner whose data must be gone after a wipe */
} wanted_t;

typedef struct {
  uint8_t digest[DIGEST]; /* of what the guard reads, and of the depth */
  bool used;
  bool cut_again[2]; /* was cut at depth 2 already, by must_wipe */
  start_t start;
  says_t after;
  bool old_gone; /* nothing of the old vault is left */
} class_t;

static struct {
  uint64_t images[3]; /* by depth */
  uint64_t classes[3];
  uint64_t failures;
  unsigned most_jobs;
} counts;

static class_t *classes;
static uint8_t (*old_sectors)[DIGEST]; /* of the vault whose owner ordered the reset */
static size_t old_count;
static unsigned depth_most = 2;

/* --- what the guard reads on a disk --- */

/* One sector as the journal's code takes it: its bytes where it is a whole record, else nothing. */
static void sector_digest(crypto_generichash_state *state, uint8_t kind, const uint8_t sector[JOURNAL_SECTOR])
{
  journal_record_t record;
  uint8_t whole = journal_decode(kind, sector, &record);
  crypto_generichash_update(state, &whole, 1);
  if (whole)
    crypto_generichash_update(state, sector, JOURNAL_SECTOR);
}

/* A slot's sector; that of a slot that is as in the disk looked at before is remembered. */
static const uint8_t *slot_sector(const medium_t *medium, unsigned slot)
{
  static uint8_t seen[SLOTS][SLOT_SIZE], sectors[SLOTS][JOURNAL_SECTOR];
  static bool known[SLOTS];
  const uint8_t *bytes = medium->bytes + slot * SLOT_SIZE;
  if (!known[slot] || memcmp(seen[slot], bytes, SLOT_SIZE) != 0) {
    memcpy(seen[slot], bytes, SLOT_SIZE);
    slot_decode(bytes, sectors[slot]);
    known[slot] = true;
  }
  return sectors[slot];
}

static void disk_digest(const medium_t *medium, uint64_t seed, uint8_t digest[DIGEST])
{
  crypto_generichash_state state;
  const uint8_t *journal = medium->bytes + medium_place(MEDIUM_JOURNAL);
  crypto_generichash_init(&state, NULL, 0, DIGEST);
  crypto_generichash_update(&state, (const uint8_t *)&seed, sizeof seed);
  for (unsigned slot = 0; slot < SLOTS; slot++)
    sector_digest(&state, slot < 2 ? JOURNAL_KEY : JOURNAL_OWNER, slot_sector(medium, slot));
  for (unsigned copy = 0; copy < 2; copy++)
    sector_digest(&state, JOURNAL_INTENT, journal + copy * PARTITION_BLOCK);
  crypto_generichash_update(&state, journal + 2 * PARTITION_BLOCK, PARTITION_BLOCK); /* the cause */
  crypto_generichash_update(&state, medium->bytes + medium_place(MEDIUM_DATA), MEDIUM_DATA_SIZE);
  crypto_generichash_final(&state, digest, DIGEST);
}

static class_t *class_of(const uint8_t digest[DIGEST])
{
  uint32_t at;
  memcpy(&at, digest, sizeof at);
  for (uint32_t i = 0; i < CLASSES; i++) {
    class_t *class = &classes[(at + i) % CLASSES];
    if (!class->used || memcmp(class->digest, digest, DIGEST) == 0)
      return class;
  }
  fprintf(stderr, "enumerate: more than %u classes of disks\n", CLASSES);
  exit(1);
}

/* --- the old vault --- */

static void sector_hash(const uint8_t *sector, uint8_t digest[DIGEST])
{
  crypto_generichash(digest, DIGEST, sector, MEDIUM_SECTOR, NULL, 0);
}

static int digest_compare(const void *left, const void *right)
{
  return memcmp(left, right, DIGEST);
}

/* Remember what lies in the vault, sector by sector: random bytes, which nothing but a copy equals. */
static void old_remember(const medium_t *medium)
{
  old_count = 0;
  old_sectors = realloc(old_sectors, MEDIUM_VAULT_SIZE / MEDIUM_SECTOR * sizeof *old_sectors);
  if (old_sectors == NULL)
    abort();
  for (uint32_t at = 0; at < MEDIUM_VAULT_SIZE; at += MEDIUM_SECTOR) {
    if (!sodium_is_zero(medium->bytes + at, MEDIUM_SECTOR))
      sector_hash(medium->bytes + at, old_sectors[old_count++]);
  }
  qsort(old_sectors, old_count, sizeof *old_sectors, digest_compare);
}

static bool old_is_gone(const medium_t *medium)
{
  uint8_t digest[DIGEST];
  for (uint32_t at = 0; at < MEDIUM_VAULT_SIZE; at += MEDIUM_SECTOR) {
    sector_hash(medium->bytes + at, digest);
    if (bsearch(digest, old_sectors, old_count, sizeof *old_sectors, digest_compare) != NULL)
      return false;
  }
  return true;
}

/* --- a cut --- */

static bool same_state(const says_t *left, const says_t *right)
{
  return memcmp(left->key, right->key, sizeof left->key) == 0 &&
         memcmp(left->owner, right->owner, sizeof left->owner) == 0;
}

/* What is wrong with a start, in words, or NULL. */
static const char *fault_of(const class_t *class, const wanted_t *wanted)
{
  const says_t *after = &class->after;
  if (!class->start.operational)
    return "the camera does not come up";
  if (after->intent != INTENT_NONE)
    return "an intent still stands";
  if (!after->whole)
    return "key or ownership record cannot be read";
  if (!after->same)
    return "the copies differ";
  for (unsigned i = 0; i < wanted->allowed && !wanted->must_wipe; i++) {
    if (same_state(after, &wanted->states[i]))
      return NULL;
  }
  if (!wanted->must_wipe && !wanted->may_wipe)
    return "neither the old record nor the new one";
  if (after->owner[0] != 0)
    return wanted->must_wipe ? "an owner is left" : "neither the old state nor a wiped one";
  if (wanted->had_owner && memcmp(after->key, wanted->old_key, sizeof after->key) == 0)
    return "the old key is left";
  if (wanted->had_owner && !class->old_gone)
    return "parts of the old vault are left";
  return NULL;
}

static void cuts(const medium_t *base, const trace_t *trace, const wanted_t *outer, unsigned depth);

/* Start the board on a disk that a cut left, and look at what came of it. */
static void image_try(const medium_t *image, const wanted_t *wanted, unsigned depth, const char *how,
                      size_t at)
{
  static const uint64_t seeds[] = {0, 101, 102};
  uint8_t digest[DIGEST];
  disk_digest(image, seeds[depth], digest);
  class_t *class = class_of(digest);
  bool again = depth < depth_most && !class->cut_again[wanted->must_wipe];
  counts.images[depth]++;
  if (!class->used || again) {
    medium_t *disk = malloc(sizeof *disk);
    trace_t trace = {0};
    if (disk == NULL)
      abort();
    *disk = *image;
    medium_seed(seeds[depth]);
    medium_use(disk, &trace);
    board_start(&class->start);
    medium_use(disk, NULL);
    disk_says(&class->after);
    class->old_gone = old_is_gone(disk);
    counts.classes[depth] += !class->used;
    memcpy(class->digest, digest, DIGEST);
    class->used = true;
    if (class->start.jobs > counts.most_jobs)
      counts.most_jobs = class->start.jobs;
    if (again) {
      class->cut_again[wanted->must_wipe] = true;
      cuts(image, &trace, wanted, depth + 1);
    }
    trace_clear(&trace);
    free(disk);
  }
  const char *fault = fault_of(class, wanted);
  if (fault == NULL)
    return;
  if (counts.failures++ < TOLD)
    printf("FAILED at operation %zu, depth %u, %s: %s (%s)\n", at, depth, how, fault, class->start.error);
}

/* The writes that no flush has made durable yet. */
typedef struct {
  const op_t *ops[PENDING_MOST];
  unsigned count;
} pending_t;

/* Those of the pending writes whose bit is set, in their order. */
static void some_apply(const pending_t *pending, uint64_t which, medium_t *image)
{
  for (unsigned i = 0; i < pending->count; i++) {
    if ((which >> i & 1) != 0)
      op_apply(pending->ops[i], pending->ops[i]->length, image);
  }
}

/* One write torn at each sector, from its beginning and from its end, the others all kept or all dropped. */
static void torn_try(const medium_t *durable, const pending_t *pending, unsigned torn, const wanted_t *wanted,
                     unsigned depth, size_t at)
{
  static medium_t images[3];
  medium_t *image = &images[depth];
  const op_t *op = pending->ops[torn];
  for (unsigned kept = 0; kept < (pending->count > 1 ? 2 : 1); kept++) {
    uint64_t others = kept == 0 ? 0 : ((UINT64_C(1) << pending->count) - 1) & ~(UINT64_C(1) << torn);
    for (uint32_t length = MEDIUM_SECTOR; length < op->length; length += MEDIUM_SECTOR) {
      op_t end = {.kind = OP_WRITE,
                  .place = op->place + length,
                  .length = op->length - length,
                  .data = op->data + length};
      *image = *durable;
      some_apply(pending, others, image);
      op_apply(op, length, image);
      image_try(image, wanted, depth, "torn after its beginning", at);
      *image = *durable;
      some_apply(pending, others, image);
      op_apply(&end, end.length, image);
      image_try(image, wanted, depth, "torn before its end", at);
    }
  }
}

/* All disks that a cut at this moment may leave. */
static void cut(const medium_t *durable, const pending_t *pending, const wanted_t *wanted, unsigned depth,
                size_t at)
{
  static medium_t images[3];
  medium_t *image = &images[depth];
  uint64_t all = (UINT64_C(1) << pending->count) - 1;
  for (uint64_t which = 0; which <= all; which++) {
    uint64_t dropped = all & ~which;
    bool single = (which & (which - 1)) == 0 || (dropped & (dropped - 1)) == 0;
    if (pending->count > COMBINED_MOST && !single)
      continue;
    *image = *durable;
    some_apply(pending, which, image);
    image_try(image, wanted, depth, which == all ? "all kept" : which == 0 ? "all dropped" : "some kept", at);
  }
  for (unsigned torn = 0; torn < pending->count; torn++)
    torn_try(durable, pending, torn, wanted, depth, at);
}

static void says_of(const medium_t *medium, says_t *says)
{
  static medium_t copy;
  copy = *medium;
  medium_use(&copy, NULL);
  disk_says(says);
}

/* What must be found after a cut here, from what is durable and what was written. */
static void wanted_of(const medium_t *durable, const medium_t *written, wanted_t *wanted)
{
  says_t before, now;
  says_of(durable, &before);
  says_of(written, &now);
  wanted->must_wipe = before.intent == INTENT_STANDING && now.intent == INTENT_STANDING;
  wanted->may_wipe = before.intent == INTENT_STANDING || now.intent == INTENT_STANDING;
  wanted->allowed = 0;
  if (before.whole && before.intent == INTENT_NONE)
    wanted->states[wanted->allowed++] = before;
  if (now.whole && now.intent == INTENT_NONE && (wanted->allowed == 0 || !same_state(&before, &now)))
    wanted->states[wanted->allowed++] = now;
  if (before.whole && before.owner[0] == 1 && before.intent == INTENT_NONE) {
    wanted->had_owner = true;
    memcpy(wanted->old_key, before.key, sizeof wanted->old_key);
  }
}

/* Cut the power before the first operation and after each. `outer`: what the disk that the session began on must become. */
static void cuts(const medium_t *base, const trace_t *trace, const wanted_t *outer, unsigned depth)
{
  medium_t *durable = malloc(sizeof *durable), *written = malloc(sizeof *written);
  medium_t *promised = malloc(sizeof *promised); /* what is durable if the disk does not lie */
  pending_t pending = {.count = 0};
  wanted_t wanted = {0};
  if (durable == NULL || written == NULL || promised == NULL)
    abort();
  *durable = *written = *promised = *base;
  for (size_t at = 0; at <= trace->count; at++) {
    if (outer != NULL)
      wanted = *outer;
    if (outer == NULL || !outer->must_wipe)
      wanted_of(promised, written, &wanted);
    if (outer != NULL && outer->may_wipe)
      wanted.may_wipe = true;
    if (wanted.had_owner && outer == NULL && wanted.may_wipe && !wanted.must_wipe)
      old_remember(promised);
    cut(durable, &pending, &wanted, depth, at);
    if (depth == 1 && isatty(STDERR_FILENO))
      fprintf(stderr, "\roperation %zu of %zu, %" PRIu64 " disks ", at, trace->count,
              counts.images[1] + counts.images[2]);
    if (at == trace->count)
      break;
    const op_t *op = &trace->ops[at];
    op_apply(op, op->length, written);
    if (op->kind == OP_FLUSH || op->kind == OP_LIE)
      *promised = *written;
    if (op->kind == OP_FLUSH) {
      *durable = *written;
      pending.count = 0;
    } else if (op->kind == OP_LIE) {
      continue;
    } else if (pending.count < PENDING_MOST - 1) {
      pending.ops[pending.count++] = op;
    } else {
      fprintf(stderr, "enumerate: more than %d writes without a flush\n", PENDING_MOST - 1);
      exit(1);
    }
  }
  free(durable);
  free(written);
  free(promised);
}

/* --- the session --- */

static owner_t owner_make(const char *hash)
{
  owner_t owner = {.claimed = true, .security = SECURITY_WPA2, .ssid_length = 7, .passphrase_length = 8};
  owner.hash_length = (uint8_t)strlen(hash);
  memcpy(owner.hash, hash, owner.hash_length);
  memcpy(owner.ssid, "HomeNet", 7);
  memcpy(owner.passphrase, "12345678", 8);
  return owner;
}

/* A camera's life, by the guard's own code. Returns whether each step was done. */
static bool session_make(medium_t *base, trace_t *trace)
{
  static medium_t disk;
  journal_record_t intent;
  start_t start;
  owner_t owner = owner_make("$argon2id$first"), other = owner_make("$argon2id$second");
  uint8_t *journal = base->bytes + medium_place(MEDIUM_JOURNAL);
  journal_make_intent(true, 1, &intent);
  journal_encode(JOURNAL_INTENT, &intent, journal);
  journal_encode(JOURNAL_INTENT, &intent, journal + PARTITION_BLOCK);
  disk = *base;
  medium_seed(1);
  medium_use(&disk, trace);
  board_start(&start);
  bool good = start.operational && board_do(COMMAND_STORE_OWNER, &owner) &&
              board_do(COMMAND_STORE_OWNER, &other) && board_do(COMMAND_WRITE_INTENT, NULL);
  board_goes_down(CAUSE_RESET);
  board_start(&start);
  return good && start.operational && start.intent == INTENT_STANDING;
}

/* Make a flush of the session one that the disk only said it had done. */
static void flush_lose(const trace_t *trace, unsigned long number)
{
  for (size_t i = 0; i < trace->count; i++) {
    if (trace->ops[i].kind == OP_FLUSH && --number == 0)
      trace->ops[i].kind = OP_LIE;
  }
}

static bool number_take(FILE *file, uint32_t *number)
{
  return fread(number, sizeof *number, 1, file) == 1;
}

/* Read a session that `record` wrote: the disk it began on, then its operations. */
static bool session_read(const char *path, medium_t *base, trace_t *trace)
{
  FILE *file = fopen(path, "rbe");
  uint32_t kind, place, length;
  bool good = file != NULL && fread(base->bytes, sizeof base->bytes, 1, file) == 1;
  while (good && number_take(file, &kind)) {
    good = number_take(file, &place) && number_take(file, &length) && kind <= OP_DISCARD &&
           place <= MEDIUM_SIZE && length <= MEDIUM_SIZE - place;
    uint8_t *data = good && length > 0 ? calloc(1, length) : NULL;
    if (good && kind == OP_WRITE)
      good = data != NULL && fread(data, length, 1, file) == 1;
    if (good)
      trace_add(trace, (uint8_t)kind, place, length, data);
    free(data);
  }
  if (file != NULL)
    fclose(file);
  return good && trace->count > 0;
}

static const char usage[] =
    "enumerate [--trace FILE] [--depth 1|2] [--lie N]\n"
    "  --trace FILE  a session that was recorded (default: one made by the guard's own code)\n"
    "  --depth N     2 (default): the power fails again while the camera recovers\n"
    "  --lie N       the disk lies about flush N (from 1): failures must be found\n"
    "Exit status: 0 no failure; 1 failures; 2 command line.\n";

int main(int argc, char **argv)
{
  static const struct option known[] = {{"trace", required_argument, NULL, 't'},
                                        {"depth", required_argument, NULL, 'd'},
                                        {"lie", required_argument, NULL, 'l'},
                                        {NULL, 0, NULL, 0}};
  unsigned long lie = 0;
  static medium_t base;
  trace_t trace = {0};
  const char *path = NULL;
  for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
    if (option == 't')
      path = optarg;
    else if (option == 'd' && (strcmp(optarg, "1") == 0 || strcmp(optarg, "2") == 0))
      depth_most = (unsigned)(optarg[0] - '0');
    else if (option == 'l')
      lie = strtoul(optarg, NULL, 10);
    else
      return fputs(usage, stderr), 2;
  }
  log_start("enumerate", LOG_LEVEL_ERROR);
  classes = calloc(CLASSES, sizeof *classes);
  if (sodium_init() < 0 || classes == NULL)
    return 1;
  if (path == NULL ? !session_make(&base, &trace) : !session_read(path, &base, &trace)) {
    fprintf(stderr, "enumerate: %s\n",
            path == NULL ? "the session was not carried out" : "not a recorded session");
    return 1;
  }
  flush_lose(&trace, lie);
  cuts(&base, &trace, NULL, 1);
  if (isatty(STDERR_FILENO))
    fprintf(stderr, "\r");
  printf("%zu operations; cut once: %" PRIu64 " disks of %" PRIu64
         " kinds; cut again while recovering: %" PRIu64 " disks of %" PRIu64
         " kinds; at most %u storage commands to recover; %" PRIu64 " failures\n",
         trace.count, counts.images[1], counts.classes[1], counts.images[2], counts.classes[2],
         counts.most_jobs, counts.failures);
  trace_clear(&trace);
  free(classes);
  return counts.failures == 0 ? 0 : 1;
}
