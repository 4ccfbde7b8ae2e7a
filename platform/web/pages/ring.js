// SPDX-License-Identifier: GPL-2.0-or-later
// The ring around the pinhole: how long it has been held, and what letting go now would do.
import { s } from '/dom.js'
import { t } from '/text.js'

const END = 20000
const RADIUS = 44
const LENGTH = 2 * Math.PI * RADIUS
const PARTS = [
  { from: 0, to: 1000, name: 'short', now: t('ring.let_go_now_nothing'), done: t('ring.let_go_too_short') },
  { from: 1000, to: 5000, name: 'restart', now: t('ring.let_go_now_restart'), done: t('ring.let_go_restart') },
  { from: 5000, to: 8000, name: 'cancel', now: t('ring.let_go_now_nothing_hold'), done: t('ring.let_go_cancelled_nothing') },
  { from: 8000, to: 20000, name: 'reset', now: t('ring.let_go_now_factory'), done: t('ring.let_go_factory_reset') },
  { from: 20000, to: Infinity, name: 'stuck', now: t('ring.held_too_long_nothing'), done: t('ring.let_go_held_too') },
]

/** What letting go after `held` ms does. */
export function outcome(held) {
  return PARTS.find((part) => held < part.to)
}

function arc(from, to, attributes) {
  const gap = 5
  const length = ((to - from) / END) * LENGTH - gap
  return s('circle', { cx: 60, cy: 60, r: RADIUS, fill: 'none', 'stroke-dasharray': `${Math.max(0, length)} ${LENGTH}`,
    'stroke-dashoffset': -((from / END) * LENGTH + gap / 2), transform: 'rotate(-90 60 60)', ...attributes })
}

function label(part) {
  const angle = (part.from / END) * 2 * Math.PI - Math.PI / 2
  return s('text', { x: 60 + 56 * Math.cos(angle), y: 60 + 56 * Math.sin(angle) + 2.6, 'text-anchor': 'middle', class: 'ring-label' }, String(part.from / 1000))
}

export class Ring {
  constructor() {
    const parts = PARTS.filter((part) => part.to <= END)
    this.fills = parts.map((part) => arc(part.from, part.to, { class: `ring-fill ring-${part.name}` }))
    this.number = s('text', { x: 60, y: 92, 'text-anchor': 'middle', class: 'ring-number' })
    this.hole = s('circle', { cx: 60, cy: 60, r: 7, class: 'ring-hole' })
    this.element = s('svg', { viewBox: '0 0 120 120', class: 'ring', 'aria-hidden': 'true' },
      parts.map((part) => arc(part.from, part.to, { class: 'ring-track' })), this.fills,
      s('circle', { cx: 60, cy: 60, r: 35, class: 'ring-plate' }), this.hole, this.number, parts.slice(1).map(label))
    this.parts = parts
  }

  show(held) {
    const key = Math.round(held / 16)
    if (key === this.key) return
    this.key = key
    this.fills.forEach((fill, i) => {
      const { from, to } = this.parts[i]
      const done = Math.min(Math.max(held - from, 0), to - from)
      const length = Math.max(0, ((to - from) / END) * LENGTH - 5) * (done / (to - from))
      fill.setAttribute('stroke-dasharray', `${length} ${LENGTH}`)
      fill.classList.toggle('some', done > 0)
    })
    this.number.textContent = held > 0 ? `${(held / 1000).toFixed(1)} s` : ''
    this.hole.classList.toggle('pressed', held > 0)
  }
}
