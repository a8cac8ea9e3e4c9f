import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { useEffect } from 'preact/hooks'
import type { HoldSaid } from '../../lib/protocol/evidence-staff.ts'
import { dateTime } from '../format.ts'
import { GrowingList } from '../list/GrowingList.tsx'
import { focusSoon } from '../lessons/focus.ts'
import { attempt, has } from '../state.ts'
import { useAnew } from '../use-fresh.ts'
import { written } from '../written.ts'
import { evidenceApi } from './api.ts'
import { HoldForm } from './HoldForm.tsx'
import { HOLD_COLUMNS } from './columns.ts'
import { holds, putHolds } from './state.ts'

const making = signal(false)
const lifting = signal<number | null>(null)

/** What is kept from deletion, by whom, why and until when. */
export function Holds() {
  useAnew(holds.shown, holds.load)
  useEffect(
    () => () => {
      making.value = false
      lifting.value = null
    },
    [],
  )
  return (
    <div class="panel">
      <h3>Kept from deletion</h3>
      <p class="soft small">
        What is old enough is deleted each night: see <em>How long it is kept</em>. A hold stops that for what
        it covers. To keep one pupil’s, open their record.
      </p>
      <GrowingList
        list={holds}
        empty="Nothing is held."
        names={['hold', 'holds']}
        file="kerb-holds"
        columns={HOLD_COLUMNS}
      >
        {(hold) => <Hold key={hold.id} hold={hold} />}
      </GrowingList>
      {has('dsl') &&
        (making.value ? (
          <HoldForm close={endMaking} />
        ) : (
          <button type="button" class="button" id="hold-all" onClick={begin}>
            Keep everybody’s
          </button>
        ))}
    </div>
  )
}

function endMaking(): void {
  making.value = false
  focusSoon('hold-all')
}

function begin(): void {
  making.value = true
  focusSoon('hold-words')
}

const Hold = ({ hold }: { hold: HoldSaid }) => (
  <li>
    <div class="look-entry" id={`hold-${hold.id}`} tabIndex={-1}>
      <p>
        <strong>
          {hold.pupil === null ? 'Everybody' : <bdi>{hold.pupil || 'Somebody no longer on record'}</bdi>}
        </strong>
        , {dateTime(hold.since)} to {dateTime(hold.until)}
      </p>
      <p class="small soft">
        <bdi>{hold.words}</bdi>. By <bdi>{hold.by || 'somebody no longer on record'}</bdi>,{' '}
        {dateTime(hold.at)}. {hold.holds ? `Ends ${dateTime(hold.ends)}.` : ended(hold)}
      </p>
      {hold.lifted !== null && (
        <p class="small">
          Lifted {dateTime(hold.lifted.at)} by <bdi>{hold.lifted.by}</bdi>: <bdi>{hold.lifted.words}</bdi>
        </p>
      )}
    </div>
    {hold.holds && has('dsl') && <Lift hold={hold} />}
  </li>
)

const ended = ({ ends, lifted }: HoldSaid): string => (lifted === null ? `Ended ${dateTime(ends)}.` : '')

function Lift({ hold: { id, pupil } }: { hold: HoldSaid }) {
  if (lifting.value !== id)
    return (
      <button
        type="button"
        class="button"
        aria-label={`Lift the hold on ${pupil === null ? 'everybody' : pupil}`}
        onClick={() => {
          lifting.value = id
          focusSoon(`lift-${id}`)
        }}
      >
        Lift
      </button>
    )
  return (
    <form class="form form--line look-enquiry" onSubmit={(event) => lift(event, id)}>
      <label>
        <span>Why it need not be kept any more</span>
        <input id={`lift-${id}`} name="words" required minLength={3} maxLength={500} autocomplete="off" />
      </label>
      <button type="submit" class="button button--main">
        Lift it
      </button>
      <button type="button" class="button button--quiet" onClick={() => (lifting.value = null)}>
        Cancel
      </button>
    </form>
  )
}

function lift(event: TargetedEvent<HTMLFormElement, SubmitEvent>, id: number): void {
  event.preventDefault()
  const words = written(event.currentTarget)['words'] ?? ''
  void attempt(async () => {
    putHolds(await evidenceApi.lift(id, words))
    lifting.value = null
    focusSoon(`hold-${id}`)
  }, 'The hold is lifted: what is old enough goes tonight.')
}
