// SPDX-License-Identifier: GPL-2.0-or-later
// Boards, browsers and counts for the tests of the pages.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const BUILD = process.env.BUILD
const modules = createRequire(join(BUILD, 'web-modules', 'package.json'))
const { chromium } = modules('playwright-core')

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

export function expect(truth, text) {
  if (!truth) throw new Error(text)
}

export function equal(found, wanted, what) {
  expect(found === wanted, `${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`)
}

/** How long whatever must happen is waited for, ms: no verdict is to depend on how busy the machine is. */
export const PATIENCE = 90000

/** Wait until look() gives something true, and return it. */
export async function until(what, look) {
  const end = Date.now() + PATIENCE
  for (;;) {
    const found = await Promise.resolve().then(look).catch(() => false)
    if (found) return found
    if (Date.now() > end) throw new Error(`not within ${PATIENCE / 1000} s: ${what}`)
    await sleep(100)
  }
}

/** Whether the machine had less than a tenth of its time to spare since `before`, a line of processors(). */
export async function busy(before) {
  const [then, now] = [before, await processors()]
  const [spare, all] = [now[3] - then[3], now.reduce((a, b) => a + b) - then.reduce((a, b) => a + b)]
  return spare < all / 10
}

/** The processors' times as /proc/stat has them: the fourth is what was spared. */
export async function processors() {
  return (await readFile('/proc/stat', 'utf8')).split('\n')[0].split(/\s+/).slice(1).map(Number)
}

const children = new Set()

/** Start a program that does not outlive this one, however this one ends. */
export function start(program, args, options = {}) {
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  child.end = (signal) => (options.detached ? process.kill(-child.pid, signal) : child.kill(signal))
  children.add(child)
  child.on('close', () => children.delete(child))
  return child
}

const folders = new Set()

/** A new temporary folder; what is left of it goes with this program. */
export async function folderFor(name) {
  const folder = await mkdtemp(join(tmpdir(), `pinhole-${name}-`))
  folders.add(folder)
  return folder
}

