// SPDX-License-Identifier: GPL-2.0-or-later
// The live view: the picture, what moves in it, and how the camera is.
import { address, call } from '/api.js'
import { clock, day, h, icon, size, span } from '/dom.js'
import { said, t } from '/text.js'
import { Overlay } from '/overlay.js'
import { Player, Snapshots, playable } from '/player.js'
import { meaning } from '/light.js'
import { networkWords, stateWords } from '/words.js'
import { play } from '/theatre.js'

const RECENT = 6

function fact(title) {
  const value = h('p', { className: 'fact-value' })
  const more = h('p', { className: 'fact-more' })
  const box = h('section', { className: 'fact' }, h('h2', {}, title), value, more)
  const set = (element, text) => element.textContent === text || (element.textContent = text)
  return {
    box,
    say(text, detail = '', tone = '') {
      set(value, text)
      set(more, detail)
      box.dataset.tone = tone
    },
  }
}

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`

function button(name, label, onclick) {
  return h('button', { className: 'round', type: 'button', title: label, 'aria-label': label, onclick }, icon(name))
}

class Live {
  constructor(root, app) {
    this.app = app
    this.usesVideo = playable()
    this.screen = this.usesVideo
      ? h('video', { muted: true, playsInline: true, autoplay: true, disablePictureInPicture: true, 'aria-label': t('common.live_picture') })
      : h('img', { alt: t('common.newest_picture_of_the') })
    this.canvas = h('canvas', { className: 'overlay', 'aria-hidden': 'true' })
    this.badge = h('span', { className: 'badge' })
    this.happened = h('p', { className: 'happened', role: 'status' })
    this.line = h('span', { className: 'line' })
    this.veil = h('div', { className: 'veil', role: 'status' }, h('span', { className: 'spinner' }), h('p', {}, t('live.opening_the_picture')))
    this.cellsButton = button('cells', t('live.show_what_moves'), () => this.toggleCells())
    this.cellsButton.setAttribute('aria-pressed', 'true')
    this.stage = h('div', { className: 'stage' }, h('div', { className: 'screen' }, this.screen, this.canvas), this.veil,
      h('div', { className: 'stage-top' }, this.badge, this.happened),
      h('div', { className: 'stage-bottom' }, this.line, h('div', { className: 'stage-buttons' }, this.cellsButton,
        h('a', { className: 'round', href: address('/snapshot.jpg'), download: 'pinhole.jpg', title: t('live.save_this_picture'), 'aria-label': t('live.save_this_picture') }, icon('photo')),
        button('full', t('live.full_screen'), () => this.full()))))
    this.facts = { light: fact(t('live.light')), network: fact(t('common.network')), motion: fact(t('common.motion')), recording: fact(t('common.recording')) }
    this.title = h('h1', {}, t('common.live'))
    this.place = h('p', { className: 'place' })
    this.list = h('div', { className: 'strip' })
    this.recent = h('section', { className: 'recent', hidden: true },
      h('div', { className: 'recent-head' }, h('h2', {}, t('common.latest')), h('a', { href: '#/events' }, t('common.all_recordings'))), this.list)
    root.append(h('div', { className: 'live' }, h('div', { className: 'head live-head' }, this.title, this.place, h('a', { className: 'gear', href: '#/settings', title: t('common.device_settings'), 'aria-label': t('common.device_settings') }, icon('gear'))), this.stage,
      h('div', { className: 'facts' }, ...Object.values(this.facts).map((each) => each.box)), this.recent))
    this.overlay = new Overlay(this.canvas, this.screen)
    this.player = new (this.usesVideo ? Player : Snapshots)(this.screen, (state) => this.told(state))
    this.hide = () => (document.hidden ? this.player.rest() : this.player.start())
    document.addEventListener('visibilitychange', this.hide)
    this.timer = setInterval(() => this.drawLine(), 500)
    this.loadRecent()
    this.loadZones()
  }

  told(state) {
    this.state = state
    this.veil.hidden = state === 'playing'
    this.badge.textContent = state === 'playing' ? t('common.live') : t('live.waiting')
    this.badge.dataset.on = state === 'playing'
    const absent = this.app.status?.camera?.video
    const text = this.app.away ? t('live.the_camera_is_away')
      : absent && absent.state === 'absent' ? t('common.no_picture', said(absent.error)) : t('live.opening_the_picture')
    if (this.veil.lastChild.textContent !== text) this.veil.lastChild.textContent = text
  }

  update(status) {
    this.status = status
    const { guard, camera } = status
    this.title.textContent = status.name || t('common.live')
    this.place.textContent = status.location || ''
    this.facts.light.say(stateWords(status).text, sentence(meaning(guard.light)), stateWords(status).tone)
    const weak = guard.signal > 0 && guard.signal < 35
    const joined = ['online', 'lingering'].includes(guard.provision)
    this.facts.network.say(networkWords(guard), joined ? (weak ? t('live.signal_of_100_weak', guard.signal) : t('common.signal_of_100', guard.signal)) + (guard.address ? ' · ' + guard.address : '')
      : said(guard.message) || (guard.setup_open ? guard.setup_ssid : ''), guard.message || (joined && weak) ? 'warn' : '')
    if (!camera) return
    this.hear(camera.clock)
    const { motion, recording } = camera
    this.notePicture(motion.picture)
    this.facts.motion.say(!motion.on ? t('live.off') : motion.event ? t('live.event_running') : motion.now ? t('common.something_moves') : t('live.still'),
      motion.on ? '' : t('live.switch_it_on_in'), motion.event ? 'live' : '')
    const states = { off: t('live.off'), idle: t('live.waits_for_motion'), on: t('common.recording'), resting: t('live.resting_by_the_schedule'), paused: t('live.paused') }
    this.facts.recording.say(states[recording.state] || t('live.not_known'), said(recording.error) || t('live.kept', recording.count, size(recording.used)),
      recording.state === 'paused' ? 'bad' : recording.state === 'on' ? 'live' : '')
    if (this.count !== recording.count) this.loadRecent()
    this.count = recording.count
    if (camera.video.width) this.stage.style.setProperty('--ratio', camera.video.width / camera.video.height)
  }

  /**
   * Milliseconds from the lens to the screen: how old the shown picture is. The camera tells its clock and the newest
   * frame's time with each status; the quickest of those messages says best how the two clocks differ.
   */
  latency() {
    const { clock: told } = this.status?.camera || {}
    if (!this.usesVideo || !told?.media || this.offset === undefined) return null
    const shown = told.frame + (this.screen.currentTime * 1000 - told.media / 1000)
    const late = Math.round(Date.now() - this.offset - shown)
    return late > -50 && late < 30000 ? Math.max(0, late) : null
  }

  /** What became of the picture whole: it is no motion, but the owner wants to know. */
  notePicture(state) {
    const words = { light: t('live.the_light_changed'), covered: t('live.the_camera_is_covered'), moved: t('live.the_camera_was_moved') }
    const text = words[state] || ''
    if (this.happened.textContent !== text) this.happened.textContent = text
    this.happened.dataset.state = state
  }

  hear(told) {
    if (!told) return
    this.offsets = [...(this.offsets || []), Date.now() - told.now].slice(-20)
    this.offset = Math.min(...this.offsets)
  }

  drawLine() {
    const video = this.status?.camera?.video
    if (!video || this.state !== 'playing') return void (this.line.textContent = '')
    const parts = [`${video.width}×${video.height}`]
    if (this.player.fps >= 0.5) parts.push(`${Math.round(this.player.fps)} fps`)
    const late = this.latency()
    if (late !== null) parts.push(t('live.ms_late', late))
    if (innerWidth > 520) parts.push(`${size(video.bytes_per_second)}/s`)
    this.line.textContent = parts.join('  ·  ')
  }

  motion(motion) {
    this.overlay.take(motion)
  }

  event() {
    this.loadRecent()
  }

  async loadZones() {
    const settings = await call('GET', '/settings').catch(() => null)
    if (settings) this.overlay.zones = settings.motion.zones
  }

  async loadRecent() {
    const { recordings } = await call('GET', `/recordings?limit=${RECENT}`).catch(() => ({ recordings: [] }))
    this.recent.hidden = recordings.length === 0
    this.list.replaceChildren(...recordings.map((each) => h('button', { className: 'clip', type: 'button', onclick: () => play(each, this.app) },
      each.thumbnail ? h('img', { src: address(`/recordings/${each.id}.jpg`), alt: t('common.recording_of', day(each.start)), loading: 'lazy' }) : h('span', { className: 'blank' }),
      h('span', { className: 'clip-line' }, clock(each.start), h('span', {}, span(each.end - each.start))))))
  }

  returned() {
    this.player.start()
    this.loadRecent()
    this.loadZones()
  }

  toggleCells() {
    this.overlay.on = !this.overlay.on
    this.cellsButton.setAttribute('aria-pressed', String(this.overlay.on))
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen()
    else if (this.stage.requestFullscreen) this.stage.requestFullscreen()
    else if (this.screen.webkitEnterFullscreen) this.screen.webkitEnterFullscreen()
  }

  unmount() {
    document.removeEventListener('visibilitychange', this.hide)
    clearInterval(this.timer)
    this.overlay.end()
    this.player.end()
  }
}

export function mount(root, app) {
  return new Live(root, app)
}
