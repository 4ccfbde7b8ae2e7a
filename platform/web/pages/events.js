// SPDX-License-Identifier: GPL-2.0-or-later
// Events and recordings by day, with playback.
import { address, call } from '/api.js'
import { clock, day, h, icon, size, span } from '/dom.js'

const PAGE = 60

/** Play a recording in a dialogue. changed(): it was deleted. */
export function play(recording, app, changed = () => {}) {
  const video = h('video', { controls: true, autoplay: true, playsInline: true, muted: true, src: address(`/recordings/${recording.id}.mp4`) })
  const note = h('p', { className: 'form-error', role: 'alert', hidden: true })
  const dialog = h('dialog', { className: 'theatre', 'aria-label': `Recording of ${clock(recording.start)}` })
  const owner = app.status?.claimed && app.status?.session
  async function remove() {
    if (remove.sure !== true) {
      remove.sure = true
      deleter.lastChild.textContent = 'Delete for ever?'
      return
    }
    try {
      await call('DELETE', `/recordings/${recording.id}`)
      dialog.close()
      changed()
    } catch (refusal) {
      note.hidden = false
      note.textContent = refusal.message
    }
  }
  const deleter = owner ? h('button', { className: 'button quiet danger', type: 'button', onclick: remove }, icon('trash'), h('span', {}, 'Delete')) : null
  dialog.append(video, note, h('div', { className: 'theatre-foot' },
    h('div', {}, h('strong', {}, `${day(recording.start)}, ${clock(recording.start)}`),
      h('span', { className: 'dim' }, `${span(recording.end - recording.start)} · ${size(recording.bytes)}`)),
    h('div', { className: 'row' },
      h('a', { className: 'button quiet', href: address(`/recordings/${recording.id}.mp4?download=1`), download: '' }, icon('download'), h('span', {}, 'Save')),
      deleter, h('button', { className: 'button quiet', type: 'button', onclick: () => dialog.close() }, icon('close'), h('span', {}, 'Close')))))
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close())
  dialog.addEventListener('close', () => {
    video.removeAttribute('src')
    video.load()
    dialog.remove()
  })
  document.body.append(dialog)
  dialog.showModal()
}

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

class Events {
  constructor(root, app) {
    this.app = app
    this.list = h('div', { className: 'days' })
    this.more = h('button', { className: 'button quiet', type: 'button', hidden: true, onclick: () => this.load(true) }, 'Show earlier')
    root.append(h('div', { className: 'page' }, h('div', { className: 'head' }, h('h1', {}, 'Events')), this.list, this.more))
    this.load()
  }

  async load(earlier = false) {
    if (!earlier) this.events = this.recordings = []
    const before = (rows) => (earlier && rows.length ? `&before=${rows[rows.length - 1].id}` : '')
    try {
      const [events, recordings] = await Promise.all([
        call('GET', `/events?limit=${PAGE}${before(this.events || [])}`),
        call('GET', `/recordings?limit=${PAGE}${before(this.recordings || [])}`)])
      this.events = (this.events || []).concat(events.events)
      this.recordings = (this.recordings || []).concat(recordings.recordings)
      this.more.hidden = !events.more && !recordings.more
      this.draw()
    } catch (refusal) {
      this.list.replaceChildren(h('p', { className: 'empty' }, refusal.message))
    }
  }

  draw() {
    const days = new Map()
    for (const item of merge(this.events, this.recordings)) {
      const key = day(item.start)
      days.set(key, [...(days.get(key) || []), this.item(item)])
    }
    if (days.size === 0)
      return this.list.replaceChildren(h('div', { className: 'empty' }, icon('events'), h('p', {}, 'Nothing has happened yet.'),
        h('p', { className: 'dim' }, 'When something moves, it is listed here with its recording.')))
    this.list.replaceChildren(...[...days].map(([name, items]) =>
      h('section', {}, h('h2', { className: 'day' }, name, h('span', { className: 'dim' }, ` ${items.length}`)), h('div', { className: 'grid' }, ...items))))
  }

  item({ event, recording }) {
    const start = event ? event.start : recording.start
    const end = event ? event.end : recording.end
    const running = event && !event.end
    const text = running ? 'Going on now' : span(end - start)
    const kind = event ? 'Motion' : 'Recording'
    const picture = recording && recording.thumbnail
      ? h('img', { src: address(`/recordings/${recording.id}.jpg`), alt: '', loading: 'lazy' }) : h('span', { className: 'blank' }, icon('events'))
    return h('button', { className: 'card', type: 'button', disabled: !recording, 'data-event': event ? event.id : null, 'data-recording': recording ? recording.id : null,
      onclick: () => play(recording, this.app, () => this.load()) },
      h('span', { className: 'thumb' }, picture, recording ? h('span', { className: 'thumb-play' }, icon('play')) : null,
        h('span', { className: 'thumb-time' }, running ? 'now' : span(end - start))),
      h('span', { className: 'card-line' }, h('strong', {}, clock(start)), h('span', { className: 'dim' },
        recording ? `${kind} · ${size(recording.bytes)}` : running ? text : 'No recording')))
  }

  update(status) {
    const count = status.camera?.recording.count
    if (this.count !== undefined && this.count !== count) this.load()
    this.count = count
  }

  event() {
    this.load()
  }

  returned() {
    this.load()
  }

  unmount() {}
}

export function mount(root, app) {
  return new Events(root, app)
}
