// SPDX-License-Identifier: GPL-2.0-or-later
// The pages' language. English texts are the keys; text/<language>.js says them in another language, "{}" standing for
// what is filled in. A text that a language lacks stays English.

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
const texts = language === 'en' ? {} : (await import(`/text/${language}.js`)).default
document.documentElement.lang = language

/** A text: t('Name'), or t`Joined ${ssid}.` with what is filled in. */
export function t(text, ...values) {
  if (typeof text === 'string') return texts[text] || text
  const key = text.join('{}')
  const said = (texts[key] || key).split('{}')
  return said.reduce((sum, part, i) => sum + values[i - 1] + part)
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
