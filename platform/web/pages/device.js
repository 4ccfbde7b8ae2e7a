// SPDX-License-Identifier: GPL-2.0-or-later
// The device, drawn: a lens, a light, and the underside with its pinhole.
import { s } from '/dom.js'
import { t } from '/text.js'

/** Returns the drawing, and light(on) and press(closed). */
export function device() {
  const lamp = s('circle', { cx: 120, cy: 139, r: 4.2, class: 'dev-lamp' })
  const glow = s('circle', { cx: 120, cy: 139, r: 17, class: 'dev-glow' })
  const clip = s('path', { d: 'M150 214v-26a7 7 0 0 1 14 0v22a4.5 4.5 0 0 1-9 0v-18', class: 'dev-clip' })
  const element = s('svg', { viewBox: '0 0 240 226', class: 'device', role: 'img', 'aria-label': t('device.the_camera_with_its') },
    s('defs', {},
      s('linearGradient', { id: 'dev-body', x1: 0, y1: 0, x2: 0, y2: 1 }, s('stop', { offset: 0, class: 'dev-body-a' }), s('stop', { offset: 1, class: 'dev-body-b' })),
      s('radialGradient', { id: 'dev-glass', cx: 0.38, cy: 0.32, r: 0.8 }, s('stop', { offset: 0, 'stop-color': '#47566b' }), s('stop', { offset: 0.45, 'stop-color': '#1b222c' }), s('stop', { offset: 1, 'stop-color': '#07090c' })),
      s('radialGradient', { id: 'dev-glow' }, s('stop', { offset: 0, 'stop-color': '#3ecf8e', 'stop-opacity': 0.9 }), s('stop', { offset: 1, 'stop-color': '#3ecf8e', 'stop-opacity': 0 }))),
    s('ellipse', { cx: 120, cy: 164, rx: 66, ry: 7, class: 'dev-shadow' }),
    s('rect', { x: 54, y: 16, width: 132, height: 144, rx: 44, fill: 'url(#dev-body)', class: 'dev-edge' }),
    s('circle', { cx: 120, cy: 79, r: 45, class: 'dev-face' }),
    s('circle', { cx: 120, cy: 79, r: 32, fill: 'url(#dev-glass)' }),
    s('circle', { cx: 120, cy: 79, r: 20, fill: 'none', stroke: '#2b3542', 'stroke-width': 1.5 }),
    s('circle', { cx: 120, cy: 79, r: 9, fill: '#05070a', stroke: '#334052', 'stroke-width': 1 }),
    s('ellipse', { cx: 109, cy: 66, rx: 7, ry: 4.5, fill: '#fff', opacity: 0.28, transform: 'rotate(-35 109 66)' }),
    glow, lamp,
    s('rect', { x: 66, y: 178, width: 108, height: 22, rx: 11, class: 'dev-under' }),
    s('rect', { x: 84, y: 185, width: 22, height: 8, rx: 4, class: 'dev-port' }),
    s('circle', { cx: 150, cy: 189, r: 2.6, class: 'dev-hole' }), clip)
  glow.setAttribute('fill', 'url(#dev-glow)')
  return {
    element,
    light(on) {
      element.classList.toggle('lit', Boolean(on))
    },
    press(closed) {
      element.classList.toggle('pressed', closed)
    },
  }
}
