// SPDX-License-Identifier: GPL-2.0-or-later
// Lights that play their patterns, each with what it means.
import { h } from '/dom.js'
import { Lamp, meaning } from '/light.js'

/** A list of patterns by their names (spec/lights.tsv), playing until end(). */
export class LightShow {
  constructor(names, words = {}) {
    this.lamps = []
    this.element = h('ul', { className: 'lights' }, ...names.map((name) => {
      const dot = h('span', { className: 'dot big', 'aria-hidden': 'true' })
      const lamp = new Lamp(dot)
      lamp.repeat = true
      this.lamps.push(lamp)
      lamp.show(name)
      const text = words[name] || meaning(name)
      return h('li', {}, dot, h('span', {}, text[0].toUpperCase() + text.slice(1)))
    }))
  }

  end() {
    for (const lamp of this.lamps) lamp.end()
  }
}
