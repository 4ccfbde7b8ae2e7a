// SPDX-License-Identifier: GPL-2.0-or-later
// The owner's login.
import { call } from '/api.js'
import { h } from '/dom.js'
import { t } from '/text.js'

export function mount(root, app) {
  const password = h('input', { type: 'password', id: 'password', autocomplete: 'current-password', required: true, 'aria-describedby': 'login-error' })
  const error = h('p', { className: 'form-error', id: 'login-error', role: 'alert', hidden: true })
  const submit = h('button', { className: 'button primary', type: 'submit' }, t('common.log_in'))
  async function send(event) {
    event.preventDefault()
    submit.disabled = true
    error.hidden = true
    try {
      await call('POST', '/login', { password: password.value })
      app.reopen()
      // An owner who comes over the setup network, since the home network was not found, wants to mend that.
      if (app.status?.guard.provision === 'owner_setup') location.hash = '#/settings/network'
    } catch (refusal) {
      error.hidden = false
      error.textContent = refusal.message
      password.select()
      if (refusal.wait) await new Promise((resolve) => setTimeout(resolve, refusal.wait * 1000))
    }
    submit.disabled = false
  }
  root.append(h('div', { className: 'page narrow' }, h('form', { className: 'panel login', onsubmit: send },
    h('h1', {}, t('login.welcome_back')), h('p', { className: 'dim' }, t('login.this_camera_has_an')),
    h('label', { htmlFor: 'password' }, t('common.password')), password, error, submit,
    h('details', {}, h('summary', {}, t('login.forgotten')), h('p', {}, t('login.nobody_can_look_it'))))))
  password.focus({ preventScroll: true })
  return { update() {}, unmount() {} }
}
