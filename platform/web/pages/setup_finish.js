// SPDX-License-Identifier: GPL-2.0-or-later
// The steps after joining: name and place; motion, recording, schedule. Each is stored when it is left.
import { call } from '/api.js'
import { h } from '/dom.js'
import { cards, check, field, note } from '/form.js'
import { Schedule } from '/schedule.js'
import { t } from '/text.js'

const PLACES = [t('common.front_door'), t('setup.living_room'), t('setup.garden'), t('setup.garage'), t('setup.nursery')]
const FRESH = 'Pinhole camera' // the name of a camera that nobody has named

async function store(part, button, told, then) {
  button.disabled = true
  told.say('')
  try {
    await call('PUT', '/settings', part)
    then()
  } catch (refusal) {
    told.say(refusal.message, 'bad')
    button.disabled = false
  }
}

/** The camera's schedule goes by the clock of whoever sets it up, where the camera knows that time zone. */
async function zone() {
  await call('PUT', '/settings', { timezone: Intl.DateTimeFormat().resolvedOptions().timeZone || '' }).catch(() => {})
}

async function name(setup, then) {
  const told = note()
  const label = h('input', { maxLength: 60, autocomplete: 'off', placeholder: t('common.front_door') })
  const place = h('input', { maxLength: 60, autocomplete: 'off' })
  const picks = h('div', { className: 'row picks', role: 'group', 'aria-label': t('setup.suggestions') }, ...PLACES.map((each) =>
    h('button', { className: 'button small', type: 'button', onclick: () => {
      place.value = each
      if (!label.value) label.value = each
    } }, each)))
  const closing = setup.closing()
  setup.say(t('setup.name_your_camera'), ...(closing ? [closing] : []), h('p', { className: 'lead' }, t('setup.so_that_you_know')))
  setup.panel([field(t('common.name'), label), field(t('common.location'), place), picks, told.element], { send: (button) =>
    store({ ...(label.value.trim() ? { name: label.value.trim() } : {}), location: place.value.trim() }, button, told, then) })
  zone()
  const settings = await call('GET', '/settings').catch(() => null)
  if (!settings) return
  if (!label.value && settings.name !== FRESH) label.value = settings.name
  if (!place.value) place.value = settings.location
}

async function recording(setup, then) {
  setup.say(t('setup.what_shall_it_record'), h('p', { className: 'lead' }, t('setup.all_of_this_can')))
  const settings = await call('GET', '/settings').catch(() => null)
  if (!settings) return setup.body.append(h('p', { className: 'form-error' }, t('common.the_camera_does_not')))
  const told = note()
  const motion = h('input', { type: 'checkbox', checked: settings.motion.on })
  const mode = cards(t('common.record'), settings.recording.mode, [['motion', t('common.when_something_moves'), t('common.a_few_seconds_before')],
    ['continuous', t('common.always'), t('common.takes_the_most_space')], ['off', t('common.never'), t('common.you_can_still_watch')]])
  const week = new Schedule(settings.recording.schedule)
  const usual = settings.recording.schedule.every((day) => !day.includes('0'))
  const limited = h('input', { type: 'checkbox', checked: !usual, onchange: () => (box.hidden = !limited.checked) })
  const box = h('div', { hidden: usual }, week.element)
  setup.panel([check(motion, t('common.watch_for_motion'), t('setup.light_switches_and_moving')), mode.element,
    check(limited, t('setup.only_at_certain_hours')), box, told.element], { back: 3, next: t('setup.finish'), send: (button) =>
    store({ motion: { on: motion.checked }, recording: { mode: mode.value(), schedule: limited.checked ? week.value() : Array(7).fill('1'.repeat(24)) } }, button, told, then) })
}

export const finishSteps = { name, recording }
