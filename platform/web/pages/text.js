// SPDX-License-Identifier: GPL-2.0-or-later
// The pages' language. One file for each, text/<language>.js: what the pages say, by key, and what the camera's program says,
// by its English sentences; "{}" stands for what is filled in. No text stands in the pages themselves.

const LANGUAGES = { en: 'English', de: 'Deutsch' }

function wanted() {
  let kept = null
  try {
    kept = localStorage.getItem('language')
  } catch {
    // A browser that keeps nothing speaks the browser's language.
  }
  return [kept, ...navigator.languages].map((each) => String(each).slice(0, 2)).find((each) => each in LANGUAGES) || 'en'
}

export const language = wanted()
/** The form in which the browser's user writes dates and times, in that language. */
export const locale = navigator.languages.find((each) => each.startsWith(language)) || language
const { default: texts, camera: sentences } = await import(`/text/${language}.js`)
const camera = Array.isArray(sentences) ? {} : sentences // of English there is a list: it is said as it is
document.documentElement.lang = language

/** A text by its key, with what is filled in: t('common.name'), t('setup.joined', ssid). */
export function t(key, ...values) {
  if (!(key in texts)) console.error(`text: ${key}`)
  return (texts[key] ?? key).split('{}').reduce((sum, part, i) => sum + values[i - 1] + part)
}

/** The camera's sentences that have something filled in, as patterns: [pattern, what is said]. */
const patterns = Object.entries(camera).filter(([text]) => text.includes('{}')).sort(([a], [b]) => b.length - a.length)
  .map(([text, other]) => [new RegExp(`^${text.split('{}').map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('(.+?)')}$`), other])

/** A sentence of the camera's program in the pages' language, with what it filled in. */
export function said(sentence) {
  if (!sentence || sentence in camera) return camera[sentence] || sentence
  for (const [pattern, other] of patterns) {
    const found = pattern.exec(sentence)
    if (found) return other.split('{}').reduce((sum, part, i) => sum + said(found[i]) + part)
  }
  return sentence
}

/** The languages by their own names. */
export function languages() {
  return Object.entries(LANGUAGES)
}

/** Speak another language from now on. */
export function choose(name) {
  localStorage.setItem('language', name)
  location.reload()
}
