// SPDX-License-Identifier: GPL-2.0-or-later
// Device: what it is called and what it is; its picture; the pages' language.
import { h, span } from '/dom.js'
import { choice, field, section } from '/form.js'
import { choose, language, languages, t } from '/text.js'

function zones(current) {
  const known = Intl.supportedValuesOf ? Intl.supportedValuesOf('timeZone') : []
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return [['', t('As the system has it')], ...[...new Set([current, own, ...known].filter(Boolean))].map((each) => [each, each.replaceAll('_', ' ')])]
}

export function mount(root, app, settings) {
  const name = h('input', { value: settings.name, maxLength: 60, required: true })
  const location = h('input', { value: settings.location, maxLength: 60, placeholder: t('Front door') })
  const zone = choice(settings.timezone, zones(settings.timezone))
  const { bitrate, rate, idle_rate } = settings.video
  const most = choice(bitrate, [...new Set([500, 1000, 2000, 4000, 8000, bitrate])].sort((a, b) => a - b).map((each) => [each, `${each / 1000} Mbit/s`]))
  const frames = h('input', { type: 'number', min: 1, max: 60, value: rate })
  const idle = choice(idle_rate, [...new Set([0, 1, 2, 5, idle_rate])].sort((a, b) => a - b).map((each) => [each, each ? t`${each} a second` : t('All')]))
  const row = (label) => {
    const value = h('dd', {})
    facts.append(h('div', { className: 'about' }, h('dt', {}, label), value))
    return value
  }
  const facts = h('dl', { className: 'facts-list' })
  const rows = { model: row(t('Model')), serial: row(t('Serial number')), version: row(t('Firmware')), uptime: row(t('Running for')), source: row(t('Picture from')) }
  const speak = choice(language, languages(), { onchange: () => choose(speak.value) })
  root.append(
    section(t('Name and place'), [field(t('Name'), name), field(t('Location'), location), field(t('Time zone'), zone, t('The schedule and the names of saved files go by it.'))],
      () => ({ name: name.value, location: location.value, timezone: zone.value })),
    section(t('Picture'), [h('div', { className: 'pair' }, field(t('At most'), most, t('More is clearer, and takes more space.')), field(t('Pictures a second'), frames)), field(t('Pictures while nothing moves'), idle, t('Fewer take less space and less network. When something begins to move, live view may miss its first moment.'))],
      () => ({ video: { bitrate: Number(most.value), rate: Number(frames.value), idle_rate: Number(idle.value) } })),
    h('section', { className: 'panel' }, h('h2', {}, t('About')), facts),
    h('section', { className: 'panel' }, h('h2', {}, t('These pages')), field(t('Language'), speak),
      h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: () => app.logout() }, t('Log out')))))
  return {
    update(status) {
      const said = { model: status.model, serial: status.serial, version: status.version, uptime: span(status.camera.uptime), source: status.camera.video.source }
      for (const [key, text] of Object.entries(said)) if (rows[key].textContent !== (text || '–')) rows[key].textContent = text || '–'
    },
  }
}