/** End all that was started. */
async function clear() {
  for (const child of children) child.end('SIGTERM')
  await Promise.race([Promise.all([end(), ...[...children].map((child) => new Promise((resolve) => child.on('close', resolve)))]), sleep(10000)])
  for (const child of children) child.end('SIGKILL')
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(signal, async () => {
    await clear()
    console.log(`web: ended by ${signal}; nothing is left running`)
    process.exit(1)
  })

const PORTS = Number(process.env.PINHOLE_WEB_PORTS || 18300)
const given = []

/** A port that is free now, of this runner's range, and none of those given last. */
export async function port() {
  for (let tries = 0; tries < 100; tries++) {
    const number = PORTS + Math.floor(Math.random() * 90)
    if (given.includes(number)) continue
    const free = await new Promise((resolve) => {
      const server = createServer().once('error', () => resolve(false)).listen(number, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (free) {
      given.push(number)
      if (given.length > 20) given.shift()
      return number
    }
  }
  throw new Error(`no free port from ${PORTS} to ${PORTS + 89}`)
}

/** Run a program to its end; returns its exit status and what it wrote. */
export function run(program, args) {
  return new Promise((resolve) => {
    let text = ''
    const child = spawn(join(BUILD, 'bin', program), args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data))
    child.on('close', (status, signal) => resolve({ status, signal, text }))
  })
}

async function make(program, ...args) {
  const status = await new Promise((resolve) => spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }).on('close', resolve).on('error', resolve))
  expect(status === 0, `${program} failed: ${status}`)
}

const VIEW = 'scale=-2:380,pad=640:480:(ow-iw)/2:(oh-ih)/2:gray,format=yuv420p'

async function pictureCode(folder, text) {
  const picture = join(folder, 'code.png')
  await make('qrencode', '-s', '8', '-m', '6', '-o', picture, text)
  return picture
}

/** A film of a QR code held before a camera, in a file of this folder. */
export async function filmCode(folder, text) {
  const film = join(folder, 'code.mp4')
  await make('ffmpeg', '-v', 'error', '-y', '-loop', '1', '-t', '2', '-r', '10', '-i', await pictureCode(folder, text), '-vf', VIEW, film)
  return film
}

/** What a camera sees that looks at nothing, until showCode(): a picture of this folder that is read anew for each frame. */
export async function filmNothing(folder) {
  await make('ffmpeg', '-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=gray:size=640x480', '-frames:v', '1', join(folder, '0.png'))
  return join(folder, '%d.png')
}

/** Hold a QR code before the camera that looks at filmNothing() of this folder. */
export async function showCode(folder, text) {
  const view = join(folder, 'view.png')
  await make('ffmpeg', '-v', 'error', '-y', '-i', await pictureCode(folder, text), '-vf', VIEW, '-update', '1', '-frames:v', '1', view)
  await rename(view, join(folder, '0.png'))
}

/** A film of a moving test picture, 640 by 480 at 30 pictures a second, in a file of this folder. */
export async function filmMoving(folder) {
  const film = join(folder, 'moving.mp4')
  await make('ffmpeg', '-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=640x480:rate=30', '-t', '20', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', film)
  return film
}

/** A virtual board with its camera, in a state folder of its own. */
export class Board {
  static async start({ networks = '', source = 'scene', more = [], scale = 1 } = {}) {
    const board = new Board()
    board.folder = await folderFor('web')
    board.state = join(board.folder, 'state')
    board.page = `http://127.0.0.1:${await port()}`
    board.bench = `http://127.0.0.1:${await port()}`
    const wifi = join(board.folder, 'wifi')
    await writeFile(wifi, `radio 2.4
network "Home" channel 6 security wpa2_wpa3 password "correct horse" signal 78
network "Guests" channel 11 security open signal 66
network "Neighbour 5G" channel 36 security wpa3 password "only five gigahertz" signal 60
network "Office" channel 11 security enterprise signal 47
network "No address" channel 6 security wpa2 password "nobody answers" signal 70 dhcp no
network "Hideout" channel 5 security wpa2 password "behind the hedge" signal 52 hidden
${networks}`)
    board.log = ''
    board.child = start(join(BUILD, 'bin', 'pinhole-board'), ['--state', board.state, '--wifi', wifi, '--bench', board.bench.split(':')[2], '--seed', '7', '--time-scale', String(scale), '--',
      '--source', source, '--listen', board.page.slice(7), ...more])
    for (const stream of [board.child.stdout, board.child.stderr]) stream.on('data', (data) => (board.log += data))
    board.ended = new Promise((resolve) => board.child.on('close', resolve))
    await until('the camera answers', async () => (await board.get('/status')).guard.connected).catch(async (error) => {
      await board.stop()
      throw new Error(`${error.message}\n${board.log}`)
    })
    return board
  }

  /** An answer's JSON; with a session's cookie, the owner's. */
  async get(path, cookie) {
    return (await fetch(`${this.page}/api/v1${path}`, { headers: cookie ? { Cookie: cookie } : {} })).json()
  }

  /** The board's own view. */
  async bench_state() {
    return (await fetch(`${this.bench}/bench/state`)).json()
  }

  async bench_post(name, body) {
    const answer = await fetch(`${this.bench}/bench/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
    expect(answer.ok, `bench ${name}: ${answer.status} ${await answer.text()}`)
  }

  /** Claim it over the API; returns the session's cookie. */
  async claim(password = 'a good password') {
    const answer = await fetch(`${this.page}/api/v1/claim`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `ssid=Home&passphrase=correct+horse&password=${encodeURIComponent(password)}` })
    equal(answer.status, 202, 'claim')
    await until('the claim is stored', async () => (await this.get('/status')).claimed)
    this.cookie = answer.headers.get('set-cookie').split(';')[0]
    await until('the first picture', async () => (await this.get('/status', this.cookie)).camera.video.frames > 0)
    return this.cookie
  }

  /** A page of the owner's browser. */
  async open(view, options) {
    if (!this.cookie) await this.claim()
    const page = await open('about:blank', options)
    const [name, value] = this.cookie.split('=')
    await page.context().addCookies([{ name, value, url: this.page }])
    await page.goto(`${this.page}/#/${view}`)
    return page
  }

  async stop() {
    this.child.kill('SIGTERM')
    const late = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE)
    this.status = await this.ended
    clearTimeout(late)
    await rm(this.folder, { recursive: true, force: true })
  }
}

let browser

/** A page in a browser of its own; what it complained of is in page.complaints. */
export async function open(url, { width = 1280, height = 800, colorScheme = 'light', locale = 'en-GB', ignoreHTTPSErrors = false } = {}) {
  browser ||= chromium.launch({ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false, timeout: PATIENCE, executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'] })
  const context = await (await browser).newContext({ viewport: { width, height }, colorScheme, locale, ignoreHTTPSErrors })
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  page.complaints = []
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(`${message.text()} ${message.location().url}`))
  page.on('pageerror', (error) => page.complaints.push(String(error.stack)))
  await page.goto(url)
  return page
}

/** Fail where the page complained of anything that no pattern allows. */
export function quiet(page, ...allowed) {
  const left = page.complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)))
  expect(left.length === 0, `the page complained: ${left.join(' | ')}`)
}

