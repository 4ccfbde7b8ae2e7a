// SPDX-License-Identifier: GPL-2.0-or-later
// Access: who is logged in, and what was done.
import { call } from '/api.js'
import { clock, day, h } from '/dom.js'
import { note, password, passwordField } from '/form.js'
import { strength } from '/strength.js'
import { t } from '/text.js'

const WORDS = {
  claim: t('access.camera_claimed'), login: t('access.logged_in'), password_wrong: t('access.wrong_password'), password_changed: t('access.password_changed'), settings_changed: t('access.settings_changed'), network_change: t('access.network_changed'),
  restart: t('access.restart_asked_for'), recording_deleted: t('access.recording_deleted'), session_ended: t('access.logged_somebody_out'), sessions_ended: t('access.logged_all_others_out'), name_refused: t('access.name_refused'),
}

function sessions() {
  const list = h('ul', { className: 'sessions' })
  const told = note()
  const others = h('button', { className: 'button', type: 'button', onclick: () => end('') }, t('access.log_out_all_others'))
  async function end(which) {
    try {
      await call('DELETE', '/sessions' + which)
      await load()
      told.say(t('access.done'))
    } catch (refusal) {
      told.say(refusal.message, 'bad')
    }
  }
  async function load() {
    const { sessions: open } = await call('GET', '/sessions').catch(() => ({ sessions: [] }))
    others.hidden = open.length < 2
    list.replaceChildren(...open.map((each) => h('li', {}, h('span', { className: 'session-text' }, h('strong', {}, each.own ? t('access.this_browser') : each.who),
      h('small', {}, t('access.since', each.own ? each.who + ', ' : '', day(each.opened * 1000), clock(each.opened * 1000)))),
    each.own ? null : h('button', { className: 'link danger', type: 'button', 'aria-label': t('access.log_out', each.who), onclick: () => end('/' + each.id) }, t('common.log_out')))))
  }
  load()
  return { load, element: h('section', { className: 'panel' }, h('h2', {}, t('access.logged_in')), list, h('div', { className: 'row foot' }, others, told.element)) }
}

function log() {
  const list = h('div', { className: 'log', tabIndex: 0, role: 'region', 'aria-label': t('access.access_log') })
  async function load() {
    const { lines } = await call('GET', '/access-log').catch(() => ({ lines: [] }))
    list.replaceChildren(...(lines.length ? lines.map((line) => h('p', {}, h('span', {}, `${day(line.time)}, ${clock(line.time)}`), h('span', {}, WORDS[line.what] || line.what.replaceAll('_', ' ')), h('span', { className: 'dim' }, line.who)))
      : [h('p', { className: 'dim' }, t('access.empty'))]))
  }
  load()
  return { load, element: h('section', { className: 'panel' }, h('h2', {}, t('access.access_log')), list,
    h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: async () => {
      await call('DELETE', '/access-log').catch(() => {})
      load()
    } }, t('access.erase')))) }
}

/** Another password, for the old one. */
function change(app, done) {
  const old = password({ autocomplete: 'current-password', maxLength: 128, required: true })
  const fresh = password({ autocomplete: 'new-password', maxLength: 128, required: true, 'aria-describedby': 'strength', oninput: () => draw() })
  const bar = h('span', { className: 'strength-bar', 'aria-hidden': 'true' })
  const text = h('span', {})
  const told = note()
  const submit = h('button', { className: 'button primary', type: 'submit' }, t('access.change_password'))
  function draw() {
    const { score, text: words } = strength(fresh.input.value)
    bar.dataset.score = score
    text.textContent = words || t('access.at_least_8_characters')
  }
  function refuse(field, words) {
    field.input.setAttribute('aria-invalid', 'true')
    field.input.focus()
    told.say(words, 'bad')
  }
  async function send(event) {
    event.preventDefault()
    for (const { input } of [old, fresh]) input.removeAttribute('aria-invalid')
    if (strength(fresh.input.value).score === 0) return refuse(fresh, t('common.the_password_needs_at'))
    submit.disabled = true
    told.say('')
    app.changing = true
    try {
      await call('POST', '/password', { password: old.input.value, new: fresh.input.value })
      app.reopen() // the news are told to the new session
      for (const { input } of [old, fresh]) input.value = ''
      draw()
      told.say(t('access.changed_all_other_browsers'))
      done()
    } catch (refusal) {
      refuse(refusal.code === 'password_wrong' ? old : fresh, refusal.code === 'busy' ? t('access.the_camera_is_finishing') : refusal.message)
    }
    app.changing = false
    submit.disabled = false
  }
  draw()
  return h('form', { className: 'panel', noValidate: true, onsubmit: send }, h('h2', {}, t('common.password')),
    h('p', { className: 'dim' }, t('access.after_three_wrong_passwords')),
    passwordField(t('access.password_now'), old), passwordField(t('access.new_password'), fresh, h('p', { className: 'strength', id: 'strength', role: 'status' }, bar, text)),
    h('div', { className: 'row foot' }, submit, told.element))
}

export function mount(root, app) {
  const [open, lines] = [sessions(), log()]
  root.append(open.element, change(app, () => {
    open.load()
    lines.load()
  }), lines.element)
  return {}
}
