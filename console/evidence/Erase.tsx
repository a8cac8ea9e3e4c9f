import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { endOf, startOf } from '../days.ts'
import { dateTime, plural } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { load } from '../record/state.ts'
import { attempt, notice } from '../state.ts'
import { evidenceApi } from './api.ts'
import { Days, EvidenceForm, Words } from './Fields.tsx'
import { freshErasures } from './state.ts'
import { doneWords } from './words.ts'

const planned = signal<ErasureSaid | null>(null)

/** Two steps: what would go is counted, and whoever confirms types the count. */
export function Erase({ look, close }: { look: Look; close: () => void }) {
  useEffect(() => () => void (planned.value = null), [])
  const plan = planned.value
  return plan === null ? <Ask look={look} close={close} /> : <Confirm plan={plan} close={close} />
}

const Ask = ({ look, close }: { look: Look; close: () => void }) => (
  <EvidenceForm button="Count what would go" send={(said) => ask(said, look)} close={close}>
    <p class="small soft">
      Erasing cannot be undone. Nothing is deleted yet: first you see how much it is. That something was
      erased, by whom and why stays on record; what it was does not.
    </p>
    <Words id="erase-words" label="Why it must go" />
    <Days since={look.from} until={look.at} />
  </EvidenceForm>
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
    <EvidenceForm
      button="Erase them for good"
      send={(said) => confirm(plan, Number(said['rows']), close)}
      close={close}
    >
      <p>
        <strong>{plural(plan.planned, 'row')}</strong> of <bdi>{plan.pupil}</bdi>, from {dateTime(plan.since)}{' '}
        to {dateTime(plan.until - 1)}, will be erased for good.
        {plan.held ? ` ${plural(plan.held, 'row')} more stay: a hold keeps them.` : ''}
      </p>
      <label class="evidence-words">
        <span>To confirm, write how many rows that are</span>
        <input id="erase-rows" name="rows" inputMode="numeric" pattern="\d+" required autocomplete="off" />
      </label>
    </EvidenceForm>
  )
}

function ask(said: Readonly<Record<string, string>>, look: Look): void {
  void attempt(async () => {
    planned.value = await evidenceApi.plan({
      look: look.id,
      since: startOf(said['since']) ?? 0,
      until: endOf(said['until']) ?? 0,
      words: said['words'] ?? '',
    })
    focusSoon('erase-rows')
  })
}

function confirm(plan: ErasureSaid, rows: number, close: () => void): void {
  void attempt(async () => {
    const done = await evidenceApi.confirm(plan.id, rows)
    close()
    await Promise.all([load({}), freshErasures()])
    notice.value = { text: doneWords(done, Date.now()), wrong: false }
  })
}
