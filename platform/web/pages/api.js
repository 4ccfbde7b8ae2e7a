// SPDX-License-Identifier: GPL-2.0-or-later
// Requests to the camera, and its stream of news.
import { said, t } from '/text.js'

const BASE = '/api/v1'

/** What the camera refused: `status`, `code` and a sentence. Status 0: the camera was not reached. */
export class Refusal extends Error {
  constructor(status, code, message, wait) {
    super(message)
    Object.assign(this, { status, code, wait })
  }
}

/** One request. `body`: an object goes as JSON, URL-encoded text as a form. Returns the answer's JSON. */
export async function call(method, path, body) {
  const form = typeof body === 'string'
  const headers = body === undefined ? {} : { 'Content-Type': form ? 'application/x-www-form-urlencoded' : 'application/json' }
  let answer
  try {
    answer = await fetch(BASE + path, { method, headers, body: body === undefined || form ? body : JSON.stringify(body) })
  } catch {
    throw new Refusal(0, 'away', t('common.the_camera_does_not'))
  }
  const json = await answer.json().catch(() => ({}))
  if (!answer.ok) {
    const error = json.error || { code: 'unknown', message: t('api.the_camera_answered', answer.status) }
    throw new Refusal(answer.status, error.code, said(error.message), json.wait)
  }
  return json
}

/** The address of something of the API. */
export function address(path) {
  return BASE + path
}

/** Fields as a form's body; a value may be bytes (an SSID is bytes, not text). */
export function form(fields) {
  const encoder = new TextEncoder()
  const escape = (value) => [...(typeof value === 'string' ? encoder.encode(value) : value)]
    .map((byte) => (/[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : '%' + byte.toString(16).padStart(2, '0')))
    .join('')
  return Object.entries(fields).map(([name, value]) => `${name}=${escape(value)}`).join('&')
}

/** Bytes of hexadecimal digits. */
export function unhex(text) {
  return Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16))
}

/** The stream of news: it comes back by itself, and rests while the page is hidden. */
export class News {
  constructor(handlers) {
    this.handlers = handlers
    this.wait = 500
    document.addEventListener('visibilitychange', () => (document.hidden ? this.close() : this.open()))
    this.open()
  }

  open() {
    this.close()
    this.source = new EventSource(BASE + '/stream')
    this.source.onerror = () => this.lost()
    for (const name of ['status', 'motion', 'event'])
      this.source.addEventListener(name, (message) => {
        this.wait = 500
        this.handlers[name](JSON.parse(message.data))
      })
  }

  lost() {
    this.close()
    this.handlers.lost()
    this.timer = setTimeout(() => this.open(), this.wait)
    this.wait = Math.min(this.wait * 1.5, 3000)
  }

  close() {
    clearTimeout(this.timer)
    if (this.source) this.source.close()
    this.source = null
  }
}
