// SPDX-License-Identifier: GPL-2.0-or-later
// Network: where the camera is, how well it hears the router, and another home network without a reset.
import { call, form } from '/api.js'
import { clock, h, s } from '/dom.js'
import { note } from '/form.js'
import { NetworkPicker, bars } from '/networks.js'
import { t } from '/text.js'
import { networkWords, stageWords } from '/words.js'

const WEAK = 35
const GAP = 200 // seconds without a sample: the line is broken

/** The signal of the last hours as a line; where the camera was not joined, none. */
export function history(samples) {
  const wide = 600
  const high = 120
  const now = samples.length ? samples[samples.length - 1][0] : 0
  const first = Math.min(samples.length ? samples[0][0] : 0, now - 600)
  const x = (time) => ((time - first) / (now - first || 1)) * wide
  const y = (signal) => high - (signal / 100) * high
  let path = ''
  samples.forEach(([time, signal], i) => {
    const joined = i > 0 && signal > 0 && samples[i - 1][1] > 0 && time - samples[i - 1][0] < GAP
    if (signal > 0) path += `${joined ? 'L' : 'M'}${x(time).toFixed(1)} ${y(signal).toFixed(1)}${joined ? '' : 'h.5'}`
  })
  const heard = samples.map(([, signal]) => signal).filter((signal) => signal > 0)
  const words = heard.length ? t('network.signal_since_between_and', clock(first * 1000), Math.min(...heard), Math.max(...heard)) : t('network.no_signal_yet')
  return h('figure', { className: 'history' }, s('svg', { viewBox: `0 0 ${wide} ${high}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': words },
    s('rect', { x: 0, y: y(WEAK), width: wide, height: high - y(WEAK), class: 'history-weak' }), s('path', { d: path, class: 'history-line' })),
  h('figcaption', {}, words))
}

function advice({ signal, provision }) {
  if (['lost', 'connecting', 'owner_setup'].includes(provision)) return [t('network.look_whether_the_router')]
  if (signal === 0 || signal >= WEAK) return []
  return [t('network.bring_the_camera_or'), t('network.keep_away_from_thick'), t('network.a_repeater_near_the'), t('network.fewer_pictures_a_second')]
}

class Network {
  constructor(root) {
    this.draft = { way: 'list' }
    this.now = h('p', { className: 'net-now' })
    this.signal = h('span', { className: 'row' })
    this.address = h('p', { className: 'dim' })
    this.advice = h('div', { className: 'banner', hidden: true })
    this.chart = h('div', {})
    this.told = note()
    this.box = h('div', {})
    this.open = h('button', { className: 'button', type: 'button', onclick: () => this.change() }, t('common.change_network'))
    root.append(h('section', { className: 'panel' }, h('h2', {}, t('common.wi_fi')), h('div', { className: 'row' }, this.signal, this.now), this.address, this.advice, this.chart),
      h('section', { className: 'panel' }, h('h2', {}, t('network.another_network')), h('p', { className: 'dim' }, t('network.for_a_new_router')),
        this.box, h('div', { className: 'row foot' }, this.open, this.told.element)))
    this.load()
    this.timer = setInterval(() => this.load(), 60000)
  }

  async load() {
    const { samples } = await call('GET', '/signal').catch(() => ({ samples: [] }))
    const now = Math.round(Date.now() / 1000)
    this.chart.replaceChildren(history(this.shown > 0 ? [...samples, [now, this.shown]] : samples))
  }

  change() {
    this.picker = new NetworkPicker(this.draft)
    this.open.hidden = true
    this.box.replaceChildren(h('form', { noValidate: true, onsubmit: (event) => this.send(event) }, this.picker.element,
      h('div', { className: 'row foot' }, h('button', { className: 'button primary', type: 'submit' }, t('network.try_this_network')),
        h('button', { className: 'button', type: 'button', onclick: () => this.end() }, t('network.keep_the_old_one')))))
  }

  end() {
    this.box.replaceChildren()
    this.open.hidden = false
    this.open.focus()
  }

  async send(event) {
    event.preventDefault()
    const missing = this.picker.missing()
    this.picker.tell(...(missing || [null]))
    if (missing) return
    try {
      await call('POST', '/network', form(this.picker.fields()))
      this.trying = performance.now()
      this.wanted = this.picker.title()
      this.told.say(t('network.trying', this.wanted))
    } catch (refusal) {
      this.picker.tell(refusal.code, refusal.message)
    }
  }

  update({ guard }) {
    this.now.textContent = networkWords(guard)
    const known = guard.signal > 0 ? t('common.signal_of_100', guard.signal) : ''
    this.address.textContent = [known, guard.address].filter(Boolean).join(' · ')
    if (this.shown !== guard.signal) this.signal.replaceChildren(guard.signal ? bars(guard.signal) : '')
    const changed = this.shown !== guard.signal
    this.shown = guard.signal
    if (changed) this.load()
    const tips = advice(guard)
    this.advice.hidden = tips.length === 0
    if (this.advice.dataset.key !== tips.join()) this.advice.replaceChildren(h('div', {}, h('strong', {}, guard.signal ? t('network.the_signal_is_weak') : t('network.the_home_network_is')), h('ul', {}, ...tips.map((tip) => h('li', {}, tip)))))
    this.advice.dataset.key = tips.join()
    if (this.trying && guard.provision === 'trying') this.told.say(`${t('network.trying', this.wanted)} ${stageWords(guard.stage)}`)
    if (!this.trying || performance.now() - this.trying < 1500 || ['trying', 'storing'].includes(guard.provision)) return
    this.trying = 0
    this.told.say('')
    if (guard.reason !== 'none') return this.picker.tell(guard.reason, guard.message)
    this.box.replaceChildren()
    this.open.hidden = false
    this.told.say(t('common.joined', guard.ssid))
  }

  unmount() {
    clearInterval(this.timer)
  }
}

export function mount(root) {
  return new Network(root)
}
