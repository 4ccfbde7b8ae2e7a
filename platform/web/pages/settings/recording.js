// SPDX-License-Identifier: GPL-2.0-or-later
// Recording: when, how long, by which hours, and how much space it may take.
import { h, size } from '/dom.js'
import { cards, field, section } from '/form.js'
import { Schedule } from '/schedule.js'
import { t } from '/text.js'

const GB = 1e9

export function mount(root, app, settings) {
  const { pre_roll, hold_off, longest, max_bytes, max_days } = settings.recording
  const mode = cards(t('common.record'), settings.recording.mode, [['motion', t('common.when_something_moves'), t('common.a_few_seconds_before')],
    ['continuous', t('common.always'), t('common.takes_the_most_space')], ['off', t('common.never'), t('common.you_can_still_watch')]])
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
    section(null, [mode.element, h('div', { className: 'pair' }, field(t('recording.seconds_before'), before), field(t('recording.seconds_after'), after)), field(t('recording.longest_recording_seconds'), most)],
      () => ({ recording: { mode: mode.value(), pre_roll: Number(before.value), hold_off: Number(after.value), longest: Number(most.value) } })),
    section(t('recording.schedule'), [h('p', { className: 'dim' }, t('recording.it_records_in_the')), week.element], () => ({ recording: { schedule: week.value() } })),
    section(t('common.space'), [h('div', { className: 'space', 'aria-hidden': 'true' }, bar), words, fault, h('div', { className: 'pair' }, field(t('recording.at_most_gb'), space, t('recording.0_what_the_disk')), field(t('recording.keep_days'), days, t('recording.0_until_room_is'))),
      h('p', { className: 'hint' }, t('recording.when_the_room_is'))],
    () => ({ recording: { max_bytes: Math.round(Number(space.value) * GB), max_days: Number(days.value) } })))
  return {
    update({ camera }) {
      const { used, limit, free, count, error } = camera.recording
      const room = limit > 0 ? Math.min(limit, used + free) : used + free
      bar.style.setProperty('--share', room > 0 ? Math.min(1, used / room) : 0)
      words.textContent = `${count === 1 ? t('common.1_recording') : t('common.recordings_2', count)}, ${t('recording.of_are_free_on', size(used), size(room), size(free))}`
      fault.hidden = !error
      fault.textContent = error ? t('common.recording_is_paused', error) : ''
    },
  }
}
