// SPDX-License-Identifier: GPL-2.0-or-later
// Runs the groups of tests, three at a time, those that measure by themselves: each has a board of its own.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BUILD, Board, end } from './harness.js'
import * as api from './api.js'
import * as contract from './contract.js'
import * as latency from './latency.js'
import * as load from './load.js'
import * as programs from './programs.js'
import * as code from './code.js'
import * as provisions from './provisions.js'
import * as router from './router.js'
import * as secure from './secure.js'
import * as start from './start.js'
import * as texts from './texts.js'
import * as unclaimed from './unclaimed.js'
import * as visit from './visit.js'
import * as viewer from './viewer.js'
import * as owner from './owner.js'
import * as button from './button.js'

const wanted = process.argv.slice(2)
await mkdir(join(BUILD, 'screenshots'), { recursive: true })
const HUNG = 600000 // ms: a test that takes longer waits for what never comes
const counts = { passed: 0, failed: 0, skipped: 0 }

async function one(group, name, test, board) {
  const began = Date.now()
  let timer
  try {
    await Promise.race([test(board), new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`not over within ${HUNG / 1000} s`)), HUNG)))])
    counts.passed++
    console.log(`web: passed  ${group}: ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  } catch (error) {
    counts.failed++
    console.log(`web: FAILED  ${group}: ${name}\n${error.stack}`)
    if (board) console.log(`the board's log:\n${board.log.split('\n').slice(-20).join('\n')}`)
  } finally {
    clearTimeout(timer)
  }
}

async function all(group, { tests, alone }) {
  const chosen = Object.entries(tests).filter(([name]) => !wanted.length || wanted.some((text) => `${group}: ${name}`.includes(text)))
  if (!chosen.length) return
  let board = null
  try {
    board = alone ? null : await Board.start()
    for (const [name, test] of chosen) await one(group, name, test, board)
  } catch (error) {
    counts.failed += chosen.length
    console.log(`web: FAILED  ${group}: the board does not start: ${error.stack}`)
  }
  if (!board) return
  await board.stop()
  await one(group, 'the programs ended in good order, and no sanitizer complained', async () => {
    const told = board.log.match(/.*(Sanitizer|runtime error|Assertion).*/)
    if (told) throw new Error(told[0])
    if (board.status !== 0) throw new Error(`pinhole-board ended with status ${board.status}`)
  }, board)
}

/** Run groups in their order, so many at a time. */
async function run(groups, lanes) {
  const left = Object.entries(groups)
  await Promise.all(Array.from({ length: lanes }, async () => {
    while (left.length) await all(...left.shift())
  }))
}

await run({ unclaimed, viewer, owner, contract, visit, button, programs, texts, provisions, api, code, router, secure, start }, 3)
await run({ latency, load }, 1)
await end()
console.log(`web: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1)
