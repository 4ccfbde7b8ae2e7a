// SPDX-License-Identifier: GPL-2.0-or-later
// What the camera's program says when its pages cannot be served.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { equal, expect, port, run, until } from './harness.js'

export const alone = true

async function camera(listen) {
  const folder = await mkdtemp(join(tmpdir(), 'pinhole-web-'))
  const ended = await run('pinhole-camera', ['--source', 'scene', '--data', folder, '--listen', listen])
  await rm(folder, { recursive: true, force: true })
  return ended
}

/** The boards with their guards and cameras that are of a process: by a variable that its children inherit. */
async function boards(mark) {
  const found = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const [name, variables] = await Promise.all(['comm', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')))
    if (/^pinhole-/.test(name) && variables.includes(`PINHOLE_MARK=${mark}\0`)) found.push(name.trim())
  }
  return found
}

export const tests = {
  async 'these tests leave nothing running when they are ended from outside, by whatever signal'() {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL']) {
      const mark = `${process.pid}-${signal}`
      const child = spawn('node', [new URL('main.js', import.meta.url).pathname, 'latency'], { env: { ...process.env, PINHOLE_MARK: mark, PINHOLE_WEB_PORTS: 18400 }, stdio: 'ignore' })
      const ended = new Promise((resolve) => child.on('close', (status, by) => resolve(by || status)))
      await until('its board runs', async () => (await boards(mark)).includes('pinhole-guard'))
      child.kill(signal)
      equal(await ended, signal === 'SIGKILL' ? signal : 1, `its end by ${signal}`)
      await until(`nothing runs after ${signal}`, async () => (await boards(mark)).length === 0)
    }
  },

  async 'a port in use ends the program with status 5 and a message'() {
    const number = await port()
    const server = createServer()
    await new Promise((resolve) => server.listen(number, '127.0.0.1', resolve))
    const { status, text } = await camera(`127.0.0.1:${number}`)
    await new Promise((resolve) => server.close(resolve))
    equal(status, 5, 'exit status')
    expect(text.includes(`port ${number} of 127.0.0.1 is in use`), `no clear message: ${text}`)
  },

  async 'an address of another machine is a wrong option'() {
    const { status, text } = await camera('192.0.2.1:18399')
    equal(status, 2, 'exit status')
    expect(text.includes('192.0.2.1'), `the message does not name the address: ${text}`)
  },
}
