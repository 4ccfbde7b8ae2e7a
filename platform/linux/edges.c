/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/edges.h"

#include "button.h"

void edges_start(edges_t *edges, uint8_t level)
{
  *edges = (edges_t){.newest = level, .given = level};
}

static void append(edges_t *edges, uint8_t contact)
{
  edges->ring[(edges->first + edges->count) % EDGES_ROOM] = (board_edge_t){edges->last, contact};
  edges->count++;
}

void edges_lose(edges_t *edges, uint64_t time, uint8_t contact)
{
  edges->last = time > edges->last ? time : edges->last;
  if (edges->count == EDGES_ROOM)
    edges->count--; /* it counts among the lost */
  append(edges, CONTACT_LOST);
  edges->newest = contact;
  edges->differs = 0;
}

void edges_add(edges_t *edges, uint64_t time, uint8_t contact)
{
  if (edges->count + 2 > EDGES_ROOM) {
    edges_lose(edges, time, contact);
    return;
  }
  edges->last = time > edges->last ? time : edges->last;
  if (contact == edges->newest)
    append(edges, contact == CONTACT_OPEN ? CONTACT_CLOSED : CONTACT_OPEN);
  append(edges, contact);
  edges->newest = contact;
  edges->differs = 0;
}

bool edges_next(edges_t *edges, uint64_t until, board_edge_t *edge)
{
  if (edges->count == 0 || edges->ring[edges->first].time > until) {
    edges->last = until > edges->last ? until : edges->last;
    return false;
  }
  *edge = edges->ring[edges->first];
  edges->given = edge->contact;
  edges->first = (edges->first + 1) % EDGES_ROOM;
  edges->count--;
  return true;
}

uint8_t edges_contact(edges_t *edges, uint64_t now, uint8_t read)
{
  if (edges->given == CONTACT_LOST && edges->count == 0)
    edges->given = edges->newest; /* the loss was told; from here on it is known again */
  if (edges->count > 0 || read == edges->newest) {
    edges->differs = 0;
    return edges->given;
  }
  if (edges->differs == 0)
    edges->differs = now;
  if (now - edges->differs < EDGES_LAG)
    return edges->given; /* the kernel reads the level a moment before it tells of the change */
  edges->newest = edges->given = read;
  edges->differs = 0;
  return CONTACT_LOST;
}
