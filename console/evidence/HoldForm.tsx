import type { Look } from '../../lib/protocol/record-looks.ts'
import { dayOf, endOf, startOf } from '../days.ts'
import { attempt } from '../state.ts'
import { evidenceApi } from './api.ts'
import { Days, EvidenceForm, Words } from './Fields.tsx'
import { putHolds } from './state.ts'

const DAY = 86_400_000
const HALF_A_YEAR = 183 * DAY

/** Keeps rows from being deleted: those of a look's pupil, or everybody's. */
export function HoldForm({ look, close }: { look?: Look; close: () => void }) {
  const now = look?.at ?? Date.now()
  return (
    <EvidenceForm button="Keep it" send={(said) => keep(said, look, close)} close={close}>
      <p class="small soft">
        {look ? 'What this pupil did' : 'What everybody did'} in these days is not deleted, neither by its age
        nor on demand, until the hold ends. What is deleted already does not come back.
      </p>
      <Words id="hold-words" label="Why it must be kept" />
      <Days since={look?.from ?? now} until={now} />
      <label>
        <span>The hold ends</span>
        <input type="date" name="ends" required min={dayOf(now + DAY)} value={dayOf(now + HALF_A_YEAR)} />
      </label>
    </EvidenceForm>
  )
}

function keep(said: Readonly<Record<string, string>>, look: Look | undefined, close: () => void): void {
  const until = endOf(said['until'])
  void attempt(async () => {
    const made = await evidenceApi.hold({
      ...(look ? { look: look.id } : {}),
      since: startOf(said['since']) ?? 0,
      until: until === null ? 0 : until - 1,
      ends: endOf(said['ends']) ?? 0,
      words: said['words'] ?? '',
    })
    putHolds(made)
    close()
  }, 'It is kept from deletion.')
}
