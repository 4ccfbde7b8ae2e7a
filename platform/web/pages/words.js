// SPDX-License-Identifier: GPL-2.0-or-later
// States in plain words.
import { t } from '/text.js'

const lightWords = {
  fault: [t('words.needs_attention'), 'bad'],
  ready: [t('words.let_go_to_reset'), 'bad'],
  armed: [t('words.keep_holding_to_reset'), 'warn'],
  pressed: [t('words.button_pressed'), 'warn'],
  cancelled: [t('words.reset_cancelled'), 'ok'],
  working: [t('words.restarting'), 'busy'],
  updating: [t('words.updating'), 'busy'],
  booting: [t('words.starting'), 'busy'],
  setup: [t('words.ready_for_setup'), 'setup'],
  joining: [t('words.joining_wi_fi'), 'busy'],
  join_failed: [t('words.could_not_join'), 'warn'],
  lost: [t('words.wi_fi_lost'), 'warn'],
  online: [t('words.online'), 'ok'],
}

/** The state in two words and a tone. */
export function stateWords(status) {
  if (!status || !status.guard.connected) return { text: t('words.starting'), tone: 'busy' }
  if (status.guard.provision === 'lingering') return { text: t('words.just_joined'), tone: 'ok' }
  if (status.claimed && status.guard.light === 'setup') return { text: t('words.setup_network_open'), tone: 'setup' }
  const [text, tone] = lightWords[status.guard.light] || [t('words.unknown'), 'warn']
  return { text, tone }
}

/** How far a try to join a network has come. */
export function stageWords(stage) {
  return { searching: t('words.looking_for_it'), found: t('words.found_checking_the_password'), accepted: t('words.password_accepted_waiting_for'),
    addressed: t('words.address_received'), reachable: t('words.reachable'), no_gateway: t('words.no_router_answers') }[stage] || ''
}

/** The network's state in a sentence. */
export function networkWords(guard) {
  const ssid = guard.ssid || t('words.your_wi_fi')
  const words = {
    starting: t('words.the_camera_is_starting'),
    setup: t('words.setup_network_open'),
    dormant: t('words.the_setup_network_is'),
    visiting: t('words.on_waiting_to_be', ssid),
    trying: t('words.trying_to_join', ssid),
    storing: t('words.joined_keeping_it', ssid),
    lingering: t('common.joined', ssid),
    online: t('words.connected_to', ssid),
    connecting: t('words.looking_for', ssid),
    lost: t('words.is_lost_the_camera', ssid),
    owner_setup: t('words.was_not_found_the', ssid),
  }
  return words[guard.provision] || t('words.not_known')
}
