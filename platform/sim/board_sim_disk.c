/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The virtual board's disks and storage as a worker of the guard sees them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/board_sim.h"
#include "sim/data_folder.h"
#include "sim/wire.h"

struct board_disk {
  const board_t *board;
  int socket;
};

board_disk_t *board_disk_open(const board_t *board)
{
  board_disk_t *disk = calloc(1, sizeof *disk);
  if (disk == NULL)
    return NULL;
  disk->board = board;
  disk->socket = board_sim_connect_disk(board);
  if (disk->socket >= 0)
    return disk;
  free(disk);
  return NULL;
}

/* Send a request and wait for its answer, however long the disk takes. Returns 0 or a negative errno; the answer is
   given on where `answer` is not NULL. */
static int request(const board_disk_t *disk, json_t *packet, json_t **answer)
{
  json_t *found = NULL;
  char why[200];
  if (!wire_send(disk->socket, packet, true))
    return -EIO;
  if (wire_receive(disk->socket, true, &found, why, sizeof why) != WIRE_PACKET)
    return -EIO;
  bool done = json_is_true(json_object_get(found, "ok"));
  if (done && answer != NULL)
    *answer = found;
  else
    json_decref(found);
  return done ? 0 : -EIO;
}

void board_disk_close(board_disk_t *disk)
{
  request(disk, json_pack("{s:s}", "do", "done"), NULL);
  close(disk->socket);
  free(disk);
}

int board_sector_read(board_disk_t *disk, enum board_region region, uint32_t index,
                      uint8_t sector[JOURNAL_SECTOR])
{
  json_t *answer = NULL;
  size_t length = 0;
  int code = request(disk, json_pack("{s:s,s:i,s:i}", "do", "read", "region", region, "sector", (int)index),
                     &answer);
  if (code != 0)
    return code;
  bool whole = wire_read_bytes(json_object_get(answer, "data"), sector, JOURNAL_SECTOR, &length);
  json_decref(answer);
  return whole && length == JOURNAL_SECTOR ? 0 : -EIO;
}

int board_sector_write(board_disk_t *disk, enum board_region region, uint32_t index,
                       const uint8_t sector[JOURNAL_SECTOR])
{
  return request(disk,
                 json_pack("{s:s,s:i,s:i,s:o}", "do", "write", "region", region, "sector", (int)index, "data",
                           wire_bytes(sector, JOURNAL_SECTOR)),
                 NULL);
}

int board_flush(board_disk_t *disk)
{
  return request(disk, json_pack("{s:s}", "do", "flush"), NULL);
}

static void tell_step(void *context, const char *step)
{
  request(context, json_pack("{s:s,s:s}", "do", "step", "name", step), NULL);
}

int board_storage_create(board_disk_t *disk, const board_key_t *key, char *error, size_t room)
{
  return data_folder_create(board_sim_state(disk->board), key->id, tell_step, disk, error, room);
}

int board_storage_verify(board_disk_t *disk, const board_key_t *key, char *error, size_t room)
{
  tell_step(disk, "verify");
  return data_folder_verify(board_sim_state(disk->board), key->id, error, room);
}

int board_storage_open(board_disk_t *disk, const board_key_t *key, char *error, size_t room)
{
  tell_step(disk, "open");
  return data_folder_open(board_sim_state(disk->board), key->id, error, room);
}
