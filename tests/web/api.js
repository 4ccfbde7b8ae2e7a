// SPDX-License-Identifier: GPL-2.0-or-later
// The API as any client sees it: limits, refusals, ranges, headers; no browser.
import { request } from 'node:http'
import { connect } from 'node:net'
import { PATIENCE, equal, expect, sleep, until } from './harness.js'

/** A request whose headers are as given, whatever fetch() would allow. */
function raw(board, method, path, headers = {}, body) {
  return new Promise((resolve, reject) => {
    const asked = request(`${board.page}${path}`, { method, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('latin1').on('data', (data) => (text += data)).on('end', () => {
        let json = null
        try {
          json = JSON.parse(text)
        } catch {
          // not every answer is JSON
        }
        resolve({ status: answer.statusCode, headers: answer.headers, text, json })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

async function refused(board, status, code, ...rest) {
  const answer = await raw(board, ...rest)
  equal(answer.status, status, `${rest[0]} ${rest[1].slice(0, 60)}`)
  equal(answer.json?.error?.code, code, 'code')
  expect(answer.json.error.message.length > 10, 'the error has no sentence')
  return answer
}

/** Bytes on a bare connection; returns the first line, at least, of what comes back. */
function bytes(board, data, ms = PATIENCE) {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(Number(board.page.split(':')[2]), '127.0.0.1', () => socket.write(data))
    socket.setEncoding('latin1').on('data', (more) => (text += more).includes('\n') && socket.destroy()).on('close', () => resolve(text)).on('error', () => resolve(text))
    setTimeout(() => socket.destroy(), ms).unref()
  })
}

const JSON_TYPE = { 'Content-Type': 'application/json' }
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

export const tests = {
  async 'unknown addresses and methods are told in JSON'(board) {
    await refused(board, 404, 'not_found', 'GET', '/api/v1/nothing')
    await refused(board, 404, 'not_found', 'GET', '/nothing.html')
    await refused(board, 404, 'not_found', 'GET', '/api/v1/recordings/99999999999999999999.mp4')
    await refused(board, 404, 'not_found', 'GET', '/../../etc/passwd')
    await refused(board, 404, 'not_found', 'GET', '/%2e%2e/%2e%2e/etc/passwd')
    const { headers } = await refused(board, 405, 'method', 'POST', '/api/v1/status')
    equal(headers.allow, 'GET, HEAD', 'Allow')
  },

  async 'a request that is too long is refused clearly'(board) {
    await refused(board, 414, 'uri_too_long', 'GET', `/${'a'.repeat(1500)}`)
    await refused(board, 414, 'uri_too_long', 'GET', `/api/v1/status?${'q'.repeat(8000)}`)
    await refused(board, 413, 'body_too_large', 'POST', '/api/v1/login', { ...JSON_TYPE, 'Content-Length': 20000 }, 'x'.repeat(20000))
    await refused(board, 413, 'body_too_large', 'POST', '/api/v1/login', { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }, 'x'.repeat(20000))
    const line = await bytes(board, `GET /${'a'.repeat(100000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)
    expect(/^HTTP\/1\.1 414 /.test(line), `a line of 100000 bytes: ${line.slice(0, 60)}`)
    const field = await bytes(board, `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'a'.repeat(100000)}\r\n\r\n`)
    expect(/^HTTP\/1\.1 431 /.test(field), `a field of 100000 bytes: ${field.slice(0, 60)}`)
    equal((await board.get('/status')).known, true, 'the camera still answers')
  },

  async 'garbage is refused and harms nothing'(board) {
    for (const data of ['\x00\x01\x02\xff\r\n\r\n', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\r\n'.repeat(400), 'POST /api/v1/claim HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n'])
      await bytes(board, data, 400)
    await refused(board, 400, 'json', 'POST', '/api/v1/login', JSON_TYPE, '{"password":')
    await refused(board, 400, 'json', 'POST', '/api/v1/login', JSON_TYPE, '[]')
    await refused(board, 422, 'form', 'POST', '/api/v1/claim', FORM, 'ssid=%zz&password=longenough')
    equal((await board.get('/status')).known, true, 'the camera still answers')
  },

  async 'R-085: a claim that cannot be one is refused before anything is tried'(board) {
    const claim = (body) => ['POST', '/api/v1/claim', FORM, body]
    await refused(board, 422, 'ssid_missing', ...claim('password=longenough'))
    await refused(board, 422, 'password_short', ...claim('ssid=Home&passphrase=correct+horse&password=seven77'))
    await refused(board, 422, 'passphrase_length', ...claim('ssid=Home&passphrase=short&password=longenough'))
    await refused(board, 422, 'wifi_text', ...claim('wifi=WLAN%3AS%3AHome&password=longenough'))
    equal((await board.get('/status')).guard.provision, 'setup', 'provision')
  },

  async 'changes come from the own page only, in the right form'(board) {
    const host = board.page.slice(7)
    await refused(board, 403, 'origin', 'POST', '/api/v1/login', { ...JSON_TYPE, Origin: 'http://evil.example' }, '{}')
    await refused(board, 403, 'origin', 'POST', '/api/v1/login', { ...JSON_TYPE, Origin: `http://${host}`, 'Sec-Fetch-Site': 'cross-site' }, '{}')
    await refused(board, 403, 'origin', 'POST', '/api/v1/login', { ...JSON_TYPE, Origin: 'null' }, '{}')
    await refused(board, 415, 'media_type', 'POST', '/api/v1/login', { 'Content-Type': 'text/plain' }, '{}')
    await refused(board, 415, 'media_type', 'POST', '/api/v1/claim', JSON_TYPE, '{}')
    await refused(board, 421, 'host', 'GET', '/api/v1/status', { Host: 'rebound.example' })
    await refused(board, 409, 'not_owned', 'POST', '/api/v1/login', { ...JSON_TYPE, Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' }, '{"password":"x"}')
  },

  async 'without an owner nothing but the claim can be changed'(board) {
    await refused(board, 409, 'not_owned', 'PUT', '/api/v1/settings', JSON_TYPE, '{"name":"x"}')
    await refused(board, 409, 'not_owned', 'POST', '/api/v1/restart')
    await refused(board, 409, 'not_owned', 'POST', '/api/v1/reset', JSON_TYPE, '{"password":"","confirm":"RESET"}')
    await refused(board, 409, 'not_owned', 'DELETE', '/api/v1/recordings/1')
    await refused(board, 409, 'not_owned', 'GET', '/api/v1/access-log')
  },

  async 'every answer forbids what a page does not need'(board) {
    for (const path of ['/', '/api/v1/status', '/api/v1/nothing', '/app.js']) {
      const { headers } = await raw(board, 'GET', path)
      expect(headers['content-security-policy'].includes(`default-src 'none'`) && headers['content-security-policy'].includes(`frame-ancestors 'none'`), `${path}: policy`)
      expect(!headers['content-security-policy'].includes('unsafe'), `${path}: unsafe policy`)
      equal(headers['x-content-type-options'], 'nosniff', path)
      equal(headers['referrer-policy'], 'no-referrer', path)
    }
    equal((await raw(board, 'GET', '/api/v1/status')).headers['cache-control'], 'no-store', 'API answers are not kept')
    const { headers } = await raw(board, 'GET', '/app.js')
    equal((await raw(board, 'GET', '/app.js', { 'If-None-Match': headers.etag })).status, 304, 'an unchanged page')
    const head = await raw(board, 'HEAD', '/')
    equal(head.status, 200, 'HEAD')
    equal(head.text, '', 'HEAD has no body')
  },

  async 'from here on with an owner'(board) {
    await board.claim()
  },

  async 'the live stream starts with its header and goes on; a viewer that never reads delays nobody'(board) {
    const stuck = connect({ port: Number(board.page.split(':')[2]), host: '127.0.0.1' })
    stuck.on('error', () => {})
    stuck.write(`GET /api/v1/live.mp4 HTTP/1.1\r\nHost: ${board.page.slice(7)}\r\nCookie: ${board.cookie}\r\n\r\n`)
    stuck.pause()
    await sleep(1500)
    const answer = await fetch(`${board.page}/api/v1/live.mp4`, { headers: { Cookie: board.cookie } })
    expect(/^video\/mp4; codecs="avc1\./.test(answer.headers.get('content-type')), `type: ${answer.headers.get('content-type')}`)
    const reader = answer.body.getReader()
    let data = Buffer.alloc(0)
    const began = Date.now()
    let moofs = 0
    while (moofs < 20 && Date.now() - began < PATIENCE) {
      data = Buffer.concat([data, (await reader.read()).value])
      moofs = data.toString('latin1').split('moof').length - 1
    }
    const took = Date.now() - began
    await reader.cancel()
    stuck.destroy()
    equal(data.toString('latin1', 4, 8), 'ftyp', 'first box')
    expect(moofs >= 20, `${moofs} fragments in ${took} ms`)
    await until('viewers are gone', async () => (await board.get('/status', board.cookie)).camera.video.viewers === 0)
  },

  async 'a recording is served whole, in ranges, and as a picture'(board) {
    const { recordings } = await until('a recording', async () => {
      const list = await board.get('/recordings', board.cookie)
      return list.recordings.length > 0 && list
    })
    const path = `/api/v1/recordings/${recordings[0].id}`
    await refused(board, 404, 'no_recording', 'GET', '/api/v1/recordings/123456.mp4', { Cookie: board.cookie })
    const whole = await raw(board, 'GET', `${path}.mp4`, { Cookie: board.cookie })
    equal(whole.status, 200, 'whole')
    equal(whole.text.length, Number(whole.headers['content-length']), 'length')
    equal(whole.text.slice(4, 8), 'ftyp', 'first box')
    const part = await raw(board, 'GET', `${path}.mp4`, { Cookie: board.cookie, Range: 'bytes=4-7' })
    equal(part.status, 206, 'a range')
    equal(part.text, 'ftyp', 'a range')
    equal(part.headers['content-range'], `bytes 4-7/${whole.text.length}`, 'Content-Range')
    const tail = await raw(board, 'GET', `${path}.mp4`, { Cookie: board.cookie, Range: 'bytes=-10' })
    equal(tail.text, whole.text.slice(-10), 'the last bytes')
    const outside = await raw(board, 'GET', `${path}.mp4`, { Cookie: board.cookie, Range: 'bytes=999999999-' })
    equal(outside.status, 416, 'outside')
    equal(outside.headers['content-range'], `bytes */${whole.text.length}`, 'outside')
    const saved = await raw(board, 'GET', `${path}.mp4?download=1`, { Cookie: board.cookie })
    expect(/^attachment; filename="pinhole-\d{4}-\d\d-\d\d-\d{6}\.mp4"$/.test(saved.headers['content-disposition']), saved.headers['content-disposition'])
    const picture = await raw(board, 'GET', `${path}.jpg`, { Cookie: board.cookie })
    equal(picture.text.slice(0, 2), '\xff\xd8', 'JPEG')
  },
}
