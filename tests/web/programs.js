// SPDX-License-Identifier: GPL-2.0-or-later
// What the camera's program says when its pages cannot be served.
import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { equal, expect, port, run } from './harness.js'

export const alone = true

async function camera(listen) {
  const folder = await mkdtemp(join(tmpdir(), 'pinhole-web-'))
  const ended = await run('pinhole-camera', ['--source', 'scene', '--data', folder, '--listen', listen])
  await rm(folder, { recursive: true, force: true })
  return ended
}

export const tests = {
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
