// SPDX-License-Identifier: GPL-2.0-or-later
// A new router: the home network is gone, and its owner changes it over the setup network, without a reset.
import { Board, barriers, close, equal, expect, open, over, quiet, shoot, until } from './harness.js'

export const alone = true
const PASSWORD = 'a good password'
const REFUSED = /status of (401|403|503)|ERR_/

export const tests = {
  async 'R-101 R-103: after a press the owner, and nobody else, changes the network'() {
    const board = await Board.start({ scale: 4, networks: 'network "New" channel 3 security wpa2 password "fresh start" signal 71\n' })
    try {
      await board.claim(PASSWORD)
      await board.bench_post('wifi', { name: 'Home', up: false })
      await until('the network is lost', async () => (await board.get('/status')).guard.light === 'lost')
      await board.bench_post('press', { ms: 3000, bounce_ms: 5 })
      await until('the setup network is open for the owner', async () => (await board.get('/status')).guard.provision === 'owner_setup')
      const page = await open(board.page, { width: 390, height: 844 })
      await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
      equal((await fetch(`${board.page}/generate_204`, { redirect: 'manual' })).status, 302, 'a phone is led to the page')
      const claim = await fetch(`${board.page}/api/v1/claim`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'ssid=New&passphrase=fresh+start&password=somebody+else' })
      equal((await claim.json()).error.code, 'already_owned', 'a claim')
      await page.getByLabel('Password').fill(PASSWORD)
      await page.getByRole('button', { name: 'Log in' }).click()
      await page.getByRole('heading', { name: 'Network', exact: true }).waitFor()
      await page.getByText('The home network is not reached').waitFor()
      equal(await barriers(page), '', 'barriers')
      equal(await over(page), 0, 'pixels too wide')
      await shoot(page, 'settings-network-gone-390-light')
      await page.getByRole('button', { name: 'Change network' }).click()
      await page.getByRole('radiogroup', { name: 'Networks' }).getByText('New', { exact: true }).click()
      await page.getByLabel('Wi-Fi password').fill('fresh start')
      await page.getByRole('button', { name: 'Try this network' }).click()
      await page.getByText('Joined New.').first().waitFor()
      const status = await board.get('/status')
      expect(status.claimed, 'the owner is gone')
      quiet(page, REFUSED)
      await close(page)
    } finally {
      await board.stop()
    }
  },
}
