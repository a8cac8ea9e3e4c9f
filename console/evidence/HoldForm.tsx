import type { TargetedEvent } from 'preact'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { attempt } from '../state.ts'
import { evidenceApi } from './api.ts'
import { dayOf, endOf, said, startOf } from './days.ts'
import { holds } from './state.ts'

const HALF_A_YEAR = 183 * 86_400_000

/** Keeps rows from being deleted: those of a look's pupil, or everybody's. */
export function HoldForm({ look, close }: { look?: Look; close: () => void }) {
  const now = look?.at ?? Date.now()
  return (
    <form class="form evidence-form" onSubmit={(event) => keep(event, look, close)}>
      <p class="small soft">
        {look ? 'What this pupil did' : 'What everybody did'} in these days is not deleted, neither by its age
        nor on demand, until the hold ends. What is deleted already does not come back.
      </p>
      <label class="evidence-words">
        <span>Why it must be kept</span>
        <input id="hold-words" name="words" required minLength={3} maxLength={500} autocomplete="off" />
      </label>
      <label>
        <span>From</span>
        <input type="date" name="since" required value={dayOf(look?.from ?? now)} />
      </label>
      <label>
        <span>To</span>
        <input type="date" name="until" required value={dayOf(now)} />
      </label>
      <label>
        <span>The hold ends</span>
        <input
          type="date"
          name="ends"
          required
          min={dayOf(now + 86_400_000)}
          value={dayOf(now + HALF_A_YEAR)}
        />
      </label>
      <div class="actions">
        <button type="submit" class="button button--main">
          Keep it
        </button>
        <button type="button" class="button button--quiet" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function keep(
  event: TargetedEvent<HTMLFormElement, SubmitEvent>,
  look: Look | undefined,
  close: () => void,
): void {
  event.preventDefault()
  const form = event.currentTarget
  const until = endOf(said(form, 'until'))
  void attempt(async () => {
    const made = await evidenceApi.hold({
      ...(look ? { look: look.id } : {}),
      since: startOf(said(form, 'since')) ?? 0,
      until: until === null ? 0 : until - 1,
      ends: endOf(said(form, 'ends')) ?? 0,
      words: said(form, 'words'),
    })
    holds.value = made.holds
    close()
  }, 'It is kept from deletion.')
}
