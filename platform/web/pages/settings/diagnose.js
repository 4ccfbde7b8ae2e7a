// SPDX-License-Identifier: GPL-2.0-or-later
// Diagnose: what is wrong, told apart, and one file for whoever helps.
import { address, call } from '/api.js'
import { h, icon } from '/dom.js'
import { said, t } from '/text.js'

const NAMES = { network: t('common.network'), storage: t('diagnose.storage'), camera: t('common.camera'), power: t('diagnose.power'), temperature: t('diagnose.temperature') }
const STATES = { ok: t('diagnose.good'), warn: t('diagnose.look_at_it'), bad: t('diagnose.not_good'), unknown: t('diagnose.not_measured') }

export function mount(root) {
  const list = h('ul', { className: 'checks' })
  async function load() {
    try {
      const { checks } = await call('GET', '/diagnosis')
      list.replaceChildren(...checks.map(({ name, state, text }) => h('li', { 'data-state': state }, h('span', { className: 'check-mark', 'aria-hidden': 'true' }),
        h('span', { className: 'check-text' }, h('strong', {}, NAMES[name] || name, h('small', {}, ` ${STATES[state]}`)), h('span', {}, said(text))))))
    } catch (refusal) {
      list.replaceChildren(h('li', {}, refusal.message))
    }
  }
  load()
  root.append(h('section', { className: 'panel' }, h('h2', {}, t('diagnose.checks')), list, h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: load }, t('diagnose.check_again')))),
    h('section', { className: 'panel' }, h('h2', {}, t('diagnose.support_file')), h('p', { className: 'dim' }, t('diagnose.what_the_camera_knows')),
      h('div', { className: 'row foot' }, h('a', { className: 'button', href: address('/diagnosis?download=1'), download: '' }, icon('download'), h('span', {}, t('diagnose.save_the_support_file'))),
        h('a', { className: 'button quiet', href: '#/help/trouble' }, t('diagnose.what_to_try_in')))))
  return { returned: load }
}
