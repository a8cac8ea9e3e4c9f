import { live } from './live.ts'
import { now } from './state.ts'

/** Milliseconds. */
const SOON = 2 * 60_000

/** A lesson ends by itself: said in time for more. Always there, so that screen readers hear it come. */
export function EndsSoon() {
  const { lesson } = live.value
  const left = lesson ? lesson.until - now.value : 0
  return (
    <div role="status" class="connection">
      {lesson && left > 0 && left <= SOON && (
        <p class="note">
          <strong>The lesson ends in less than two minutes.</strong> “
          {lesson.mode === 'eyes-up' ? 'Cover for longer' : 'Change the end'}” gives you more.
        </p>
      )}
    </div>
  )
}
