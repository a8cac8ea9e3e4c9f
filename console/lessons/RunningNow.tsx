import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import { toLesson } from './route.ts'
import { now, running, runningAt } from './state.ts'
import { clock, leftInWords, MODE_NAMES } from './words.ts'

/** Lessons that run in my classes, or that I cover. */
export function RunningNow() {
  const lessons = running.value
  if (!lessons || lessons.length === 0) return null
  return (
    <section aria-labelledby="running">
      <h2 id="running">Running now</h2>
      <ul class="now">
        {lessons.map((one) => (
          <Card key={one.id} one={one} />
        ))}
      </ul>
    </section>
  )
}

const Card = ({ one }: { one: RunningLesson }) => (
  <li class="panel now__card">
    <div>
      <h3>{one.name}</h3>
      <p>
        {MODE_NAMES[one.mode]}, until {clock(one.until)}{' '}
        <span class="soft">({leftInWords(one.until, now.value)})</span>
      </p>
      <p class="soft small">
        {one.enforcing} of {one.pupils} enforcing at {clock(runningAt.value)} · {one.teacher}
      </p>
    </div>
    <a class="button button--main" href={toLesson(one.id)} aria-label={`See ${one.name}`}>
      See it
    </a>
  </li>
)
