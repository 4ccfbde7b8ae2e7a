// SPDX-License-Identifier: GPL-2.0-or-later
// The page: which view is shown, and who is told what.
import { News, call } from '/api.js'
import { h, icon } from '/dom.js'
import { t } from '/text.js'
import { Lamp } from '/light.js'
import { stateWords } from '/words.js'
import { Bench } from '/bench.js'
import * as home from '/home.js'
import * as help from '/help.js'
import * as live from '/live.js'
import * as events from '/events.js'
import * as setup from '/setup.js'
import * as settings from '/settings.js'
import * as login from '/login.js'

const AGAIN = [10000, 4000, 1000, 0] // ms, from the last

const views = { home, live, events, setup, settings, login, help }
const titles = { home: t('common.home'), live: t('common.live'), events: t('common.recordings'), setup: t('app.set_up'), settings: t('common.settings'), help: t('common.help'), bench: t('app.board'), login: t('common.log_in') }
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
  changing: false, // the session is about to be another one
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

/** The address after the "#": the view's name, and what is meant in it. */
function path() {
  return location.hash.replace(/^#\/?/, '').split('/')
}

function wanted() {
  const name = path()[0] || app.status?.start || 'home'
  const status = app.status
  if (name === 'bench' && status) return status.bench ? 'bench' : 'home'
  if (!status) return null
  if (name === 'help') return 'help'
  if (!status.known) return shown || 'help'
  if (!status.claimed) return 'setup'
  if (setup.busy()) return 'setup'
  if (!status.session) return app.changing ? shown : 'login'
  return views[name] && name !== 'login' ? name : 'home'
}

function show() {
  const name = wanted()
  if (name === null) return
  document.body.dataset.view = name
  if (name === shown) return view?.route?.(path().slice(1))
  const first = shown === null
  if (view) view.unmount()
  view = null
  shown = name
  root.replaceChildren()
  if (views[name]) view = views[name].mount(root, app, path().slice(1))
  document.title = `${titles[name]} · ${app.status?.name || 'Pinhole'}`
  drawTabs()
  if (!first) {
    root.focus({ preventScroll: true })
    scrollTo(0, 0)
  }
  if (view && app.status) view.update(app.status)
}

function drawTabs() {
  const status = app.status
  const names = !status || !status.known ? [] : !status.claimed ? ['setup'] : status.session ? ['home', 'events', 'settings'] : ['login']
  names.push('help')
  if (status?.bench) names.push('bench')
  const here = shown === 'live' ? 'home' : shown
  const key = names.join() + here
  if (tabs.dataset.key === key) return
  tabs.dataset.key = key
  tabs.replaceChildren(...names.map((name) => h('a', {
    href: '#/' + name, className: `tab tab-${name}`, 'aria-current': name === here ? 'page' : null,
  }, icon(name === 'login' ? 'access' : name), h('span', {}, titles[name]))))
}

function drawLamp() {
  const words = app.away ? { text: t('app.camera_away'), tone: 'away' } : stateWords(app.status)
  lamp.show(app.away ? 'off' : app.status.guard.light)
  if (lampText.textContent !== words.text) lampText.textContent = words.text
  lampBox.dataset.tone = words.tone
}

function say(text) {
  notice.hidden = text === ''
  if (notice.textContent !== text) notice.textContent = text
}

let awaySince = 0
let again = 0 // how often it is still asked whether this browser has another session
const news = new News({
  status(status) {
    const returned = app.away || app.status === null
    // Another page of this browser may have another session, or be about to be given it: ask by it before taking this for
    // the end, and some times after.
    const over = app.status?.session && !status.session && !app.changing
    if (over) again = AGAIN.length
    if (status.session) again = 0
    app.status = status
    if (again > 0) setTimeout(() => news.open(), AGAIN[--again])
    if (over) return
    app.away = false
    awaySince = 0
    say(status.guard.connected ? '' : t('app.the_camera_is_running'))
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
    // A camera that speaks HTTPS since its claim sends its pages there.
    call('GET', '/status').catch((refusal) => refusal.code === 'https' && location.reload())
    awaySince = awaySince || performance.now()
    if (!app.status) return say(t('app.looking_for_the_camera'))
    drawLamp()
    if (performance.now() - awaySince > 1200) say(bench ? bench.awayWords() : t('app.the_camera_is_away'))
  },
})

addEventListener('hashchange', show)
show()
