// SPDX-License-Identifier: GPL-2.0-or-later
// The pages' texts: every key that a page uses is in every language, with as many places to fill in, and no other; no text
// stands in the pages themselves; and every sentence that the camera's program says is there in every language.
// `node tests/web/texts.js` writes the list of the program's sentences in text/en.js anew.
import { readFile, readdir, writeFile } from 'node:fs/promises'

export const alone = true
const ROOT = new URL('../../', import.meta.url)
const PAGES = new URL('platform/web/pages/', ROOT)

/** What stands in quotes and is no text: names of keys, headers and languages, and the name that a new camera has. */
const NAMES = ['Content-Type', 'Enter', 'Escape', 'Delete', 'Backspace', 'Home', 'End', 'Pinhole', 'Pinhole camera', 'English', 'Deutsch']

/** The pages' modules: [name, source without comments]. */
async function modules() {
  const names = (await readdir(PAGES, { recursive: true })).filter((name) => name.endsWith('.js') && !name.startsWith('text/'))
  return Promise.all(names.map(async (name) => [name, (await readFile(new URL(name, PAGES), 'utf8')).replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')]))
}

/** The keys of the texts that the pages say. */
async function used() {
  const keys = new Set((await rows('lights')).map(([, name]) => `light.${name}`)) // light.js makes these
  for (const [, source] of await modules()) for (const [, key] of source.matchAll(/\bt\('([^']*)'/g)) keys.add(key)
  return keys
}

/** What looks like a text in a module: words in quotes that begin as a sentence does, or are several. */
function sentences(source) {
  const found = []
  for (const [, before, , quoted, template] of source.matchAll(/(\b(?:className|class): |\bt\(|)('((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g)) {
    const text = quoted ?? template.replaceAll(/\$\{[^}]*\}/g, '{}')
    const speaks = /^\p{Lu}\p{Ll}+(?:[ .,:…?!]|$)/u.test(text) || /\p{L}{2,} \p{L}{2,} \p{L}{2,}/u.test(text)
    if (!before && speaks && !NAMES.includes(text)) found.push(text)
  }
  return found
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

/** text/en.js with the sentences that the program says now. */
async function english() {
  const source = await readFile(new URL('text/en.js', PAGES), 'utf8')
  const list = [...(await told())].sort().map((text) => `  ${text.includes("'") ? JSON.stringify(text) : `'${text}'`},\n`).join('')
  return `${source.slice(0, source.indexOf('export const camera'))}export const camera = [\n${list}]\n`
}

if (process.argv[1] === new URL(import.meta.url).pathname) await writeFile(new URL('text/en.js', PAGES), await english())

const languages = async () => [await import(new URL('text/en.js', PAGES)), await import(new URL('text/de.js', PAGES))]
const holes = (text) => text.split('{}').length

export const tests = {
  async 'every key that a page uses is in every language, and every key of a language is used'() {
    const { equal, expect } = await import('./harness.js')
    const keys = await used()
    expect(keys.size > 400, `${keys.size} keys`)
    const [en, de] = await languages()
    for (const [name, { default: texts }] of Object.entries({ en, de })) {
      equal([...keys].filter((key) => !(key in texts)).join('\n'), '', `used, but not in text/${name}.js`)
      equal(Object.keys(texts).filter((key) => !keys.has(key)).join('\n'), '', `in text/${name}.js, but not used`)
      equal(Object.keys(texts).filter((key) => !/^[a-z]+\.[a-z0-9_]+$/.test(key)).join('\n'), '', 'keys that are not of the form page.words')
      equal(Object.keys(texts).filter((key) => holes(texts[key]) !== holes(en.default[key])).join('\n'), '', `places to fill in, ${name}`)
    }
    for (const [, name, , , meaning] of await rows('lights')) equal(en.default[`light.${name}`], meaning, `what the light's ${name} means, as spec/lights.tsv says it`)
  },

  async 'no text stands in the pages themselves'() {
    const { equal } = await import('./harness.js')
    for (const [name, source] of await modules()) {
      equal(sentences(source).join('\n'), '', `${name}: a text is to stand in text/en.js and text/de.js, and its key here`)
      equal((source.match(/\bt(?:\((?!')[^)]*|`[^`]*)/g) || []).filter((call) => call !== 't(`light.${name}`' && call !== 't(key, ...values').join('\n'), '', `${name}: a text without a key`)
    }
    equal(sentences("h('p', { className: 'one two three' }, 'Something is wrong', t('a.b'), `${n} of them are left`, 'Save')").join(), 'Something is wrong,{} of them are left,Save', 'what such a text looks like')
  },

  async 'what the camera’s program says is listed in English, and said in German'() {
    const { equal, expect } = await import('./harness.js')
    expect((await told()).size > 60, 'the program says little')
    equal(await readFile(new URL('text/en.js', PAGES), 'utf8'), await english(), 'run node tests/web/texts.js')
    const [{ camera: en }, { camera: de }] = await languages()
    equal(en.filter((text) => !de[text]).join('\n'), '', 'missing')
    equal(Object.keys(de).filter((text) => !en.includes(text)).join('\n'), '', 'said nowhere')
    equal(Object.keys(de).filter((text) => holes(text) !== holes(de[text])).join('\n'), '', 'places to fill in')
  },
}
