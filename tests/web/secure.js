// SPDX-License-Identifier: GPL-2.0-or-later
// HTTPS: with a key that the camera makes when it is claimed; what comes without it is sent there.
import { readFile, stat } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { Board, close, equal, expect, open, plays, port, quiet, until } from './harness.js'

export const alone = true
const REFUSED = /status of 426|ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION)/

/** An HTTPS request that trusts this one certificate. */
function ask(url, { ca, headers = {}, minVersion, maxVersion } = {}) {
  return new Promise((resolve, reject) => {
    request(url, { ca, headers, minVersion, maxVersion, checkServerIdentity: () => undefined }, (answer) => {
      let text = ''
      answer.on('data', (data) => (text += data)).on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }))
    }).on('error', reject).end()
  })
}

export const tests = {
  async 'a claimed camera speaks HTTPS with its own key, and sends the rest there'() {
    const secure = await port()
    const board = await Board.start({ more: ['--tls', String(secure)] })
    const base = `https://127.0.0.1:${secure}`
    try {
      expect(await ask(base).then(() => false, () => true), 'it speaks HTTPS before it has an owner')
      const page = await open(board.page, { ignoreHTTPSErrors: true })
      await page.getByLabel('Owner’s password').fill('a good password')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('radiogroup', { name: 'Networks' }).getByText('Home', { exact: true }).click()
      await page.getByLabel('Wi-Fi password').fill('correct horse')
      await page.getByRole('button', { name: 'Join' }).click()
      await page.getByRole('heading', { name: 'Name your camera' }).waitFor()
      await page.getByText(/will warn once that it does not know this camera/).waitFor()
      const ca = await until('the certificate', () => readFile(join(board.state, 'data', 'tls-certificate.pem')))
      equal((await stat(join(board.state, 'data', 'tls-key.pem'))).mode & 0o777, 0o600, 'the key is for the owner alone')
      equal((await fetch(board.page, { redirect: 'manual' })).status, 200, 'the setup network is open still: the page without HTTPS')
      // A restart closes the setup network, which else lingers for a minute after the claim.
      const { boots } = await board.bench_state()
      await page.evaluate(() => fetch('/api/v1/restart', { method: 'POST' }))
      await until('the board restarted', async () => (await board.bench_state()).boots > boots)
      await until('pages are sent to HTTPS', async () => (await fetch(board.page, { redirect: 'manual' })).status === 307)
      equal((await fetch(`${board.page}/app.js`, { redirect: 'manual' })).headers.get('location'), `${base}/app.js`, 'where to')
      const refused = await fetch(`${board.page}/api/v1/status`)
      equal(refused.status, 426, 'the API without HTTPS')
      equal((await refused.json()).error.code, 'https', 'code')
      await page.waitForURL(`${base}/**`)
      await page.goto(`${base}/#/live`)
      await plays(page.locator('.stage video'), 'live video over HTTPS')
      equal((await page.context().cookies()).length, 1, 'the session goes on: cookies')
      await page.locator('#bench').getByText('Light: connected.').waitFor()
      quiet(page, REFUSED)
      await close(page)
      const login = await new Promise((resolve, reject) => {
        const asked = request(`${base}/api/v1/login`, { method: 'POST', ca, checkServerIdentity: () => undefined, headers: { 'Content-Type': 'application/json' } }, (answer) => resolve(answer.headers['set-cookie']?.[0] || '')).on('error', reject)
        asked.end('{"password":"a good password"}')
      })
      expect(/HttpOnly; SameSite=Strict; .*Secure/.test(login), `cookie: ${login}`)
      equal((await ask(`${base}/api/v1/status`, { ca })).status, 200, 'TLS with its own certificate')
      expect(await ask(base, { ca, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }).then(() => false, () => true), 'TLS 1.1 is spoken')
    } finally {
      await board.stop()
    }
    equal(board.status, 0, 'the board ended in good order: status')
  },
}
