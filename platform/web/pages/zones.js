// SPDX-License-Identifier: GPL-2.0-or-later
// Zones drawn on the live picture: points are dragged, or moved by the arrow keys. What moves is drawn below them, green where
// it would count; each zone tells how much that is and whether it would trigger, as it is drawn now, before it is stored.
import { h, s } from '/dom.js'
import { Overlay } from '/overlay.js'
import { Player, Snapshots, playable } from '/player.js'
import { t } from '/text.js'
import { strengths, verdict } from '/verdict.js'

const MOST_ZONES = 8
const MOST_POINTS = 32
const QUIET = 1200 // ms without news of motion: nothing moves
const SQUARE = [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7], [0.3, 0.7]]

export class ZoneEditor {
  /** motion: the settings of motion. */
  constructor(motion) {
    this.zones = structuredClone(motion.zones)
    this.sensitivity = motion.sensitivity
    this.chosen = this.zones.length ? 0 : -1
    this.svg = s('svg', { viewBox: '0 0 1000 1000', preserveAspectRatio: 'none', class: 'zone-draw', 'aria-label': t('zones.zones') })
    const video = playable()
    this.screen = video ? h('video', { muted: true, playsInline: true, autoplay: true, disablePictureInPicture: true, 'aria-label': t('common.live_picture') }) : h('img', { alt: t('common.newest_picture_of_the') })
    this.canvas = h('canvas', { className: 'overlay', 'aria-hidden': 'true' })
    this.picture = h('div', { className: 'zone-picture' }, this.screen, this.canvas, this.svg)
    this.live = h('p', { className: 'zone-live', role: 'status' }, t('zones.nothing_moves'))
    this.rows = h('div', { className: 'zone-rows' })
    this.add = h('button', { className: 'button', type: 'button', onclick: () => this.create() }, t('zones.add_a_zone'))
    this.element = h('div', { className: 'zones' }, h('h2', {}, t('zones.zones')),
      h('p', { className: 'hint' }, t('zones.watch_only_what_matters')),
      this.picture, this.live, this.rows, this.add)
    this.svg.addEventListener('pointermove', (event) => this.drag(event))
    for (const name of ['pointerup', 'pointercancel']) this.svg.addEventListener(name, () => (this.held = null))
    this.overlay = new Overlay(this.canvas, this.screen)
    this.player = new (video ? Player : Snapshots)(this.screen, () => {})
    this.hide = () => (document.hidden ? this.player.rest() : this.player.start())
    document.addEventListener('visibilitychange', this.hide)
    this.timer = setInterval(() => performance.now() - (this.heard || 0) > QUIET && this.tell(null), 600)
    this.draw()
  }

  /** The picture's shape: width by height. */
  ratio(ratio) {
    this.picture.style.setProperty('--ratio', ratio)
  }

  restart() {
    this.player.start()
  }

  stored(motion) {
    this.kept = JSON.stringify(motion.zones)
  }

  end() {
    clearInterval(this.timer)
    document.removeEventListener('visibilitychange', this.hide)
    this.overlay.end()
    this.player.end()
  }

  /** News of motion: what the zones, as they are drawn now, would make of it. */
  motion(motion) {
    this.heard = performance.now()
    this.last = { motion, cells: strengths(motion) }
    this.overlay.take(motion, this.tell(this.last))
  }

  /** The sensitivity of the whole picture, as it is chosen now. */
  whole(sensitivity) {
    this.sensitivity = sensitivity
    if (this.last) this.tell(this.last)
  }

  /** seen: what moves; null: nothing does. Returns the cells that count. */
  tell(seen) {
    this.last = seen
    const { found, counts } = seen ? verdict(this.zones, this.sensitivity, seen.motion, seen.cells) : { found: [], counts: null }
    this.zones.forEach((zone, i) => {
      const meter = this.meters?.[i]
      if (!meter) return
      const { share = 0, triggers = false } = found.find((each) => each.zone === zone) || {}
      meter.textContent = share > 0 ? t('zones.moves', share.toFixed(1)) : t('zones.still')
      meter.dataset.on = String(triggers)
    })
    const hits = found.filter((each) => each.triggers)
    const text = !hits.length ? (seen?.motion.moving ? t('zones.something_moves_and_would') : t('zones.nothing_moves'))
      : hits[0].zone ? t('zones.would_trigger', hits.map((each) => each.zone.name).join(', ')) : t('zones.would_trigger_the_whole')
    this.live.dataset.on = String(hits.length > 0)
    if (this.live.textContent !== text) this.live.textContent = text
    return counts
  }

  create() {
    this.zones.push({ name: t('zones.zone', this.zones.length + 1), points: structuredClone(SQUARE), include: true, sensitivity: 50, smallest: 0.3 })
    this.chosen = this.zones.length - 1
    this.draw()
  }

