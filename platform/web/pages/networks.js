// SPDX-License-Identifier: GPL-2.0-or-later
// Choosing a home network: from the list, by name, or by the text of a Wi-Fi code.
import { call, unhex } from '/api.js'
import { h, icon, s } from '/dom.js'

const SECURITY = { open: 'no password', wpa2: 'WPA2', wpa3: 'WPA3', wpa2_wpa3: 'WPA2/WPA3', enterprise: 'company login', wep: 'WEP', unknown: 'unknown security' }

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
  return s('svg', { viewBox: '0 0 20 16', class: 'bars', role: 'img', 'aria-label': `Signal ${signal} of 100` },
    [0, 1, 2, 3].map((i) => s('rect', { x: i * 5 + 0.5, y: 12 - i * 4, width: 3.4, height: 4 + i * 4, rx: 1, class: i < lit ? 'lit' : '' })))
}

let serial = 0

export class NetworkPicker {
  /** draft: where the choice is kept: way ('list', 'name' or 'code'), ssid_hex, name, hidden, passphrase, wifi. */
  constructor(draft) {
    this.draft = draft
    this.id = `net${serial++}`
    this.rows = h('div', { className: 'networks', role: 'radiogroup', 'aria-label': 'Networks' }, h('p', { className: 'dim pad' }, 'Listening for networks …'))
    this.name = h('input', { id: this.id + 'name', maxLength: 32, value: draft.name || '', autocapitalize: 'off', spellcheck: false, oninput: () => (draft.name = this.name.value) })
    this.hidden = h('input', { type: 'checkbox', checked: draft.hidden || false, onchange: () => (draft.hidden = this.hidden.checked) })
    this.pass = h('input', { id: this.id + 'pass', type: 'password', maxLength: 64, value: draft.passphrase || '', autocomplete: 'off', autocapitalize: 'off', spellcheck: false, oninput: () => (draft.passphrase = this.pass.value) })
    this.show = h('button', { className: 'link', type: 'button', onclick: () => this.reveal() }, 'Show')
    this.wifi = h('textarea', { id: this.id + 'wifi', rows: 2, maxLength: 256, placeholder: 'WIFI:T:WPA;S:name;P:password;;', value: draft.wifi || '', spellcheck: false, oninput: () => (draft.wifi = this.wifi.value) })
    this.fault = h('p', { className: 'form-error', role: 'alert', hidden: true })
    this.ways = h('div', { className: 'segments', role: 'group', 'aria-label': 'How to name the network' },
      ...[['list', 'In reach'], ['name', 'By name'], ['code', 'Wi-Fi code']].map(([way, label]) =>
        h('button', { type: 'button', 'data-way': way, onclick: () => this.choose(way) }, label)))
    this.listBox = h('div', {}, this.rows, h('button', { className: 'link', type: 'button', onclick: () => this.scan() }, 'Listen again'))
    this.nameBox = h('div', {}, h('label', { htmlFor: this.name.id }, 'Network name'), this.name, h('label', { className: 'check' }, this.hidden, 'Its name is hidden'))
    this.codeBox = h('div', {}, h('label', { htmlFor: this.wifi.id }, 'Text of the router’s Wi-Fi code'), this.wifi,
      h('p', { className: 'hint' }, 'A phone’s camera or QR reader shows it when you share your Wi-Fi.'))
    this.passBox = h('div', {}, h('div', { className: 'label-row' }, h('label', { htmlFor: this.pass.id }, 'Wi-Fi password'), this.show), this.pass)
    this.element = h('div', { className: 'picker' }, this.ways, this.listBox, this.nameBox, this.codeBox, this.passBox, this.fault)
    this.choose(draft.way || 'list')
    this.scan()
  }

  choose(way) {
    this.draft.way = way
    for (const each of this.ways.children) each.setAttribute('aria-pressed', String(each.dataset.way === way))
    this.listBox.hidden = way !== 'list'
    this.nameBox.hidden = way !== 'name'
    this.codeBox.hidden = way !== 'code'
    this.passBox.hidden = way === 'code' || (way === 'list' && (!this.chosen() || this.chosen().security === 'open'))
  }

  chosen() {
    return (this.found || []).find((each) => each.ssid_hex === this.draft.ssid_hex)
  }

  async scan() {
    try {
      const { networks } = await call('GET', '/networks')
      this.found = byName(networks)
      this.draw()
    } catch (refusal) {
      this.rows.replaceChildren(h('p', { className: 'dim pad' }, refusal.message))
    }
  }

  draw() {
    if (!this.found.length) return this.rows.replaceChildren(h('p', { className: 'dim pad' }, 'No network is in reach. Bring the camera nearer to the router, or type a hidden one’s name.'))
    this.rows.replaceChildren(...this.found.map((each) => this.row(each)))
    this.choose(this.draft.way)
  }

  row(network) {
    const radio = h('input', { type: 'radio', name: this.id, value: network.ssid_hex, disabled: !network.usable, checked: network.ssid_hex === this.draft.ssid_hex,
      onchange: () => {
        this.draft.ssid_hex = network.ssid_hex
        this.choose('list')
        this.tell(null)
        if (network.security !== 'open') this.pass.focus({ preventScroll: true })
      } })
    const band = network.frequency >= 5000 ? '5 GHz' : '2.4 GHz'
    return h('label', { className: `network${network.usable ? '' : ' unusable'}` }, radio, bars(network.signal),
      h('span', { className: 'network-name' }, h('span', {}, network.ssid), h('small', {}, network.usable ? `${band} · ${SECURITY[network.security]}` : network.message)),
      network.security === 'open' ? null : icon('lock'))
  }

  reveal() {
    const hidden = this.pass.type === 'password'
    this.pass.type = hidden ? 'text' : 'password'
    this.show.textContent = hidden ? 'Hide' : 'Show'
  }

  /** The form's fields of the choice. */
  fields() {
    const { way, ssid_hex, name, hidden, passphrase, wifi } = this.draft
    if (way === 'code') return { wifi: (wifi || '').trim() }
    const secret = way === 'list' && this.chosen()?.security === 'open' ? '' : passphrase || ''
    if (way === 'name') return { ssid: name || '', passphrase: secret, hidden: hidden ? '1' : '0' }
    return { ssid: ssid_hex ? unhex(ssid_hex) : '', passphrase: secret }
  }

  /** What the network is called, for people. */
  title() {
    if (this.draft.way === 'list') return this.chosen()?.ssid || 'the network'
    return this.draft.way === 'name' ? this.draft.name : 'the network'
  }

  /** Show what is wrong, and mark the one field that is. code: a reason or an error's code; null: nothing. */
  tell(code, message) {
    const password = ['wrong_password', 'passphrase_length'].includes(code)
    this.fault.hidden = !message
    this.fault.textContent = message || ''
    this.pass.setAttribute('aria-invalid', String(password))
    if (password) {
      this.passBox.hidden = false
      this.pass.focus()
      this.pass.select()
    }
  }
}
