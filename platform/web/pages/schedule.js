// SPDX-License-Identifier: GPL-2.0-or-later
// The week as a grid of hours: draw over it to switch hours on or off. A row's or a column's head switches all of it.
import { h } from '/dom.js'
import { locale, t } from '/text.js'

const ALL = '1'.repeat(24)
const PRESETS = [
  [t('common.always'), () => ALL],
  [t('schedule.nights'), () => '1111111' + '0'.repeat(13) + '1111'],
  [t('schedule.working_hours'), (day) => (day < 5 ? '0'.repeat(8) + '1'.repeat(10) + '0'.repeat(6) : '0'.repeat(24))],
]

/** Names of the days, Monday first. */
export function days(form = 'short') {
  return [...Array(7).keys()].map((i) => new Date(2024, 0, 1 + i).toLocaleDateString(locale, { weekday: form }))
}

export class Schedule {
  constructor(schedule) {
    this.hours = schedule.map((day) => [...day].map((hour) => hour === '1'))
    this.cells = this.hours.map((hours, day) => hours.map((_, hour) => this.cell(day, hour)))
    const short = days()
    const head = [...Array(24).keys()].map((hour) => h('th', { scope: 'col' }, h('button', { type: 'button', className: 'week-head', 'aria-label': t('schedule.all_days_to_oclock', hour, hour + 1),
      onclick: () => this.flip(this.hours.map((_, day) => [day, hour])) }, hour % 6 === 0 ? String(hour) : '')))
    this.table = h('table', { className: 'week', 'aria-label': t('schedule.hours_in_which_it') }, h('thead', {}, h('tr', {}, h('td', {}), ...head)),
      h('tbody', {}, ...this.cells.map((row, day) => h('tr', {}, h('th', { scope: 'row' }, h('button', { type: 'button', className: 'week-head', 'aria-label': `${short[day]}: ${t('schedule.all_hours_of', days('long')[day])}`,
        onclick: () => this.flip(row.map((_, hour) => [day, hour])) }, short[day])), ...row))))
    this.table.addEventListener('pointermove', (event) => this.stroke(event))
    for (const name of ['pointerup', 'pointercancel', 'pointerleave']) this.table.addEventListener(name, () => (this.painting = undefined))
    this.element = h('div', { className: 'week-box' }, h('div', { className: 'row presets' }, ...PRESETS.map(([name, hours]) =>
      h('button', { className: 'button small', type: 'button', onclick: () => this.preset(hours) }, name))), this.table)
  }

  cell(day, hour) {
    const button = h('button', { type: 'button', className: 'hour', 'aria-pressed': String(this.hours[day][hour]), 'aria-label': `${days('long')[day]}, ${hour}–${hour + 1}`,
      onpointerdown: (event) => {
        event.preventDefault()
        button.releasePointerCapture?.(event.pointerId)
        button.focus()
        this.painting = !this.hours[day][hour]
        this.set(day, hour, this.painting)
      },
      onkeydown: (event) => this.key(event, day, hour) })
    button.dataset.hour = `${day}.${hour}`
    button.tabIndex = day === 0 && hour === 0 ? 0 : -1
    return h('td', {}, button)
  }

  key(event, day, hour) {
    const by = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
    if (event.key === ' ' || event.key === 'Enter') this.set(day, hour, !this.hours[day][hour])
    else if (by) this.button((day + by[0] + 7) % 7, (hour + by[1] + 24) % 24).focus()
    else return
    event.preventDefault()
  }

  button(day, hour) {
    return this.cells[day][hour].firstChild
  }

  set(day, hour, on) {
    this.hours[day][hour] = on
    this.button(day, hour).setAttribute('aria-pressed', String(on))
  }

  stroke(event) {
    if (this.painting === undefined) return
    const at = document.elementFromPoint(event.clientX, event.clientY)?.dataset?.hour
    if (at) this.set(...at.split('.').map(Number), this.painting)
  }

  flip(cells) {
    const on = !cells.every(([day, hour]) => this.hours[day][hour])
    for (const [day, hour] of cells) this.set(day, hour, on)
  }

  preset(make) {
    for (let day = 0; day < 7; day++) [...make(day)].forEach((hour, i) => this.set(day, i, hour === '1'))
  }

  /** As the settings document has it. */
  value() {
    return this.hours.map((day) => day.map((on) => (on ? '1' : '0')).join(''))
  }
}
