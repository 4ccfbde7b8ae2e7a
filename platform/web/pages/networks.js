// SPDX-License-Identifier: GPL-2.0-or-later
// Choosing a home network: from the list, by name, by the text of a Wi-Fi code, or by showing such a code to the camera.
import { call, unhex } from '/api.js'
import { h, icon, s } from '/dom.js'
import { password } from '/form.js'
import { said, t } from '/text.js'

const SECURITY = { open: t('networks.no_password'), wpa2: 'WPA2', wpa3: 'WPA3', wpa2_wpa3: 'WPA2/WPA3', enterprise: t('networks.company_login'), wep: 'WEP', unknown: t('networks.unknown_security') }

/** One row a name: the strongest that can be used, else the strongest with its reason. */
export function byName(networks) {
  const rows = new Map()
  for (const each of networks) {
    if (each.ssid === '') continue
    const known = rows.get(each.ssid_hex)
    const better = !known || (each.usable && !known.usable) || (each.usable === known.usable && each.signal > known.signal)
    if (better) rows.set(each.ssid_hex, each)
  }
  return [...rows.values()].sort((a, b) => b.usable - a.usable || b.signal - a.signal)
}

/** Signal as four bars. */
export function bars(signal) {
  const lit = signal >= 75 ? 4 : signal >= 50 ? 3 : signal >= 25 ? 2 : 1
  return s('svg', { viewBox: '0 0 20 16', class: 'bars', role: 'img', 'aria-label': t('common.signal_of_100', signal) },
    [0, 1, 2, 3].map((i) => s('rect', { x: i * 5 + 0.5, y: 12 - i * 4, width: 3.4, height: 4 + i * 4, rx: 1, class: i < lit ? 'lit' : '' })))
}

let serial = 0

export class NetworkPicker {
  /**
   * draft: where the choice is kept: way ('list', 'name', 'code' or 'camera'), ssid_hex, name, hidden, passphrase, wifi.
   * camera: whether a code may be shown to the camera.
   */
  constructor(draft, { camera = false } = {}) {
    this.draft = draft
    this.id = `net${serial++}`
    this.rows = h('div', { className: 'networks', role: 'radiogroup', 'aria-label': t('networks.networks') }, h('p', { className: 'dim pad' }, t('networks.listening_for_networks')))
    this.name = h('input', { id: this.id + 'name', maxLength: 32, value: draft.name || '', autocapitalize: 'off', spellcheck: false, oninput: () => (draft.name = this.name.value) })
    this.hidden = h('input', { type: 'checkbox', checked: draft.hidden || false, onchange: () => (draft.hidden = this.hidden.checked) })
    const { input, show } = password({ id: this.id + 'pass', maxLength: 64, value: draft.passphrase || '', autocomplete: 'off', oninput: () => (draft.passphrase = this.pass.value) })
    this.pass = input
    this.wifi = h('textarea', { id: this.id + 'wifi', rows: 2, maxLength: 256, placeholder: 'WIFI:T:WPA;S:name;P:password;;', value: draft.wifi || '', spellcheck: false, oninput: () => (draft.wifi = this.wifi.value) })
    this.fault = h('p', { className: 'form-error', role: 'alert', hidden: true })
    this.ways = h('div', { className: 'segments', role: 'group', 'aria-label': t('networks.how_to_name_the') },
      ...[['list', t('networks.in_reach')], ['name', t('networks.by_name')], ['code', t('networks.by_code')], ...(camera ? [['camera', t('networks.show_it')]] : [])].map(([way, label]) =>
        h('button', { type: 'button', 'data-way': way, onclick: () => this.choose(way) }, label)))
    this.listBox = h('div', {}, this.rows, h('button', { className: 'link', type: 'button', onclick: () => this.scan() }, t('networks.listen_again')))
    this.nameBox = h('div', {}, h('label', { htmlFor: this.name.id }, t('networks.network_name')), this.name, h('label', { className: 'check' }, this.hidden, t('networks.its_name_is_hidden')))
    this.codeBox = h('div', {}, h('label', { htmlFor: this.wifi.id }, t('networks.text_of_the_routers')), this.wifi,
      h('p', { className: 'hint' }, t('networks.a_phones_camera_or')))
    this.seen = h('p', { className: 'seen', role: 'status' }, t('networks.the_camera_is_looking'))
    this.cameraBox = h('div', {}, h('p', { className: 'hint' }, t('networks.let_your_phone_show')), this.seen)
    this.passBox = h('div', {}, h('div', { className: 'label-row' }, h('label', { htmlFor: this.pass.id }, t('networks.wi_fi_password')), show), this.pass)
    this.element = h('div', { className: 'picker' }, this.ways, this.listBox, this.nameBox, this.codeBox, this.cameraBox, this.passBox, this.fault)
    this.found = draft.found
    if (this.found) this.draw()
    this.choose(draft.way || 'list')
    this.scan()
    if (camera) this.look()
  }

