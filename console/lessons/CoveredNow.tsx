import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import { LONGEST_EYES_UP } from '../../lib/protocol/lessons.ts'
import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { focusSoon } from './focus.ts'
import { live } from './live.ts'
import { now, refreshRunning, running } from './state.ts'
import { clock } from './words.ts'

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
    <p>
      <strong>Eyes up: screens are covered until {clock(one.until)}.</strong>
      {one.message !== undefined && ` They say: “${one.message}”`}
    </p>
    <div class="actions">
      <button
        id="uncover"
        type="button"
        class="button button--main"
        onClick={() => act(() => lessonsApi.end(one.id), 'The screens are uncovered.')}
      >
        Uncover now
      </button>
      <button
        type="button"
        class="button"
        onClick={() =>
          act(
            () => lessonsApi.until(one.id, LONGEST_EYES_UP),
            `The screens stay covered for ${LONGEST_EYES_UP} minutes from now.`,
          )
        }
      >
        {LONGEST_EYES_UP} minutes from now
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