  place(event) {
    const box = this.svg.getBoundingClientRect()
    const within = (value) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000
    return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)]
  }

  drag(event) {
    if (!this.held) return
    const [zone, point] = this.held
    this.zones[zone].points[point] = this.place(event)
    this.drawShapes()
  }

  key(event, zone, point) {
    const step = event.shiftKey ? 0.05 : 0.01
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
    const points = this.zones[zone].points
    if (event.key === 'Delete' && points.length > 3) points.splice(point, 1)
    else if (by) points[point] = points[point].map((value, i) => Math.round(Math.min(1, Math.max(0, value + by[i])) * 1000) / 1000)
    else return
    event.preventDefault()
    this.drawShapes()
    this.svg.querySelector(`[data-point="${zone}.${point}"]`)?.focus()
  }

  handle(zone, point) {
    const [x, y] = this.zones[zone].points[point]
    return s('circle', { cx: x * 1000, cy: y * 1000, r: 18, class: 'zone-handle', tabindex: 0, 'data-point': `${zone}.${point}`, role: 'button', 'aria-label': t('zones.point', point + 1),
      onkeydown: (event) => this.key(event, zone, point),
      onpointerdown: (event) => {
        event.preventDefault()
        this.svg.setPointerCapture(event.pointerId)
        this.held = [zone, point]
      } })
  }

  middle(zone, point) {
    const { points } = this.zones[zone]
    const [[ax, ay], [bx, by]] = [points[point], points[(point + 1) % points.length]]
    return s('circle', { cx: (ax + bx) * 500, cy: (ay + by) * 500, r: 10, class: 'zone-middle', onclick: () => {
      if (points.length < MOST_POINTS) points.splice(point + 1, 0, [(ax + bx) / 2, (ay + by) / 2])
      this.drawShapes()
    } })
  }

  drawShapes() {
    if (this.last) this.tell(this.last)
    this.svg.replaceChildren(...this.zones.flatMap((zone, i) => [
      s('polygon', { points: zone.points.map(([x, y]) => `${x * 1000},${y * 1000}`).join(' '), class: `zone${zone.include ? '' : ' exclude'}${i === this.chosen ? ' chosen' : ''}`,
        onclick: () => {
          this.chosen = i
          this.draw()
        } }),
      ...(i === this.chosen ? zone.points.flatMap((_, point) => [this.middle(i, point), this.handle(i, point)]) : []),
    ]))
  }

  row(zone, i) {
    const choose = () => {
      this.chosen = i
      this.drawShapes()
    }
    const name = h('input', { value: zone.name, maxLength: 60, 'aria-label': t('zones.name_of_the_zone'), oninput: () => (zone.name = name.value), onfocus: choose })
    const kind = h('select', { 'aria-label': t('zones.what_the_zone_means'), onchange: () => {
      zone.include = kind.value === 'watch'
      this.chosen = i
      this.draw()
    } }, h('option', { value: 'watch', selected: zone.include }, t('zones.watch')), h('option', { value: 'leave', selected: !zone.include }, t('zones.leave_out')))
    const sensitivity = h('input', { type: 'range', min: 1, max: 100, value: zone.sensitivity, 'aria-label': t('zones.sensitivity_of_the_zone'), onfocus: choose, oninput: () => {
      zone.sensitivity = Number(sensitivity.value)
      shown.textContent = sensitivity.value
      if (this.last) this.tell(this.last)
    } })
    const shown = h('output', {}, String(zone.sensitivity))
    const smallest = h('input', { type: 'number', min: 0, max: 100, step: 0.1, value: Math.round(zone.smallest * 10) / 10, 'aria-label': t('zones.smallest_motion_percent_of'), onfocus: choose, oninput: () => {
      zone.smallest = Math.min(100, Math.max(0, Number(smallest.value) || 0))
      if (this.last) this.tell(this.last)
    } })
    const remove = h('button', { className: 'link danger', type: 'button', 'aria-label': t('zones.remove', zone.name), onclick: () => {
      this.zones.splice(i, 1)
      this.chosen = Math.min(this.chosen, this.zones.length - 1)
      this.draw()
    } }, t('zones.remove_2'))
    const meter = h('span', { className: 'meter' }, zone.include ? t('zones.still') : '')
    this.meters[i] = zone.include ? meter : null
    return h('div', { className: 'zone-row' }, h('div', { className: 'zone-line' }, name, kind, remove),
      zone.include ? h('div', { className: 'zone-line tune' }, h('label', { className: 'tune-part' }, h('span', {}, t('common.sensitivity'), ' ', shown), sensitivity), h('label', { className: 'tune-part' }, h('span', {}, t('zones.smallest')), smallest), meter) : null)
  }

  draw() {
    this.drawShapes()
    this.meters = []
    this.rows.replaceChildren(...this.zones.map((zone, i) => this.row(zone, i)))
    this.add.hidden = this.zones.length >= MOST_ZONES
  }
}
