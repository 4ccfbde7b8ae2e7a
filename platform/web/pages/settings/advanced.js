// SPDX-License-Identifier: GPL-2.0-or-later
// Advanced: Restart Device; Reset Device, in steps: what is erased, the backup, the password and a typed word.
import { call } from '/api.js'
import { h } from '/dom.js'
import { field, note, password, passwordField } from '/form.js'
import { LightShow } from '/lights.js'
import { downloadButton } from '/settings/backup.js'
import { t } from '/text.js'

const WORD = 'RESET'

export const ERASED = [t('advanced.the_owner_and_the'), t('advanced.the_wi_fi_network'), t('advanced.all_recordings_and_events'), t('advanced.name_zones_schedules_and'), t('advanced.the_access_log_and')]
export const KEPT = [t('advanced.the_firmware_and_its'), t('advanced.the_serial_number_and'), t('advanced.copies_of_recordings_that')]

function restartPanel() {
  const told = note()
  async function restart() {
    try {
      await call('POST', '/restart')
      told.say(t('advanced.the_camera_restarts_and'))
    } catch (refusal) {
      told.say(refusal.message, 'bad')
    }
  }
  return h('section', { className: 'panel' }, h('h2', {}, t('advanced.restart_device')), h('p', { className: 'dim' }, t('advanced.changes_nothing_helps_where')),
    h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: restart }, t('advanced.restart_device')), told.element))
}

/** What follows once the camera has said yes. It stays readable while the camera is away. */
function begun(ssid) {
  const show = new LightShow(['working', 'booting', 'setup'])
  const element = h('section', { className: 'panel reset-begun', role: 'status' }, h('h2', {}, t('advanced.the_reset_has_begun')), h('p', {}, t('advanced.the_light_shows_how')), show.element,
    h('p', {}, t('advanced.then_the_camera_is', ssid || 'Pinhole_Camera_XXXX')))
  return { element, show }
}

function resetPanel(app, started) {
  const secret = password({ autocomplete: 'current-password', required: true })
  const word = h('input', { autocapitalize: 'characters', autocomplete: 'off', required: true, placeholder: WORD })
  const told = note()
  const submit = h('button', { className: 'button danger', type: 'submit' }, t('advanced.erase_and_reset'))
  async function send(event) {
    event.preventDefault()
    submit.disabled = true
    told.say('')
    try {
      await call('POST', '/reset', { password: secret.input.value, confirm: word.value })
      started()
    } catch (refusal) {
      told.say(refusal.message, 'bad')
      submit.disabled = false
    }
  }
  const form = h('form', { className: 'reset', hidden: true, onsubmit: send },
    h('div', { className: 'pair erased' }, h('div', {}, h('h3', {}, t('common.erased')), h('ul', {}, ...ERASED.map((each) => h('li', {}, each)))), h('div', {}, h('h3', {}, t('common.kept')), h('ul', {}, ...KEPT.map((each) => h('li', {}, each))))),
    h('h3', {}, t('advanced.first_a_backup')), h('p', { className: 'dim' }, t('advanced.recordings_that_you_want')), downloadButton(),
    h('h3', {}, t('advanced.confirm')), passwordField(t('common.owners_password'), secret), field(t('advanced.type', WORD), word), h('div', { className: 'row foot' }, submit, h('button', { className: 'button', type: 'button', onclick: () => open(false) }, t('common.cancel'))), told.element)
  const opener = h('button', { className: 'button danger quiet', type: 'button', 'aria-expanded': 'false', onclick: () => open(form.hidden) }, t('advanced.reset_device'))
  function open(on) {
    form.hidden = !on
    opener.setAttribute('aria-expanded', String(on))
  }
  const by = app.status?.reset_by || ['button', 'page']
  return h('section', { className: 'panel' }, h('h2', {}, t('advanced.reset_device_2')),
    h('p', { className: 'dim' }, t('advanced.for_a_new_owner')),
    ...(by.includes('page') ? [opener, form] : []))
}

export function mount(root, app) {
  let show = null
  const ssid = app.status?.guard.setup_ssid
  const panel = resetPanel(app, () => {
    const made = begun(ssid)
    show = made.show
    root.replaceChildren(made.element)
    scrollTo(0, 0)
  })
  root.append(restartPanel(), panel)
  return {
    returned() {},
    unmount() {
      show?.end()
    },
  }
}
