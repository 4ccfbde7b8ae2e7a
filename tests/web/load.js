// SPDX-License-Identifier: GPL-2.0-or-later
// Many at once: viewers of one encode, connections that say nothing, requests that come byte by byte.
import { readFile, readdir } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { busy, equal, expect, processors, sleep, until } from './harness.js'

export const VIEWERS = 50
const SECONDS = 6

/** The camera's process: its id by the port that it listens on. */
async function camera(board) {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (line.includes('pinhole-camera') && line.includes(board.page.slice(7)) && !line.includes('pinhole-board') && !line.includes('pinhole-guard')) return pid
  }
  throw new Error('no camera process')
}

async function cost(pid) {
  const stat = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ')
  const rss = Number((await readFile(`/proc/${pid}/status`, 'utf8')).match(/VmRSS:\s+(\d+)/)[1])
  return { cpu: (Number(stat[11]) + Number(stat[12])) / 100, rss: rss / 1024 }
}

/** A viewer that counts the fragments it is given until it is ended. */
export function view(board, agent) {
  const viewer = { fragments: 0 }
  viewer.asked = request(`${board.page}/api/v1/live.mp4`, { headers: { Cookie: board.cookie }, agent }, (answer) => {
    viewer.status = answer.statusCode
    answer.setEncoding('latin1').on('data', (data) => (viewer.fragments += data.split('moof').length - 1)).on('error', () => {})
  }).on('error', () => {})
  viewer.asked.end()
  return viewer
}

async function span(pid, seconds) {
  const before = await cost(pid)
  await sleep(seconds * 1000)
  const after = await cost(pid)
  return { cpu: ((after.cpu - before.cpu) / seconds) * 100, rss: after.rss }
}

export const tests = {
  async 'R-104 R-105: fifty viewers share one encode, and one that does not read delays nobody'(board) {
    await board.claim()
    const pid = await camera(board)
    const alone = await span(pid, SECONDS)
    const agent = new Agent({ maxSockets: Infinity })
    const stuck = connect(Number(board.page.split(':')[2]), '127.0.0.1').on('error', () => {})
    stuck.write(`GET /api/v1/live.mp4 HTTP/1.1\r\nHost: ${board.page.slice(7)}\r\nCookie: ${board.cookie}\r\n\r\n`)
    stuck.pause()
    const viewers = Array.from({ length: VIEWERS }, () => view(board, agent))
    await until('all are served', () => viewers.every((viewer) => viewer.fragments > 0))
    for (const viewer of viewers) viewer.fragments = 0
    const { encoded } = (await board.get('/status', board.cookie)).camera.video
    const before = await processors()
    const crowd = await span(pid, SECONDS)
    const hurried = await busy(before)
    const video = (await board.get('/status', board.cookie)).camera.video
    const counts = viewers.map((viewer) => viewer.fragments).sort((a, b) => a - b)
    equal(video.viewers, VIEWERS + 1, 'viewers')
    const made = video.encoded - encoded
    console.log(`web: ${VIEWERS} viewers: ${counts[0]} to ${counts[VIEWERS - 1]} of ${made} pictures each; ${alone.cpu.toFixed(0)} % of a processor without, ${crowd.cpu.toFixed(0)} % with, ${((crowd.cpu - alone.cpu) / VIEWERS).toFixed(2)} % a viewer; ${alone.rss.toFixed(0)} MB, then ${crowd.rss.toFixed(0)} MB`)
    // A machine without time to spare leaves pictures out, for all of them; each is served all the same.
    expect(counts[0] > made * 0.8 || hurried, `a viewer was given ${counts[0]} of ${made} pictures`)
    expect(made > SECONDS * 8 || hurried, `${made} pictures were encoded in ${SECONDS} s`)
    expect(made < SECONDS * 40, `${made} pictures were encoded in ${SECONDS} s: not one encode for all`)
    for (const viewer of viewers) viewer.fragments = 0
    await until('every viewer is given pictures', () => viewers.every((viewer) => viewer.fragments > 5))
    expect(crowd.rss - alone.rss < 100, `memory grew by ${crowd.rss - alone.rss} MB`)
    for (const viewer of viewers) viewer.asked.destroy()
    stuck.destroy()
    await until('all are gone', async () => (await board.get('/status', board.cookie)).camera.video.viewers === 0)
  },

  async 'a hundred idle connections do no harm; whoever is slow is cut off'(board) {
    const port = Number(board.page.split(':')[2])
    const opened = Array.from({ length: 100 }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {}).on('close', () => (socket.over = true))
      return socket
    })
    const slow = opened.slice(0, 5)
    for (const socket of slow) socket.write('GET /api/v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ')
    const began = Date.now()
    const drip = setInterval(() => slow.forEach((socket) => socket.over || socket.write('a')), 500)
    for (let i = 0; i < 10; i++) equal((await board.get('/status')).known, true, 'the camera answers')
    expect(opened.slice(5).every((socket) => !socket.over) || Date.now() - began > 15000, 'it answered only when they were gone')
    await until('all are cut off', () => opened.every((socket) => socket.over))
    clearInterval(drip)
    expect(Date.now() - began > 15000, 'they were cut off at once')
  },
}
