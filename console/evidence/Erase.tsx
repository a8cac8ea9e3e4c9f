import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { useEffect } from 'preact/hooks'
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { dateTime, plural } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { load } from '../record/state.ts'
import { attempt } from '../state.ts'
import { evidenceApi } from './api.ts'
import { dayOf, endOf, said, startOf } from './days.ts'
import { loadErasures } from './state.ts'

const planned = signal<ErasureSaid | null>(null)

/** Two steps: what would go is counted, and whoever confirms types the count. */
export function Erase({ look, close }: { look: Look; close: () => void }) {
  useEffect(() => () => void (planned.value = null), [])
  const plan = planned.value
  return plan === null ? <Ask look={look} close={close} /> : <Confirm plan={plan} close={close} />
}

const Ask = ({ look, close }: { look: Look; close: () => void }) => (
  <form class="form evidence-form" onSubmit={(event) => ask(event, look)}>
    <p class="small soft">
      Erasing cannot be undone. Nothing is deleted yet: first you see how much it is. That something was
      erased, by whom and why stays on record; what it was does not.
    </p>
    <label class="evidence-words">
      <span>Why it must go</span>
      <input id="erase-words" name="words" required minLength={3} maxLength={500} autocomplete="off" />
    </label>
    <label>
      <span>From</span>
      <input type="date" name="since" required value={dayOf(look.from)} />
    </label>
    <label>
      <span>To</span>
      <input type="date" name="until" required value={dayOf(look.at)} />
    </label>
    <div class="actions">
      <button type="submit" class="button button--main">
        Count what would go
      </button>
      <button type="button" class="button button--quiet" onClick={close}>
        Cancel
      </button>
    </div>
  </form>
)

function Confirm({ plan, close }: { plan: ErasureSaid; close: () => void }) {
  if (plan.planned === 0)
    return (
      <div class="note">
        <p id="erase-rows" tabIndex={-1}>
          {plan.held ? 'A hold keeps all of it: nothing can be erased.' : 'There is nothing in these days.'}
        </p>
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
    )
  return (
    <form class="form evidence-form" onSubmit={(event) => confirm(event, plan, close)}>
      <p>
        <strong>{plural(plan.planned, 'row')}</strong> of <bdi>{plan.pupil}</bdi>, from {dateTime(plan.since)}{' '}
        to {dateTime(plan.until - 1)}, will be erased for good.
        {plan.held ? ` ${plural(plan.held, 'row')} more stay: a hold keeps them.` : ''}
      </p>
      <label class="evidence-words">
        <span>To confirm, write how many rows that are</span>
        <input id="erase-rows" name="rows" inputMode="numeric" pattern="\d+" required autocomplete="off" />
      </label>
      <div class="actions">
        <button type="submit" class="button button--main">
          Erase them for good
        </button>
        <button type="button" class="button button--quiet" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function ask(event: TargetedEvent<HTMLFormElement, SubmitEvent>, look: Look): void {
  event.preventDefault()
  const form = event.currentTarget
  void attempt(async () => {
    planned.value = await evidenceApi.plan({
      look: look.id,
      since: startOf(said(form, 'since')) ?? 0,
      until: endOf(said(form, 'until')) ?? 0,
      words: said(form, 'words'),
    })
    focusSoon('erase-rows')
  })
}

function confirm(
  event: TargetedEvent<HTMLFormElement, SubmitEvent>,
  plan: ErasureSaid,
  close: () => void,
): void {
  event.preventDefault()
  const rows = Number(said(event.currentTarget, 'rows'))
  void attempt(async () => {
    await evidenceApi.confirm(plan.id, rows)
    close()
    await Promise.all([load({}), loadErasures()])
  }, 'It is erased.')
}
