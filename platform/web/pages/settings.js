// SPDX-License-Identifier: GPL-2.0-or-later
// Device settings: a list of pages, and the page that is open.
import { call } from '/api.js'
import { h, icon } from '/dom.js'
import { t } from '/text.js'
import * as device from '/settings/device.js'
import * as network from '/settings/network.js'
import * as motion from '/settings/motion.js'
import * as recording from '/settings/recording.js'
import * as access from '/settings/access.js'
import * as backup from '/settings/backup.js'
import * as advanced from '/settings/advanced.js'
import * as diagnose from '/settings/diagnose.js'

const PAGES = {
  device: [device, t('settings.device'), t('settings.name_place_picture_language')],
  network: [network, t('common.network'), t('settings.wi_fi_signal')],
  motion: [motion, t('common.motion'), t('settings.zones_and_sensitivity')],
  recording: [recording, t('common.recording'), t('settings.when_how_long_space')],
  access: [access, t('settings.access'), t('settings.who_is_logged_in')],
  backup: [backup, t('settings.backup'), t('settings.save_and_restore_settings')],
  diagnose: [diagnose, t('common.diagnose'), t('settings.what_is_wrong_support')],
  advanced: [advanced, t('settings.advanced'), t('settings.restart_device_reset_device')],
}
const WIDE = matchMedia('(min-width: 900px)')

class Settings {
  constructor(root, app, [name]) {
    this.app = app
    this.title = h('h1', { tabIndex: -1 })
    this.back = h('a', { className: 'back', href: '#/settings', 'aria-label': t('settings.back_to_the_settings') }, icon('back'))
    this.links = Object.entries(PAGES).map(([key, [, title, about]]) => h('a', { href: `#/settings/${key}`, className: 'menu-link' }, icon(key),
      h('span', { className: 'menu-text' }, h('strong', {}, title), h('small', {}, about)), icon('next')))
    this.menu = h('nav', { className: 'menu panel', 'aria-label': t('common.settings') }, ...this.links)
    this.body = h('div', { className: 'sub' })
    this.root = h('div', { className: 'page settings' }, h('div', { className: 'head' }, this.back, this.title), h('div', { className: 'split' }, this.menu, this.body))
    root.append(this.root)
    this.widen = () => this.route([this.name])
    WIDE.addEventListener('change', this.widen)
    this.route([name], true)
  }

  /** On a phone the list is a page of its own; on a wider screen it stands beside the page. */
  route([name], first = false) {
    const wanted = PAGES[name] ? name : WIDE.matches ? 'device' : undefined
    const menu = !WIDE.matches && wanted !== undefined
    this.menu.hidden = menu
    this.back.hidden = !menu
    if (wanted === this.name && !first) return
    this.name = wanted
    this.close()
    this.title.textContent = menu ? PAGES[wanted][1] : t('common.device_settings')
    Object.keys(PAGES).forEach((key, i) => (key === wanted ? this.links[i].setAttribute('aria-current', 'page') : this.links[i].removeAttribute('aria-current')))
    this.open()
    if (!first) this.title.focus({ preventScroll: true })
    scrollTo(0, 0)
  }

  close() {
    this.page?.unmount?.()
    this.page = null
    this.body.replaceChildren()
  }

  async open() {
    const name = this.name
    if (!name) return
    try {
      const settings = await call('GET', '/settings')
      if (this.name !== name || this.gone) return
      this.close()
      this.page = PAGES[name][0].mount(this.body, this.app, settings)
      if (this.app.status) this.page.update?.(this.app.status)
    } catch (refusal) {
      this.body.replaceChildren(h('p', { className: 'empty' }, refusal.message))
    }
  }

  update(status) {
    this.page?.update?.(status)
  }

  motion(motion) {
    this.page?.motion?.(motion)
  }

  /** The camera is back from a restart: pages that hold on to a stream begin anew. */
  returned() {
    if (this.page?.returned) this.page.returned()
    else if (!this.page) this.open()
  }

  unmount() {
    this.gone = true
    WIDE.removeEventListener('change', this.widen)
    this.close()
  }
}

export function mount(root, app, path = []) {
  return new Settings(root, app, path)
}
