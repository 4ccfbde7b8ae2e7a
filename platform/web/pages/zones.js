// SPDX-License-Identifier: GPL-2.0-or-later
// Zones drawn on the picture: a point a tap, each point can be dragged or moved by the arrow keys.
import { address } from '/api.js'
import { h, s } from '/dom.js'

const MOST_ZONES = 8
const MOST_POINTS = 32
const SQUARE = [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7], [0.3, 0.7]]

export class ZoneEditor {
  constructor(zones) {
    this.zones = structuredClone(zones)
    this.chosen = this.zones.length ? 0 : -1
    this.svg = s('svg', { viewBox: '0 0 1000 1000', preserveAspectRatio: 'none', class: 'zone-draw', 'aria-label': 'Zones' })
    this.picture = h('div', { className: 'zone-picture' }, h('img', { src: address('/snapshot.jpg?width=960'), alt: '' }), this.svg)
    this.rows = h('div', { className: 'zone-rows' })
    this.add = h('button', { className: 'button', type: 'button', onclick: () => this.create() }, 'Add a zone')
    this.element = h('div', { className: 'zones' }, h('h3', {}, 'Zones'),
      h('p', { className: 'hint' }, 'Watch only what matters, or leave out what always moves. Drag the points; tap a line’s middle to add one.'),
      this.picture, this.rows, this.add)
    this.svg.addEventListener('pointermove', (event) => this.drag(event))
    for (const name of ['pointerup', 'pointercancel']) this.svg.addEventListener(name, () => (this.held = null))
    this.draw()
  }

  create() {
    this.zones.push({ name: `Zone ${this.zones.length + 1}`, points: structuredClone(SQUARE), include: true, sensitivity: 50, smallest: 0.5 })
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
    return s('circle', { cx: x * 1000, cy: y * 1000, r: 18, class: 'zone-handle', tabindex: 0, 'data-point': `${zone}.${point}`, 'aria-label': `Point ${point + 1}`,
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
    const name = h('input', { value: zone.name, maxLength: 60, 'aria-label': 'Name of the zone', oninput: () => (zone.name = name.value), onfocus: () => {
      this.chosen = i
      this.drawShapes()
    } })
    const kind = h('select', { 'aria-label': 'What the zone means', onchange: () => {
      zone.include = kind.value === 'watch'
      this.drawShapes()
    } }, h('option', { value: 'watch', selected: zone.include }, 'Watch'), h('option', { value: 'leave', selected: !zone.include }, 'Leave out'))
    const sensitivity = h('input', { type: 'range', min: 1, max: 100, value: zone.sensitivity, 'aria-label': 'Sensitivity of the zone', oninput: () => (zone.sensitivity = Number(sensitivity.value)) })
    const remove = h('button', { className: 'link danger', type: 'button', onclick: () => {
      this.zones.splice(i, 1)
      this.chosen = Math.min(this.chosen, this.zones.length - 1)
      this.draw()
    } }, 'Remove')
    return h('div', { className: 'zone-row' }, name, kind, sensitivity, remove)
  }

  draw() {
    this.drawShapes()
    this.rows.replaceChildren(...this.zones.map((zone, i) => this.row(zone, i)))
    this.add.hidden = this.zones.length >= MOST_ZONES
  }
}
