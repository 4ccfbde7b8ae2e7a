// SPDX-License-Identifier: GPL-2.0-or-later
// spec/en-303-645.md: each provision has its row, each row a state with its reason, and what it names is there.
import { access, readFile } from 'node:fs/promises'
import { equal, expect } from './harness.js'

export const alone = true
const ROOT = new URL('../../', import.meta.url)
/** How many provisions each clause of V2.1.1 has. */
const CLAUSES = [['5.1', 5], ['5.2', 3], ['5.3', 16], ['5.4', 4], ['5.5', 8], ['5.6', 9], ['5.7', 2], ['5.8', 3], ['5.9', 3], ['5.10', 1], ['5.11', 4], ['5.12', 3], ['5.13', 1], ['6', 5]]

export const tests = {
  async 'each provision of EN 303 645 is met with a test that exists, not applicable, or open'() {
    const text = await readFile(new URL('spec/en-303-645.md', ROOT), 'utf8')
    const rows = text.split('\n').filter((line) => /^\| \d/.test(line)).map((line) => line.split('|').slice(1, -1).map((field) => field.trim()))
    const wanted = CLAUSES.flatMap(([clause, count]) => [...Array(count).keys()].map((i) => `${clause}-${i + 1}`))
    equal(rows.map(([number]) => number).join(), wanted.join(), 'provisions')
    for (const [number, , kind, state, where] of rows) {
      expect(['M', 'R', 'MC', 'RC'].includes(kind), `${number}: ${kind}`)
      expect(['met', 'open', 'not applicable'].includes(state) && where.length > 5, `${number}: ${state}, ${where}`)
      for (const [, path] of where.matchAll(/`((?:tests|platform|core)\/[^`]+)`/g)) await access(new URL(path, ROOT)).catch(() => expect(false, `${number}: ${path} is not there`))
    }
    const mandatory = rows.filter(([, , kind, state]) => kind === 'M' && state === 'met')
    expect(mandatory.every(([, , , , where]) => where.length > 40), 'a mandatory provision is met without a word')
  },
}