/** What axe-core finds wrong with a page, as text; empty where nothing is, or is soon: a page that is still being drawn is looked at again. */
export async function barriers(page) {
  for (let tries = 0; ; tries++) {
    const found = await barriersNow(page)
    if (!found || tries === 5) return found
    await sleep(1000)
  }
}

async function barriersNow(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(modules.resolve('axe-core/axe.min.js'), 'utf8'))
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.failureSummary.split('\n')[1]?.trim()})`).join('; ')}`).join('\n')
}

/** How many pixels a page is wider than its window; 0 where it fits, or soon does. */
export async function over(page) {
  for (let tries = 0; ; tries++) {
    const pixels = await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))
    if (pixels === 0 || tries === 10) return pixels
    await sleep(500)
  }
}

/** From now on, note each of these signs when the page shows it: a selector, or a pattern of its text. Returns a function that
    waits until a sign was shown; it may be over: what lasts for a moment is not missed, however busy the machine is. */
export async function record(page, ...signs) {
  const list = signs.map((sign) => (sign instanceof RegExp ? { text: sign.source, flags: sign.flags } : { selector: sign }))
  await page.evaluate((wanted) => {
    window.shown = wanted.map(() => false)
    const look = () => wanted.forEach(({ selector, text, flags }, i) => {
      window.shown[i] ||= selector ? document.querySelector(selector) !== null : new RegExp(text, flags).test(document.body.innerText)
    })
    new MutationObserver(look).observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true })
    look()
  }, list)
  return (sign) => until(`shown: ${sign}`, () => page.evaluate((i) => window.shown[i], signs.indexOf(sign)))
}

/** Keep a picture of the page among the build's artefacts. */
export async function shoot(page, name) {
  await page.screenshot({ path: join(BUILD, 'screenshots', `${name}.png`), fullPage: true })
}

export async function close(page) {
  await page.context().close()
}

export async function end() {
  await (await browser)?.close()
}

/** How much the shown picture of a video or image varies: 0 for one colour. Also its mean. */
export function picture(locator) {
  return locator.evaluate((element) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 80, height: 60 })
    const context = canvas.getContext('2d')
    context.drawImage(element, 0, 0, 80, 60)
    const { data } = context.getImageData(0, 0, 80, 60)
    let sum = 0
    let squares = 0
    for (let i = 0; i < data.length; i += 4) {
      const luma = 0.3 * data[i] + 0.6 * data[i + 1] + 0.1 * data[i + 2]
      sum += luma
      squares += luma * luma
    }
    const mean = sum / 4800
    return { mean, variance: squares / 4800 - mean * mean }
  })
}

/** A video plays: its time goes on, and its frames are neither black nor all the same colour. */
export async function plays(locator, what) {
  await until(`${what} plays`, () => locator.evaluate(async (video) => {
    const { src, currentTime } = video
    await new Promise((resolve) => setTimeout(resolve, 1000))
    return video.readyState >= 2 && video.src === src && video.currentTime > currentTime + 0.2
  }))
  const { mean, variance } = await picture(locator)
  expect(mean > 8 && variance > 4, `${what} is black or empty: mean ${mean}, variance ${variance}`)
}
