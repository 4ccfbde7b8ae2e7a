/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/zone.h"

#include <stdlib.h>
#include <string.h>

/* Share of the picture that must move where the owner drew no zone, in hundredths of a percent. */
#define SMALLEST_WHOLE 10

/* Whether the edge a-b passes to the right of the point (x, y) at its height. */
static bool edge_right_of(zone_point_t a, zone_point_t b, int64_t x, int64_t y)
{
  if ((a.y > y) == (b.y > y))
    return false;
  int64_t height = (int64_t)b.y - a.y;
  int64_t left = (x - a.x) * height;
  int64_t right = ((int64_t)b.x - a.x) * (y - a.y);
  return height > 0 ? left < right : left > right;
}

static bool inside(const zone_point_t *points, uint32_t count, int64_t x, int64_t y)
{
  bool odd = false;
  for (uint32_t i = 0, j = count - 1; i < count; j = i++) {
    if (edge_right_of(points[j], points[i], x, y))
      odd = !odd;
  }
  return odd;
}

static uint32_t cell_of(int32_t place, uint32_t cells)
{
  uint32_t cell = (uint32_t)((uint64_t)place * cells / ZONE_ONE);
  return cell < cells ? cell : cells - 1;
}

void zone_fill(const zone_point_t *points, uint32_t count, uint32_t cells_wide, uint32_t cells_high,
               uint8_t value, uint8_t *cells)
{
  bool any = false;
  for (uint32_t row = 0; row < cells_high; row++) {
    int64_t y = (int64_t)(2 * row + 1) * ZONE_ONE / (2 * (int64_t)cells_high);
    for (uint32_t column = 0; column < cells_wide; column++) {
      int64_t x = (int64_t)(2 * column + 1) * ZONE_ONE / (2 * (int64_t)cells_wide);
      if (!inside(points, count, x, y))
        continue;
      cells[(size_t)row * cells_wide + column] = value;
      any = true;
    }
  }
  for (uint32_t i = 0; !any && i < count; i++)
    cells[(size_t)cell_of(points[i].y, cells_high) * cells_wide + cell_of(points[i].x, cells_wide)] = value;
}

static void zone_draw(const settings_zone_t *zone, uint32_t cells_wide, uint32_t cells_high, uint8_t value,
                      uint8_t *cells)
{
  zone_point_t points[SETTINGS_POINTS];
  for (uint32_t i = 0; i < zone->count; i++) {
    points[i].x = (int32_t)(zone->points[i].x * ZONE_ONE);
    points[i].y = (int32_t)(zone->points[i].y * ZONE_ONE);
  }
  zone_fill(points, zone->count, cells_wide, cells_high, value, cells);
}

static uint32_t smallest_cells(double percent, size_t size)
{
  uint32_t cells = (uint32_t)(percent * (double)size / 100 + 0.5);
  return cells > 0 ? cells : 1;
}

static void zone_add(zone_set_t *set, size_t size, uint32_t setting, uint32_t sensitivity, uint32_t smallest)
{
  set->setting[set->count] = setting;
  set->zones[set->count] = (motion_zone_t){.cells = set->cells + set->count * size,
                                           .sensitivity = (uint8_t)sensitivity,
                                           .smallest_cells = smallest};
  set->count++;
}

bool zone_set_make(zone_set_t *set, const settings_t *settings, uint32_t cells_wide, uint32_t cells_high)
{
  size_t size = (size_t)cells_wide * cells_high;
  *set = (zone_set_t){.cells = calloc(MOTION_ZONES, size)};
  if (!set->cells)
    return false;
  for (uint32_t i = 0; i < settings->motion.zone_count; i++) {
    const settings_zone_t *zone = &settings->motion.zones[i];
    if (!zone->include)
      continue;
    zone_draw(zone, cells_wide, cells_high, 1, set->cells + set->count * size);
    zone_add(set, size, i, zone->sensitivity, smallest_cells(zone->smallest, size));
  }
  if (set->count == 0) {
    memset(set->cells, 1, size);
    zone_add(set, size, 0, settings->motion.sensitivity, smallest_cells(SMALLEST_WHOLE / 100.0, size));
  }
  for (uint32_t i = 0; i < settings->motion.zone_count; i++) {
    for (uint32_t zone = 0; !settings->motion.zones[i].include && zone < set->count; zone++)
      zone_draw(&settings->motion.zones[i], cells_wide, cells_high, 0, set->cells + zone * size);
  }
  return true;
}

void zone_set_free(zone_set_t *set)
{
  free(set->cells);
  *set = (zone_set_t){0};
}
