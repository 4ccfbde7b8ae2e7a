// SPDX-License-Identifier: GPL-2.0-or-later
// The steps after joining: name and place; motion, recording, schedule. Each is stored when it is left.
import { call } from '/api.js'
import { h } from '/dom.js'
import { cards, check, field, note } from '/form.js'
import { Schedule } from '/schedule.js'
import { t } from '/text.js'

const PLACES = [t('Front door'), t('Living room'), t('Garden'), t('Garage'), t('Nursery')]
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
  const label = h('input', { maxLength: 60, autocomplete: 'off', placeholder: t('Front door') })
  const place = h('input', { maxLength: 60, autocomplete: 'off' })
  const picks = h('div', { className: 'row picks', role: 'group', 'aria-label': t('Suggestions') }, ...PLACES.map((each) =>
    h('button', { className: 'button small', type: 'button', onclick: () => {
      place.value = each
      if (!label.value) label.value = each
    } }, each)))
  const closing = setup.closing()
  setup.say(t('Name your camera'), ...(closing ? [closing] : []), h('p', { className: 'lead' }, t('So that you know which one it is when you have several.')))
  setup.panel([field(t('Name'), label), field(t('Location'), place), picks, told.element], { send: (button) =>
    store({ ...(label.value.trim() ? { name: label.value.trim() } : {}), location: place.value.trim() }, button, told, then) })
  zone()
  const settings = await call('GET', '/settings').catch(() => null)
  if (!settings) return
  if (!label.value && settings.name !== FRESH) label.value = settings.name
  if (!place.value) place.value = settings.location
}

async function recording(setup, then) {
  setup.say(t('What shall it record?'), h('p', { className: 'lead' }, t('All of this can be changed later in the settings.')))
  const settings = await call('GET', '/settings').catch(() => null)
  if (!settings) return setup.body.append(h('p', { className: 'form-error' }, t('The camera does not answer. If it stays away, use the button on the camera.')))
  const told = note()
  const motion = h('input', { type: 'checkbox', checked: settings.motion.on })
  const mode = cards(t('Record'), settings.recording.mode, [['motion', t('When something moves'), t('A few seconds before and after included.')],
    ['continuous', t('Always'), t('Takes the most space.')], ['off', t('Never'), t('You can still watch live.')]])
  const week = new Schedule(settings.recording.schedule)
  const usual = settings.recording.schedule.every((day) => !day.includes('0'))
  const limited = h('input', { type: 'checkbox', checked: !usual, onchange: () => (box.hidden = !limited.checked) })
  const box = h('div', { hidden: usual }, week.element)
  setup.panel([check(motion, t('Watch for motion'), t('Light switches and moving leaves are told apart from people.')), mode.element,
    check(limited, t('Only at certain hours')), box, told.element], { back: 3, next: t('Finish'), send: (button) =>
    store({ motion: { on: motion.checked }, recording: { mode: mode.value(), schedule: limited.checked ? week.value() : Array(7).fill('1'.repeat(24)) } }, button, told, then) })
}

export const finishSteps = { name, recording }
