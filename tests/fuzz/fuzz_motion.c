/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any size, stride, rate, zones and frames: what is out of range is refused with nothing changed; else no byte
   outside the given memory is touched, what is told agrees with the mask, and the same frames give the same mask whatever
   the stride. */
#include <string.h>

#include "fuzz.h"
#include "motion.h"
#include "motion_blobs.h"

#define FRAMES 10
#define PIXELS 4500 /* of a picture, about, at most: so that many inputs are tried */

/* What is left of the input; zeros after its end. */
typedef struct {
  const uint8_t *data;
  size_t size;
} input_t;

static uint8_t byte(input_t *input)
{
  if (input->size == 0) {
    return 0;
  }
  input->size--;
  return *input->data++;
}

/* A detector in memory of its own, no longer than it must be. */
typedef struct {
  motion_t motion;
  motion_memory_t memory;
  motion_result_t seen;
  size_t stride, size;
  uint8_t *luma;
} look_t;

static uint8_t *room(size_t size)
{
  uint8_t *memory = calloc(size > 0 ? size : 1, 1);
  REQUIRE(memory);
  memset(memory, 0xA5, size);
  return memory;
}

static void look_open(look_t *look, const motion_format_t *format, size_t beyond)
{
  look->memory = (motion_memory_t){room(motion_model_bytes(format)), room(motion_cells(format)),
                                   room(motion_cells(format))};
  look->stride = format->width + beyond;
  look->size = look->stride * (format->height - 1) + format->width;
  look->luma = room(look->size);
  REQUIRE(motion_start(&look->motion, format, &look->memory));
}

static void look_close(look_t *look)
{
  free(look->memory.model);
  free(look->memory.levels);
  free(look->memory.mask);
  free(look->luma);
}

/* Raw numbers: where they are no format, nothing is told or begun. */
static void any_format(input_t *input)
{
  uint32_t side[2];
  for (int i = 0; i < 2; i++) {
    side[i] = (uint32_t)byte(input) << 8;
    side[i] += byte(input);
  }
  motion_format_t format = {side[0], side[1], byte(input)};
  bool good = side[0] >= 64 && side[0] <= 3840 && side[1] >= 48 && side[1] <= 2160 && format.rate >= 1 &&
              format.rate <= 60;
  REQUIRE((motion_cells(&format) > 0) == good && (motion_model_bytes(&format) > 0) == good);
  REQUIRE(motion_model_bytes(&format) <= (size_t)4 * side[0] * side[1]);
  if (!good) {
    static motion_t motion;
    const motion_memory_t none = {NULL, NULL, NULL};
    REQUIRE(!motion_start(&motion, &format, &none));
  }
}

static motion_format_t format_of(input_t *input)
{
  uint8_t wide = byte(input);
  motion_format_t format = {64 + (wide < 250 ? wide % 60U : (wide - 249U) * 629U), 48, 1};
  uint32_t high = PIXELS / format.width;
  format.height += byte(input) % (high > 48 ? high - 48 : 1U);
  format.rate += byte(input) % (byte(input) % 4 == 0 ? 60U : 5U);
  return format;
}

/* A box, a slope, noise, or another light: drawn over the frame before. */
static void draw(input_t *input, const motion_format_t *format, uint8_t *picture)
{
  uint8_t kind = byte(input), a = byte(input), b = byte(input), value = byte(input);
  uint32_t dice = (uint32_t)(a << 8 | b) + 1;
  for (uint32_t y = 0; y < format->height; y++) {
    for (uint32_t x = 0; x < format->width; x++) {
      uint8_t *at = picture + (size_t)y * format->width + x;
      dice = dice * 1664525 + 1013904223;
      bool inside = x >= a && x < a + 24U && y >= b % format->height && y < b % format->height + 24U;
      switch (kind % 6) {
      case 0:
        *at = inside ? value : *at;
        break;
      case 1:
        *at = (uint8_t)(x * a / 16 + y * b / 16 + value);
        break;
      case 2:
        *at = (uint8_t)(*at + (dice >> 24) % (value / 8 + 1U));
        break;
      case 3:
        *at = (uint8_t)(*at * value / 128);
        break;
      case 4:
        *at = value;
        break;
      default:
        break;
      }
    }
  }
}

