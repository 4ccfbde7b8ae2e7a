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
      ? h('video', { muted: true, playsInline: true, autoplay: true, disablePictureInPicture: true, 'aria-label': t('Live picture') })
      : h('img', { alt: t('Newest picture of the camera') })
    this.canvas = h('canvas', { className: 'overlay', 'aria-hidden': 'true' })
    this.badge = h('span', { className: 'badge' })
    this.notice = h('p', { className: 'notice', role: 'status' })
    this.line = h('span', { className: 'line' })
    this.veil = h('div', { className: 'veil', role: 'status' }, h('span', { className: 'spinner' }), h('p', {}, t('Opening the picture …')))
    this.cellsButton = button('cells', t('Show what moves'), () => this.toggleCells())
    this.cellsButton.setAttribute('aria-pressed', 'true')
    this.stage = h('div', { className: 'stage' }, h('div', { className: 'screen' }, this.screen, this.canvas), this.veil,
      h('div', { className: 'stage-top' }, this.badge, this.notice),
      h('div', { className: 'stage-bottom' }, this.line, h('div', { className: 'stage-buttons' }, this.cellsButton,
        h('a', { className: 'round', href: address('/snapshot.jpg'), download: 'pinhole.jpg', title: t('Save this picture'), 'aria-label': t('Save this picture') }, icon('photo')),
        button('full', t('Full screen'), () => this.full()))))
    this.facts = { light: fact(t('Light')), network: fact(t('Network')), motion: fact(t('Motion')), recording: fact(t('Recording')) }
    this.title = h('h1', {}, t('Live'))
    this.place = h('p', { className: 'place' })
    this.list = h('div', { className: 'strip' })
    this.recent = h('section', { className: 'recent', hidden: true },
      h('div', { className: 'recent-head' }, h('h2', {}, t('Latest')), h('a', { href: '#/events' }, t('All recordings'))), this.list)
    root.append(h('div', { className: 'live' }, h('div', { className: 'head live-head' }, this.title, this.place, h('a', { className: 'gear', href: '#/settings', title: t('Device settings'), 'aria-label': t('Device settings') }, icon('gear'))), this.stage,
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
    this.badge.textContent = state === 'playing' ? t('Live') : t('Waiting')
    this.badge.dataset.on = state === 'playing'
    const absent = this.app.status?.camera?.video
    const text = this.app.away ? t('The camera is away. The picture comes back by itself.')
      : absent && absent.state === 'absent' ? t`No picture: ${said(absent.error)}` : t('Opening the picture …')
    if (this.veil.lastChild.textContent !== text) this.veil.lastChild.textContent = text
  }

  update(status) {
    this.status = status
    const { guard, camera } = status
    this.title.textContent = status.name || t('Live')
    this.place.textContent = status.location || ''
    this.facts.light.say(stateWords(status).text, sentence(meaning(guard.light)), stateWords(status).tone)
    const weak = guard.signal > 0 && guard.signal < 35
    const joined = ['online', 'lingering'].includes(guard.provision)
    this.facts.network.say(networkWords(guard), joined ? (weak ? t`Signal ${guard.signal} of 100: weak` : t`Signal ${guard.signal} of 100`) + (guard.address ? ' · ' + guard.address : '')
      : said(guard.message) || (guard.setup_open ? guard.setup_ssid : ''), guard.message || (joined && weak) ? 'warn' : '')
    if (!camera) return
    this.hear(camera.clock)
    const { motion, recording } = camera
    this.notePicture(motion.picture)
    this.facts.motion.say(!motion.on ? t('Off') : motion.event ? t('Event running') : motion.now ? t('Something moves') : t('Still'),
      motion.on ? '' : t('Switch it on in the settings.'), motion.event ? 'live' : '')
    const states = { off: t('Off'), idle: t('Waits for motion'), on: t('Recording'), resting: t('Resting, by the schedule'), paused: t('Paused') }
    this.facts.recording.say(states[recording.state] || t('Not known'), said(recording.error) || t`${recording.count} kept · ${size(recording.used)}`,
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
    const words = { light: t('The light changed.'), covered: t('The camera is covered, or it sees nothing.'), moved: t('The camera was moved. Look at the zones again.') }
    const text = words[state] || ''
    if (this.notice.textContent !== text) this.notice.textContent = text
    this.notice.dataset.state = state
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
    if (late !== null) parts.push(t`${late} ms late`)
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
      each.thumbnail ? h('img', { src: address(`/recordings/${each.id}.jpg`), alt: t`Recording of ${day(each.start)}`, loading: 'lazy' }) : h('span', { className: 'blank' }),
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
