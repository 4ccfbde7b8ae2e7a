// SPDX-License-Identifier: GPL-2.0-or-later
// The pages' texts: every text that a page or the camera's program says is there in every language, with as many places to
// fill in. `node tests/web/texts.js` writes text/en.js anew, the list that a translator starts from.
import { readFile, readdir, writeFile } from 'node:fs/promises'

export const alone = true
const ROOT = new URL('../../', import.meta.url)
const PAGES = new URL('platform/web/pages/', ROOT)

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
  for (const row of await rows('lights')) texts.add(row[4])
  return texts
}

/** A table of spec/ as rows of fields. */
async function rows(name) {
  return (await readFile(new URL(`spec/${name}.tsv`, ROOT), 'utf8')).split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'))
}

/** The texts in C's quotes after a place, up to the end of the call or statement; conversions as "{}". */
function quoted(source, at) {
  const texts = []
  let depth = 0
  let text = null
  for (; depth >= 0 && source[at] !== ';'; at++) {
    if (source[at] === '"') {
      const [whole, inner] = Object.assign(/"((?:[^"\\]|\\.)*)"/y, { lastIndex: at }).exec(source)
      text = (text ?? '') + inner.replaceAll('\\"', '"')
      at += whole.length - 1
    } else if (/\S/.test(source[at])) {
      const format = /(?:PRIu64|JSON_INTEGER_FORMAT)/y
      format.lastIndex = at
      if (format.test(source)) {
        text += 'd'
        at = format.lastIndex - 1
        continue
      }
      if (text !== null) texts.push(text)
      text = null
      depth += source[at] === '(' ? 1 : source[at] === ')' ? -1 : 0
    }
  }
  if (text !== null) texts.push(text)
  return texts.map((each) => each.replaceAll(/%[-+ 0#]*\d*(?:\.[\d*]+)?(?:l|z|h)*[a-zA-Z]/g, '{}').replaceAll('%%', '%'))
}

/** All sentences that the camera's program says to its pages. */
async function told() {
  const sentences = new Set()
  const take = async (folder, name, pattern, before = '') => {
    const source = await readFile(new URL(`platform/${folder}/${name}`, ROOT), 'utf8')
    for (const { index, 0: call } of source.matchAll(pattern)) for (const text of quoted(source, index + call.length)) if (/[a-z]{3}/.test(text) && text.includes(' ')) sentences.add(before + text)
  }
  for (const name of (await readdir(new URL('platform/web/', ROOT))).filter((each) => each.endsWith('.c')))
    await take('web', name, /\b(?:reply_error|request_refuse|add)\(|\*?message = |return short_one \?|return candidate->passphrase_length > 0 \?/g)
  await take('web', 'reply.c', /snprintf\(text, sizeof text, /g)
  await take('camera', 'recorder.c', /snprintf\(text, sizeof text, /g)
  for (const name of ['source.c', 'source_v4l2.c', 'source_libav.c', 'encoder.c']) await take('camera', name, /failure_set\(/g)
  await take('camera', 'settings.c', /\brefuse\(reader, /g, 'settings: {} ')
  await take('camera', 'settings.c', /reader->room, (?="settings: not)/g)
  await take('camera', 'camera.c', /snprintf\(error, room, /g)
  for (const [, name, text] of await rows('reasons')) if (name !== 'none') sentences.add(text)
  return sentences
}

/** How text/en.js is written. */
function list(texts) {
  return [...texts].sort().map((text) => `  ${text.includes("'") ? JSON.stringify(text) : `'${text}'`},\n`).join('')
}

async function english() {
  return `// SPDX-License-Identifier: GPL-2.0-or-later
// English, whole: what the pages say, and what the camera's program says. Written by tests/web/texts.js; another language is
// a file like de.js, which gives its own words for each of these.
export default [
${list(await said())}]

export const camera = [
${list(await told())}]
`
}

if (process.argv[1] === new URL(import.meta.url).pathname) await writeFile(new URL('text/en.js', PAGES), await english())

export const tests = {
  async 'text/en.js is the list of all texts'() {
    const { equal, expect } = await import('./harness.js')
    const [pages, program] = [await said(), await told()]
    expect(pages.size > 300 && program.size > 60, `${pages.size} texts of the pages, ${program.size} of the program`)
    equal(await readFile(new URL('text/en.js', PAGES), 'utf8'), await english(), 'run node tests/web/texts.js')
  },

  async 'German says all of them, and nothing else'() {
    const { equal } = await import('./harness.js')
    const en = await import(new URL('text/en.js', PAGES))
    const de = await import(new URL('text/de.js', PAGES))
    const holes = (text) => text.split('{}').length
    for (const part of ['default', 'camera']) {
      equal(en[part].filter((text) => !de[part][text]).join('\n'), '', `missing, ${part}`)
      equal(Object.keys(de[part]).filter((text) => !en[part].includes(text)).join('\n'), '', `said nowhere, ${part}`)
      equal(Object.keys(de[part]).filter((text) => holes(text) !== holes(de[part][text])).join('\n'), '', `places to fill in, ${part}`)
    }
  },
}
