// SPDX-License-Identifier: GPL-2.0-or-later
// Setting up, step by step. What was typed stays until it has worked, so that only the wrong thing is typed anew.
import { address, call, form } from '/api.js'
import { h, icon } from '/dom.js'
import { note, password, passwordField } from '/form.js'
import { NetworkPicker } from '/networks.js'
import { strength } from '/strength.js'
import { said, t } from '/text.js'
import { finishSteps } from '/setup_finish.js'

const TITLES = [t('common.password'), t('common.wi_fi'), t('setup.joining'), t('common.name'), t('common.recording'), t('setup.done')]
const [PASSWORD, WIFI, JOINING, NAME, RECORDING, DONE] = TITLES.keys()
const LINGER = 60 // seconds that the setup network stays after success

/** The stages of a join, and which of them a reason belongs to. */
const STAGES = [t('setup.network_found'), t('setup.password_accepted'), t('setup.address_received'), t('setup.stored_and_reachable')]
const FAILS = { not_found: 0, five_ghz_only: 0, weak_signal: 0, unsupported_security: 0, wrong_password: 1, refused: 1, no_address: 2, not_stored: 3 }
/** How many of them lie behind at each stage that the guard tells. */
const BEHIND = { found: 1, accepted: 2, addressed: 3, reachable: 4 }
const SHOWN = 900 // ms that a result is shown
const REACHES = 3000 // ms that a joined camera is given to reach the network's router

/** What to do about a reason, beside its own sentence. */
const ADVICE = {
  wrong_password: t('setup.type_the_wi_fi'),
  not_found: t('setup.see_whether_the_name'),
  weak_signal: t('setup.bring_the_camera_nearer'),
  refused: t('setup.look_in_the_router'),
  timed_out: t('setup.try_again_if_it'),
  not_stored: t('setup.restart_the_camera_and'),
}

