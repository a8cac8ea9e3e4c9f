import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { LessonSite } from '../../lib/policy/lesson.ts'
import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { siteName } from './words.ts'

interface ClosedProps {
  readonly of: number
  readonly site: LessonSite
  readonly words: string
  /** Somebody has asked for it already. */
  readonly asked: boolean
}

/** A site that the policy closes: why, and a way to ask for it. */
export function ClosedSite({ of, site, words, asked }: ClosedProps) {
  const sent = useSignal(false)
  const askFor = (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    const why = new FormData(event.currentTarget).get('why')
    void attempt(
      async () => {
        await lessonsApi.askFor(of, site, typeof why === 'string' ? why.trim() : '')
        sent.value = true
      },
      `The network manager is asked for ${siteName(site)}.`,
    )
  }
  return (
    <div class="closed">
      <p class="small">
        <strong>{words}</strong>
      </p>
      {asked || sent.value ? (
        <p class="small">It is asked for. It stays closed until the network manager opens it.</p>
      ) : (
        <form class="form form--line" onSubmit={askFor}>
          <label>
            <span>What is it for? (optional)</span>
            <input name="why" maxLength={300} autocomplete="off" />
          </label>
          <button type="submit" class="button" aria-label={`Ask for it: ${siteName(site)}`}>
            Ask for it
          </button>
        </form>
      )}
    </div>
  )
}
