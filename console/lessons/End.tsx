import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { live } from './live.ts'
import { closeTool } from './page-state.ts'

/** Ends the lesson: a second press, because the first may have been a sleeve on the board. */
export const End = () => (
  <>
    <p>Every pupil is back to the school’s policy at once.</p>
    <div class="actions">
      <button type="button" class="button button--main" onClick={end}>
        End it now
      </button>
      <button type="button" class="button" onClick={closeTool}>
        Go on with it
      </button>
    </div>
  </>
)

function end(): void {
  // The page hears of it as everybody does who looks at the lesson.
  void attempt(async () => {
    await lessonsApi.end(live.value.id)
  })
}
