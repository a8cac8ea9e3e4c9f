import { useEffect } from 'preact/hooks'
import { LOOK_MINUTES } from '../../lib/protocol/record-looks.ts'
import { Take } from '../evidence/Take.tsx'
import { focusSoon } from '../lessons/focus.ts'
import { Enquire } from './Enquire.tsx'
import { Filters } from './Filters.tsx'
import { Rows } from './Rows.tsx'
import { chosen, expire, open, type Open } from './state.ts'
import { WaitsForSecond } from './Second.tsx'
import { clockOf, REASON_NAMES, toldWords, waitsForSecond } from './words.ts'

/** One pupil's record, as far back as the look goes. */
export function Record({ record }: { record: Open }) {
  const { look, pupil, timeZone, state } = record
  const clock = clockOf(timeZone)
  const isShut = look.second?.wants === 'looks' && waitsForSecond(look)
  useEffect(() => {
    // By how long it lasts, not by this computer's clock. It began at the latest just now.
    if (isShut) return undefined
    const began = look.second?.answer?.at ?? look.at
    const timer = setTimeout(() => expire(look.id), look.until - began)
    return () => clearTimeout(timer)
  }, [look.id, isShut])
  return (
    <div class="panel">
      <div class="record-head">
        <div>
          <h3 id="record-of" tabIndex={-1}>
            <bdi>{pupil.name}</bdi>
          </h3>
          <p class="small soft">
            Since {clock.day(look.from)}. {REASON_NAMES[look.reason]}: <bdi>{look.words}</bdi>.{' '}
            {!isShut && `Open until ${clock.time(look.until)}. `}
            {toldWords(look)}
          </p>
        </div>
        <div class="actions">
          <Enquire look={look} />
          <button type="button" class="button" onClick={close}>
            Close the record
          </button>
        </div>
      </div>
      <WaitsForSecond record={record} />
      {isShut ? null : state === 'over' ? (
        <Over record={record} />
      ) : (
        <>
          <Take key={look.id} look={look} timeZone={timeZone} />
          <Filters filter={record.filter} />
          <Rows record={record} />
        </>
      )}
    </div>
  )
}

const Over = ({ record: { pupil, look, wrong, linked } }: { record: Open }) => (
  <div class="note">
    <p role="alert">{wrong ?? `A look lasts ${LOOK_MINUTES} minutes: say again why you look.`}</p>
    <button
      type="button"
      class="button"
      onClick={() => {
        open.value = null
        chosen.value = { pupil, again: look, linked }
        focusSoon('look-at')
      }}
    >
      Look again
    </button>
  </div>
)

function close(): void {
  open.value = null
  focusSoon('record')
}
