import { LONGEST_EYES_UP } from '../../lib/protocol/lessons.ts'
import { attempt, notice } from '../state.ts'
import { lessonsApi } from './api.ts'
import { longer, minutesOf, minutesTo, nextBells } from './ends.ts'
import { live } from './live.ts'
import { closeTool } from './page-state.ts'
import { beginning } from './setup.ts'
import { now } from './state.ts'
import { clock } from './words.ts'

const STEPS = [5, 10, 15] as const

/** Another end: later, at a bell, at a time; sooner too. */
export function Longer() {
  const { lesson } = live.value
  if (!lesson) return null
  if (lesson.mode === 'eyes-up')
    return (
      <button type="button" class="button" onClick={() => set(LONGEST_EYES_UP)}>
        Cover for {LONGEST_EYES_UP} minutes from now
      </button>
    )
  const bells = nextBells(beginning.value?.bells ?? [], now.value).filter(
    (at) => Math.abs(at - lesson.until) > 60_000,
  )
  return (
    <>
      <p>The lesson ends at {clock(lesson.until)}.</p>
      <div class="actions">
        {STEPS.map((by) => (
          <button
            key={by}
            type="button"
            class="button"
            onClick={() => set(longer(lesson.until, by, Date.now()))}
          >
            {by} minutes more
          </button>
        ))}
        {bells.map((at) => (
          <button key={at} type="button" class="button" onClick={() => set(minutesTo(at, Date.now()))}>
            Until the bell at {clock(at)}
          </button>
        ))}
      </div>
      <form
        class="form form--line"
        onSubmit={(event) => {
          event.preventDefault()
          const time = new FormData(event.currentTarget).get('time')
          const minutes = minutesOf({ by: 'time', time: typeof time === 'string' ? time : '' }, Date.now())
          if (typeof minutes === 'string') notice.value = { text: minutes, wrong: true }
          else set(minutes)
        }}
      >
        <label>
          <span>Or at another time</span>
          <input type="time" name="time" required />
        </label>
        <button type="submit" class="button">
          Set the end
        </button>
      </form>
    </>
  )
}

function set(minutes: number): void {
  void attempt(
    async () => {
      await lessonsApi.until(live.value.id, minutes)
      closeTool()
    },
    `The lesson now ends at ${clock(Date.now() + minutes * 60_000)}.`,
  )
}