/* The picture as this detector's rows are; planted: long rows begin a byte late. */
static void look_at(look_t *look, const uint8_t *picture)
{
  const motion_format_t *format = &look->motion.format;
  uint32_t late = fuzz_planted() && look->stride - format->width > 40 && format->width % 8 == 1 ? 1 : 0;
  for (uint32_t y = 0; y < format->height; y++)
    memcpy(look->luma + y * look->stride, picture + (size_t)y * format->width + late, format->width - late);
  motion_result_t before;
  memset(&before, 0x5A, sizeof before);
  look->seen = before;
  REQUIRE(!motion_step(&look->motion, look->luma, look->size - 1, look->stride, &look->seen));
  REQUIRE(!motion_step(&look->motion, look->luma, look->size, format->width - 1, &look->seen));
  REQUIRE(memcmp((const uint8_t *)&look->seen, (const uint8_t *)&before, sizeof before) == 0);
  REQUIRE(motion_step(&look->motion, look->luma, look->size, look->stride, &look->seen));
}

static void agrees(const look_t *look, const uint8_t *zone)
{
  const motion_result_t *seen = &look->seen;
  uint32_t moving = 0, inside = 0;
  for (uint32_t i = 0; i < seen->cells_wide * seen->cells_high; i++) {
    REQUIRE(seen->mask[i] <= 1);
    moving += seen->mask[i];
    inside += seen->mask[i] && zone[i];
  }
  REQUIRE(moving == seen->moving);
  REQUIRE(seen->motion <= 1 && seen->light_changed <= 1 && seen->change <= MOTION_CHANGE_MOVED);
  REQUIRE(!seen->light_changed || (seen->moving == 0 && !seen->motion));
  for (uint32_t i = 0; i < seen->zones; i++)
    REQUIRE(seen->zone[i] <= inside);
}

static void blobs_agree(motion_blobs_t *blobs, const motion_result_t *seen, uint32_t rate)
{
  static motion_labels_t labels;
  uint32_t area = 0;
  motion_blobs_find(blobs, &labels, seen->mask, seen->cells_wide, seen->cells_high, rate);
  REQUIRE(blobs->count <= MOTION_BLOBS);
  for (uint32_t i = 0; i < blobs->count; i++) {
    const motion_blob_t *blob = &blobs->blob[i];
    REQUIRE(blob->left <= blob->right && blob->right < seen->cells_wide);
    REQUIRE(blob->top <= blob->bottom && blob->bottom < seen->cells_high);
    REQUIRE(blob->area >= MOTION_BLOB_SMALLEST);
    REQUIRE(blob->area <=
            (uint32_t)(blob->right - blob->left + 1) * (uint32_t)(blob->bottom - blob->top + 1));
    REQUIRE(blob->x >= blob->left * 8 && blob->x <= blob->right * 8 + 8);
    REQUIRE(blob->y >= blob->top * 8 && blob->y <= blob->bottom * 8 + 8);
    area += blob->area;
  }
  REQUIRE(area <= seen->moving);
}

/* A zone drawn by the input's dice, of any sensitivity; refused where that is out of range. */
static void set_zone(input_t *input, look_t *looks, uint8_t *zone)
{
  uint32_t dice = byte(input);
  for (size_t i = 0; i < motion_cells(&looks->motion.format); i++) {
    dice = dice * 1664525 + 1013904223;
    zone[i] = (dice >> 28) > 3;
  }
  motion_zone_t list[2] = {{zone, byte(input), byte(input)}, {zone, 100, 1}};
  bool good = list[0].sensitivity >= 1 && list[0].sensitivity <= 100 && list[0].smallest_cells >= 1;
  for (int i = 0; i < 2; i++)
    REQUIRE(motion_set_zones(&looks[i].motion, list, 2) == good);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static look_t looks[2];
  static motion_blobs_t blobs;
  input_t input = {data, size};
  any_format(&input);
  motion_format_t format = format_of(&input);
  uint8_t beyond = byte(&input);
  uint8_t *picture = calloc(format.height, format.width);
  REQUIRE(picture);
  uint8_t *zone = room(motion_cells(&format));
  look_open(&looks[0], &format, 0);
  look_open(&looks[1], &format, beyond);
  if (byte(&input) % 2)
    set_zone(&input, looks, zone);
  memset(&blobs, 0, sizeof blobs);
  for (int i = 0; i < FRAMES && input.size > 0; i++) {
    draw(&input, &format, picture);
    for (int k = 0; k < 2; k++) {
      look_at(&looks[k], picture);
      agrees(&looks[k], zone);
    }
    REQUIRE(memcmp(looks[0].seen.mask, looks[1].seen.mask, motion_cells(&format)) == 0);
    REQUIRE(memcmp(looks[0].seen.zone, looks[1].seen.zone, looks[0].seen.zones * sizeof(uint32_t)) == 0);
    REQUIRE(looks[0].seen.change == looks[1].seen.change);
    blobs_agree(&blobs, &looks[0].seen, format.rate);
  }
  look_close(&looks[0]);
  look_close(&looks[1]);
  free(picture);
  free(zone);
  return 0;
}
