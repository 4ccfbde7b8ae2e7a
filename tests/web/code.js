// SPDX-License-Identifier: GPL-2.0-or-later
// The second way in: a Wi-Fi code is shown to the camera.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Board, barriers, close, equal, expect, filmNothing, open, over, quiet, shoot, showCode, until } from './harness.js'

export const alone = true
const TEXT = 'WIFI:T:WPA;S:Home;P:correct horse;;'

export const tests = {
  async 'R-077 R-083: a Wi-Fi code that is shown to the camera is all it needs to know of the network'() {
    const folder = await mkdtemp(join(tmpdir(), 'pinhole-code-'))
    const board = await Board.start({ source: await filmNothing(folder) })
    try {
      const page = await open(board.page, { width: 390, height: 844 })
      await page.getByLabel('Owner’s password').fill('a good password')
      await page.getByRole('button', { name: 'Continue' }).click()
      await showCode(folder, TEXT) // now, not before: with no phone on its page, the camera would visit that network
      await page.getByText('Seen: Home. You can go on.').waitFor()
      equal(await page.getByRole('button', { name: 'Show it' }).getAttribute('aria-pressed'), 'true', 'what the camera has seen is taken up')
      for (const file of await readdir(board.state, { recursive: true, withFileTypes: true })) {
        const path = join(file.parentPath ?? file.path, file.name)
        if (file.isFile()) expect(!(await readFile(path)).includes('correct horse'), `before the claim the network's password is in ${path}`)
      }
      equal(await over(page), 0, 'pixels too wide')
      equal(await barriers(page), '', 'barriers')
      await shoot(page, 'setup-code-seen-390-light')
      const told = await (await fetch(`${board.page}/api/v1/wifi-code`)).text()
      expect(!told.includes('correct horse'), 'the network\'s password is told')
      equal((await board.get('/status')).claimed, false, 'it claims nothing by itself: claimed')
      await page.getByRole('button', { name: 'Join' }).click()
      await page.getByRole('heading', { name: 'Name your camera' }).waitFor()
      await page.getByText('Joined Home.').waitFor()
      const cookies = await page.context().cookies()
      await until('it is forgotten', async () => (await board.get('/wifi-code', `${cookies[0].name}=${cookies[0].value}`)).seen === false)
      quiet(page)
      await close(page)
    } finally {
      await board.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },

  async 'without a code there is none to claim by'() {
    const board = await Board.start()
    try {
      const answer = await fetch(`${board.page}/api/v1/claim?network=seen`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'password=a+good+password' })
      equal(answer.status, 422, 'status')
      equal((await answer.json()).error.code, 'code_missing', 'code')
    } finally {
      await board.stop()
    }
  },
}
