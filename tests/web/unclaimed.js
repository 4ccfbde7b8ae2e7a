// SPDX-License-Identifier: GPL-2.0-or-later
// A camera without an owner: setup and its errors, and nothing else for whoever reaches it.
import { request } from 'node:http'
import { barriers, close, equal, expect, open, over, quiet, record, shoot, sleep, until } from './harness.js'

const PASSWORD = 'a good password'

/** The setup page at its second step. */
async function atWifi(board, options) {
  const page = await open(board.page, options)
  await page.getByLabel('Owner’s password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('radiogroup', { name: 'Networks' }).getByText('Home', { exact: true }).waitFor()
  return page
}

/** A GET as a phone's system makes it: its own Host, no redirects followed. */
function probe(board, host, path) {
  return new Promise((resolve, reject) => {
    request(`${board.page}${path}`, { headers: { Host: host }, agent: false }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, location: answer.headers.location })
    }).on('error', reject).end()
  })
}

export const tests = {
  async 'whoever reaches it sees setup and help, and nothing of the picture'(board) {
    for (const path of ['/live.mp4', '/snapshot.jpg', '/events', '/recordings', '/recordings/1.mp4', '/recordings/1.jpg', '/days', '/settings', '/access-log', '/signal', '/sessions', '/diagnosis', '/address.svg'])
      equal((await fetch(`${board.page}/api/v1${path}`)).status, 409, path)
    const status = await board.get('/status')
    equal(JSON.stringify([status.claimed, status.camera, status.name]), '[false,null,null]', 'what the status tells')
    const page = await open(`${board.page}/#/live`)
    await page.getByRole('heading', { name: /set up your camera/ }).waitFor()
    equal(await page.locator('video').count(), 0, 'videos')
    await page.getByRole('link', { name: 'Help' }).click()
    await page.getByRole('heading', { name: 'Where the button is' }).waitFor()
    quiet(page)
    await close(page)
  },

  async 'R-082 R-094: a phone that looks for the internet is led to the page'(board) {
    for (const [host, path] of [['connectivitycheck.gstatic.com', '/generate_204'], ['clients3.google.com', '/gen_204'], ['captive.apple.com', '/hotspot-detect.html'], ['www.apple.com', '/library/test/success.html'],
      ['www.msftconnecttest.com', '/connecttest.txt'], ['www.msftncsi.com', '/ncsi.txt'], ['www.msftconnecttest.com', '/redirect'], ['spectrum.s3.amazonaws.com', '/kindle-wifi/wifistub.html'],
      ['detectportal.firefox.com', '/success.txt'], ['detectportal.firefox.com', '/canonical.html'], ['anything.example', '/']]) {
      const { status, location } = await probe(board, host, path)
      equal(status, 302, `${host}${path}`)
      equal(location, `${board.page}/`, `${host}${path}`)
    }
    equal((await probe(board, 'evil.example', '/api/v1/status')).status, 421, 'the API under a foreign name')
  },

  async 'the owner’s password: too short is told, its strength is shown'(board) {
    const page = await open(board.page, { width: 390, height: 844 })
    const password = page.getByLabel('Owner’s password')
    const bar = page.locator('.strength-bar')
    for (const [text, score] of [['seven77', '0'], ['password1', '1'], ['correcthor', '2'], ['Tulpe Bahnhof 7 Regen', '4']]) {
      await password.fill(text)
      equal(await bar.getAttribute('data-score'), score, text)
    }
    await password.fill('seven77')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('The password needs at least 8 characters.').waitFor()
    equal(await password.getAttribute('aria-invalid'), 'true', 'it is marked')
    await page.getByRole('button', { name: 'Show' }).click()
    equal(await password.getAttribute('type'), 'text', 'shown')
    quiet(page)
    await close(page)
  },

  async 'R-084 R-097: networks are listed; those that cannot be used say why'(board) {
    const page = await atWifi(board)
    const list = page.getByRole('radiogroup', { name: 'Networks' })
    expect(await list.getByRole('radio', { name: /Neighbour 5G/ }).isDisabled(), 'a 5 GHz network can be chosen')
    await list.getByText(/only on 5 GHz/).waitFor()
    expect(await list.getByRole('radio', { name: /Office/ }).isDisabled(), 'a company login can be chosen')
    expect(await list.getByRole('radio', { name: /Guests/ }).isEnabled(), 'an open network cannot be chosen')
    equal(await list.getByText('Hideout').count(), 0, 'a hidden network is listed')
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByText('Choose a network, or type its name.').waitFor()
    quiet(page)
    await close(page)
  },

  async 'R-094 R-095: every step fits a phone, has no barrier, and goes back'(board) {
    for (const colorScheme of ['light', 'dark'])
      for (const [width, height] of [[390, 844], [1280, 900]]) {
        const page = await atWifi(board, { width, height, colorScheme })
        const look = async (name) => {
          await sleep(300)
          equal(await over(page), 0, `${name}: pixels too wide`)
          equal(await barriers(page), '', `${name}, ${width}, ${colorScheme}: barriers`)
          await shoot(page, `setup-${name}-${width}-${colorScheme}`)
        }
        await look('wifi')
        for (const way of ['By name', 'By code', 'Show it']) {
          await page.getByRole('button', { name: way }).click()
          await look(way.toLowerCase().replaceAll(' ', '-'))
        }
        await page.getByRole('button', { name: 'Back' }).click()
        equal(await page.getByLabel('Owner’s password').inputValue(), PASSWORD, 'the password after going back')
        await look('password')
        quiet(page)
        await close(page)
      }
  },

  async 'every control has a name, and the keyboard reaches them'(board) {
    const page = await atWifi(board)
    const reached = new Set()
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab')
      reached.add(await page.evaluate(() => document.activeElement.ariaLabel || document.activeElement.textContent.trim().slice(0, 40) || document.activeElement.type))
    }
    for (const wanted of ['radio', 'In reach', 'Back', 'Join', 'Button in the pinhole']) expect([...reached].some((each) => each?.includes(wanted)), `the keyboard does not reach ${wanted}: ${[...reached]}`)
    quiet(page)
    await close(page)
  },

  async 'a browser that speaks German is spoken to in German'(board) {
    const page = await open(board.page, { width: 390, height: 844, locale: 'de-AT' })
    await page.getByRole('heading', { name: 'Willkommen. Richten wir Ihre Kamera ein' }).waitFor()
    equal(await page.evaluate(() => document.documentElement.lang), 'de', 'lang')
    const said = (sentence) => page.evaluate((text) => import('/text.js').then((module) => module.said(text)), sentence)
    equal(await said('Too many wrong passwords. Try again in 4 s.'), 'Zu viele falsche Passwörter. Nächster Versuch in 4 s.', 'what the camera fills in')
    equal(await said('Recording is paused: the disk is full; make room on it, or lower the limit of recordings.'), 'Die Aufnahme ruht: der Speicher ist voll; schaffen Sie Platz, oder senken Sie die Grenze der Aufnahmen.', 'a sentence in a sentence')
    equal(await said('settings: video.rate must be a whole number from 1 to 60'), 'Einstellungen: video.rate muss eine ganze Zahl von 1 bis 60 sein', 'the more special of two sentences')
    equal(await said('Nobody has translated this.'), 'Nobody has translated this.', 'a sentence that is not known')
    await page.getByLabel('Passwort der Kamera').fill(PASSWORD)
    await page.getByRole('button', { name: 'Weiter' }).click()
    await page.getByText(/nur auf 5 GHz, das diese Kamera nicht kann/).waitFor()
    equal(await over(page), 0, 'pixels too wide')
    equal(await barriers(page), '', 'barriers')
    await shoot(page, 'setup-wifi-german-390-light')
    quiet(page)
    await close(page)
  },

  async 'R-085 R-102: a failed join says why, and only the wrong thing is typed anew'(board) {
    const page = await atWifi(board, { width: 390, height: 844 })
    await page.getByRole('radiogroup', { name: 'Networks' }).getByText('Home', { exact: true }).click()
    await page.getByLabel('Wi-Fi password').fill('wrong horse')
    await page.getByText(/its own network may vanish/).waitFor()
    const stage = (number, state) => `.stages li:nth-child(${number})[data-state='${state}']`
    const joining = /Joining Home/
    let shown = await record(page, joining, stage(1, 'done'), stage(2, 'now'), stage(2, 'bad'))
    await page.getByRole('button', { name: 'Join' }).click()
    for (const sign of [joining, stage(1, 'done'), stage(2, 'now')]) await shown(sign)
    await shoot(page, 'setup-joining-390-light')
    await shown(stage(2, 'bad'))
    await page.getByText('The network\'s password is wrong.').waitFor()
    equal(await page.getByLabel('Wi-Fi password').getAttribute('aria-invalid'), 'true', 'the password is marked')
    expect(await page.getByRole('radio', { name: /Home/ }).isChecked(), 'the network is chosen still')
    equal((await board.get('/status')).claimed, false, 'claimed')
    await shoot(page, 'setup-wrong-password-390-light')
    await page.getByRole('button', { name: 'By name' }).click()
    await page.getByLabel('Network name').fill('No address')
    await page.getByLabel('Wi-Fi password').fill('nobody answers')
    shown = await record(page, stage(2, 'done'), stage(3, 'bad'))
    await page.getByRole('button', { name: 'Try again' }).click()
    await shown(stage(2, 'done'))
    await shown(stage(3, 'bad'))
    await page.getByText(/gave the camera no address/).waitFor()
    await page.getByLabel('Network name').fill('Not there')
    shown = await record(page, stage(1, 'bad'))
    await page.getByRole('button', { name: 'Try again' }).click()
    await shown(stage(1, 'bad'))
    await page.getByText(/was not found on 2.4 GHz/).waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    equal(await page.getByLabel('Owner’s password').inputValue(), PASSWORD, 'the owner\'s password stays')
    quiet(page)
    await close(page)
  },

  async 'R-093: a page that is opened after a failed try tells of it'(board) {
    const page = await open(board.page)
    await page.getByText(/The last try to join did not work/).waitFor()
    await close(page)
    await until('setup', async () => (await board.get('/status')).guard.provision === 'setup')
  },

  async 'what was seen before the claim is not kept'(board) {
    const before = Date.now()
    const cookie = await board.claim()
    const { recordings } = await board.get('/recordings', cookie)
    const { events } = await board.get('/events', cookie)
    expect([...recordings, ...events].every((each) => each.start > before - 25000), `kept from before: ${JSON.stringify([...recordings, ...events])}`)
  },
}
