// SPDX-License-Identifier: GPL-2.0-or-later
// The pages' texts: every text that a page says is there in every language, with as many places to fill in.
import { readFile, readdir } from 'node:fs/promises'
import { equal, expect } from './harness.js'

export const alone = true
const PAGES = new URL('../../platform/web/pages/', import.meta.url)

/** The text of a tagged template that begins after its backquote, its values as "{}". */
function template(source, at) {
  let text = ''
  for (let depth = 0; source[at] !== '`' || depth > 0; at++) {
    if (source.startsWith('${', at)) {
      if (depth++ === 0) text += '{}'
      at++
    } else if (source[at] === '{' && depth > 0) depth++
    else if (source[at] === '}' && depth > 0) depth--
    else if (source[at] === '`' && depth > 0) at = source.indexOf('`', at + 1)
    else if (depth === 0) text += source[at]
  }
  return text
}

/** All texts that the pages say by t('...') and t`...`. */
async function said() {
  const texts = new Set()
  for (const name of await readdir(PAGES, { recursive: true })) {
    if (!name.endsWith('.js') || name.startsWith('text/')) continue
    const source = await readFile(new URL(name, PAGES), 'utf8')
    for (const [, text] of source.matchAll(/\bt\('((?:[^'\\]|\\.)*)'\)/g)) texts.add(text.replaceAll("\\'", "'"))
    for (const { index } of source.matchAll(/\bt`/g)) texts.add(template(source, index + 2))
  }
  return texts
}

export const tests = {
  async 'every text is there in German'() {
    const texts = await said()
    expect(texts.size > 300, `${texts.size} texts only`)
    const german = (await import(new URL('text/de.js', PAGES))).default
    equal([...texts].filter((text) => !(text in german)).join('\n'), '', 'missing')
    const holes = (text) => text.split('{}').length
    equal(Object.keys(german).filter((text) => holes(text) !== holes(german[text])).join('\n'), '', 'places to fill in')
  },

  async 'reasons of a failed join are there in German'() {
    const german = (await import(new URL('text/de.js', PAGES))).default
    const reasons = (await readFile(new URL('../../../spec/reasons.tsv', PAGES), 'utf8')).split('\n').filter((line) => /^[1-9]\t/.test(line)).map((line) => line.split('\t')[2])
    equal(reasons.length, 9, 'reasons')
    equal(reasons.filter((text) => !(text in german)).join('\n'), '', 'missing')
  },
}