/** An address as people write it. */
const bare = (link) => link.replace(/^https?:\/\//, '')

const draft = { way: 'list' }
const trying = { since: 0, title: '', left: false, behind: 0 }
let step = PASSWORD

/** Whether a claim of this page is under way: then it is this view's to tell how it ends. */
export function busy() {
  return trying.since > 0
}

class Setup {
  constructor(root, app) {
    this.app = app
    this.progress = h('ol', { className: 'progress', 'aria-label': t('setup.steps') }, ...TITLES.map((title) => h('li', {}, h('span', { className: 'progress-text' }, title))))
    this.body = h('div', { className: 'setup-body' })
    this.heading = h('h1', { tabIndex: -1 })
    root.append(h('div', { className: 'page narrow setup' }, this.progress, this.heading, this.body))
    if (app.status?.claimed && app.status?.session && step < NAME) step = NAME
    this.show(trying.since ? JOINING : step)
  }

  show(wanted, fault) {
    const first = this.shown === undefined
    step = this.shown = wanted
    this.picker = null
    this.body.replaceChildren()
    ;[...this.progress.children].forEach((item, i) => {
      item.className = i < wanted ? 'done' : i === wanted ? 'now' : ''
      if (i === wanted) item.setAttribute('aria-current', 'step')
      else item.removeAttribute('aria-current')
    })
    this.progress.style.setProperty('--done', wanted / (TITLES.length - 1))
    const steps = { [PASSWORD]: () => this.passwordStep(), [WIFI]: () => this.wifiStep(fault), [JOINING]: () => this.joiningStep(), [DONE]: () => this.doneStep(),
      [NAME]: () => finishSteps.name(this, () => this.show(RECORDING)), [RECORDING]: () => finishSteps.recording(this, () => this.show(DONE)) }
    steps[wanted]()
    if (!first) this.heading.focus({ preventScroll: true })
    scrollTo(0, 0)
  }

  say(title, ...parts) {
    this.heading.textContent = title
    this.body.append(...parts)
  }

  /** A panel with a form and its buttons. */
  panel(parts, { back, next = t('setup.continue'), send }) {
    const submit = h('button', { className: 'button primary', type: 'submit' }, next)
    const element = h('form', { className: 'panel', noValidate: true, onsubmit: (event) => {
      event.preventDefault()
      send(submit)
    } }, ...parts, h('div', { className: 'row foot steps-foot' }, back !== undefined ? h('button', { className: 'button', type: 'button', onclick: () => this.show(back) }, t('setup.back')) : h('span', {}), submit))
    this.body.append(element)
    return submit
  }

  /* --- the password --- */

  /** The network that the camera visits, since it was shown its code; null where it visits none. */
  visited() {
    const { provision, ssid } = this.app.status?.guard || {}
    return provision === 'visiting' ? ssid : null
  }

  passwordStep() {
    const status = this.app.status
    const ssid = (this.visits = this.visited())
    this.say(t('setup.welcome_lets_set_up'), h('p', { className: 'lead' }, ssid === null
      ? t('setup.it_takes_about_two')
      : t('setup.the_camera_saw_the', ssid)))
    const { input, show } = password({ id: 'owner', autocomplete: 'new-password', maxLength: 128, value: draft.password || '', 'aria-describedby': 'strength', oninput: () => {
      draft.password = input.value
      draw()
    } })
    const bar = h('span', { className: 'strength-bar', 'aria-hidden': 'true' })
    const text = h('span', {})
    const told = h('p', { className: 'strength', id: 'strength', role: 'status' }, bar, text)
    const secret = password({ id: 'secret', autocomplete: 'off', maxLength: 63 })
    const fault = h('p', { className: 'form-error', role: 'alert', hidden: true })
    const draw = () => {
      const { score, text: words } = strength(input.value)
      bar.dataset.score = score
      text.textContent = words || t('setup.at_least_8_characters')
    }
    draw()
    const fields = [passwordField(t('common.owners_password'), { input, show }, told)]
    if (ssid !== null) fields.push(passwordField(t('setup.secret_on_the_label'), secret))
    this.panel([...fields, fault], { next: ssid === null ? t('setup.continue') : t('setup.claim_the_camera'), send: (button) => {
      const short = strength(input.value).score === 0
      fault.hidden = !short
      fault.textContent = short ? t('common.the_password_needs_at') : ''
      input.setAttribute('aria-invalid', String(short))
      if (short) return input.focus()
      if (ssid !== null) return this.adopt(button, secret.input, fault)
      this.show(WIFI)
    } })
    this.body.append(h('p', { className: 'hint centre' }, [status?.model, status?.serial].filter(Boolean).join(' · ')))
    const { reason, message } = status?.guard || {}
    if (reason && reason !== 'none' && !draft.password)
      this.body.prepend(h('p', { className: 'banner', role: 'status' }, t('setup.the_last_try_to', said(message))))
  }

  /** Claim it on the network that it visits. */
  async adopt(button, secret, fault) {
    button.disabled = true
    try {
      await call('POST', '/claim?network=visited', form({ password: draft.password, passphrase: secret.value }))
      Object.assign(trying, { since: performance.now(), title: this.visits, left: false, behind: 3 })
      this.app.reopen()
      this.show(JOINING)
    } catch (refusal) {
      fault.hidden = false
      fault.textContent = refusal.message
      button.disabled = false
      secret.focus()
    }
  }

  /* --- the network --- */

  wifiStep(fault) {
    this.say(t('setup.your_home_wi_fi'), h('p', { className: 'lead' }, t('setup.choose_the_network_that')))
    this.picker = new NetworkPicker(draft, { camera: true })
    const told = note()
    const submit = this.panel([this.picker.element, h('p', { className: 'banner' }, icon('network'), h('span', {},
      t('setup.while_the_camera_tries'))), told.element],
    { back: PASSWORD, next: t('setup.join'), send: (button) => this.join(button, told) })
    if (!fault) return
    this.picker.tell(fault.reason, [said(fault.message), ADVICE[fault.reason]].filter(Boolean).join(' '))
    submit.textContent = t('setup.try_again')
  }

  async join(button, told) {
    this.picker.tell(null)
    told.say('')
    if (strength(draft.password || '').score === 0) return this.show(PASSWORD)
    const missing = this.picker.missing()
    if (missing) return this.picker.tell(...missing)
    button.disabled = true
    try {
      await call('POST', '/claim' + this.picker.query(), form({ ...this.picker.fields(), password: draft.password }))
      Object.assign(trying, { since: performance.now(), title: this.picker.title(), left: false, behind: 0 })
      this.app.reopen()
      this.show(JOINING)
    } catch (refusal) {
      const ofNetwork = ['wifi_text', 'ssid_missing', 'passphrase_length', 'code_missing', 'unsupported_security', 'five_ghz_only']
      if (ofNetwork.includes(refusal.code)) this.picker.tell(refusal.code, refusal.message)
      else told.say(refusal.message, 'bad')
      button.disabled = false
    }
  }

  /* --- the try --- */

  joiningStep() {
    this.stages = STAGES.map((title) => h('li', {}, h('span', { className: 'stage-mark', 'aria-hidden': 'true' }), h('span', {}, title)))
    this.waited = h('p', { className: 'hint' })
    this.say(t('setup.joining_2', trying.title), h('section', { className: 'panel' }, h('ol', { className: 'stages', role: 'status' }, ...this.stages), this.waited))
    this.drawStages(trying.behind)
  }

  /** done: how many stages are behind; failed: the one that was not reached. */
  drawStages(done, failed = -1) {
    this.stages.forEach((item, i) => {
      const state = i === failed ? 'bad' : i < done ? 'done' : failed < 0 && i === done ? 'now' : ''
      if (item.dataset.state !== state) item.dataset.state = state
    })
    const seconds = Math.round((performance.now() - trying.since) / 1000)
    this.waited.textContent = trying.since ? t('setup.s_at_most_60', seconds) : ''
  }

  update(status) {
    this.app.status = status
    if (step === JOINING && !trying.since && !this.failing) this.show(status.claimed && status.session ? NAME : WIFI)
    if (!trying.since && [PASSWORD, WIFI].includes(step) && this.visits !== this.visited()) this.show(PASSWORD)
    if (!trying.since) return
    const { provision, reason, message } = status.guard
    if (['trying', 'storing'].includes(provision)) trying.left = true
    trying.behind = Math.max(trying.behind, BEHIND[status.guard.stage] || 0)
    if (status.claimed && status.session) return this.joined(status.guard.stage)
    const over = trying.left || performance.now() - trying.since > 2500
    if (over && ['setup', 'dormant'].includes(provision) && reason !== 'none') return this.failed(reason, message)
    this.drawStages(Math.min(trying.behind, 3))
  }

  /** The stage that failed is shown for a moment; then the step that can mend it. */
  failed(reason, message) {
    trying.since = 0
    this.failing = true
    const stage = FAILS[reason] ?? Math.min(trying.behind, 3)
    this.drawStages(stage, stage)
    setTimeout(() => {
      this.failing = false
      if (this.gone) return
      this.show(WIFI, { reason, message })
    }, SHOWN)
  }

  /** It is the owner's now. Whether it is reachable is told at once or a moment later. */
  joined(stage) {
    trying.joined = trying.joined || performance.now()
    if (stage !== 'reachable' && stage !== 'no_gateway' && performance.now() - trying.joined < REACHES) return this.drawStages(3)
    if (this.leaving) return
    this.leaving = true
    this.reachable = stage === 'reachable'
    this.drawStages(this.reachable ? STAGES.length : 3)
    this.heading.textContent = t('common.joined', this.app.status.guard.ssid)
    setTimeout(() => this.named(), SHOWN)
  }

  named() {
    Object.assign(trying, { since: 0, joined: 0 })
    this.leaving = false
    for (const name of Object.keys(draft)) delete draft[name]
    draft.way = 'list'
    if (this.gone) return
    this.joinedAt = performance.now()
    location.hash = '#/setup'
    this.show(NAME)
  }

  /** Where to go on when the setup network closes. */
  closing() {
    const { address: at, ssid } = this.app.status.guard
    if (this.joinedAt === undefined || !at) return null
    const link = this.homeLink()
    return h('p', { className: 'banner good', role: 'status' }, icon('check'), h('span', {}, t('setup.joined_the_cameras_own', ssid, LINGER), h('a', { href: link }, bare(link)), '.', this.reachable ? '' : ` ${t('setup.the_router_has_not')}`, this.warning(link)))
  }

  /** What a browser says of a key that nobody vouches for. */
  warning(link) {
    return link.startsWith('https:') ? ` ${t('setup.your_browser_will_warn')}` : ''
  }

  /** Where the camera is at home. */
  homeLink() {
    return this.app.status.guard.home || location.origin
  }

  /* --- the end --- */

  doneStep() {
    const link = this.homeLink()
    const { name } = this.app.status
    this.say(t('setup.all_set'), h('section', { className: 'panel done-panel' }, h('span', { className: 'tick', 'aria-hidden': 'true' }),
      h('p', { className: 'lead' }, t('setup.is_yours_now_at', name || t('setup.your_camera'))),
      h('p', {}, h('a', { className: 'address', href: link }, bare(link))),
      h('img', { className: 'qr', src: address('/address.svg'), alt: t('setup.qr_code_of', link), width: 168, height: 168 }),
      h('p', { className: 'hint' }, t('setup.scan_it_with_other'), this.warning(link)),
      h('div', { className: 'row centre-row' }, h('a', { className: 'button primary', href: '#/live' }, t('setup.see_the_picture')), h('a', { className: 'button', href: '#/help' }, t('setup.how_the_button_works')))))
  }

  unmount() {
    this.gone = true
    if (step === DONE) step = PASSWORD
  }
}

export function mount(root, app) {
  return new Setup(root, app)
}

