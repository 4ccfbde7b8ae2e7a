// SPDX-License-Identifier: GPL-2.0-or-later
// Access: who is logged in, and what was done.
import { call } from '/api.js'
import { clock, day, h } from '/dom.js'
import { note } from '/form.js'
import { t } from '/text.js'

const WORDS = {
  claim: t('Camera claimed'), login: t('Logged in'), password_wrong: t('Wrong password'), settings_changed: t('Settings changed'), network_change: t('Network changed'),
  restart: t('Restart asked for'), recording_deleted: t('Recording deleted'), session_ended: t('Logged somebody out'), sessions_ended: t('Logged all others out'), name_refused: t('Name refused'),
}

function sessions() {
  const list = h('ul', { className: 'sessions' })
  const told = note()
  const others = h('button', { className: 'button', type: 'button', onclick: () => end('') }, t('Log out all others'))
  async function end(which) {
    try {
      await call('DELETE', '/sessions' + which)
      await load()
      told.say(t('Done.'))
    } catch (refusal) {
      told.say(refusal.message, 'bad')
    }
  }
  async function load() {
    const { sessions: open } = await call('GET', '/sessions').catch(() => ({ sessions: [] }))
    others.hidden = open.length < 2
    list.replaceChildren(...open.map((each) => h('li', {}, h('span', { className: 'session-text' }, h('strong', {}, each.own ? t('This browser') : each.who),
      h('small', {}, t`${each.own ? each.who + ', ' : ''}since ${day(each.opened * 1000)}, ${clock(each.opened * 1000)}`)),
    each.own ? null : h('button', { className: 'link danger', type: 'button', 'aria-label': t`Log out ${each.who}`, onclick: () => end('/' + each.id) }, t('Log out')))))
  }
  load()
  return h('section', { className: 'panel' }, h('h2', {}, t('Logged in')), list, h('div', { className: 'row foot' }, others, told.element))
}

function log() {
  const list = h('div', { className: 'log', tabIndex: 0, role: 'region', 'aria-label': t('Access log') })
  async function load() {
    const { lines } = await call('GET', '/access-log').catch(() => ({ lines: [] }))
    list.replaceChildren(...(lines.length ? lines.map((line) => h('p', {}, h('span', {}, `${day(line.time)}, ${clock(line.time)}`), h('span', {}, WORDS[line.what] || line.what.replaceAll('_', ' ')), h('span', { className: 'dim' }, line.who)))
      : [h('p', { className: 'dim' }, t('Empty.'))]))
  }
  load()
  return h('section', { className: 'panel' }, h('h2', {}, t('Access log')), list,
    h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: async () => {
      await call('DELETE', '/access-log').catch(() => {})
      load()
    } }, t('Erase'))))
}

export function mount(root) {
  root.append(sessions(), log(), h('section', { className: 'panel' }, h('h2', {}, t('Password')),
    h('p', { className: 'dim' }, t('After three wrong passwords an address must wait, longer each time. To choose a new password, reset the camera and set it up again; back up its settings first.')),
    h('div', { className: 'row foot' }, h('a', { className: 'button', href: '#/settings/advanced' }, t('Reset Device …')))))
  return {}
}
