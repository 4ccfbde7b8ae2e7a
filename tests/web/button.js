// SPDX-License-Identifier: GPL-2.0-or-later
// The bench's button in the browser, on a claimed camera: 6 s cancels, 3 s restarts, 9 s resets; the supply is cut.
import { close, equal, expect, plays, sleep, until } from './harness.js'

let page
let cookie

async function hold(seconds) {
  const box = await page.getByRole('button', { name: /pinhole/ }).boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await sleep(seconds * 1000)
  await page.mouse.up()
}

const session = (board) => fetch(`${board.page}/api/v1/status`, { headers: { Cookie: cookie } }).then((answer) => answer.json()).then((status) => status.session)

export const tests = {
  async 'the light of the page is the light of the board'(board) {
    cookie = await board.claim()
    page = await board.open('live')
    await page.getByRole('heading', { name: 'Virtual board' }).waitFor()
    for (const lit of [1, 0, 1]) await until(`the drawn light is ${lit ? 'on' : 'off'}`, async () => (await page.locator('.device.lit').count()) === lit, 4000)
  },

  async 'R-007 R-023: a hold of 6 s flashes, and letting go cancels'(board) {
    const { boots } = await board.bench_state()
    const held = hold(6)
    await page.getByText(/Hold on: reset/).waitFor({ timeout: 8000 })
    const levels = new Set()
    for (let i = 0; i < 12; i++) {
      levels.add(await page.locator('.device.lit').count())
      await sleep(45)
    }
    equal(levels.size, 2, 'the armed light flashes: levels seen')
    await held
    await page.getByText(/cancelled/i).first().waitFor()
    await sleep(3000)
    equal((await board.bench_state()).boots, boots, 'starts of the board')
    equal(await session(board), true, 'the owner\'s session')
  },

  async 'R-055 R-056: a press of 3 s restarts; the page says so, comes back and plays'(board) {
    const { boots } = await board.bench_state()
    await page.getByRole('button', { name: '3 s' }).click()
    await page.getByText(/is restarting|Camera away|Restarting/).first().waitFor({ timeout: 15000 })
    await until('the board restarted', async () => (await board.bench_state()).boots > boots)
    await until('the session is still good', () => session(board), 30000)
    await plays(page.locator('.stage video'), 'live video after a restart')
  },

  async 'R-058: after a power cut the page comes back by itself'(board) {
    const { boots } = await board.bench_state()
    await page.getByRole('button', { name: 'Cut the power' }).click()
    await page.getByText('No power.').waitFor({ timeout: 5000 })
    await until('the board started again', async () => (await board.bench_state()).boots > boots)
    await until('the session is still good', () => session(board), 30000)
    await plays(page.locator('.stage video'), 'live video after a power cut')
  },

  async 'R-006 R-036 R-040: a hold of 9 s resets, and the page shows setup again'(board) {
    await until('a recording of the owner', async () => {
      const { recordings } = await (await fetch(`${board.page}/api/v1/recordings`, { headers: { Cookie: cookie } })).json()
      return recordings.length > 0
    }, 90000)
    const held = hold(9)
    await page.getByText('Let go now: factory reset').waitFor({ timeout: 12000 })
    await held
    await until('nobody owns it', async () => {
      const status = await board.get('/status')
      return status.known && !status.claimed && status.guard.provision === 'setup'
    }, 60000)
    await page.getByRole('heading', { name: /set up your camera/ }).waitFor({ timeout: 20000 })
    equal(await session(board), false, 'the old owner\'s session')
    cookie = await board.claim('another password')
    const { recordings } = await board.get('/recordings', cookie)
    expect(recordings.every((each) => each.start > Date.now() - 60000), 'a recording of the old owner is left')
    await close(page)
  },
}
