// SPDX-License-Identifier: GPL-2.0-or-later
// Live video by Media Source Extensions: stays as near the newest picture as the network allows, and comes back by itself.
// What counts is the spare: how much is buffered when the next picture comes. It is kept small, and grows where it ran out.
import { address } from '/api.js'

const SPARE = [0.02, 0.5] // seconds of spare, at least and at most
const FAR = 1.5 // further behind than this: jump
const KEEP = 12 // seconds of played picture that are kept
const SILENT = 6000 // ms without a byte: try anew

/** Whether this browser can play the live stream. */
export function playable() {
  return 'MediaSource' in window && MediaSource.isTypeSupported('video/mp4; codecs="avc1.640028"')
}

export class Player {
  /** told(state): 'playing', 'waiting' or 'away'. */
  constructor(video, told) {
    this.video = video
    this.told = told
    this.wait = 400
    this.queue = []
    this.frames = 0
    this.fps = 0
    this.wanted = SPARE[0]
    this.least = Infinity
    video.addEventListener('waiting', () => this.ranOut())
    video.addEventListener('playing', () => told('playing'))
    this.guard = setInterval(() => this.watch(), 500)
    this.start()
  }

  async start() {
    this.stopFetch()
    const abort = (this.abort = new AbortController())
    this.heard = performance.now()
    try {
      const answer = await fetch(address('/live.mp4'), { signal: abort.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      await this.prepare(answer.headers.get('Content-Type'))
      const reader = answer.body.getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        this.heard = performance.now()
        this.queue.push(value)
        this.feed()
      }
    } catch {
      // The camera is away or the stream broke; below it is tried again.
    }
    if (abort.signal.aborted) return
    this.told('away')
    this.timer = setTimeout(() => this.start(), this.wait)
    this.wait = Math.min(this.wait * 1.6, 4000)
  }

  prepare(type) {
    this.queue = []
    this.buffer = null
    if (this.url) URL.revokeObjectURL(this.url)
    const source = (this.source = new MediaSource())
    this.url = URL.createObjectURL(source)
    this.video.src = this.url
    return new Promise((resolve, reject) => {
      source.addEventListener('sourceopen', () => {
        try {
          this.buffer = source.addSourceBuffer(type)
          this.buffer.addEventListener('updateend', () => this.feed())
          this.began = false
          resolve()
        } catch (error) {
          reject(error)
        }
      }, { once: true })
    })
  }

  feed() {
    const buffer = this.buffer
    if (!buffer || buffer.updating || this.source.readyState !== 'open') return
    try {
      const start = buffer.buffered.length ? buffer.buffered.start(0) : 0
      if (this.video.currentTime - start > 2 * KEEP) return buffer.remove(start, this.video.currentTime - KEEP)
      this.chase()
      const part = this.queue.shift()
      if (part) buffer.appendBuffer(part)
    } catch {
      this.again()
    }
  }

  /** The picture stood still for want of a newer one: keep more in spare. */
  ranOut() {
    if (this.began && performance.now() - this.heard < SILENT) this.wanted = Math.min(SPARE[1], this.wanted * 1.5 + 0.01)
  }

  /** Keep near the newest picture: jump where far; hurry() does the rest. */
  chase() {
    const { video, buffer } = this
    const ranges = buffer.buffered
    if (!ranges.length) return
    const start = ranges.start(ranges.length - 1)
    const behind = ranges.end(ranges.length - 1) - video.currentTime
    if (!this.began || behind > FAR || video.currentTime < start - 0.001) {
      if (!this.began && behind - start <= 0 && ranges.end(ranges.length - 1) - start < 0.05) return
      this.began = true
      this.least = Infinity
      video.currentTime = Math.max(start, ranges.end(ranges.length - 1) - this.wanted - 0.05)
      video.play().catch(() => {})
    } else if (this.queue.length) {
      this.least = Math.min(this.least, behind)
    }
  }

  /** Play a little faster while there was more in spare all the time than is wanted. */
  hurry() {
    const over = this.least - this.wanted
    this.video.playbackRate = !(over < FAR) ? 1 : over > 0.3 ? 1.3 : over > 0.1 ? 1.12 : over > 0.015 ? 1.05 : 1
    this.least = Infinity
    this.wanted = Math.max(SPARE[0], this.wanted * 0.98)
  }

  watch() {
    const quality = this.video.getVideoPlaybackQuality?.()
    const now = performance.now()
    const shown = quality ? quality.totalVideoFrames - this.frames : 0
    if (quality && this.counted) this.fps = (shown * 1000) / (now - this.counted)
    if (quality) this.frames = quality.totalVideoFrames
    this.counted = now
    const broken = this.video.error !== null
    if (broken || (now - this.heard > SILENT && !document.hidden)) return this.again()
    this.hurry()
    if (this.video.paused && this.began && !document.hidden) this.video.play().catch(() => {})
    // So near the newest picture there is seldom a next one: what counts is that pictures were shown.
    const plays = (this.video.readyState >= 3 || shown > 0) && now - this.heard < 1500
    if (plays) this.wait = 400
    this.told(plays ? 'playing' : 'waiting')
  }

  again() {
    this.told('away')
    this.stopFetch()
    this.heard = performance.now()
    this.timer = setTimeout(() => this.start(), this.wait)
    this.wait = Math.min(this.wait * 1.6, 4000)
  }

  stopFetch() {
    clearTimeout(this.timer)
    if (this.abort) this.abort.abort()
  }

  /** Rest: no bytes are taken; start() goes on. */
  rest() {
    this.stopFetch()
  }

  end() {
    clearInterval(this.guard)
    this.stopFetch()
    this.video.removeAttribute('src')
    this.video.load()
    if (this.url) URL.revokeObjectURL(this.url)
  }
}

/** The newest picture again and again, for a browser that cannot play the stream. */
export class Snapshots {
  constructor(image, told) {
    this.image = image
    this.told = told
    this.fps = 0
    this.next()
  }

  async next() {
    const began = performance.now()
    try {
      const answer = await fetch(address('/snapshot.jpg?width=960'))
      if (!answer.ok) throw new Error(String(answer.status))
      const url = URL.createObjectURL(await answer.blob())
      this.image.onload = () => URL.revokeObjectURL(url)
      this.image.src = url
      this.fps = 1000 / Math.max(250, performance.now() - began)
      this.told('playing')
    } catch {
      this.told('away')
    }
    this.timer = setTimeout(() => this.next(), Math.max(0, 250 - (performance.now() - began)))
  }

  start() {
    this.rest()
    this.next()
  }

  rest() {
    clearTimeout(this.timer)
  }

  end() {
    this.rest()
    this.timer = null
    this.next = () => {}
  }
}
