// SPDX-License-Identifier: GPL-2.0-or-later
// The bench's button in the browser, on a claimed camera: 6 s cancels, 3 s restarts, 9 s resets; the supply is cut.
import { close, equal, expect, plays, record, sleep, until } from './harness.js'

let page
let cookie

/** Hold the drawn button until something is shown. */
async function holdUntil(shown) {
  const box = await page.getByRole('button', { name: /pinhole/ }).boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await shown()
  await page.mouse.up()
}

const session = (board) => fetch(`${board.page}/api/v1/status`, { headers: { Cookie: cookie } }).then((answer) => answer.json()).then((status) => status.session)

export const tests = {
  async 'the light of the page is the light of the board'(board) {
    cookie = await board.claim()
    page = await board.open('live')
    await page.getByRole('heading', { name: 'Virtual board' }).waitFor()
    const signs = ['.device.lit', '.device:not(.lit)']
    const shown = await record(page, ...signs)
    for (const sign of signs) await shown(sign)
  },

  async 'R-007 R-023: a hold of 6 s flashes, and letting go cancels'(board) {
    const { boots } = await board.bench_state()
    const signs = [/Hold on: reset/, /cancelled/i]
    const shown = await record(page, ...signs)
    const flashes = page.evaluate(() => new Promise((resolve) => {
      let count = 0
      const device = document.querySelector('.device')
      const text = () => document.body.innerText
      new MutationObserver(() => {
        if (/Hold on: reset/.test(text())) count++
        if (/cancelled/i.test(text())) resolve(count)
      }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['class'], childList: true, characterData: true })
      if (!device) resolve(0)
    }))
    await page.getByRole('button', { name: '6 s' }).click() // the board holds it: the page's own hold is as long as the machine is slow
    for (const sign of signs) await shown(sign)
    expect((await flashes) > 2, `the armed light flashes: ${await flashes} changes`)
    await sleep(3000)
    equal((await board.bench_state()).boots, boots, 'starts of the board')
    equal(await session(board), true, 'the owner\'s session')
  },

  async 'R-055 R-056: a press of 3 s restarts; the page says so, comes back and plays'(board) {
    const { boots } = await board.bench_state()
    const restarting = /is restarting|Camera away|Restarting/
    const shown = await record(page, restarting)
    await page.getByRole('button', { name: '3 s' }).click()
    await shown(restarting)
    await until('the board restarted', async () => (await board.bench_state()).boots > boots)
    await until('the session is still good', () => session(board))
    await plays(page.locator('.stage video'), 'live video after a restart')
  },

  async 'R-058: after a power cut the page comes back by itself'(board) {
    const { boots } = await board.bench_state()
    const dead = /No power\./
    const shown = await record(page, dead)
    await page.getByRole('button', { name: 'Cut the power' }).click()
    await shown(dead)
    await until('the board started again', async () => (await board.bench_state()).boots > boots)
    await until('the session is still good', () => session(board))
    await plays(page.locator('.stage video'), 'live video after a power cut')
  },

  async 'R-006 R-036 R-040: a hold of 9 s resets, and the page shows setup again'(board) {
    await until('a recording of the owner', async () => {
      const { recordings } = await (await fetch(`${board.page}/api/v1/recordings`, { headers: { Cookie: cookie } })).json()
      return recordings.length > 0
    })
    const before = Date.now()
    await holdUntil(() => page.getByText('Let go now: factory reset').waitFor())
    await until('nobody owns it', async () => {
      const status = await board.get('/status')
      return status.known && !status.claimed && status.guard.provision === 'setup'
    })
    await page.getByRole('heading', { name: /set up your camera/ }).waitFor()
    equal(await session(board), false, 'the old owner\'s session')
    cookie = await board.claim('another password')
    const { recordings } = await board.get('/recordings', cookie)
    expect(recordings.every((each) => each.start > before), 'a recording of the old owner is left')
    await close(page)
  },
}
