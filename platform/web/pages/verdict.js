// SPDX-License-Identifier: GPL-2.0-or-later
// What zones make of the cells that move, by the camera's own rules (core/motion_count.c, platform/camera/zone.c): so that a
// page can tell it of zones that are not stored yet.

const SMALLEST_WHOLE = 0.1 // percent of the picture, where no zone is drawn

/** Whether a point lies in a polygon (even-odd). */
export function inside(points, x, y) {
  let odd = false
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [[ax, ay], [bx, by]] = [points[j], points[i]]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd
  }
  return odd
}

const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

/** How strongly each cell moves, 0: not at all; of a motion message. Without its levels each that moves does fully. */
export function strengths({ mask, levels, wide, high }) {
  const [bits, told] = [bytes(mask), levels ? bytes(levels) : null]
  const out = new Uint8Array(wide * high)
  let next = 0
  for (let i = 0; i < out.length; i++) if ((bits[i >> 3] >> (7 - (i & 7))) & 1) out[i] = told ? told[next++] : 255
  return out
}

/** The strength that a cell needs to count at a sensitivity of 1 to 100. */
export const needed = (sensitivity) => 2 + Math.floor(((100 - sensitivity) * 3) / 10)

/**
 * For each zone that is watched: { zone, share, triggers }, the share in percent of the picture that counts in it. With none
 * drawn, the whole picture is one (zone: null) of `sensitivity`. counts: 1 for each cell that counts in some zone.
 */
export function verdict(zones, sensitivity, { wide, high }, cells) {
  const left = zones.filter((zone) => !zone.include)
  const drawn = zones.filter((zone) => zone.include)
  const watched = drawn.length ? drawn : [null]
  const counts = new Uint8Array(cells.length)
  const found = watched.map((zone) => {
    const need = needed(zone ? zone.sensitivity : sensitivity)
    const smallest = Math.max(1, Math.floor(((zone ? zone.smallest : SMALLEST_WHOLE) * cells.length) / 100 + 0.5))
    let count = 0
    for (let i = 0; i < cells.length; i++) {
      if (cells[i] < need || cells[i] === 0) continue
      const x = ((i % wide) + 0.5) / wide
      const y = (Math.floor(i / wide) + 0.5) / high
      if ((zone && !inside(zone.points, x, y)) || left.some((each) => inside(each.points, x, y))) continue
      counts[i] = 1
      count++
    }
    return { zone, share: (count * 100) / cells.length, triggers: count >= smallest }
  })
  return { found, counts }
}
