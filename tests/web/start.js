// SPDX-License-Identifier: GPL-2.0-or-later
// How `make run` starts the virtual board: as out of the box, or set up with its password told.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILD, close, equal, expect, open, port, start, until } from './harness.js'

export const alone = true
const RUN = new URL('../../platform/sim/run', import.meta.url).pathname

/** Start it on a state folder, use it, and stop it as Ctrl-C does. */
async function started(state, ready, use) {
  const page = `http://127.0.0.1:${await port()}`
  const child = start(RUN, ['--state', state, '--source', 'scene', '--listen', page.slice(7), ...ready], { env: { ...process.env, BUILD }, detached: true })
  const run = { page, text: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (run.text += data))
  const ended = new Promise((resolve) => child.on('close', resolve))
  try {
    run.status = () => fetch(`${page}/api/v1/status`).then((answer) => answer.json())
    await until('the camera answers', async () => (await run.status()).guard.connected)
    return await use(run)
  } catch (error) {
    error.message += `\n${run.text}`
    throw error
  } finally {
    process.kill(-child.pid, 'SIGINT')
    await ended
  }
}

export const tests = {
  async 'as it is, out of the box, and its page is the setup'() {
    const folder = await mkdtemp(join(tmpdir(), 'pinhole-start-'))
    try {
      await started(join(folder, 'state'), [], async ({ page, text, status }) => {
        equal((await status()).claimed, false, 'claimed')
        expect(text.includes('correct horse'), 'it does not tell the Wi-Fi of the virtual board')
        const shown = await open(page, { width: 390, height: 844 })
        await shown.getByRole('heading', { name: /set up your camera/ }).waitFor()
        await close(shown)
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },

  async 'READY=1: set up, with its password told; a later start tells it again, until it is changed'() {
    const folder = await mkdtemp(join(tmpdir(), 'pinhole-start-'))
    const state = join(folder, 'state')
    const told = async (run) => (await until('the password is told', () => run.text.match(/^Ready: (\S+)  password: (.+)$/m))).slice(1)
    const post = (page, path, body) => fetch(`${page}/api/v1${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
    try {
      const first = await started(state, ['--ready', '1'], async (run) => {
        const [address, password] = await told(run)
        equal(address, `${run.page}/`, 'the address')
        equal((await post(run.page, '/login', { password })).status, 200, 'the password')
        const { claimed, session } = await run.status()
        equal(`${claimed} ${session}`, 'true true', 'it has an owner, and this machine is let in')
        const shown = await open(run.page)
        await until('the picture is shown at once', () => shown.locator('.stage video').evaluate((video) => video.currentTime > 0))
        await close(shown)
        return password
      })
      await started(state, ['--ready', '1'], async (run) => {
        equal((await told(run))[1], first, 'the password after another start')
        await until('the password is another one', async () => (await post(run.page, '/password', { password: first, new: 'chosen by myself' })).status === 200)
      })
      await started(state, ['--ready', '1'], async (run) => equal((await told(run))[1], '(as its owner chose)', 'what is told of a password that was changed'))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}
