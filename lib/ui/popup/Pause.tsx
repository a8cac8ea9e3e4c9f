/** A pause of somebody's browsing, at the top of the popup. */
import type { Status } from '../../messages/device.ts'
import { useWords } from '../i18n/context.ts'
import { endWords } from '../i18n/when.ts'
import { PauseOpen, PauseWhom, PauseWhy } from '../parts/Suspension.tsx'
import type { Open } from './InLesson.tsx'

export function Pause({ status, open }: { status: Status; open: Open }) {
  const words = useWords()
  const { suspension } = status
  if (!suspension) return null
  return (
    <section class="pause" aria-labelledby="pause">
      <h2 id="pause">{words.t('suspension.popup', { when: endWords(words, suspension.until, status) })}</h2>
      <PauseWhy suspension={suspension} />
      <PauseOpen suspension={suspension} open={open} />
      <PauseWhom contact={suspension.talkTo ?? status.school.contact} />
    </section>
  )
}
