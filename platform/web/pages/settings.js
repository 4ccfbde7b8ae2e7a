// SPDX-License-Identifier: GPL-2.0-or-later
// Device settings: each section is stored by itself.
import { call, form } from '/api.js'
import { clock, day, h, size, span } from '/dom.js'
import { NetworkPicker, bars } from '/networks.js'
import { networkWords } from '/words.js'
import { ZoneEditor } from '/zones.js'

const GB = 1e9
let serial = 0

/** A labelled control. */
function field(label, control, hint) {
  control.id = control.id || `field${serial++}`
  return h('div', { className: 'field' }, h('label', { htmlFor: control.id }, label), control, hint ? h('p', { className: 'hint' }, hint) : null)
}

function choice(value, options) {
  return h('select', {}, ...options.map(([key, label]) => h('option', { value: key, selected: String(key) === String(value) }, label)))
}

/** A section with its own button; save() returns a part of the settings document. */
function section(title, controls, save) {
  const note = h('p', { className: 'form-note', role: 'status' })
  const submit = h('button', { className: 'button', type: 'submit' }, 'Save')
  async function send(event) {
    event.preventDefault()
    submit.disabled = true
    note.dataset.tone = ''
    note.textContent = ''
    try {
      await call('PUT', '/settings', save())
      note.textContent = 'Saved.'
    } catch (refusal) {
      note.dataset.tone = 'bad'
      note.textContent = refusal.message
    }
    submit.disabled = false
  }
  return h('form', { className: 'panel', onsubmit: send }, h('h2', {}, title), ...controls, h('div', { className: 'row foot' }, submit, note))
}

function cameraSection(settings) {
  const name = h('input', { value: settings.name, maxLength: 60, required: true })
  const location = h('input', { value: settings.location, maxLength: 60, placeholder: 'Front door' })
  return section('Camera', [field('Name', name), field('Location', location)], () => ({ name: name.value, location: location.value }))
}

function motionSection(settings) {
  const on = h('input', { type: 'checkbox', checked: settings.motion.on })
  const sensitivity = h('input', { type: 'range', min: 1, max: 100, value: settings.motion.sensitivity })
  const zones = new ZoneEditor(settings.motion.zones)
  return section('Motion', [h('label', { className: 'check' }, on, 'Watch for motion'),
    field('Sensitivity', sensitivity, 'Of the whole picture, where no zone is drawn.'), zones.element],
  () => ({ motion: { on: on.checked, sensitivity: Number(sensitivity.value), zones: zones.zones } }))
}

function recordingSection(settings) {
  const { mode, pre_roll, hold_off, longest, max_bytes, max_days } = settings.recording
  const when = choice(mode, [['off', 'Never'], ['motion', 'When something moves'], ['continuous', 'Always']])
  const before = h('input', { type: 'number', min: 0, max: 30, value: pre_roll })
  const after = h('input', { type: 'number', min: 1, max: 60, value: hold_off })
  const most = h('input', { type: 'number', min: 10, max: 3600, value: longest })
  const space = h('input', { type: 'number', min: 0, step: 'any', value: max_bytes / GB })
  const days = h('input', { type: 'number', min: 0, max: 3650, value: max_days })
  return section('Recording', [field('Record', when), h('div', { className: 'pair' }, field('Seconds before', before), field('Seconds after', after)),
    field('Longest recording, seconds', most), h('div', { className: 'pair' }, field('Room, GB', space, '0: what the disk holds'), field('Keep days', days, '0: until room is needed'))],
  () => ({ recording: { mode: when.value, pre_roll: Number(before.value), hold_off: Number(after.value), longest: Number(most.value),
    max_bytes: Math.round(Number(space.value) * GB), max_days: Number(days.value) } }))
}

function videoSection(settings) {
  const { bitrate, rate } = settings.video
  const most = choice(bitrate, [...new Set([500, 1000, 2000, 4000, 8000, bitrate])].sort((a, b) => a - b).map((each) => [each, `${each / 1000} Mbit/s`]))
  const frames = h('input', { type: 'number', min: 1, max: 60, value: rate })
  return section('Picture', [h('div', { className: 'pair' }, field('At most', most), field('Frames a second', frames))],
    () => ({ video: { bitrate: Number(most.value), rate: Number(frames.value) } }))
}

