// SPDX-License-Identifier: GPL-2.0-or-later
// Backup: the settings as a file, and back. Nothing restores by itself; the owner sees what would change, and says so.
import { call } from '/api.js'
import { h } from '/dom.js'
import { note } from '/form.js'
import { t } from '/text.js'

/** Save the settings to a file of the browser's. */
export async function download() {
  const settings = await call('GET', '/settings')
  const url = URL.createObjectURL(new Blob([JSON.stringify(settings, null, 2)], { type: 'application/json' }))
  const date = new Date().toISOString().slice(0, 10)
  h('a', { href: url, download: `pinhole-settings-${date}.json` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

/** A button that saves them. */
export function downloadButton() {
  const told = note()
  return h('div', { className: 'row' }, h('button', { className: 'button', type: 'button', onclick: async () => {
    try {
      await download()
      told.say(t('backup.saved_to_your_downloads'))
    } catch (refusal) {
      told.say(refusal.message, 'bad')
    }
  } }, t('backup.save_settings_to_a')), told.element)
}

/** The leaves of two documents that differ: [[path, now, then]]. */
export function changes(now, then, path = '') {
  if (JSON.stringify(now) === JSON.stringify(then)) return []
  const plain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!plain(now) || !plain(then)) return [[path, now, then]]
  return Object.keys(then).flatMap((key) => changes(now[key], then[key], path ? `${path}.${key}` : key))
}

const short = (value) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text === undefined ? '–' : text.length > 40 ? text.slice(0, 38) + '…' : text || '–'
}

export function mount(root, app, settings) {
  const told = note()
  const box = h('div', {})
  const file = h('input', { type: 'file', id: 'restore', accept: 'application/json,.json', className: 'away', onchange: read })
  async function read() {
    box.replaceChildren()
    told.say('')
    try {
      const wanted = JSON.parse(await file.files[0].text())
      if (typeof wanted?.version !== 'number' || typeof wanted.recording !== 'object') throw new SyntaxError()
      ask(wanted, changes(settings, wanted))
    } catch (error) {
      told.say(error instanceof SyntaxError ? t('backup.this_file_is_no') : t('backup.the_file_could_not'), 'bad')
    }
    file.value = ''
  }
  function ask(wanted, list) {
    if (list.length === 0) return told.say(t('backup.the_file_says_just'))
    box.replaceChildren(h('div', { className: 'confirm', role: 'group', 'aria-label': t('backup.restore_these_settings') }, h('h3', {}, t('backup.restore_these_settings')),
      h('table', { className: 'compare' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('backup.setting')), h('th', { scope: 'col' }, t('backup.now')), h('th', { scope: 'col' }, t('backup.in_the_file')))),
        h('tbody', {}, ...list.map(([path, now, then]) => h('tr', {}, h('th', { scope: 'row' }, path), h('td', {}, short(now)), h('td', {}, short(then)))))),
      h('div', { className: 'row foot' }, h('button', { className: 'button primary', type: 'button', onclick: () => restore(wanted) }, t('backup.restore')),
        h('button', { className: 'button', type: 'button', onclick: () => box.replaceChildren() }, t('common.cancel')))))
  }
  async function restore(wanted) {
    try {
      settings = await call('PUT', '/settings', wanted)
      box.replaceChildren()
      told.say(t('backup.restored'))
    } catch (refusal) {
      told.say(refusal.message, 'bad')
    }
  }
  root.append(h('section', { className: 'panel' }, h('h2', {}, t('common.save')), h('p', { className: 'dim' }, t('backup.names_zones_schedules_and')), downloadButton()),
    h('section', { className: 'panel' }, h('h2', {}, t('backup.restore')), h('p', { className: 'dim' }, t('backup.from_such_a_file')),
      h('div', { className: 'row' }, file, h('label', { className: 'button', htmlFor: 'restore' }, t('backup.restore_from_a_file')), told.element), box))
  return {}
}
