// SPDX-License-Identifier: GPL-2.0-or-later
// The virtual board in the hand: its light, its button, its power and the Wi-Fi around it. It is served by the board
// itself, so it lives on while the camera is down.
import { h } from '/dom.js'
import { bars } from '/networks.js'
import { device } from '/device.js'
import { Ring, outcome } from '/ring.js'
import lights from '/spec/lights.js'
import { meaning } from '/light.js'
import { t } from '/text.js'

const REFRESH = 500 // ms: the board lets go of a button that a page no longer speaks for
const RESET_PHASES = ['starting', 'operational', 'intending', 'restarting', 'wiping', 'fault']
const BOUNCES = [[0, t('bench.none')], [5, '5 ms'], [15, '15 ms'], [25, '25 ms']]

export class Bench {
  constructor(root, base, app) {
    this.base = base
    this.app = app
    this.held = false
    this.device = device()
    this.ring = new Ring()
    this.caption = h('p', { className: 'bench-caption', role: 'status', 'aria-live': 'polite' }, t('bench.press_and_hold_the'))
    this.button = h('button', { className: 'pinhole', type: 'button', 'aria-label': t('bench.button_in_the_pinhole') })
    this.bounce = h('select', { id: 'bounce' }, ...BOUNCES.map(([ms, label]) => h('option', { value: ms, selected: ms === 5 }, label)))
    this.presses = h('div', { className: 'row presses' }, ...[3, 6, 9].map((seconds) =>
      h('button', { className: 'button small', type: 'button', onclick: () => this.press(seconds * 1000) }, `${seconds} s`)))
    this.fault = h('p', { className: 'form-error', role: 'alert', hidden: true })
    this.power = h('button', { className: 'button small', type: 'button', onclick: () => this.post('power-cut', { off_ms: 1000 }) }, t('bench.cut_the_power'))
    this.state = h('p', { className: 'bench-state' }, t('bench.connecting_to_the_board'))
    this.wifi = h('div', { className: 'wifi-list' })
    root.hidden = false
    root.replaceChildren(h('div', { className: 'bench' },
      h('div', { className: 'bench-head' }, h('h2', {}, t('bench.virtual_board')), this.state),
      this.device.element,
      h('div', { className: 'bench-press' }, h('div', { className: 'pinhole-box' }, this.button, this.ring.element), h('div', {}, this.caption, h('p', { className: 'hint' }, t('bench.let_go_after_1')))),
      h('div', { className: 'bench-row' }, h('span', {}, t('bench.press_for')), this.presses),
      h('div', { className: 'bench-row' }, h('label', { htmlFor: 'bounce' }, t('bench.contact_bounce')), this.bounce),
      h('div', { className: 'bench-row' }, h('span', {}, t('bench.supply')), this.power), this.fault,
      h('details', { className: 'surroundings' }, h('summary', {}, t('bench.wi_fi_around_it')), this.wifi)))
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
      this.say(t('bench.the_board_is_not'))
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
      bars(each.signal), h('span', {}, each.name || each.ssid), h('small', {}, each.joined ? t('bench.joined') : each.frequency >= 5000 ? '5 GHz' : each.hidden ? t('bench.hidden') : ''))))
  }

  drawState() {
    if (!this.on) return this.say(t('bench.no_power'))
    if (!this.guard) return this.say(t('bench.the_guard_is_starting'))
    const phase = RESET_PHASES[this.guard.reset]
    const light = lights[this.guard.light]
    const words = { intending: t('bench.reset_ordered_restarting_into'), wiping: t('bench.wiping_everything_of_the'), restarting: t('bench.restarting'), starting: t('bench.starting'), fault: t('bench.a_fault_needs_a') }
    this.say(words[phase] || t('bench.light', meaning(light?.[1])))
  }

  say(text) {
    if (this.state.textContent !== text) this.state.textContent = text
  }

  /** What the page says while the camera is away. */
  awayWords() {
    if (!this.on) return t('bench.the_board_has_no')
    const phase = this.guard ? RESET_PHASES[this.guard.reset] : 'starting'
    if (['intending', 'wiping'].includes(phase)) return t('bench.the_camera_is_being')
    return t('bench.the_camera_is_restarting')
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
      this.tell(t('bench.the_board_is_not'))
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
    const text = this.pressing ? outcome(held).now : this.last && now - this.last.at < 6000 ? this.last.text : t('bench.press_and_hold_the')
    if (this.caption.textContent !== text) this.caption.textContent = text
  }
}