class NetworkSection {
  constructor() {
    this.draft = { way: 'list' }
    this.now = h('p', {})
    this.signal = h('span', { className: 'row' })
    this.note = h('p', { className: 'form-note', role: 'status' })
    this.box = h('div', {})
    this.open = h('button', { className: 'button', type: 'button', onclick: () => this.change() }, 'Change network')
    this.element = h('section', { className: 'panel' }, h('h2', {}, 'Network'), h('div', { className: 'row' }, this.signal, this.now), this.note, this.box,
      h('div', { className: 'row foot' }, this.open))
  }

  change() {
    this.picker = new NetworkPicker(this.draft)
    const submit = h('button', { className: 'button primary', type: 'submit' }, 'Try this network')
    this.open.hidden = true
    this.box.replaceChildren(h('form', { onsubmit: (event) => this.send(event) }, this.picker.element,
      h('p', { className: 'hint' }, 'The new network is tried first. If it cannot be joined, the camera goes back to the one it has.'), h('div', { className: 'row foot' }, submit)))
  }

  async send(event) {
    event.preventDefault()
    try {
      await call('POST', '/network', form(this.picker.fields()))
      this.trying = performance.now()
      this.note.textContent = `Trying ${this.picker.title()} …`
    } catch (refusal) {
      this.picker.tell(refusal.code, refusal.message)
    }
  }

  update({ guard }) {
    this.now.textContent = networkWords(guard)
    if (this.shown !== guard.signal) this.signal.replaceChildren(guard.signal ? bars(guard.signal) : '')
    this.shown = guard.signal
    if (!this.trying || performance.now() - this.trying < 1500 || ['trying', 'storing'].includes(guard.provision)) return
    this.trying = 0
    this.note.textContent = ''
    if (guard.reason !== 'none') return this.picker.tell(guard.reason, guard.message)
    this.box.replaceChildren()
    this.open.hidden = false
    this.note.textContent = `Joined ${guard.ssid}.`
  }
}

function logSection() {
  const list = h('div', { className: 'log' })
  async function load() {
    const { lines } = await call('GET', '/access-log').catch(() => ({ lines: [] }))
    list.replaceChildren(...(lines.length ? lines.map((line) => h('p', {}, h('span', { className: 'dim' }, `${day(line.time)}, ${clock(line.time)}`),
      h('span', {}, `${line.what.replaceAll('_', ' ')} ${line.detail}`), h('span', { className: 'dim' }, line.who))) : [h('p', { className: 'dim' }, 'Empty.')]))
  }
  async function erase() {
    await call('DELETE', '/access-log').catch(() => {})
    load()
  }
  load()
  return h('section', { className: 'panel' }, h('h2', {}, 'Access log'), list,
    h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: erase }, 'Erase')))
}

function backup(reload) {
  const note = h('p', { className: 'form-note', role: 'status' })
  const tell = (refusal) => {
    note.dataset.tone = 'bad'
    note.textContent = refusal.message
  }
  async function save() {
    try {
      const text = JSON.stringify(await call('GET', '/settings'), null, 2)
      const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
      h('a', { href: url, download: 'pinhole-settings.json' }).click()
      setTimeout(() => URL.revokeObjectURL(url), 1000)
    } catch (refusal) {
      tell(refusal)
    }
  }
  const file = h('input', { type: 'file', accept: '.json,application/json', className: 'away', id: 'restore', onchange: async () => {
    try {
      await call('PUT', '/settings', JSON.parse(await file.files[0].text()))
      reload()
    } catch (refusal) {
      tell(refusal)
    }
  } })
  return h('div', {}, h('div', { className: 'row' }, h('button', { className: 'button', type: 'button', onclick: save }, 'Save settings to a file'),
    file, h('label', { className: 'button', htmlFor: 'restore' }, 'Restore from a file')), note)
}

