// SPDX-License-Identifier: GPL-2.0-or-later
// States in plain words.

const lightWords = {
  fault: ['Needs attention', 'bad'],
  ready: ['Let go to reset', 'bad'],
  armed: ['Keep holding to reset', 'warn'],
  pressed: ['Button pressed', 'warn'],
  cancelled: ['Reset cancelled', 'ok'],
  working: ['Restarting', 'busy'],
  updating: ['Updating', 'busy'],
  booting: ['Starting', 'busy'],
  setup: ['Ready for setup', 'setup'],
  joining: ['Joining Wi-Fi', 'busy'],
  join_failed: ['Could not join', 'warn'],
  lost: ['Wi-Fi lost', 'warn'],
  online: ['Online', 'ok'],
}

/** The state in two words and a tone. */
export function stateWords(status) {
  if (!status || !status.guard.connected) return { text: 'Starting', tone: 'busy' }
  if (status.claimed && status.guard.light === 'setup') return { text: 'Setup network open', tone: 'setup' }
  const [text, tone] = lightWords[status.guard.light] || ['Unknown', 'warn']
  return { text, tone }
}

/** The network's state in a sentence. */
export function networkWords(guard) {
  const ssid = guard.ssid || 'your Wi-Fi'
  const words = {
    starting: 'The camera is starting.',
    setup: 'Setup network open',
    dormant: 'The setup network is closed. Restart the camera to open it again.',
    trying: `Trying to join ${ssid} …`,
    storing: `Joined ${ssid}; keeping it …`,
    lingering: `Joined ${ssid}.`,
    online: `Connected to ${ssid}.`,
    connecting: `Looking for ${ssid} …`,
    lost: `${ssid} is lost; the camera keeps trying.`,
    owner_setup: `${ssid} was not found. The setup network is open for its owner.`,
  }
  return words[guard.provision] || 'Not known.'
}
