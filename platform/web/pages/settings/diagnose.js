// SPDX-License-Identifier: GPL-2.0-or-later
// Diagnose: what is wrong, told apart, and one file for whoever helps.
import { address, call } from '/api.js'
import { h, icon } from '/dom.js'
import { said, t } from '/text.js'

const NAMES = { network: t('Network'), storage: t('Storage'), camera: t('Camera'), power: t('Power'), temperature: t('Temperature') }
const STATES = { ok: t('good'), warn: t('look at it'), bad: t('not good'), unknown: t('not measured') }

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
  root.append(h('section', { className: 'panel' }, h('h2', {}, t('Checks')), list, h('div', { className: 'row foot' }, h('button', { className: 'button', type: 'button', onclick: load }, t('Check again')))),
    h('section', { className: 'panel' }, h('h2', {}, t('Support file')), h('p', { className: 'dim' }, t('What the camera knows of itself, for whoever helps you: model, serial number, firmware, states, settings, what happened when. Left out: passwords, names, Wi-Fi names and addresses, pictures.')),
      h('div', { className: 'row foot' }, h('a', { className: 'button', href: address('/diagnosis?download=1'), download: '' }, icon('download'), h('span', {}, t('Save the support file'))),
        h('a', { className: 'button quiet', href: '#/help/trouble' }, t('What to try, in order')))))
  return { returned: load }
}
