import type { Pupil } from '../../lib/protocol/lessons.ts'
import { plural } from '../format.ts'
import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { focusSoon } from './focus.ts'
import { live } from './live.ts'
import { chosenPupils, tool } from './page-state.ts'

/** What can be done for the pupils who are chosen. Always there, so that screen readers hear how many they are. */
export function ChosenBar() {
  const chosen = live.value.pupils.filter(({ person }) => chosenPupils.value.has(person))
  const inside = chosen.filter(({ state }) => state !== 'exempt')
  const outside = chosen.filter(({ state }) => state === 'exempt')
  const covers = live.value.lesson?.mode === 'eyes-up'
  return (
    <div class={chosen.length > 0 ? 'chosen chosen--any' : 'chosen'}>
      <p role="status">{chosen.length > 0 ? `${plural(chosen.length, 'pupil')} chosen` : ''}</p>
      {chosen.length > 0 && (
        <div class="actions">
          {!covers && (
            <button type="button" class="button" onClick={openPage}>
              Open a page
            </button>
          )}
          {inside.length > 0 && (
            <button type="button" class="button" onClick={() => exempt(inside, true)}>
              Let out of the lesson
            </button>
          )}
          {outside.length > 0 && (
            <button type="button" class="button" onClick={() => exempt(outside, false)}>
              Bring back in
            </button>
          )}
          <button type="button" class="button button--quiet" onClick={clear}>
            Choose nobody
          </button>
        </div>
      )}
    </div>
  )
}

const clear = () => {
  chosenPupils.value = new Set()
  focusSoon('pupils')
}

/** The form stands further up the page. */
const openPage = () => {
  tool.value = 'open'
  focusSoon('page-address')
}

function exempt(pupils: readonly Pupil[], out: boolean): void {
  const who = plural(pupils.length, 'pupil is', 'pupils are')
  void attempt(
    async () => {
      for (const { person } of pupils) await lessonsApi.exempt(live.value.id, person, out)
      clear()
    },
    out ? `${who} let out of the lesson.` : `${who} back in the lesson.`,
  )
}
