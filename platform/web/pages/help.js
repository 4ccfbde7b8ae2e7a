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
  return [h('div', { className: 'help-button' }, drawing.element, h('div', {}, p(t('help.the_button_is_behind')),
    p(t('help.before_you_press_the'))))]
}

function holdChapter() {
  const row = (...cells) => h('tr', {}, h('th', { scope: 'row' }, cells[0]), ...cells.slice(1).map((cell) => h('td', {}, cell)))
  return [h('table', { className: 'compare' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('help.held')), h('th', { scope: 'col' }, t('help.the_light')), h('th', { scope: 'col' }, t('help.when_you_let_go')))),
    h('tbody', {}, row(t('help.under_1_s'), t('help.off'), t('help.nothing')), row(t('help.1_to_5_s'), t('help.off'), t('help.restart_nothing_is_lost')), row(t('help.5_to_8_s'), t('help.flashes_rapidly'), t('help.cancelled_nothing_happens')),
      row(t('help.8_to_20_s'), t('help.steady'), t('help.factory_reset')), row(t('help.over_20_s'), t('help.five_short_flashes'), t('help.nothing_a_jammed_button')))),
  p(t('help.so_for_a_factory'))]
}

function whichChapter() {
  const part = (title, text) => [h('dt', {}, title), h('dd', {}, text)]
  return [h('dl', {}, ...part(t('help.restart'), t('help.the_picture_hangs_the')),
    ...part(t('common.change_network'), t('help.a_new_router_a')),
    ...part(t('help.reset_device_on_this'), t('help.you_sell_it_give')),
    ...part(t('help.factory_reset_by_the'), t('help.the_password_is_forgotten'))),
  h('h3', {}, t('help.when_not_to_reset')), p(t('help.not_regularly_not_to'))]
}

function lightChapter() {
  const show = new LightShow(['online', 'booting', 'setup', 'joining', 'join_failed', 'lost', 'pressed', 'armed', 'ready', 'cancelled', 'working', 'updating', 'fault'], {
    online: t('help.steady_all_is_well'), booting: t('help.slow_blinking_starting'), setup: t('help.two_short_flashes_waiting'), joining: t('help.quick_blinking_joining_the'),
    join_failed: t('help.three_long_flashes_the'), lost: t('help.steady_with_a_short'),
    pressed: t('help.off_while_you_press'), armed: t('help.rapid_flashing_while_you'), ready: t('help.steady_while_you_press'),
    cancelled: t('help.two_long_flashes_the'), working: t('help.nearly_steady_a_short'), updating: t('help.a_long_and_a'),
    fault: t('help.five_short_flashes_something') })
  return { parts: [p(t('help.the_rhythm_tells_not')), show.element], show }
}

function resetChapter() {
  return [h('div', { className: 'pair erased' }, h('div', {}, h('h3', {}, t('common.erased')), list(ERASED)), h('div', {}, h('h3', {}, t('common.kept')), list(KEPT))),
    p(t('help.the_storages_key_is')),
    p(t('help.save_what_you_want')),
    h('h3', {}, t('help.afterwards')), list([t('help.the_camera_restarts_and'), t('help.join_pinhole_camera_xxxx'), t('help.restore_your_settings_from'),
      t('help.look_at_the_live')], 'ol')]
}

function troubleChapter() {
  return [list([t('help.light_is_it_on'), t('help.wi_fi_is_the'), t('help.signal_under_35_of'),
    t('help.restart_the_camera_button'), t('help.restart_the_router'), t('help.settings_diagnose_what_is'), t('help.new_router_or_password'), t('help.only_then_a_factory')], 'ol'),
  h('h3', {}, t('help.no_light_or_no')), list([t('help.power_is_the_plug'), t('help.another_port_another_adapter'),
    t('help.the_tool_is_it'), t('help.still_nothing_the_camera')], 'ol')]
}

function setupChapter() {
  return [list([t('help.plug_the_camera_in'), t('help.scan_the_code_on'), t('help.the_setup_page_opens'), t('help.choose_your_password_your'),
    t('help.or_with_your_phone')], 'ol'), p(t('help.the_camera_uses_2')),
  p(t('help.once_it_is_yours')),
  p(t('help.the_setup_network_closes'))]
}

const CHAPTERS = [['setup', t('help.setting_up'), setupChapter], ['button', t('help.where_the_button_is'), buttonChapter], ['hold', t('help.how_long_to_hold'), holdChapter], ['which', t('help.which_reset_when'), whichChapter],
  ['lights', t('help.what_the_light_means'), null], ['reset', t('help.what_a_factory_reset'), resetChapter], ['trouble', t('help.if_something_does_not'), troubleChapter]]

class Help {
  constructor(root, app, [name]) {
    const light = lightChapter()
    this.show = light.show
    this.chapters = CHAPTERS.map(([key, title, make]) => h('section', { className: 'panel chapter', id: `help-${key}`, tabIndex: -1 }, h('h2', {}, title), ...(make ? make() : light.parts)))
    root.append(h('div', { className: 'page help' }, h('div', { className: 'head' }, h('h1', {}, t('common.help'))),
      h('nav', { className: 'row help-links', 'aria-label': t('help.chapters') }, ...CHAPTERS.map(([key, title]) => h('a', { className: 'button small', href: `#/help/${key}` }, title))), ...this.chapters))
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
