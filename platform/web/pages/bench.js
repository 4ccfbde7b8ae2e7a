// SPDX-License-Identifier: GPL-2.0-or-later
// The virtual board in the hand: its light, its button, its power and the Wi-Fi around it. It is served by the board
// itself, so it lives on while the camera is down.
import { h } from '/dom.js'
import { bars } from '/networks.js'
import { device } from '/device.js'
import { Ring, outcome } from '/ring.js'
import lights from '/spec/lights.js'

const REFRESH = 500 // ms: the board lets go of a button that a page no longer speaks for
const RESET_PHASES = ['starting', 'operational', 'intending', 'restarting', 'wiping', 'fault']
const BOUNCES = [[0, 'None'], [5, '5 ms'], [15, '15 ms'], [25, '25 ms']]

export class Bench {
  constructor(root, base, app) {
    this.base = base
    this.app = app
    this.held = false
    this.device = device()
    this.ring = new Ring()
    this.caption = h('p', { className: 'bench-caption', role: 'status', 'aria-live': 'polite' }, 'Press and hold the pinhole.')
    this.button = h('button', { className: 'pinhole', type: 'button', 'aria-label': 'Button in the pinhole: press and hold' })
    this.bounce = h('select', { id: 'bounce' }, ...BOUNCES.map(([ms, label]) => h('option', { value: ms, selected: ms === 5 }, label)))
    this.presses = h('div', { className: 'row presses' }, ...[3, 6, 9].map((seconds) =>
      h('button', { className: 'button small', type: 'button', onclick: () => this.press(seconds * 1000) }, `${seconds} s`)))
    this.fault = h('p', { className: 'form-error', role: 'alert', hidden: true })
    this.power = h('button', { className: 'button small', type: 'button', onclick: () => this.post('power-cut', { off_ms: 1000 }) }, 'Cut the power')
    this.state = h('p', { className: 'bench-state' }, 'Connecting to the board …')
    this.wifi = h('div', { className: 'wifi-list' })
    root.hidden = false
    root.replaceChildren(h('div', { className: 'bench' },
      h('div', { className: 'bench-head' }, h('h2', {}, 'Virtual board'), this.state),
      this.device.element,
      h('div', { className: 'bench-press' }, h('div', { className: 'pinhole-box' }, this.button, this.ring.element), h('div', {}, this.caption, h('p', { className: 'hint' }, 'Let go after 1 s: restart. After 5 s: nothing. After 8 s: factory reset.'))),
      h('div', { className: 'bench-row' }, h('span', {}, 'Press for'), this.presses),
      h('div', { className: 'bench-row' }, h('label', { htmlFor: 'bounce' }, 'Contact bounce'), this.bounce),
      h('div', { className: 'bench-row' }, h('span', {}, 'Supply'), this.power), this.fault,
      h('details', { className: 'surroundings' }, h('summary', {}, 'Wi-Fi around it'), this.wifi)))
    this.listenPress()
    this.open()
    const draw = () => {
      this.drawPress()
      requestAnimationFrame(draw)
    }
    requestAnimationFrame(draw)
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.hold(false)
      if (document.hidden) this.close()
      else this.open()
    })
  }

  /* --- the board's news --- */

  open() {
    this.close()
    this.source = new EventSource(this.base + '/bench/stream')
    this.source.onerror = () => {
      this.close()
      this.say('The board is not reached.')
      this.timer = setTimeout(() => this.open(), 1500)
    }
    for (const kind of ['state', 'light', 'contact', 'power', 'guard', 'wifi'])
      this.source.addEventListener(kind, (message) => this[`on_${kind}`](JSON.parse(message.data)))
  }

  close() {
    clearTimeout(this.timer)
    if (this.source) this.source.close()
    this.source = null
  }

  on_state(state) {
    this.on = state.on
    this.scale = state.scale || 1
    this.device.light(state.light)
    this.on_wifi(state.wifi)
    this.on_guard(state.guard)
  }

  on_light({ on }) {
    this.device.light(on)
  }

  on_contact({ closes_ns, opens_ns, closed }) {
    const now = performance.now()
    if (opens_ns > closes_ns && closes_ns > 0) this.pressing = { from: now, until: now + (opens_ns - closes_ns) / 1e6 / this.scale }
    else if (closes_ns > 0) this.pressing = { from: now, until: Infinity }
    else if (!closed || opens_ns > 0) this.letGo(now)
    this.device.press(Boolean(this.pressing))
  }

  letGo(now) {
    if (!this.pressing) return
    const held = (Math.min(now, this.pressing.until) - this.pressing.from) * this.scale
    this.pressing = null
    this.device.press(false)
    this.last = { text: outcome(held).done, at: now }
  }

  on_power({ on }) {
    this.on = on
    if (!on) {
      this.guard = null
      this.device.light(false)
    }
    this.drawState()
  }

  on_guard(guard) {
    this.guard = guard
    this.drawState()
  }

  on_wifi({ networks }) {
    this.wifi.replaceChildren(...networks.map((each) => h('label', { className: 'wifi-row' },
      h('input', { type: 'checkbox', checked: each.up, onchange: (event) => this.post('wifi', { name: each.name || each.ssid, up: event.target.checked }) }),
      bars(each.signal), h('span', {}, each.name || each.ssid), h('small', {}, each.joined ? 'joined' : each.frequency >= 5000 ? '5 GHz' : each.hidden ? 'hidden' : ''))))
  }

  drawState() {
    if (!this.on) return this.say('No power.')
    if (!this.guard) return this.say('The guard is starting …')
    const phase = RESET_PHASES[this.guard.reset]
    const light = lights[this.guard.light]
    const words = { intending: 'Reset ordered: restarting into the wipe …', wiping: 'Wiping everything of the owner’s …', restarting: 'Restarting …', starting: 'Starting …', fault: 'A fault needs a person.' }
    this.say(words[phase] || `Light: ${light ? light[4] : 'not known'}.`)
  }

  say(text) {
    if (this.state.textContent !== text) this.state.textContent = text
  }

  /** What the page says while the camera is away. */
  awayWords() {
    if (!this.on) return 'The board has no power. The page comes back by itself.'
    const phase = this.guard ? RESET_PHASES[this.guard.reset] : 'starting'
    if (['intending', 'wiping'].includes(phase)) return 'The camera is being reset: everything of the owner’s is wiped. This page comes back by itself.'
    return 'The camera is restarting. This page comes back by itself.'
  }

  /* --- the button --- */

  listenPress() {
    const { button } = this
    const down = (event) => {
      if (event.button > 0) return
      event.preventDefault()
      if (event.pointerId !== undefined) button.setPointerCapture(event.pointerId)
      this.hold(true)
    }
    const up = () => this.hold(false)
    button.addEventListener('pointerdown', down)
    for (const name of ['pointerup', 'pointercancel', 'lostpointercapture', 'blur']) button.addEventListener(name, up)
    button.addEventListener('contextmenu', (event) => event.preventDefault())
    button.addEventListener('keydown', (event) => {
      if (![' ', 'Enter'].includes(event.key)) return
      event.preventDefault()
      if (!event.repeat) this.hold(true)
    })
    button.addEventListener('keyup', (event) => [' ', 'Enter'].includes(event.key) && this.hold(false))
  }

  async hold(closed) {
    if (closed === this.held) return
    this.held = closed
    this.button.classList.toggle('held', closed)
    clearInterval(this.refresh)
    if (closed) this.refresh = setInterval(() => this.post('contact', { closed: true }), REFRESH)
    this.order = (this.order || Promise.resolve()).then(() => this.post('contact', { closed }))
  }

  press(ms) {
    this.post('press', { ms, bounce_ms: Number(this.bounce.value) })
  }

  async post(name, body) {
    try {
      const answer = await fetch(`${this.base}/bench/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      const json = await answer.json().catch(() => ({}))
      this.tell(json.error ? json.error.message : '')
    } catch {
      this.tell('The board is not reached.')
    }
  }

  tell(text) {
    this.fault.hidden = text === ''
    this.fault.textContent = text
  }

  drawPress() {
    const now = performance.now()
    if (this.pressing && now >= this.pressing.until) this.letGo(this.pressing.until)
    const held = this.pressing ? (now - this.pressing.from) * (this.scale || 1) : 0
    this.ring.show(held)
    const text = this.pressing ? outcome(held).now : this.last && now - this.last.at < 6000 ? this.last.text : 'Press and hold the pinhole.'
    if (this.caption.textContent !== text) this.caption.textContent = text
  }
}
