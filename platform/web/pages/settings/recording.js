// SPDX-License-Identifier: GPL-2.0-or-later
// Recording: when, how long, by which hours, and how much space it may take.
import { h, size } from '/dom.js'
import { cards, field, section } from '/form.js'
import { Schedule } from '/schedule.js'
import { t } from '/text.js'

const GB = 1e9

export function mount(root, app, settings) {
  const { pre_roll, hold_off, longest, max_bytes, max_days } = settings.recording
  const mode = cards(t('Record'), settings.recording.mode, [['motion', t('When something moves'), t('A few seconds before and after included.')],
    ['continuous', t('Always'), t('Takes the most space.')], ['off', t('Never'), t('You can still watch live.')]])
  const before = h('input', { type: 'number', min: 0, max: 30, value: pre_roll })
  const after = h('input', { type: 'number', min: 1, max: 60, value: hold_off })
  const most = h('input', { type: 'number', min: 10, max: 3600, value: longest })
  const week = new Schedule(settings.recording.schedule)
  const space = h('input', { type: 'number', min: 0, step: 'any', value: max_bytes / GB })
  const days = h('input', { type: 'number', min: 0, max: 3650, value: max_days })
  const bar = h('span', { className: 'space-fill' })
  const words = h('p', { className: 'dim' })
  const fault = h('p', { className: 'form-error', role: 'alert', hidden: true })
  root.append(
    section(null, [mode.element, h('div', { className: 'pair' }, field(t('Seconds before'), before), field(t('Seconds after'), after)), field(t('Longest recording, seconds'), most)],
      () => ({ recording: { mode: mode.value(), pre_roll: Number(before.value), hold_off: Number(after.value), longest: Number(most.value) } })),
    section(t('Schedule'), [h('p', { className: 'dim' }, t('It records in the green hours only. Draw over the grid, or tap a day or an hour.')), week.element], () => ({ recording: { schedule: week.value() } })),
    section(t('Space'), [h('div', { className: 'space', 'aria-hidden': 'true' }, bar), words, fault, h('div', { className: 'pair' }, field(t('At most, GB'), space, t('0: what the disk holds')), field(t('Keep days'), days, t('0: until room is needed'))),
      h('p', { className: 'hint' }, t('When the room is used up, the oldest recordings make place for new ones.'))],
    () => ({ recording: { max_bytes: Math.round(Number(space.value) * GB), max_days: Number(days.value) } })))
  return {
    update({ camera }) {
      const { used, limit, free, count, error } = camera.recording
      const room = limit > 0 ? Math.min(limit, used + free) : used + free
      bar.style.setProperty('--share', room > 0 ? Math.min(1, used / room) : 0)
      words.textContent = `${count === 1 ? t('1 recording') : t`${count} recordings`}, ${t`${size(used)} of ${size(room)}. ${size(free)} are free on the disk.`}`
      fault.hidden = !error
      fault.textContent = error ? t`Recording is paused: ${error}.` : ''
    },
  }
}
