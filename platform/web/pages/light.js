// SPDX-License-Identifier: GPL-2.0-or-later
// The light's patterns, from the very table that the firmware is made of.
import table from '/spec/lights.js'
import { t } from '/text.js'

const patterns = new Map(table.map(([, name, repeats, steps]) => [name, {
  once: repeats === 'once',
  steps: steps.split(' ').map((step) => ({ on: step[0] === '+', ms: Number(step.slice(1)) })),
}]))

/** What a pattern means, in words. */
export function meaning(name) {
  return patterns.has(name) ? t(`light.${name}`) : t('light.not_known')
}

/** Whether the light is on `elapsed` ms into a pattern, and for how many ms that stays. repeat: also what plays once. */
export function level(name, elapsed, repeat = false) {
  const pattern = patterns.get(name)
  if (!pattern) return { on: false, ms: 1000 }
  const total = pattern.steps.reduce((sum, step) => sum + step.ms, 0)
  if (pattern.once && !repeat && elapsed >= total) return { on: false, ms: 1000 }
  let left = elapsed % (total + (pattern.once ? 1500 : 0))
  for (const step of pattern.steps) {
    if (left < step.ms) return { on: step.on, ms: step.ms - left }
    left -= step.ms
  }
  return { on: false, ms: 1000 }
}

/** Plays patterns on an element by its class "on". Someone who asked for less motion sees it steady. */
export class Lamp {
  constructor(element) {
    this.element = element
    this.still = matchMedia('(prefers-reduced-motion: reduce)')
  }

  show(name) {
    if (name === this.name) return
    this.name = name
    this.began = performance.now()
    clearTimeout(this.timer)
    this.tick()
  }

  end() {
    clearTimeout(this.timer)
  }

  tick() {
    const { on, ms } = level(this.name, performance.now() - this.began, this.repeat)
    const steady = this.still.matches && this.name !== 'pressed'
    this.element.classList.toggle('on', on || steady)
    this.timer = setTimeout(() => this.tick(), Math.max(8, ms))
  }
}
