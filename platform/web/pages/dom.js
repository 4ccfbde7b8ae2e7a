// SPDX-License-Identifier: GPL-2.0-or-later
// Making elements, and saying times and sizes.
import { locale, t } from '/text.js'

const SVG = 'http://www.w3.org/2000/svg'

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name in element && !name.startsWith('aria') && !(element instanceof SVGElement)) element[name] = value
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

/** An HTML element: properties, "onclick" and the like for listeners, attributes; then children. */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children)
}

/** An SVG element. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children)
}

/** A line icon by name. */
export function icon(name) {
  const paths = {
    live: 'M3 7a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM16 10l5-3v10l-5-3z',
    events: 'M4 6h16M4 12h16M4 18h10',
    setup: 'M5 12.5a10 10 0 0 1 14 0M8 15.7a5.6 5.6 0 0 1 8 0M2 9.2a14.5 14.5 0 0 1 20 0M12 19.2v.01',
    settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4',
    gear: 'M12 8.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM12 3v2.6M12 18.4V21M3 12h2.6M18.4 12H21M5.6 5.6l1.9 1.9M16.5 16.5l1.9 1.9M5.6 18.4l1.9-1.9M16.5 7.5l1.9-1.9',
    home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
    help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.6v.01',
    back: 'M15 5l-7 7 7 7',
    next: 'M9 5l7 7-7 7',
    check: 'M5 12.5l4.5 4.5L19 7.5',
    device: 'M5 5h14v14H5zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
    network: 'M5 12.5a10 10 0 0 1 14 0M8 15.7a5.6 5.6 0 0 1 8 0M2 9.2a14.5 14.5 0 0 1 20 0M12 19.2v.01',
    motion: 'M13 4a1.5 1.5 0 1 0 0 .01M8 21l3-6-2-3 1-4 3-1 2 3 3 1M11 15l3 2 1 4',
    recording: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0z',
    access: 'M8 11V8a4 4 0 0 1 8 0v3M6 11h12v9H6zM12 15v2',
    backup: 'M12 4v11M7 11l5 5 5-5M5 20h14',
    advanced: 'M14 6a4 4 0 0 0 4.5 5.5L10 20a2.1 2.1 0 0 1-3-3l8.500-8.500A4 4 0 0 0 14 6z',
    diagnose: 'M3 12h4l3-8 4 16 3-8h4',
    bench: 'M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3zM12 12v.01',
    full: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
    photo: 'M4 8h3l2-3h6l2 3h3v11H4zM12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
    cells: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z',
    lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
    download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
    trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
    close: 'M6 6l12 12M18 6L6 18',
    play: 'M8 5l11 7-11 7z',
    reload: 'M20 11a8 8 0 1 0-2 6M20 5v6h-6',
  }
  return s('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, s('path', { d: paths[name] }))
}

/** "12:05:09" of Unix milliseconds. */
export function clock(ms) {
  return new Date(ms).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

/** "Today", "Yesterday" or the date. */
export function day(ms) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  const ago = Math.round((midnight(new Date()) - midnight(new Date(ms))) / 86400000)
  if (ago === 0) return t('dom.today')
  if (ago === 1) return t('dom.yesterday')
  return new Date(ms).toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** "9 s", "2 min 5 s", "3 h 4 min". */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

/** "1.4 MB". */
export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let unit = 0
  while (bytes >= 1000 && unit < 4) {
    bytes /= 1000
    unit++
  }
  return `${unit === 0 || bytes >= 100 ? Math.round(bytes) : bytes.toFixed(1)} ${units[unit]}`
}
