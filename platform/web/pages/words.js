// SPDX-License-Identifier: GPL-2.0-or-later
// States in plain words.
import { t } from '/text.js'

const lightWords = {
  fault: [t('Needs attention'), 'bad'],
  ready: [t('Let go to reset'), 'bad'],
  armed: [t('Keep holding to reset'), 'warn'],
  pressed: [t('Button pressed'), 'warn'],
  cancelled: [t('Reset cancelled'), 'ok'],
  working: [t('Restarting'), 'busy'],
  updating: [t('Updating'), 'busy'],
  booting: [t('Starting'), 'busy'],
  setup: [t('Ready for setup'), 'setup'],
  joining: [t('Joining Wi-Fi'), 'busy'],
  join_failed: [t('Could not join'), 'warn'],
  lost: [t('Wi-Fi lost'), 'warn'],
  online: [t('Online'), 'ok'],
}

/** The state in two words and a tone. */
export function stateWords(status) {
  if (!status || !status.guard.connected) return { text: t('Starting'), tone: 'busy' }
  if (status.guard.provision === 'lingering') return { text: t('Just joined'), tone: 'ok' }
  if (status.claimed && status.guard.light === 'setup') return { text: t('Setup network open'), tone: 'setup' }
  const [text, tone] = lightWords[status.guard.light] || [t('Unknown'), 'warn']
  return { text, tone }
}

/** How far a try to join a network has come. */
export function stageWords(stage) {
  return { searching: t('Looking for it …'), found: t('Found. Checking the password …'), accepted: t('Password accepted. Waiting for an address …'),
    addressed: t('Address received.'), reachable: t('Reachable.') }[stage] || ''
}

/** The network's state in a sentence. */
export function networkWords(guard) {
  const ssid = guard.ssid || t('your Wi-Fi')
  const words = {
    starting: t('The camera is starting.'),
    setup: t('Setup network open'),
    dormant: t('The setup network is closed. Restart the camera to open it again.'),
    visiting: t`On ${ssid}, waiting to be claimed.`,
    trying: t`Trying to join ${ssid} …`,
    storing: t`Joined ${ssid}; keeping it …`,
    lingering: t`Joined ${ssid}.`,
    online: t`Connected to ${ssid}.`,
    connecting: t`Looking for ${ssid} …`,
    lost: t`${ssid} is lost; the camera keeps trying.`,
    owner_setup: t`${ssid} was not found. The setup network is open for its owner.`,
  }
  return words[guard.provision] || t('Not known.')
}
