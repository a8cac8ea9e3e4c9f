/** The quiet sign in words: whether recording is on and until when, and who can see the tabs. */
import type { Status } from '../../messages/device.ts'
import type { Watcher } from '../../messages/knowing.ts'
import { endWords, type Clock } from './when.ts'
import type { Words } from './words.ts'

export type Signed = Pick<Status, 'recording' | 'times' | 'watching'> & Clock

/** “Recording is on (school hours until 16:00)”. */
export function recordingWords(words: Words, { recording, times, ...clock }: Signed): string {
  const until = times?.changes === undefined ? undefined : endWords(words, times.changes, clock)
  if (recording) return until === undefined ? words.t('sign.on') : words.t('sign.onUntil', { until })
  return until === undefined ? words.t('sign.off') : words.t('sign.offUntil', { until })
}

/** “Ms Khan can see your tabs until 10:40”. */
export function watchWords(words: Words, { who, until }: Watcher, clock: Clock): string {
  const when = { until: endWords(words, until, clock) }
  return who === '' ? words.t('sign.watchPlain', when) : words.t('sign.watch', { who, ...when })
}
