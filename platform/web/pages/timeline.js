// SPDX-License-Identifier: GPL-2.0-or-later
// A day as a line: what was recorded, and when something moved. Moving along it shows the picture and the time; a click or
// Enter plays from there.
import { address } from '/api.js'
import { clock, h, span } from '/dom.js'
import { t } from '/text.js'

const NEAR = 10 // pixels that a pointer may miss by

export class Timeline {
  /** open(recording, seconds): play it from there. */
  constructor(open) {
    this.open = open
    this.recordings = []
    this.events = []
    this.canvas = h('canvas', { className: 'day-line' })
    this.image = h('img', { alt: '' })
    this.time = h('span', {})
    this.preview = h('div', { className: 'preview', hidden: true }, this.image, this.time)
    this.cursor = h('span', { className: 'day-cursor', hidden: true })
    this.track = h('div', { className: 'day-track', tabIndex: 0, role: 'slider', 'aria-label': t('timeline.time_of_the_day'), 'aria-valuemin': 0, 'aria-valuemax': 1440, 'aria-valuenow': 0, 'aria-valuetext': t('common.no_recording') }, this.canvas, this.cursor, this.preview)
    this.element = h('div', { className: 'timeline panel' }, this.track, h('div', { className: 'day-axis', 'aria-hidden': 'true' }, ...[0, 6, 12, 18, 24].map((hour) => h('span', {}, `${hour}`))))
    this.track.addEventListener('pointermove', (event) => this.scrub(event))
    this.track.addEventListener('pointerdown', (event) => this.scrub(event))
    this.track.addEventListener('pointerleave', () => this.leave())
    this.track.addEventListener('click', (event) => this.choose(this.at(event)))
    this.track.addEventListener('keydown', (event) => this.key(event))
    this.track.addEventListener('blur', () => this.leave())
    new ResizeObserver(() => this.draw()).observe(this.canvas)
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw())
  }

  /** A day from `from` to `to`; both lists newest first. */
  show(from, to, events, recordings) {
    Object.assign(this, { from, to, events, recordings: [...recordings].sort((a, b) => a.start - b.start) })
    this.draw()
  }

  draw() {
    const ratio = devicePixelRatio || 1
    const wide = Math.round(this.canvas.clientWidth * ratio)
    const high = Math.round(this.canvas.clientHeight * ratio)
    if (!wide || !this.to) return
    Object.assign(this.canvas, { width: wide, height: high })
    const context = this.canvas.getContext('2d')
    const style = getComputedStyle(this.element)
    const x = (time) => ((Math.max(this.from, Math.min(this.to, time)) - this.from) / (this.to - this.from)) * wide
    const bar = (from, to, top, bottom, colour) => {
      context.fillStyle = colour
      context.fillRect(x(from), top * high, Math.max(1.5 * ratio, x(to) - x(from)), (bottom - top) * high)
    }
    context.strokeStyle = style.getPropertyValue('--line')
    for (let hour = 1; hour < 24; hour++) {
      context.beginPath()
      context.moveTo((hour / 24) * wide, hour % 6 ? high * 0.85 : high * 0.6)
      context.lineTo((hour / 24) * wide, high)
      context.stroke()
    }
    for (const each of this.recordings) bar(each.start, each.end, 0.4, 0.85, style.getPropertyValue('--mark'))
    for (const each of this.events) bar(each.start, each.end || Date.now(), 0.12, 0.85, style.getPropertyValue('--light'))
    if (Date.now() < this.to && Date.now() > this.from) bar(Date.now(), Date.now(), 0, 1, style.getPropertyValue('--dim'))
  }

  at(event) {
    const box = this.track.getBoundingClientRect()
    return this.from + ((event.clientX - box.left) / box.width) * (this.to - this.from)
  }

  /** The recording at a moment, or the nearest one within reach. */
  find(time) {
    const reach = (NEAR / this.track.clientWidth) * (this.to - this.from)
    let best = null
    let far = reach
    for (const each of this.recordings) {
      const away = time < each.start ? each.start - time : time > each.end ? time - each.end : 0
      if (away < far) {
        far = away
        best = each
      }
      if (away === 0) break
    }
    return best
  }

  scrub(event) {
    if (this.to) this.point(this.at(event))
  }

  point(time) {
    const found = this.find(time)
    const wide = this.track.clientWidth
    const place = ((time - this.from) / (this.to - this.from)) * wide
    this.cursor.hidden = false
    this.cursor.style.transform = `translateX(${place}px)`
    this.preview.hidden = false
    this.preview.style.transform = `translateX(${Math.max(0, Math.min(wide - 150, place - 75))}px)`
    this.image.hidden = !found?.thumbnail
    if (found?.thumbnail && this.shown !== found.id) this.image.src = address(`/recordings/${found.id}.jpg`)
    this.shown = found?.id
    const words = found ? `${clock(Math.max(found.start, Math.min(found.end, time)))} · ${span(found.end - found.start)}` : clock(time)
    this.time.textContent = words
    this.track.setAttribute('aria-valuenow', Math.round((time - this.from) / 60000))
    this.track.setAttribute('aria-valuetext', found ? words : `${words}, ${t('common.no_recording')}`)
    this.pointed = time
  }

  leave() {
    this.cursor.hidden = true
    this.preview.hidden = true
  }

  choose(time) {
    const found = this.find(time)
    if (found) this.open(found, Math.max(0, (time - found.start) / 1000))
  }

  /** The arrows go from recording to recording, Page Up and Down by an hour. */
  key(event) {
    if (!this.to) return
    const now = this.pointed ?? this.from
    const next = { ArrowRight: () => this.recordings.find((each) => each.start > now + 500)?.start, ArrowLeft: () => this.recordings.findLast((each) => each.start < now - 500)?.start,
      PageUp: () => Math.min(this.to, now + 3600000), PageDown: () => Math.max(this.from, now - 3600000), Home: () => this.from, End: () => this.to }[event.key]
    if (event.key === 'Enter') this.choose(now)
    else if (next) this.point(next() ?? now)
    else return
    event.preventDefault()
  }
}
