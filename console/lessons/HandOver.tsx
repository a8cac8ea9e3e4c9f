import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { live } from './live.ts'
import { handCode } from './page-state.ts'
import { clock } from './words.ts'

/** A short code, large enough to be read across the room, by which another teacher takes the lesson over. */
export const HandOver = () => {
  const given = handCode.value
  return (
    <>
      <p>
        The other teacher signs in here and types the code under “Take over a lesson”. The lesson goes on
        meanwhile.
      </p>
      <div role="status">
        {given && (
          <>
            <p class="code" aria-hidden="true">
              {given.code}
            </p>
            <p class="visually-hidden">The code is {spelled(given.code)}.</p>
            <p class="soft small">It works once, until {clock(given.until)}.</p>
          </>
        )}
      </div>
      <div class="actions">
        <button type="button" class={given ? 'button' : 'button button--main'} onClick={make}>
          {given ? 'Make a new code' : 'Make a code'}
        </button>
      </div>
    </>
  )
}

/** Letter by letter, or it is read out as a word. */
const spelled = (code: string): string => code.split('').join(' ')

function make(): void {
  void attempt(async () => {
    handCode.value = await lessonsApi.code(live.value.id)
  })
}
