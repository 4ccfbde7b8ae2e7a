// SPDX-License-Identifier: GPL-2.0-or-later
// The manual.
import { device } from '/device.js'
import { h } from '/dom.js'
import { LightShow } from '/lights.js'
import { ERASED, KEPT } from '/settings/advanced.js'
import { t } from '/text.js'

const list = (items, tag = 'ul') => h(tag, {}, ...items.map((each) => h('li', {}, each)))
const p = (text, className = '') => h('p', { className }, text)

function buttonChapter() {
  const drawing = device()
  drawing.press(true)
  return [h('div', { className: 'help-button' }, drawing.element, h('div', {}, p(t('The button is behind the small hole on the underside, beside the power plug. Press it with a paper clip or a SIM tool; you feel a click.')),
    p(t('Before you press, the camera must have power and its light be steady or blinking calmly. The light goes off as soon as the button is pressed: that is how you know it works.'))))]
}

function holdChapter() {
  const row = (...cells) => h('tr', {}, h('th', { scope: 'row' }, cells[0]), ...cells.slice(1).map((cell) => h('td', {}, cell)))
  return [h('table', { className: 'compare' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('Held')), h('th', { scope: 'col' }, t('The light')), h('th', { scope: 'col' }, t('When you let go')))),
    h('tbody', {}, row(t('under 1 s'), t('off'), t('nothing')), row(t('1 to 5 s'), t('off'), t('restart; nothing is lost')), row(t('5 to 8 s'), t('flashes rapidly'), t('cancelled; nothing happens')),
      row(t('8 to 20 s'), t('steady'), t('factory reset')), row(t('over 20 s'), t('five short flashes'), t('nothing: a jammed button must not erase anything')))),
  p(t('So for a factory reset: hold, through the rapid flashing, until the light is steady, then let go. Anything from 8 to 20 seconds will do. The flashing alone is not enough.'))]
}

function whichChapter() {
  const part = (title, text) => [h('dt', {}, title), h('dd', {}, text)]
  return [h('dl', {}, ...part(t('Restart'), t('The picture hangs, the camera is slow or not reached. By the button (1 to 5 s), under Settings, Advanced, or by pulling the plug for 15 seconds. Nothing is lost.')),
    ...part(t('Change network'), t('A new router, a new Wi-Fi password, a new provider. Under Settings, Network. Is the camera not reached any more? Restart it by the button; if it does not find its network within a minute, its setup network opens for you, with your password.')),
    ...part(t('Reset Device, on this page'), t('You sell it, give it away, move out. It needs the camera online and your password. Also from another place, if you can reach this page from there.')),
    ...part(t('Factory reset by the button'), t('The password is forgotten, or the page does not answer. It works without a network and even if the camera’s software is damaged. It is the surest way.'))),
  h('h3', {}, t('When not to reset')), p(t('Not regularly, not to “clean up”, and not because of the router. A reset erases your recordings and cures nothing that a restart does not cure, except a forgotten password and damaged settings.'))]
}

function lightChapter() {
  const show = new LightShow(['online', 'booting', 'setup', 'joining', 'join_failed', 'lost', 'pressed', 'armed', 'ready', 'cancelled', 'working', 'updating', 'fault'], {
    online: t('steady: all is well, the camera is on your Wi-Fi'), booting: t('slow blinking: starting'), setup: t('two short flashes: waiting to be set up'), joining: t('quick blinking: joining the Wi-Fi'),
    join_failed: t('three long flashes: the Wi-Fi could not be joined; the setup page says why'), lost: t('steady with a short gap: the Wi-Fi is lost (the camera keeps trying), or the setup network has closed (restart the camera to open it)'),
    pressed: t('off while you press: under 5 s, letting go restarts'), armed: t('rapid flashing while you press: keep holding to reset, let go to cancel'), ready: t('steady while you press: let go now, the camera resets'),
    cancelled: t('two long flashes: the reset was cancelled'), working: t('nearly steady, a short gap each second: erasing or restarting; leave the plug in'), updating: t('a long and a short pause: updating'),
    fault: t('five short flashes: something is wrong, or the button is jammed') })
  return { parts: [p(t('The rhythm tells, not the colour. No light at all: look at the plug, the cable and the adapter.')), show.element], show }
}