function resetForm(fault) {
  const password = h('input', { type: 'password', autocomplete: 'current-password', required: true })
  const confirm = h('input', { autocapitalize: 'characters', autocomplete: 'off', pattern: 'RESET', required: true, placeholder: 'RESET' })
  const submit = h('button', { className: 'button danger', type: 'submit' }, 'Erase and reset')
  async function send(event) {
    event.preventDefault()
    submit.disabled = true
    fault.textContent = ''
    try {
      await call('POST', '/reset', { password: password.value, confirm: confirm.value })
      fault.dataset.tone = ''
      fault.textContent = 'The reset has begun. The light shows it; the camera comes back as new.'
    } catch (refusal) {
      fault.dataset.tone = 'bad'
      fault.textContent = refusal.message
      submit.disabled = false
    }
  }
  return h('form', { className: 'reset', onsubmit: send },
    h('p', {}, h('strong', {}, 'Erased: '), 'the owner and password, the Wi-Fi network, all recordings and events, settings, zones, and the access log.'),
    h('p', {}, h('strong', {}, 'Kept: '), 'the firmware, the serial number and the secret on the label. Copies that you saved elsewhere stay yours.'),
    field('Owner’s password', password), field('Type RESET', confirm), h('div', { className: 'row foot' }, submit), fault)
}

function advancedSection(status, reload) {
  const note = h('p', { className: 'form-note', role: 'status' })
  const box = h('div', { hidden: true }, resetForm(h('p', { className: 'form-note', role: 'status' })))
  async function restart() {
    try {
      await call('POST', '/restart')
      note.textContent = 'The camera restarts and comes back by itself.'
    } catch (refusal) {
      note.dataset.tone = 'bad'
      note.textContent = refusal.message
    }
  }
  return h('section', { className: 'panel' }, h('h2', {}, 'Advanced'), backup(reload),
    h('h3', {}, 'Restart Device'), h('p', { className: 'dim' }, 'Changes nothing; helps where the picture hangs.'),
    h('div', { className: 'row' }, h('button', { className: 'button', type: 'button', onclick: restart }, 'Restart Device'), note),
    h('h3', {}, 'Reset Device'), h('p', { className: 'dim' }, 'For a new owner, or when nothing else helps. The button in the pinhole does the same without a password.'),
    h('button', { className: 'button danger quiet', type: 'button', onclick: () => (box.hidden = !box.hidden) }, 'Reset Device …'), box)
}

function aboutSection(status, app) {
  const row = (name, value) => h('div', { className: 'about' }, h('span', { className: 'dim' }, name), h('span', {}, value || '–'))
  return h('section', { className: 'panel' }, h('h2', {}, 'About'), row('Model', status.model), row('Serial number', status.serial), row('Firmware', status.version),
    row('Running for', span(status.camera.uptime)), row('Source', status.camera.video.source), row('Recordings', size(status.camera.recording.used)),
    h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: () => app.logout() }, 'Log out')))
}

class Settings {
  constructor(root, app) {
    this.app = app
    this.network = new NetworkSection()
    this.body = h('div', { className: 'sections' })
    root.append(h('div', { className: 'page' }, h('div', { className: 'head' }, h('h1', {}, 'Device settings')), this.body))
    this.load()
  }

  async load() {
    try {
      const [settings, status] = await Promise.all([call('GET', '/settings'), call('GET', '/status')])
      this.body.replaceChildren(h('div', {}, cameraSection(settings), this.network.element, videoSection(settings), recordingSection(settings)),
        h('div', {}, motionSection(settings), advancedSection(status, () => this.load()), logSection(), aboutSection(status, this.app)))
    } catch (refusal) {
      this.body.replaceChildren(h('p', { className: 'empty' }, refusal.message))
    }
  }

  update(status) {
    this.network.update(status)
  }

  returned() {
    this.load()
  }

  unmount() {}
}

export function mount(root, app) {
  return new Settings(root, app)
}
