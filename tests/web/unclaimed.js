// SPDX-License-Identifier: GPL-2.0-or-later
// A camera without an owner in a browser: live video, motion, events, setup's errors, looks.
import { close, equal, expect, open, plays, quiet, sleep, until } from './harness.js'

const VIEWS = ['live', 'events', 'setup', 'bench']

export const tests = {
  async 'R-104: live video plays near the newest picture'(board) {
    const page = await open(board.page)
    const video = page.locator('.stage video')
    await plays(video, 'live video')
    const behind = await video.evaluate((element) => element.buffered.end(element.buffered.length - 1) - element.currentTime)
    expect(behind < 1.5, `the picture is ${behind} s behind`)
    await page.getByText(/\d+ fps/).waitFor({ timeout: 5000 })
    quiet(page)
    await close(page)
  },

  async 'R-106: what moves is drawn over the picture'(board) {
    const page = await open(board.page)
    await until('moving cells are drawn', () => page.locator('.overlay').evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      return Number(canvas.dataset.moving) > 0 && data.some((value, i) => i % 4 === 3 && value > 0)
    }), 30000)
    await page.getByRole('button', { name: 'Show what moves' }).click()
    await until('nothing is drawn', () => page.locator('.overlay').evaluate((canvas) =>
      canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.every((value) => value === 0)), 3000)
    quiet(page)
    await close(page)
  },

  async 'R-111: an event appears, and its recording plays'(board) {
    const page = await open(`${board.page}/#/events`)
    const card = page.locator('.card[data-event][data-recording]').first()
    await card.waitFor({ timeout: 90000 })
    await until('its picture is there', () => card.locator('img').evaluate((image) => image.complete && image.naturalWidth > 0))
    await card.click()
    await plays(page.locator('dialog video'), 'the recording')
    await page.keyboard.press('Escape')
    await until('the dialogue is gone', async () => (await page.locator('dialog').count()) === 0)
    quiet(page)
    await close(page)
  },

  async 'without Media Source Extensions the newest pictures are shown'(board) {
    const page = await open('about:blank')
    await page.addInitScript(() => delete window.MediaSource)
    await page.goto(board.page)
    const image = page.locator('.stage img')
    await until('a picture', () => image.evaluate((element) => element.naturalWidth > 0))
    const first = await image.getAttribute('src')
    await until('a newer one', async () => (await image.getAttribute('src')) !== first)
    quiet(page)
    await close(page)
  },

  async 'R-095: no view is wider than a phone, and none complains'(board) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(board.page, { width: 390, height: 844, colorScheme })
      for (const view of VIEWS) {
        await page.goto(`${board.page}/#/${view}`)
        await sleep(800)
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(over <= 0, `${view} is ${over} pixels too wide`)
        equal(await page.locator('.tab[aria-current]').count(), 1, `${view}: current tab`)
      }
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number))
      expect(colorScheme === 'dark' ? ground[0] < 60 : ground[0] > 200, `${colorScheme}: ground ${ground}`)
      quiet(page)
      await close(page)
    }
  },

  async 'every control has a name, and the keyboard reaches them'(board) {
    const page = await open(`${board.page}/#/setup`)
    await page.getByRole('radio').first().waitFor()
    const nameless = await page.evaluate(() => [...document.querySelectorAll('button, a[href], input, select, textarea')]
      .filter((element) => element.checkVisibility() && !(element.ariaLabel || element.textContent.trim() || element.title || element.labels?.length))
      .map((element) => element.outerHTML))
    equal(nameless.join(), '', 'controls without a name')
    const reached = new Set()
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab')
      reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.name))
    }
    for (const wanted of ['owner', 'name', 'pinhole']) expect([...reached].some((each) => each.includes(wanted)), `the keyboard does not reach ${wanted}: ${[...reached]}`)
    quiet(page)
    await close(page)
  },

  async 'R-084 R-097: networks are listed; those that cannot be used say why'(board) {
    const page = await open(`${board.page}/#/setup`)
    const list = page.getByRole('radiogroup', { name: 'Networks' })
    await list.getByText('Home', { exact: true }).waitFor()
    expect(await list.getByRole('radio', { name: /Neighbour 5G/ }).isDisabled(), 'a 5 GHz network can be chosen')
    await list.getByText(/only on 5 GHz/).waitFor()
    expect(await list.getByRole('radio', { name: /Office/ }).isDisabled(), 'a company login can be chosen')
    expect(await list.getByRole('radio', { name: /Guests/ }).isEnabled(), 'an open network cannot be chosen')
    equal(await list.getByText('Hideout').count(), 0, 'a hidden network is listed')
    quiet(page)
    await close(page)
  },

  async 'R-085 R-102: a failed join says why, and only the wrong thing is typed anew'(board) {
    const page = await open(`${board.page}/#/setup`, { width: 390, height: 844 })
    await page.getByRole('radiogroup', { name: 'Networks' }).getByText('Home', { exact: true }).click()
    await page.getByLabel('Wi-Fi password').fill('wrong horse')
    await page.getByLabel('Owner’s password').fill('a good password')
    await page.getByRole('button', { name: 'Join and finish' }).click()
    await page.getByText(/Joining Home/).waitFor()
    await page.getByText('The network\'s password is wrong.').waitFor({ timeout: 60000 })
    equal(await page.getByLabel('Wi-Fi password').getAttribute('aria-invalid'), 'true', 'the password is marked')
    equal(await page.getByLabel('Owner’s password').inputValue(), 'a good password', 'the owner\'s password stays')
    equal((await board.get('/status')).claimed, false, 'claimed')
    await page.getByRole('button', { name: 'By name' }).click()
    await page.getByLabel('Network name').fill('No address')
    await page.getByLabel('Wi-Fi password').fill('nobody answers')
    await page.getByRole('button', { name: 'Join and finish' }).click()
    await page.getByText(/gave the camera no address/).waitFor({ timeout: 90000 })
    quiet(page)
    await close(page)
  },
}