function resetChapter() {
  return [h('div', { className: 'pair erased' }, h('div', {}, h('h3', {}, t('Erased')), list(ERASED)), h('div', {}, h('h3', {}, t('Kept')), list(KEPT))),
    p(t('The storage’s key is destroyed first, so that nothing of yours can be read any more. If the power fails in the middle, the camera goes on erasing when it comes back; it never comes up with old data.')),
    p(t('Save what you want to keep first: recordings one by one, the settings under Settings, Backup. Nothing comes back by itself.')),
    h('h3', {}, t('Afterwards')), list([t('The camera restarts and blinks slowly, then shows two short flashes: its setup network is open. That takes up to a minute.'), t('Join Pinhole_Camera_XXXX with the label’s code and set it up, as on the first day. The new owner can do the same.'), t('Restore your settings from the backup, if you have one.'),
      t('Look at the live picture, draw the zones again, check the recording schedule, and see whether there is newer firmware.')], 'ol')]
}

function troubleChapter() {
  return [list([t('Light: is it on? If not: plug, cable, adapter. Weak adapters, power banks and long cables cause restarts without a reason.'), t('Wi-Fi: is the router on, and is your phone on the same network?'), t('Signal: under 35 of 100 the picture stutters. Settings, Network shows the last hours and says what helps.'),
    t('Restart the camera: button for 1 to 5 seconds, or plug out for 15 seconds.'), t('Restart the router.'), t('Settings, Diagnose: what is wrong, told apart; and one file for whoever helps you.'), t('New router or password: change the network, without a reset.'), t('Only then: a factory reset. If that does not help twice, do not repeat it: get help, with model, serial number and the support file.')], 'ol'),
  h('h3', {}, t('No light, or no reaction to the button')), list([t('Power: is the plug in at both ends, and does the outlet have current?'), t('Another port, another adapter, another outlet; without a power bank or an extension.'),
    t('The tool: is it long and thin enough? You feel a click, and the light goes off at once.'), t('Still nothing: the camera is damaged, and no reset mends that. Get help, with model and serial number from the label.')], 'ol')]
}

function setupChapter() {
  return [list([t('Plug the camera in and wait for two short flashes.'), t('Scan the code on the label with your phone’s camera: the phone joins Pinhole_Camera_XXXX. No code at hand? The network’s secret is printed beside it.'), t('The setup page opens by itself. If not, open http://192.168.93.1 in the browser.'), t('Choose your password, your Wi-Fi, and a name. The camera tries the Wi-Fi before it keeps anything, and says what is wrong.'),
    t('Or, with your phone on your own Wi-Fi, hold that Wi-Fi’s QR code before the lens. The camera joins it for 15 minutes, keeping nothing; two short flashes say that it waits for you. Open the address that your router lists for “pinhole”, choose your password and type the secret on the label.')], 'ol'), p(t('The camera uses 2.4 GHz. A network that is only on 5 GHz is shown in grey; switch on the router’s 2.4 GHz network.')),
  p(t('Once it is yours, the camera speaks HTTPS, with a key that it made itself. Your browser will warn once that it does not know this key: go on all the same, “Advanced”, then “Proceed”. It must not warn again later; if it does, somebody else may be answering.')),
  p(t('The setup network closes 15 minutes after the last sign of a phone. A restart opens it again.'))]
}

const CHAPTERS = [['setup', t('Setting up'), setupChapter], ['button', t('Where the button is'), buttonChapter], ['hold', t('How long to hold it'), holdChapter], ['which', t('Which reset when'), whichChapter],
  ['lights', t('What the light means'), null], ['reset', t('What a factory reset erases'), resetChapter], ['trouble', t('If something does not work, in this order'), troubleChapter]]

class Help {
  constructor(root, app, [name]) {
    const light = lightChapter()
    this.show = light.show
    this.chapters = CHAPTERS.map(([key, title, make]) => h('section', { className: 'panel chapter', id: `help-${key}`, tabIndex: -1 }, h('h2', {}, title), ...(make ? make() : light.parts)))
    root.append(h('div', { className: 'page help' }, h('div', { className: 'head' }, h('h1', {}, t('Help'))),
      h('nav', { className: 'row help-links', 'aria-label': t('Chapters') }, ...CHAPTERS.map(([key, title]) => h('a', { className: 'button small', href: `#/help/${key}` }, title))), ...this.chapters))
    this.route([name])
  }

  route([name]) {
    const chapter = this.chapters.find((each) => each.id === `help-${name}`)
    if (!chapter) return
    chapter.focus({ preventScroll: true })
    chapter.scrollIntoView({ block: 'start' })
  }

  update() {}

  unmount() {
    this.show.end()
  }
}

export function mount(root, app, path = []) {
  return new Help(root, app, path)
}
