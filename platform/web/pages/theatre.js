// SPDX-License-Identifier: GPL-2.0-or-later
// A recording in a dialogue: play, save, delete.
import { address, call } from '/api.js'
import { clock, day, h, icon, size, span } from '/dom.js'
import { t } from '/text.js'

/** Play a recording in a dialogue, from `at` seconds on. changed(): it was deleted. */
export function play(recording, app, changed = () => {}, at = 0) {
  const video = h('video', { controls: true, autoplay: true, playsInline: true, muted: true, src: address(`/recordings/${recording.id}.mp4`) })
  const note = h('p', { className: 'form-error', role: 'alert', hidden: true })
  const dialog = h('dialog', { className: 'theatre', 'aria-label': t('common.recording_of', clock(recording.start)) })
  const owner = app.status?.claimed && app.status?.session
  async function remove() {
    if (remove.sure !== true) {
      remove.sure = true
      deleter.lastChild.textContent = t('theatre.delete_for_ever')
      return
    }
    try {
      await call('DELETE', `/recordings/${recording.id}`)
      dialog.close()
      changed()
    } catch (refusal) {
      note.hidden = false
      note.textContent = refusal.message
    }
  }
  const deleter = owner ? h('button', { className: 'button quiet danger', type: 'button', onclick: remove }, icon('trash'), h('span', {}, t('theatre.delete'))) : null
  dialog.append(video, note, h('div', { className: 'theatre-foot' },
    h('div', {}, h('strong', {}, `${day(recording.start)}, ${clock(recording.start)}`),
      h('span', { className: 'dim' }, `${span(recording.end - recording.start)} · ${size(recording.bytes)}`)),
    h('div', { className: 'row' },
      h('a', { className: 'button quiet', href: address(`/recordings/${recording.id}.mp4?download=1`), download: '' }, icon('download'), h('span', {}, t('common.save'))),
      deleter, h('button', { className: 'button quiet', type: 'button', onclick: () => dialog.close() }, icon('close'), h('span', {}, t('theatre.close'))))))
  video.addEventListener('loadedmetadata', () => at > 0 && (video.currentTime = Math.min(at, video.duration || at)), { once: true })
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close())
  dialog.addEventListener('close', () => {
    video.removeAttribute('src')
    video.load()
    dialog.remove()
  })
  document.body.append(dialog)
  dialog.showModal()
}
