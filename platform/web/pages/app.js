// SPDX-License-Identifier: GPL-2.0-or-later
// The page: which view is shown, and who is told what.
import { News, call } from '/api.js'
import { h, icon } from '/dom.js'
import { Lamp } from '/light.js'
import { stateWords } from '/words.js'
import { Bench } from '/bench.js'
import * as live from '/live.js'
import * as events from '/events.js'
import * as setup from '/setup.js'
import * as settings from '/settings.js'
import * as login from '/login.js'

const views = { live, events, setup, settings, login }
const titles = { live: 'Live', events: 'Events', setup: 'Set up', settings: 'Settings', bench: 'Board' }
const root = document.getElementById('view')
const tabs = document.querySelector('.tabs')
const lampBox = document.querySelector('.lamp')
const notice = document.querySelector('.notice')
const lampDot = h('span', { className: 'dot' })
const lampText = h('span', { className: 'lamp-text' })
const lamp = new Lamp(lampDot)
lampBox.append(lampDot, lampText)

/** What all views share. */
const app = {
  status: null,
  away: false,
  go(name) {
    location.hash = '#/' + name
  },
  reopen() {
    news.open()
  },
  async logout() {
    await call('POST', '/logout').catch(() => {})
    news.open()
  },
}

let shown = null // name of the view
let view = null
let bench = null

function wanted() {
  const name = location.hash.replace(/^#\/?/, '').split('/')[0] || 'live'
  const status = app.status
  if (name === 'bench' && status) return status.bench ? 'bench' : 'live'
  if (!status) return null
  if (!status.known) return shown || 'live'
  if (status.claimed && !status.session) return setup.busy() ? 'setup' : 'login'
  if (status.claimed && name === 'setup') return shown === 'setup' || setup.busy() ? 'setup' : 'live'
  if (!status.claimed && (name === 'settings' || name === 'login')) return 'setup'
  return views[name] ? name : 'live'
}

function show() {
  const name = wanted()
  if (name === null) return
  document.body.dataset.view = name
  if (name === shown) return
  const first = shown === null
  if (view) view.unmount()
  view = null
  shown = name
  root.replaceChildren()
  if (views[name]) view = views[name].mount(root, app)
  document.title = `${titles[name] || 'Log in'} · ${app.status?.name || 'Pinhole'}`
  drawTabs()
  if (!first) {
    root.focus({ preventScroll: true })
    scrollTo(0, 0)
  }
  if (view && app.status) view.update(app.status)
}

function drawTabs() {
  const status = app.status
  const names = !status || !status.known ? ['live'] : status.claimed
    ? (status.session ? ['live', 'events', 'settings'] : [])
    : ['live', 'events', 'setup']
  if (status?.bench) names.push('bench')
  const key = names.join() + shown
  if (tabs.dataset.key === key) return
  tabs.dataset.key = key
  tabs.replaceChildren(...names.map((name) => h('a', {
    href: '#/' + name, className: `tab tab-${name}`, 'aria-current': name === shown ? 'page' : null,
  }, icon(name), h('span', {}, titles[name]))))
}

function drawLamp() {
  const words = app.away ? { text: 'Camera away', tone: 'away' } : stateWords(app.status)
  lamp.show(app.away ? 'off' : app.status.guard.light)
  if (lampText.textContent !== words.text) lampText.textContent = words.text
  lampBox.dataset.tone = words.tone
}

function say(text) {
  notice.hidden = text === ''
  if (notice.textContent !== text) notice.textContent = text
}

let awaySince = 0
const news = new News({
  status(status) {
    const returned = app.away || app.status === null
    app.status = status
    app.away = false
    awaySince = 0
    say(status.guard.connected ? '' : 'The camera is running, but its guard does not answer yet.')
    if (status.bench && !bench) bench = new Bench(document.getElementById('bench'), status.bench, app)
    document.body.classList.toggle('with-bench', Boolean(bench))
    show()
    drawTabs()
    drawLamp()
    if (view) view.update(status)
    if (view && returned && view.returned) view.returned()
  },
  motion(motion) {
    if (view && view.motion) view.motion(motion)
  },
  event(event) {
    if (view && view.event) view.event(event)
  },
  lost() {
    app.away = true
    awaySince = awaySince || performance.now()
    if (!app.status) return say('Looking for the camera …')
    drawLamp()
    if (performance.now() - awaySince > 1200) say(bench ? bench.awayWords() : 'The camera is away. It may be restarting; this page comes back by itself.')
  },
})

addEventListener('hashchange', show)
show()
