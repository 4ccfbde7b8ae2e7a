// SPDX-License-Identifier: GPL-2.0-or-later
// Recordings by day: a timeline, and cards below it. A day is loaded whole and drawn as far as it is seen.
import { address, call } from '/api.js'
import { clock, day, h, icon, size, span } from '/dom.js'
import { midnight } from '/home.js'
import { play } from '/theatre.js'
import { locale, t } from '/text.js'
import { Timeline } from '/timeline.js'

const PAGE = 1000
const CHUNK = 48 // cards that are drawn at a time
const PAUSE = 2000 // ms between two loads that news ask for

/** Events and recordings as one list: an event with its recording, and recordings that no event has. */
export function merge(events, recordings) {
  const left = new Map(recordings.map((each) => [each.id, each]))
  const items = events.map((event) => {
    const recording = left.get(event.recording)
    left.delete(event.recording)
    return { start: event.start, event, recording }
  })
  for (const recording of left.values()) items.push({ start: recording.start, recording })
  return items.sort((a, b) => b.start - a.start)
}

/** All rows of a list within a span of time. */
async function all(name, from, to) {
  let rows = []
  for (;;) {
    const before = rows.length ? `&before=${rows[rows.length - 1].id}` : ''
    const answer = await call('GET', `/${name}?limit=${PAGE}&from=${from}&to=${to}${before}`)
    rows = rows.concat(answer[name])
    if (!answer.more) return rows
  }
}

class Events {
  constructor(root, app, [wanted]) {
    this.app = app
    this.start = midnight(Number(new Date(`${wanted}T12:00`)) || Date.now())
    this.before = h('button', { className: 'round-button', type: 'button', 'aria-label': t('events.the_day_before'), onclick: () => this.move(-1) }, icon('back'))
    this.after = h('button', { className: 'round-button', type: 'button', 'aria-label': t('events.the_day_after'), onclick: () => this.move(1) }, icon('next'))
    this.picker = h('select', { 'aria-label': t('events.day'), onchange: () => this.open(Number(this.picker.value)) })
    this.sum = h('p', { className: 'dim', role: 'status' })
    this.timeline = new Timeline((recording, at) => this.play(recording, at))
    this.list = h('div', { className: 'grid' })
    this.end = h('div', { className: 'list-end' })
    this.observer = new IntersectionObserver(([entry]) => entry.isIntersecting && this.more(), { rootMargin: '800px' })
    this.observer.observe(this.end)
    root.append(h('div', { className: 'page' }, h('div', { className: 'head' }, h('h1', {}, t('common.recordings')), h('div', { className: 'day-nav' }, this.before, this.picker, this.after)),
      this.timeline.element, this.sum, this.list, this.end))
    this.load()
  }

  play(recording, at) {
    play(recording, this.app, () => this.load(), at)
  }

  move(by) {
    this.open(midnight(this.start, by))
  }

  open(start) {
    this.start = midnight(start)
    this.load()
  }

  async load() {
    const start = this.start
    const to = midnight(start, 1)
    this.loaded = performance.now()
    try {
      const [{ days }, events, recordings] = await Promise.all([call('GET', '/days'), all('events', start, to), all('recordings', start, to)])
      if (start !== this.start || this.gone) return
      this.drawDays(days)
      this.items = merge(events, recordings)
      this.timeline.show(start, to, events, recordings)
      this.say(events, recordings)
      this.redraw()
    } catch (refusal) {
      this.sum.textContent = refusal.message
    }
  }

  say(events, recordings) {
    const bytes = recordings.reduce((sum, each) => sum + each.bytes, 0)
    this.sum.textContent = this.items.length === 0 ? t('events.nothing_on_this_day')
      : [events.length === 1 ? t('events.1_event') : t('events.events', events.length), recordings.length === 1 ? t('common.1_recording') : t('common.recordings_2', recordings.length), size(bytes)].join(' · ')
  }

  drawDays(days) {
    const today = midnight(Date.now())
    const known = new Map(days.map((each) => [midnight(each.start), each]))
    for (const each of [today, this.start]) if (!known.has(each)) known.set(each, { events: 0, recordings: 0 })
    const starts = [...known.keys()].sort((a, b) => b - a)
    this.picker.replaceChildren(...starts.map((each) => h('option', { value: each, selected: each === this.start },
      `${day(each + 43200000)}${known.get(each).events ? ` (${known.get(each).events})` : ''}`)))
    this.picker.title = new Date(this.start).toLocaleDateString(locale)
    this.after.disabled = this.start >= today
    this.before.disabled = this.start <= Math.min(...starts)
  }

  /** What is drawn already stays where nothing changed, so that a list that grows does not jump. */
  redraw() {
    const drawn = Math.max(CHUNK, this.drawn || 0)
    this.drawn = 0
    this.list.replaceChildren()
    this.more(drawn)
  }

  more(count = CHUNK) {
    if (!this.items || this.drawn >= this.items.length) return
    const next = this.items.slice(this.drawn, this.drawn + count)
    this.drawn += next.length
    this.list.append(...next.map((item) => this.item(item)))
  }

  item({ event, recording }) {
    const start = event ? event.start : recording.start
    const end = event ? event.end : recording.end
    const running = event && !event.end
    const kind = event ? t('common.motion') : t('common.recording')
    const picture = recording && recording.thumbnail
      ? h('img', { src: address(`/recordings/${recording.id}.jpg`), alt: '', loading: 'lazy' }) : h('span', { className: 'blank' }, icon('events'))
    return h('button', { className: 'card', type: 'button', disabled: !recording, 'data-event': event ? event.id : null, 'data-recording': recording ? recording.id : null,
      onclick: () => this.play(recording) },
    h('span', { className: 'thumb' }, picture, recording ? h('span', { className: 'thumb-play' }, icon('play')) : null,
      h('span', { className: 'thumb-time' }, running ? t('common.now') : span(end - start))),
    h('span', { className: 'card-line' }, h('strong', {}, clock(start)), h('span', { className: 'dim' },
      recording ? `${kind} · ${size(recording.bytes)}` : running ? t('events.going_on_now') : t('common.no_recording'))))
  }

  /** News of today: loaded anew, though not many times a second. */
  fresh() {
    if (this.start !== midnight(Date.now())) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.load(), Math.max(0, PAUSE - (performance.now() - this.loaded)))
  }

  update(status) {
    const count = status.camera?.recording.count
    if (this.count !== undefined && this.count !== count) this.fresh()
    this.count = count
  }

  event() {
    this.fresh()
  }

  returned() {
    this.load()
  }

  unmount() {
    this.gone = true
    clearTimeout(this.timer)
    this.observer.disconnect()
  }
}

export function mount(root, app, path = []) {
  return new Events(root, app, path)
}
