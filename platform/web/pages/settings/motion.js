// SPDX-License-Identifier: GPL-2.0-or-later
// Motion: zones drawn on the live picture, with what would trigger shown while it moves; and what a day looked like.
import { call } from '/api.js'
import { h, s } from '/dom.js'
import { check, field, section } from '/form.js'
import { t } from '/text.js'
import { ZoneEditor } from '/zones.js'

const HOUR = 3600000
const percent = (share) => `${share < 10 ? share.toFixed(1) : Math.round(share)} %`

/** For each of the last 24 hours how much of the time something moved, and how much of it counted; and what that says. */
function hours(told, events, now) {
  const first = Math.floor(now / HOUR) * HOUR - 23 * HOUR
  const by = new Map(told.map((hour) => [hour.start, hour]))
  const bars = [...Array(24).keys()].map((i) => by.get(first + i * HOUR) || { looks: 0, moved: 0, triggered: 0 })
  const sum = (name) => bars.reduce((all, hour) => all + hour[name], 0)
  const looks = sum('looks') || 1
  const most = Math.max(0, ...told.map((hour) => hour.most_still))
  const high = (part, { looks: of }) => (of && part ? Math.max(2, Math.sqrt(part / of) * 58) : 0)
  const bar = (i, height, name) => s('rect', { x: i * 10 + 1, y: 60 - height, width: 8, height, rx: 1, class: name })
  const words = [t('motion.something_moved_of_the', percent((sum('moved') * 100) / looks), percent((sum('triggered') * 100) / looks)),
    events === 1 ? t('motion.1_event_in_the') : t('motion.events_in_the_last', events),
    most > 0 ? t('motion.what_did_not_count', most.toFixed(1)) : ''].filter(Boolean).join(' ')
  return h('figure', { className: 'hours' }, s('svg', { viewBox: '0 0 240 60', preserveAspectRatio: 'none', role: 'img', 'aria-label': words },
    bars.flatMap((hour, i) => [bar(i, 1.5, 'hour-bar'), bar(i, high(hour.moved, hour), 'hour-bar moved'), bar(i, high(hour.triggered, hour), 'hour-bar some')])),
  h('div', { className: 'hours-axis', 'aria-hidden': 'true' }, ...[0, 6, 12, 18].map((i) => h('span', {}, `${new Date(first + i * HOUR).getHours()}:00`)), h('span', {}, t('common.now'))),
  h('div', { className: 'hours-key', 'aria-hidden': 'true' }, h('span', { className: 'moved' }, t('motion.something_moved')), h('span', { className: 'some' }, t('motion.it_counted'))),
  h('figcaption', {}, words))
}

class Motion {
  constructor(root, settings) {
    this.zones = new ZoneEditor(settings.motion)
    const on = h('input', { type: 'checkbox', checked: settings.motion.on })
    const sensitivity = h('input', { type: 'range', min: 1, max: 100, value: settings.motion.sensitivity, oninput: () => this.zones.whole(Number(sensitivity.value)) })
    this.day = h('div', {})
    root.append(section(null, [check(on, t('common.watch_for_motion')), this.zones.element,
      field(t('common.sensitivity'), sensitivity, t('motion.of_the_whole_picture'))],
    () => ({ motion: { on: on.checked, sensitivity: Number(sensitivity.value), zones: this.zones.zones } }), (stored) => this.zones.stored(stored.motion)),
    h('section', { className: 'panel' }, h('h2', {}, t('motion.the_last_day')), h('p', { className: 'dim' }, t('motion.on_a_still_day')), this.day))
    this.load()
  }

  async load() {
    const now = Date.now()
    const [{ hours: told }, { events }] = await Promise.all([call('GET', '/hours').catch(() => ({ hours: [] })),
      call('GET', `/events?limit=1000&from=${now - 24 * HOUR}`).catch(() => ({ events: [] }))])
    this.day.replaceChildren(hours(told, events.length, now))
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
