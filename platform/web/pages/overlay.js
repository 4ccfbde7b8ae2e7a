// SPDX-License-Identifier: GPL-2.0-or-later
// What moves, drawn over the picture at the moment that the picture shows it.
import { strengths } from '/verdict.js'

const CELL = 8 // pixels of a cell's side
const HOLD = 700 // ms that a mask stays without a newer one

export class Overlay {
  constructor(canvas, video) {
    this.canvas = canvas
    this.video = video
    this.waiting = []
    this.zones = []
    this.on = true
    this.draw = this.draw.bind(this)
    this.frame = requestAnimationFrame(this.draw)
  }

  /** A mask that the camera told. counts: the cells that count, where that is not the camera's to say. */
  take(motion, counts = null) {
    this.waiting.push({ motion, bits: strengths(motion), counts, came: performance.now() })
    if (this.waiting.length > 40) this.waiting.shift()
  }

  /** The newest mask that the shown picture has reached; one whose clock is not the video's counts at once. */
  current() {
    const shown = this.video.currentTime || 0
    const now = performance.now()
    while (this.waiting.length > 1 && this.reached(this.waiting[1], shown, now)) this.waiting.shift()
    const first = this.waiting[0]
    if (!first || !this.reached(first, shown, now)) return null
    if (!first.shown) first.shown = now
    if (now - first.shown <= HOLD) return first
    this.waiting.shift()
    return null
  }

  reached(entry, shown, now) {
    const away = entry.motion.media_time / 1e6 - shown
    return away <= 0.02 || away > 5 || now - entry.came > 2500
  }

  draw() {
    this.frame = requestAnimationFrame(this.draw)
    const { canvas } = this
    const ratio = devicePixelRatio || 1
    const wide = Math.round(canvas.clientWidth * ratio)
    const high = Math.round(canvas.clientHeight * ratio)
    if (!wide || !high) return
    const entry = this.on ? this.current() : null
    const key = `${wide}x${high}:${this.on}:${entry ? entry.motion.time : 0}:${this.zones.length}`
    if (key === this.drawn) return
    this.drawn = key
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high })
    const context = canvas.getContext('2d')
    context.clearRect(0, 0, wide, high)
    if (!this.on) return
    this.drawZones(context, wide, high, ratio)
    canvas.dataset.moving = entry ? entry.motion.moving : 0
    if (entry && entry.motion.moving) {
      this.drawCells(context, entry, wide, high, ratio)
      this.drawBlobs(context, entry.motion, wide, high, ratio)
    }
    canvas.dataset.blobs = entry && entry.motion.moving ? entry.motion.blobs.length : 0
  }

  /** Cells that count are green; where nobody counts them here, all are if the camera says so. */
  drawCells(context, { motion, bits, counts }, wide, high, ratio) {
    const counting = (i) => (counts ? counts[i] === 1 : motion.motion)
    this.drawSome(context, motion, (i) => bits[i] > 0 && !counting(i), ['255, 255, 255', 0.14, 0.55], wide, high, ratio)
    this.drawSome(context, motion, (i) => bits[i] > 0 && counting(i), ['62, 207, 142', 0.24, 0.95], wide, high, ratio)
  }

  /** Fill some cells, and line only where they meet others. */
  drawSome(context, motion, some, [colour, fill, edge], wide, high, ratio) {
    const w = wide / motion.wide
    const t = high / motion.high
    const at = (x, y) => x >= 0 && y >= 0 && x < motion.wide && y < motion.high && some(y * motion.wide + x)
    context.beginPath()
    const line = new Path2D()
    for (let y = 0; y < motion.high; y++)
      for (let x = 0; x < motion.wide; x++) {
        if (!at(x, y)) continue
        context.rect(x * w, y * t, w + 0.5, t + 0.5)
        if (!at(x, y - 1)) line.moveTo(x * w, y * t), line.lineTo((x + 1) * w, y * t)
        if (!at(x, y + 1)) line.moveTo(x * w, (y + 1) * t), line.lineTo((x + 1) * w, (y + 1) * t)
        if (!at(x - 1, y)) line.moveTo(x * w, y * t), line.lineTo(x * w, (y + 1) * t)
        if (!at(x + 1, y)) line.moveTo((x + 1) * w, y * t), line.lineTo((x + 1) * w, (y + 1) * t)
      }
    context.fillStyle = `rgba(${colour}, ${fill})`
    context.fill()
    context.strokeStyle = `rgba(${colour}, ${edge})`
    context.lineWidth = 1.5 * ratio
    context.lineCap = 'round'
    context.stroke(line)
  }

  /** A box around each thing that moves as a whole. */
  drawBlobs(context, motion, wide, high, ratio) {
    const [w, t] = [wide / (motion.wide * CELL), high / (motion.high * CELL)]
    context.strokeStyle = motion.motion ? 'rgba(62, 207, 142, .95)' : 'rgba(255, 255, 255, .6)'
    context.lineWidth = 2 * ratio
    for (const { box: [x, y, width, height] } of motion.blobs) {
      context.beginPath()
      context.roundRect(x * w - 3 * ratio, y * t - 3 * ratio, width * w + 6 * ratio, height * t + 6 * ratio, 5 * ratio)
      context.stroke()
    }
  }

  drawZones(context, wide, high, ratio) {
    for (const zone of this.zones) {
      context.beginPath()
      zone.points.forEach(([x, y], i) => (i ? context.lineTo(x * wide, y * high) : context.moveTo(x * wide, y * high)))
      context.closePath()
      context.setLineDash([6 * ratio, 5 * ratio])
      context.strokeStyle = zone.include ? 'rgba(255,255,255,.65)' : 'rgba(255,120,100,.75)'
      context.lineWidth = 1.5 * ratio
      context.stroke()
      context.setLineDash([])
    }
  }

  end() {
    cancelAnimationFrame(this.frame)
  }
}
