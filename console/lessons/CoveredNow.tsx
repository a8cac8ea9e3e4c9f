import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import { LONGEST_EYES_UP } from '../../lib/protocol/lessons.ts'
import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { focusSoon } from './focus.ts'
import { live } from './live.ts'
import { toLesson } from './route.ts'
import { now, refreshRunning, running, runningAt } from './state.ts'
import { clock, clockSeconds } from './words.ts'

/** The covers of this class's screens that stand beside the lesson that is looked at. */
export const coversNow = (): readonly RunningLesson[] =>
  (running.value ?? []).filter(
    ({ id, mode, class: of, until }) =>
      mode === 'eyes-up' &&
      of === live.value.lesson?.class &&
      id !== live.value.lesson.id &&
      until > now.value,
  )

/** The class's screens are covered beside this lesson: until when, and an end to it. */
export function CoveredNow() {
  return (
    <>
      {coversNow().map((one) => (
        <Cover key={one.id} one={one} />
      ))}
    </>
  )
}

const Cover = ({ one }: { one: RunningLesson }) => (
  <div class="note covered">
    <div>
      <p>
        <strong>Eyes up until {clock(one.until)}.</strong>
        {one.message !== undefined && ` Covered screens say: “${one.message}”`}
      </p>
      <p class="small">
        {one.enforcing} of {one.pupils} enforcing at {clockSeconds(runningAt.value)}.{' '}
        <a href={toLesson(one.id)}>See who</a>
      </p>
    </div>
    <div class="actions">
      <button
        id="uncover"
        type="button"
        class="button button--main"
        onClick={() => act(() => lessonsApi.end(one.id), 'Eyes up has ended.')}
      >
        Uncover now
      </button>
      <button
        type="button"
        class="button"
        onClick={() =>
          act(
            () => lessonsApi.until(one.id, LONGEST_EYES_UP),
            `Eyes up goes on for ${LONGEST_EYES_UP} minutes from now.`,
          )
        }
      >
        Renew: {LONGEST_EYES_UP} minutes
      </button>
    </div>
  </div>
)

function act(work: () => Promise<unknown>, done: string): void {
  void attempt(async () => {
    await work()
    await refreshRunning()
    if (coversNow().length === 0) focusSoon('tool-eyes-up')
  }, done)
}
