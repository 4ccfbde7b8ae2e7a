// SPDX-License-Identifier: GPL-2.0-or-later
// The second way in: the camera joins the network whose code it is shown, and is claimed there with the label's secret.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Board, barriers, close, equal, expect, filmCode, open, over, quiet, shoot, sleep, until } from './harness.js'

export const alone = true
const TEXT = 'WIFI:T:WPA;S:Home;P:correct horse;;'
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

/** A claim over the API; returns its status and the refusal's code. */
async function claim(board, query, body) {
  const answer = await fetch(`${board.page}/api/v1/claim${query}`, { method: 'POST', headers: FORM, body })
  return [answer.status, (await answer.json()).error?.code].join(' ')
}

export const tests = {
  async 'R-083 R-091: with no phone on its setup page, the camera joins the network that it is shown, and its label claims it'() {
    const folder = await mkdtemp(join(tmpdir(), 'pinhole-visit-'))
    const board = await Board.start({ source: await filmCode(folder, TEXT), scale: 10 })
    try {
      await until('it is on the network', async () => (await board.bench_state()).wifi.station === 'joined')
      await until('it visits', async () => (await board.get('/status')).guard.provision === 'visiting')
      for (const file of await readdir(board.state, { recursive: true, withFileTypes: true })) {
        const path = join(file.parentPath ?? file.path, file.name)
        if (file.isFile()) expect(!(await readFile(path)).includes('correct horse'), `before the claim the network's password is in ${path}`)
      }
      equal(await claim(board, '', 'ssid=Home&passphrase=correct+horse&password=a+good+password'), '403 not_permitted', 'a claim without the secret')
      const page = await open(board.page, { width: 390, height: 844 })
      await page.getByText('The camera saw the code of Home').waitFor()
      await page.getByLabel('Owner’s password').fill('a good password')
      await page.getByLabel('Secret on the label').fill('some other secret')
      await page.getByRole('button', { name: 'Claim the camera' }).click()
      await page.getByText('That is not the secret on the camera\'s label.').waitFor()
      equal(await over(page), 0, 'pixels too wide')
      equal(await barriers(page), '', 'barriers')
      await shoot(page, 'setup-visited-390-light')
      const { label_secret: secret } = JSON.parse(await readFile(join(board.state, 'factory.json'), 'utf8'))
      await page.getByLabel('Secret on the label').fill(secret)
      await page.getByRole('button', { name: 'Claim the camera' }).click()
      await page.getByRole('heading', { name: 'Name your camera' }).waitFor()
      equal((await board.bench_state()).wifi.setup_up, false, 'the setup network is up')
      quiet(page, /403/)
      await close(page)
    } finally {
      await board.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },

  async 'a code that was shown is tried once, however long it is held there'() {
    const folder = await mkdtemp(join(tmpdir(), 'pinhole-visit-'))
    const board = await Board.start({ source: await filmCode(folder, 'WIFI:T:WPA;S:Home;P:another horse;;'), scale: 10 })
    try {
      const tries = () => board.log.split('the network was not joined').length - 1
      await until('it was tried', () => tries() > 0)
      await sleep(4000) // 40 s of the camera's, with the code in sight and nobody on its page
      equal(tries(), 1, 'tries')
    } finally {
      await board.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },

  async 'a camera that visits nothing is not claimed so'() {
    const board = await Board.start()
    try {
      equal(await claim(board, '?network=visited', 'password=a+good+password&passphrase=whatever+it+is'), '403 wrong_secret', 'a wrong secret')
      const { label_secret: secret } = JSON.parse(await readFile(join(board.state, 'factory.json'), 'utf8'))
      equal(await claim(board, '?network=visited', `password=a+good+password&passphrase=${encodeURIComponent(secret)}`), '403 not_permitted', 'the right one')
      equal(await claim(board, '?network=visited', 'password=short&passphrase=whatever+it+is'), '422 password_short', 'a short password')
      equal(await claim(board, '?network=visited', 'password=%'), '422 form', 'no form')
    } finally {
      await board.stop()
    }
  },
}
