// SPDX-License-Identifier: GPL-2.0-or-later
// Parts of forms that setup and settings share.
import { call } from '/api.js'
import { h } from '/dom.js'
import { t } from '/text.js'

let serial = 0

/** A labelled control. */
export function field(label, control, hint) {
  control.id = control.id || `field${serial++}`
  if (hint) control.setAttribute('aria-describedby', control.id + 'hint')
  return h('div', { className: 'field' }, h('label', { htmlFor: control.id }, label), control, hint ? h('p', { className: 'hint', id: control.id + 'hint' }, hint) : null)
}

/** A box to tick with its text. */
export function check(control, label, hint) {
  return h('label', { className: 'check' }, control, h('span', {}, label, hint ? h('small', { className: 'hint' }, hint) : null))
}

export function choice(value, options, props = {}) {
  return h('select', props, ...options.map(([key, label]) => h('option', { value: key, selected: String(key) === String(value) }, label)))
}

/** One of a few, as cards: [[value, title, sentence]]. */
export function cards(legend, value, options, changed = () => {}) {
  const name = `cards${serial++}`
  const element = h('fieldset', { className: 'cards' }, h('legend', {}, legend), ...options.map(([key, title, text]) =>
    h('label', { className: 'card-choice' }, h('input', { type: 'radio', name, value: key, checked: key === value, onchange: () => changed(key) }),
      h('span', {}, h('strong', {}, title), h('small', {}, text)))))
  return { element, value: () => element.querySelector('input:checked')?.value }
}

/** A password with a button that shows it. */
export function password(props) {
  const input = h('input', { type: 'password', autocapitalize: 'off', spellcheck: false, ...props })
  const show = h('button', { className: 'link', type: 'button', 'aria-pressed': 'false', onclick: () => {
    const hidden = input.type === 'password'
    input.type = hidden ? 'text' : 'password'
    show.textContent = hidden ? t('form.hide') : t('form.show')
    show.setAttribute('aria-pressed', String(hidden))
  } }, t('form.show'))
  return { input, show }
}

/** A labelled password. */
export function passwordField(label, { input, show }, ...more) {
  input.id = input.id || `field${serial++}`
  return h('div', { className: 'field' }, h('div', { className: 'label-row' }, h('label', { htmlFor: input.id }, label), show), input, ...more)
}

/** A line that tells how something went. */
export function note() {
  const element = h('p', { className: 'form-note', role: 'status' })
  return {
    element,
    say(text, tone = '') {
      element.dataset.tone = tone
      element.textContent = text
    },
  }
}

/** A panel of settings with its own button; save() returns a part of the settings document. */
export function section(title, controls, save, saved = () => {}) {
  const told = note()
  const submit = h('button', { className: 'button primary', type: 'submit' }, t('common.save'))
  async function send(event) {
    event.preventDefault()
    submit.disabled = true
    told.say('')
    try {
      saved(await call('PUT', '/settings', save()))
      told.say(t('form.saved'))
    } catch (refusal) {
      told.say(refusal.message, 'bad')
    }
    submit.disabled = false
  }
  return h('form', { className: 'panel', onsubmit: send }, title ? h('h2', {}, title) : null, ...controls, h('div', { className: 'row foot' }, submit, told.element))
}
