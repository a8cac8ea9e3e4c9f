import type { TargetedEvent } from 'preact'
import { useSignal } from '@preact/signals'
import { plural } from '../format.ts'
import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { Chips } from './Chips.tsx'
import { COVER_LENGTHS } from './ends.ts'
import { focusSoon } from './focus.ts'
import { live } from './live.ts'
import { closeTool } from './page-state.ts'
import { refreshRunning } from './state.ts'

/** Milliseconds. */
const HEARD_BY = 1_500

/** Covers the class's screens for a few minutes; then the lesson is there again. */
export function EyesUp() {
  const minutes = useSignal<number>(5)
  return (
    <form class="open" onSubmit={(event) => cover(event, minutes.value)}>
      <Chips
        id="cover"
        legend="Cover the screens for"
        chips={COVER_LENGTHS.map((value) => ({ value, name: plural(value, 'minute') }))}
        chosen={minutes.value}
        choose={(value) => (minutes.value = value)}
      />
      <div class="form form--line">
        <label>
          <span>What the screens say (optional)</span>
          <input name="message" maxLength={200} autocomplete="off" />
        </label>
        <button type="submit" class="button button--main">
          Cover the screens
        </button>
      </div>
    </form>
  )
}

function cover(event: TargetedEvent<HTMLFormElement, SubmitEvent>, minutes: number): void {
  event.preventDefault()
  const { lesson } = live.value
  if (!lesson) return
  const given = new FormData(event.currentTarget).get('message')
  const message = typeof given === 'string' ? given.trim() : ''
  void attempt(
    async () => {
      await lessonsApi.start({
        class: lesson.class,
        mode: 'eyes-up',
        sites: [],
        frames: [],
        minutes,
        ...(message === '' ? {} : { message }),
      })
      closeTool()
      await refreshRunning()
      focusSoon('uncover')
      // By then devices have said whether they did.
      setTimeout(() => void attempt(refreshRunning), HEARD_BY)
    },
    `Eyes up for ${plural(minutes, 'minute')}.`,
  )
}