  choose(way) {
    this.draft.way = way
    for (const each of this.ways.children) each.setAttribute('aria-pressed', String(each.dataset.way === way))
    this.listBox.hidden = way !== 'list'
    this.nameBox.hidden = way !== 'name'
    this.codeBox.hidden = way !== 'code'
    this.cameraBox.hidden = way !== 'camera'
    this.passBox.hidden = way === 'code' || way === 'camera' || (way === 'list' && (!this.chosen() || this.chosen().security === 'open'))
  }

  /** Ask again and again whether the camera has seen a code. The first one is taken up, unless a network was chosen. */
  async look() {
    const { seen, ssid } = await call('GET', '/wifi-code').catch(() => ({}))
    if (seen && !this.code && this.draft.way === 'list' && !this.draft.ssid_hex) this.choose('camera')
    this.code = seen ? ssid : null
    this.seen.dataset.seen = String(Boolean(seen))
    const text = seen ? t('networks.seen_you_can_go', ssid) : t('networks.the_camera_is_looking')
    if (this.seen.textContent !== text) this.seen.textContent = text
    setTimeout(() => this.element.isConnected && this.look(), 1000)
  }

  chosen() {
    const { ssid_hex, network } = this.draft
    return (this.found || []).find((each) => each.ssid_hex === ssid_hex) || (network?.ssid_hex === ssid_hex ? network : undefined)
  }

  async scan() {
    try {
      const { networks } = await call('GET', '/networks')
      this.found = this.draft.found = byName(networks)
      this.draw()
    } catch (refusal) {
      this.rows.replaceChildren(h('p', { className: 'dim pad' }, refusal.message))
    }
  }

  draw() {
    if (!this.found.length) return this.rows.replaceChildren(h('p', { className: 'dim pad' }, t('networks.no_network_is_in')))
    this.rows.replaceChildren(...this.found.map((each) => this.row(each)))
    this.choose(this.draft.way)
  }

  row(network) {
    const radio = h('input', { type: 'radio', name: this.id, value: network.ssid_hex, disabled: !network.usable, checked: network.ssid_hex === this.draft.ssid_hex,
      onchange: () => {
        Object.assign(this.draft, { ssid_hex: network.ssid_hex, network })
        this.choose('list')
        this.tell(null)
        if (network.security !== 'open') this.pass.focus({ preventScroll: true })
      } })
    const band = network.frequency >= 5000 ? '5 GHz' : '2.4 GHz'
    return h('label', { className: `network${network.usable ? '' : ' unusable'}` }, radio, bars(network.signal),
      h('span', { className: 'network-name' }, h('span', {}, network.ssid), h('small', {}, network.usable ? `${band} · ${SECURITY[network.security]}` : said(network.message))),
      network.security === 'open' ? null : icon('lock'))
  }

  /** The form's fields of the choice. */
  fields() {
    const { way, ssid_hex, name, hidden, passphrase, wifi } = this.draft
    if (way === 'code') return { wifi: (wifi || '').trim() }
    if (way === 'camera') return {}
    const secret = way === 'list' && this.chosen()?.security === 'open' ? '' : passphrase || ''
    if (way === 'name') return { ssid: name || '', passphrase: secret, hidden: hidden ? '1' : '0' }
    return { ssid: ssid_hex ? unhex(ssid_hex) : '', passphrase: secret }
  }

  /** What goes with the request's address. */
  query() {
    return this.draft.way === 'camera' ? '?network=seen' : ''
  }

  /** What is missing before it can be tried, as a code and a sentence; null where nothing is. */
  missing() {
    const { way, passphrase, name, wifi } = this.draft
    const bare = (way === 'list' && !this.chosen()) || (way === 'name' && !name) || (way === 'code' && !wifi?.trim())
    if (bare) return ['ssid_missing', t('networks.choose_a_network_or')]
    if (way === 'camera' && !this.code) return ['code_missing', t('networks.the_camera_has_not')]
    const short = new TextEncoder().encode(passphrase || '').length < 8
    if (way === 'list' && this.chosen().security !== 'open' && short) return ['passphrase_length', t('networks.a_wi_fi_password')]
    return null
  }

  /** What the network is called, for people. */
  title() {
    if (this.draft.way === 'list') return this.chosen()?.ssid || t('networks.the_network')
    if (this.draft.way === 'camera') return this.code || t('networks.the_network')
    return this.draft.way === 'name' ? this.draft.name : t('networks.the_network')
  }

  /** Show what is wrong, and mark the one field that is. code: a reason or an error's code; null: nothing. */
  tell(code, message) {
    const wrong = ['wrong_password', 'passphrase_length'].includes(code)
    this.fault.hidden = !message
    this.fault.textContent = said(message) || ''
    this.pass.setAttribute('aria-invalid', String(wrong))
    if (wrong) {
      this.passBox.hidden = false
      this.pass.focus()
      this.pass.select()
    }
  }
}
