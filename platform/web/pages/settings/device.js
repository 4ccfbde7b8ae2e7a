// SPDX-License-Identifier: GPL-2.0-or-later
// Device: what it is called and what it is; its picture; the pages' language.
import { h, span } from '/dom.js'
import { choice, field, section } from '/form.js'
import { choose, language, languages, t } from '/text.js'

function zones(current) {
  const known = Intl.supportedValuesOf ? Intl.supportedValuesOf('timeZone') : []
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return [['', t('device.as_the_system_has')], ...[...new Set([current, own, ...known].filter(Boolean))].map((each) => [each, each.replaceAll('_', ' ')])]
}

export function mount(root, app, settings) {
  const name = h('input', { value: settings.name, maxLength: 60, required: true })
  const location = h('input', { value: settings.location, maxLength: 60, placeholder: t('common.front_door') })
  const zone = choice(settings.timezone, zones(settings.timezone))
  const { bitrate, rate, idle_rate } = settings.video
  const most = choice(bitrate, [...new Set([500, 1000, 2000, 4000, 8000, bitrate])].sort((a, b) => a - b).map((each) => [each, `${each / 1000} Mbit/s`]))
  const frames = h('input', { type: 'number', min: 1, max: 60, value: rate })
  const idle = choice(idle_rate, [...new Set([0, 1, 2, 5, idle_rate])].sort((a, b) => a - b).map((each) => [each, each ? t('device.a_second', each) : t('device.all')]))
  const row = (label) => {
    const value = h('dd', {})
    facts.append(h('div', { className: 'about' }, h('dt', {}, label), value))
    return value
  }
  const facts = h('dl', { className: 'facts-list' })
  const rows = { model: row(t('device.model')), serial: row(t('device.serial_number')), version: row(t('device.firmware')), uptime: row(t('device.running_for')), source: row(t('device.picture_from')) }
  const speak = choice(language, languages(), { onchange: () => choose(speak.value) })
  root.append(
    section(t('device.name_and_place'), [field(t('common.name'), name), field(t('common.location'), location), field(t('device.time_zone'), zone, t('device.the_schedule_and_the'))],
      () => ({ name: name.value, location: location.value, timezone: zone.value })),
    section(t('device.picture'), [h('div', { className: 'pair' }, field(t('device.at_most'), most, t('device.more_is_clearer_and')), field(t('device.pictures_a_second'), frames)), field(t('device.pictures_while_nothing_moves'), idle, t('device.fewer_take_less_space'))],
      () => ({ video: { bitrate: Number(most.value), rate: Number(frames.value), idle_rate: Number(idle.value) } })),
    h('section', { className: 'panel' }, h('h2', {}, t('device.about')), facts),
    h('section', { className: 'panel' }, h('h2', {}, t('device.these_pages')), field(t('device.language'), speak),
      h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: () => app.logout() }, t('common.log_out')))))
  return {
    update(status) {
      const said = { model: status.model, serial: status.serial, version: status.version, uptime: span(status.camera.uptime), source: status.camera.video.source }
      for (const [key, text] of Object.entries(said)) if (rows[key].textContent !== (text || '–')) rows[key].textContent = text || '–'
    },
  }
}

