// SPDX-License-Identifier: GPL-2.0-or-later
// Home: the camera with its newest picture, how it is, and what happened today.
import { address, call } from '/api.js'
import { clock, day, h, icon, span } from '/dom.js'
import { play } from '/theatre.js'
import { said, t } from '/text.js'
import { stateWords } from '/words.js'

const FRESH = 4000 // ms between two thumbnails
const RECENT = 6

/** Midnight of the day of a moment, or of one `days` later. */
export function midnight(ms, days = 0) {
  const date = new Date(ms)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}

class Home {
  constructor(root, app) {
    this.app = app
    this.picture = h('img', { alt: '' })
    this.blank = h('span', { className: 'blank' }, icon('live'))
    this.name = h('strong', { className: 'cam-name' })
    this.place = h('span', { className: 'dim' })
    this.state = h('span', { className: 'cam-state' })
    this.card = h('a', { className: 'cam', href: '#/live' }, h('span', { className: 'cam-picture' }, this.blank, this.picture, h('span', { className: 'thumb-play' }, icon('play'))),
      h('span', { className: 'cam-line' }, h('span', { className: 'cam-names' }, this.name, this.place), this.state))
    this.hints = h('div', { className: 'hints' })
    this.today = h('p', { className: 'dim' })
    this.list = h('div', { className: 'strip' })
    root.append(h('div', { className: 'page home' }, h('div', { className: 'head' }, h('h1', {}, t('common.home'))), this.hints, this.card,
      h('section', { className: 'recent' }, h('div', { className: 'recent-head' }, h('h2', {}, t('common.latest')), h('a', { href: '#/events' }, t('common.all_recordings'))), this.today, this.list)))
    this.picture.hidden = true
    this.picture.onload = () => (this.picture.hidden = false)
    this.hide = () => document.hidden || this.refresh()
    document.addEventListener('visibilitychange', this.hide)
    this.refresh()
    this.load()
  }

  refresh() {
    clearTimeout(this.timer)
    if (document.hidden) return
    this.picture.src = address(`/snapshot.jpg?width=960&at=${Date.now()}`)
    this.timer = setTimeout(() => this.refresh(), FRESH)
  }

  async load() {
    const from = midnight(Date.now())
    const [recordings, events] = await Promise.all([call('GET', `/recordings?limit=${RECENT}`).catch(() => ({ recordings: [] })), call('GET', `/events?limit=1000&from=${from}`).catch(() => ({ events: [] }))])
    const count = events.events.length
    const last = events.events[0]
    this.today.textContent = count === 0 ? t('home.nothing_has_moved_today') : count === 1 ? t('home.one_event_today_at', clock(last.start)) : t('home.events_today_the_last', count, events.more ? '+' : '', clock(last.start))
    this.list.replaceChildren(...recordings.recordings.map((each) => h('button', { className: 'clip', type: 'button', onclick: () => play(each, this.app) },
      each.thumbnail ? h('img', { src: address(`/recordings/${each.id}.jpg`), alt: t('common.recording_of', day(each.start)), loading: 'lazy' }) : h('span', { className: 'blank' }),
      h('span', { className: 'clip-line' }, clock(each.start), h('span', {}, span(each.end - each.start))))))
  }

  update(status) {
    const { text, tone } = stateWords(status)
    const { recording, motion, video } = status.camera || {}
    this.name.textContent = status.name || t('common.camera')
    this.place.textContent = status.location || ''
    this.picture.alt = t('home.live_view_of', status.name || t('common.camera'))
    const now = recording?.state === 'on' ? t('common.recording') : motion?.now ? t('common.something_moves') : text
    this.state.textContent = now
    this.state.dataset.tone = recording?.state === 'on' ? 'live' : tone
    this.drawHints(status, video)
    if (this.count !== undefined && this.count !== recording?.count) this.load()
    this.count = recording?.count
  }

  /** What the owner should know or finish. */
  drawHints(status, video) {
    const { guard, camera } = status
    const hints = []
    if (status.name === 'Pinhole camera' && !status.location) hints.push([t('home.give_your_camera_a'), '#/setup', t('home.finish_setting_up')])
    if (guard.signal > 0 && guard.signal < 35) hints.push([t('home.the_wi_fi_signal'), '#/settings/network', t('home.what_to_do')])
    if (guard.provision === 'owner_setup') hints.push([t('home.the_home_network_was'), '#/settings/network', t('common.change_network')])
    if (camera?.recording.state === 'paused') hints.push([t('common.recording_is_paused', said(camera.recording.error)), '#/settings/recording', t('common.space')])
    if (video?.state === 'absent') hints.push([t('common.no_picture', said(video.error)), '#/settings/diagnose', t('common.diagnose')])
    const key = hints.join()
    if (this.hints.dataset.key === key) return
    this.hints.dataset.key = key
    this.hints.replaceChildren(...hints.map(([text, href, link]) => h('p', { className: 'banner' }, h('span', {}, text), h('a', { className: 'button small', href }, link))))
  }

  event() {
    this.load()
  }

  returned() {
    this.load()
    this.refresh()
  }

  unmount() {
    clearTimeout(this.timer)
    document.removeEventListener('visibilitychange', this.hide)
  }
}

export function mount(root, app) {
  return new Home(root, app)
}

