// SPDX-License-Identifier: GPL-2.0-or-later
// Advanced: Restart Device; Reset Device, in steps: what is erased, the backup, the password and a typed word.
import { call } from '/api.js'
import { h } from '/dom.js'
import { field, note, password, passwordField } from '/form.js'
import { LightShow } from '/lights.js'
import { downloadButton } from '/settings/backup.js'
import { t } from '/text.js'

const WORD = 'RESET'

export const ERASED = [t('the owner and the password'), t('the Wi-Fi network and its password'), t('all recordings and events'), t('name, zones, schedules and all other settings'), t('the access log and who is logged in')]
export const KEPT = [t('the firmware and its version'), t('the serial number and the secret on the label'), t('copies of recordings that you saved elsewhere')]

function restartPanel() {
  const told = note()
  async function restart() {
    try {
      await call('POST', '/restart')
      told.say(t('The camera restarts and comes back by itself.'))
    } catch (refusal) {
      told.say(refusal.message, 'bad')
    }
  }
  return h('section', { className: 'panel' }, h('h2', {}, t('Restart Device')), h('p', { className: 'dim' }, t('Changes nothing; helps where the picture hangs or the camera is slow. It is back within a minute.')),
    h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: restart }, t('Restart Device')), told.element))
}

/** What follows once the camera has said yes. It stays readable while the camera is away. */
function begun(ssid) {
  const show = new LightShow(['working', 'booting', 'setup'])
  const element = h('section', { className: 'panel reset-begun', role: 'status' }, h('h2', {}, t('The reset has begun.')), h('p', {}, t('The light shows how far it is:')), show.element,
    h('p', {}, t`Then the camera is as new. Find it again: join the Wi-Fi ${ssid || 'Pinhole_Camera_XXXX'} with the secret on the label (or scan the label’s code); the setup page opens by itself.`))
  return { element, show }
}

function resetPanel(app, started) {
  const secret = password({ autocomplete: 'current-password', required: true })
  const word = h('input', { autocapitalize: 'characters', autocomplete: 'off', required: true, placeholder: WORD })
  const told = note()
  const submit = h('button', { className: 'button danger', type: 'submit' }, t('Erase and reset'))
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
    h('div', { className: 'pair erased' }, h('div', {}, h('h3', {}, t('Erased')), h('ul', {}, ...ERASED.map((each) => h('li', {}, each)))), h('div', {}, h('h3', {}, t('Kept')), h('ul', {}, ...KEPT.map((each) => h('li', {}, each))))),
    h('h3', {}, t('First, a backup?')), h('p', { className: 'dim' }, t('Recordings that you want to keep are saved one by one under Recordings.')), downloadButton(),
    h('h3', {}, t('Confirm')), passwordField(t('Owner’s password'), secret), field(t`Type ${WORD}`, word), h('div', { className: 'row foot' }, submit, h('button', { className: 'button', type: 'button', onclick: () => open(false) }, t('Cancel'))), told.element)
  const opener = h('button', { className: 'button danger quiet', type: 'button', 'aria-expanded': 'false', onclick: () => open(form.hidden) }, t('Reset Device …'))
  function open(on) {
    form.hidden = !on
    opener.setAttribute('aria-expanded', String(on))
  }
  const by = app.status?.reset_by || ['button', 'page']
  return h('section', { className: 'panel' }, h('h2', {}, t('Reset Device')),
    h('p', { className: 'dim' }, t('For a new owner, when you sell or move, or when nothing else helps. Not as a habit: it repairs nothing that a restart does not. The button in the pinhole does the same without a password.')),
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
