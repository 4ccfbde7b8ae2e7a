// SPDX-License-Identifier: GPL-2.0-or-later
// Setting up a camera without an owner. What was typed stays until it has worked.
import { call, form } from '/api.js'
import { h } from '/dom.js'
import { NetworkPicker } from '/networks.js'

const draft = { way: 'list' }
const trying = { since: 0, title: '', left: false }

/** Whether a claim of this page is under way: then it is this view's to tell how it ends. */
export function busy() {
  return trying.since > 0
}

class Setup {
  constructor(root, app) {
    this.app = app
    this.picker = new NetworkPicker(draft)
    this.password = h('input', { id: 'owner', type: 'password', autocomplete: 'new-password', minLength: 8, maxLength: 128, value: draft.password || '', oninput: () => (draft.password = this.password.value), 'aria-describedby': 'owner-hint' })
    this.passwordFault = h('p', { className: 'form-error', role: 'alert', hidden: true })
    this.name = h('input', { id: 'name', maxLength: 60, placeholder: 'Front door', value: draft.camera || '', oninput: () => (draft.camera = this.name.value) })
    this.submit = h('button', { className: 'button primary wide', type: 'submit' }, 'Join and finish')
    this.fault = h('p', { className: 'form-error', role: 'alert', hidden: true })
    this.form = h('form', { className: 'setup', onsubmit: (event) => this.send(event), novalidate: true },
      h('section', { className: 'panel' }, h('h2', {}, h('span', { className: 'step' }, '1'), 'Your Wi-Fi'), this.picker.element),
      h('section', { className: 'panel' }, h('h2', {}, h('span', { className: 'step' }, '2'), 'A password for this camera'),
        h('label', { htmlFor: 'owner' }, 'Owner’s password'), this.password, h('p', { className: 'hint', id: 'owner-hint' }, 'At least 8 characters. It is asked for whenever somebody opens this page.'), this.passwordFault),
      h('section', { className: 'panel' }, h('h2', {}, h('span', { className: 'step' }, '3'), 'Where is it?'),
        h('label', { htmlFor: 'name' }, 'Name (may be left empty)'), this.name),
      this.fault, this.submit,
      h('p', { className: 'hint centre' }, 'While the camera tries your Wi-Fi, its own network may vanish from your phone. It returns with the result; this page goes on by itself.'))
    this.heading = h('h1', {}, 'Set up this camera')
    this.wait = h('section', { className: 'panel waiting', role: 'status', hidden: true })
    root.append(h('div', { className: 'page narrow' }, h('div', { className: 'head' }, this.heading), this.wait, this.form))
  }

  async send(event) {
    event.preventDefault()
    this.say(this.fault)
    this.say(this.passwordFault)
    this.picker.tell(null)
    if ((draft.password || '').length < 8) {
      this.say(this.passwordFault, 'The password needs at least 8 characters.')
      return this.password.focus()
    }
    const fields = { ...this.picker.fields(), password: draft.password }
    if (draft.camera) fields.name = draft.camera
    this.submit.disabled = true
    try {
      await call('POST', '/claim', form(fields))
      Object.assign(trying, { since: performance.now(), title: this.picker.title(), left: false })
      this.app.reopen()
      this.draw()
    } catch (refusal) {
      this.refused(refusal)
    }
    this.submit.disabled = false
  }

  refused(refusal) {
    const ofNetwork = ['wifi_text', 'ssid_missing', 'passphrase_length', 'unsupported_security', 'five_ghz_only']
    if (ofNetwork.includes(refusal.code)) this.picker.tell(refusal.code, refusal.message)
    else if (refusal.code === 'password_short') this.say(this.passwordFault, refusal.message)
    else this.say(this.fault, refusal.message)
  }

  say(element, text) {
    element.hidden = !text
    element.textContent = text || ''
  }

  update(status) {
    const { provision, reason, message } = status.guard
    if (!trying.since) return this.draw()
    if (['trying', 'storing'].includes(provision)) trying.left = true
    const waited = performance.now() - trying.since
    if (status.claimed && status.session) return this.joined(status)
    if ((trying.left || waited > 2500) && ['setup', 'dormant'].includes(provision) && reason !== 'none') {
      trying.since = 0
      this.draw()
      this.picker.tell(reason, message)
      return
    }
    this.draw()
  }

  joined(status) {
    trying.since = 0
    for (const name of Object.keys(draft)) delete draft[name]
    draft.way = 'list'
    this.done = status
    this.draw()
  }

  draw() {
    const waits = trying.since > 0
    this.form.hidden = waits || Boolean(this.done)
    this.wait.hidden = !waits && !this.done
    const key = this.done ? 'done' : waits ? 'waits' : ''
    if (this.wait.dataset.key === key) return
    this.wait.dataset.key = key
    if (this.done) {
      const { ssid, address } = this.done.guard
      this.heading.textContent = 'All set'
      this.wait.replaceChildren(h('span', { className: 'tick', 'aria-hidden': 'true' }), h('h2', {}, `Joined ${ssid}`),
        h('p', {}, `This camera is yours now. At home you find it at ${address || 'its new address'}. Its setup network closes in a minute.`),
        h('a', { className: 'button primary', href: '#/live' }, 'See the picture'))
    } else {
      this.wait.replaceChildren(h('span', { className: 'spinner large' }), h('h2', {}, `Joining ${trying.title} …`),
        h('p', {}, 'This takes up to a minute. If your phone leaves the camera’s network meanwhile, join it again.'))
    }
  }

  unmount() {}
}

export function mount(root, app) {
  return new Setup(root, app)
}
