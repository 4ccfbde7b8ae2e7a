// SPDX-License-Identifier: GPL-2.0-or-later
// How hard a password is to guess, roughly: its length counts most; what is often tried, repeated or in order, little.
import { t } from '/text.js'

const COMMON = ['password', 'passwort', 'qwert', 'asdf', 'letmein', 'welcome', 'admin', 'pinhole', 'camera', 'kamera', 'iloveyou', 'dragon', 'monkey', 'football', 'sunshine', 'princess', 'hallo']

/** 0 (too short) to 4, and a word for it. */
export function strength(password) {
  const length = new TextEncoder().encode(password).length
  if (length < 8) return { score: 0, text: length === 0 ? '' : t('strength.too_short_at_least') }
  const lower = password.toLowerCase()
  let worth = [...password].length
  for (const word of COMMON) if (lower.includes(word)) worth -= word.length - 1
  for (let i = 1; i < password.length; i++) {
    const step = password.charCodeAt(i) - password.charCodeAt(i - 1)
    if (step === 0 || Math.abs(step) === 1) worth -= 0.8
  }
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length
  worth += (kinds - 1) * 1.5
  if (worth < 7) return { score: 1, text: t('strength.weak_easy_to_guess') }
  if (worth < 11) return { score: 2, text: t('strength.fair_a_word_more') }
  if (worth < 16) return { score: 3, text: t('strength.good') }
  return { score: 4, text: t('strength.strong') }
}
