import { useEffect } from 'preact/hooks'
import { live } from './live.ts'
import { handCode } from './page-state.ts'
import { TO_LESSONS } from './route.ts'
import { clock, overInWords } from './words.ts'

/** The lesson is over: why, and where to go from here. */
export function Over() {
  const { over, lesson } = live.value
  useEffect(() => {
    // Whatever the keyboard stood on has gone with the lesson.
    if (document.activeElement === document.body) document.getElementById('over')?.focus()
  }, [])
  if (over === null) return null
  return (
    <div class="panel over" role="status">
      <h2 id="over" tabIndex={-1}>
        The lesson is over
      </h2>
      <p>{overInWords(over, lesson?.until, Date.now())}</p>
      {over === 'ended' && handCode.value && (
        <p>You gave a code away: if it was used, the lesson goes on with the other teacher.</p>
      )}
      {lesson && <p class="soft small">It began at {clock(lesson.from)}.</p>}
      <div class="actions">
        <a class="button button--main" href={TO_LESSONS}>
          Start another
        </a>
      </div>
    </div>
  )
}
