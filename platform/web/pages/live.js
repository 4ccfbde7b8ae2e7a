// SPDX-License-Identifier: GPL-2.0-or-later
// The live view: the picture, what moves in it, and how the camera is.
import { address, call } from '/api.js'
import { clock, h, icon, size, span } from '/dom.js'
import { Overlay } from '/overlay.js'
import { Player, Snapshots, playable } from '/player.js'
import { meaning } from '/light.js'
import { networkWords, stateWords } from '/words.js'
import { play } from '/events.js'

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
      ? h('video', { muted: true, playsInline: true, autoplay: true, disablePictureInPicture: true, 'aria-label': 'Live picture' })
      : h('img', { alt: 'Newest picture of the camera' })
    this.canvas = h('canvas', { className: 'overlay', 'aria-hidden': 'true' })
    this.badge = h('span', { className: 'badge' })
    this.line = h('span', { className: 'line' })
    this.veil = h('div', { className: 'veil', role: 'status' }, h('span', { className: 'spinner' }), h('p', {}, 'Opening the picture …'))
    this.cellsButton = button('cells', 'Show what moves', () => this.toggleCells())
    this.cellsButton.setAttribute('aria-pressed', 'true')
    this.stage = h('div', { className: 'stage' }, h('div', { className: 'screen' }, this.screen, this.canvas), this.veil,
      h('div', { className: 'stage-top' }, this.badge),
      h('div', { className: 'stage-bottom' }, this.line, h('div', { className: 'stage-buttons' }, this.cellsButton,
        h('a', { className: 'round', href: address('/snapshot.jpg'), download: 'pinhole.jpg', title: 'Save this picture', 'aria-label': 'Save this picture' }, icon('photo')),
        button('full', 'Full screen', () => this.full()))))
    this.welcome = h('section', { className: 'welcome', hidden: true },
      h('div', {}, h('h2', {}, 'This camera has no owner yet'), h('p', {}, 'Give it your Wi-Fi and a password of its own. It takes a minute.')),
      h('a', { className: 'button primary', href: '#/setup' }, 'Set up'))
    this.facts = { light: fact('Light'), network: fact('Network'), motion: fact('Motion'), recording: fact('Recording') }
    this.title = h('h1', {}, 'Live')
    this.place = h('p', { className: 'place' })
    this.list = h('div', { className: 'strip' })
    this.recent = h('section', { className: 'recent', hidden: true },
      h('div', { className: 'recent-head' }, h('h2', {}, 'Latest'), h('a', { href: '#/events' }, 'All events')), this.list)
    root.append(h('div', { className: 'live' }, h('div', { className: 'head' }, this.title, this.place), this.welcome, this.stage,
      h('div', { className: 'facts' }, ...Object.values(this.facts).map((each) => each.box)), this.recent))
    this.overlay = new Overlay(this.canvas, this.screen)
    this.player = new (this.usesVideo ? Player : Snapshots)(this.screen, (state) => this.told(state))
    this.hide = () => (document.hidden ? this.player.rest() : this.player.start())
    document.addEventListener('visibilitychange', this.hide)
    this.timer = setInterval(() => this.drawLine(), 1000)
    this.loadRecent()
    this.loadZones()
  }

  told(state) {
    this.state = state
    this.veil.hidden = state === 'playing'
    this.badge.textContent = state === 'playing' ? 'Live' : 'Waiting'
    this.badge.dataset.on = state === 'playing'
    const absent = this.app.status?.camera?.video
    const text = this.app.away ? 'The camera is away. The picture comes back by itself.'
      : absent && absent.state === 'absent' ? `No picture: ${absent.error}` : 'Opening the picture …'
    if (this.veil.lastChild.textContent !== text) this.veil.lastChild.textContent = text
  }

  update(status) {
    this.status = status
    const { guard, camera } = status
    this.welcome.hidden = status.claimed || !status.known
    this.title.textContent = status.name || 'Live'
    this.place.textContent = status.location || ''
    this.facts.light.say(stateWords(status).text, sentence(meaning(guard.light)), stateWords(status).tone)
    const weak = guard.signal > 0 && guard.signal < 35
    const joined = ['online', 'lingering'].includes(guard.provision)
    this.facts.network.say(networkWords(guard), joined ? `Signal ${guard.signal} of 100${weak ? ': weak' : ''}${guard.address ? ' · ' + guard.address : ''}`
      : guard.message || (guard.setup_open ? guard.setup_ssid : ''), guard.message || (joined && weak) ? 'warn' : '')
    if (!camera) return
    const { motion, recording } = camera
    this.facts.motion.say(!motion.on ? 'Off' : motion.event ? 'Event running' : motion.now ? 'Something moves' : 'Still',
      motion.on ? '' : 'Switch it on in the settings.', motion.event ? 'live' : '')
    const states = { off: 'Off', idle: 'Waits for motion', on: 'Recording', paused: 'Paused' }
    this.facts.recording.say(states[recording.state] || 'Not known', recording.error || `${recording.count} kept · ${size(recording.used)}`,
      recording.state === 'paused' ? 'bad' : recording.state === 'on' ? 'live' : '')
    if (this.count !== recording.count) this.loadRecent()
    this.count = recording.count
    if (camera.video.width) this.stage.style.setProperty('--ratio', camera.video.width / camera.video.height)
  }

  drawLine() {
    const video = this.status?.camera?.video
    if (!video || this.state !== 'playing') return void (this.line.textContent = '')
    const parts = [`${video.width}×${video.height}`, `${Math.round(this.player.fps)} fps`]
    if (this.player.behind !== undefined) parts.push(`${Math.round(this.player.behind * 1000)} ms behind`)
    parts.push(`${size(video.bytes_per_second)}/s`)
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
      each.thumbnail ? h('img', { src: address(`/recordings/${each.id}.jpg`), alt: '', loading: 'lazy' }) : h('span', { className: 'blank' }),
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
