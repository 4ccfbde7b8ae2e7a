// SPDX-License-Identifier: GPL-2.0-or-later
// Motion: zones drawn on the live picture, with what would trigger shown while it moves; and what a day looked like.
import { call } from '/api.js'
import { h, s } from '/dom.js'
import { check, field, section } from '/form.js'
import { midnight } from '/home.js'
import { t } from '/text.js'
import { ZoneEditor } from '/zones.js'

/** Events by the hour of the last 24 hours, as bars. */
function hours(events, now) {
  const counts = Array(24).fill(0)
  const first = now - 24 * 3600000
  for (const { start } of events) {
    const hour = Math.floor((start - first) / 3600000)
    if (hour >= 0 && hour < 24) counts[hour]++
  }
  const most = Math.max(1, ...counts)
  const at = (i) => new Date(first + i * 3600000).getHours()
  const sum = counts.reduce((a, b) => a + b)
  const words = sum === 1 ? t('1 event in the last 24 hours') : t`${sum} events in the last 24 hours, at most ${Math.max(...counts)} in one hour`
  return h('figure', { className: 'hours' }, s('svg', { viewBox: '0 0 240 60', preserveAspectRatio: 'none', role: 'img', 'aria-label': words },
    counts.map((count, i) => s('rect', { x: i * 10 + 1, y: 60 - Math.max(1.5, (count / most) * 58), width: 8, height: Math.max(1.5, (count / most) * 58), rx: 1, class: count ? 'hour-bar some' : 'hour-bar' }))),
  h('div', { className: 'hours-axis', 'aria-hidden': 'true' }, ...[0, 6, 12, 18].map((i) => h('span', {}, `${at(i)}:00`)), h('span', {}, t('now'))), h('figcaption', {}, words))
}

class Motion {
  constructor(root, settings) {
    this.zones = new ZoneEditor(settings.motion)
    const on = h('input', { type: 'checkbox', checked: settings.motion.on })
    const sensitivity = h('input', { type: 'range', min: 1, max: 100, value: settings.motion.sensitivity })
    this.day = h('div', {})
    root.append(section(null, [check(on, t('Watch for motion')), this.zones.element,
      field(t('Sensitivity'), sensitivity, t('Of the whole picture, where no zone is drawn. More sees smaller and fainter motion.'))],
    () => ({ motion: { on: on.checked, sensitivity: Number(sensitivity.value), zones: this.zones.zones } }), (stored) => this.zones.stored(stored.motion)),
    h('section', { className: 'panel' }, h('h2', {}, t('The last day')), h('p', { className: 'dim' }, t('On a still day there should be few bars. Many at night: look at the recordings, and leave out what moves by itself.')), this.day))
    this.load()
  }

  async load() {
    const now = Date.now()
    const { events } = await call('GET', `/events?limit=1000&from=${Math.min(now - 24 * 3600000, midnight(now))}`).catch(() => ({ events: [] }))
    this.day.replaceChildren(hours(events, now))
  }

  update(status) {
    if (status.camera?.video.width) this.zones.ratio(status.camera.video.width / status.camera.video.height)
  }

  motion(motion) {
    this.zones.motion(motion)
  }

  returned() {
    this.zones.restart()
  }

  unmount() {
    this.zones.end()
  }
}

export function mount(root, app, settings) {
  return new Motion(root, settings)
}
