/** What stands in the files that the lists about evidence are saved as. */
import { timeCell } from '../../lib/protocol/csv.ts'
import type { ErasureSaid, EvidenceState, HoldSaid } from '../../lib/protocol/evidence-staff.ts'
import type { Column } from '../list/csv.ts'

export const HEAD_COLUMNS: readonly Column<EvidenceState['days'][number]>[] = [
  ['Day', ({ day }) => day],
  ['Head', ({ head }) => head],
  ['Entries, in fives', ({ entries }) => entries],
]

export const HOLD_COLUMNS: readonly Column<HoldSaid>[] = [
  ['Hold', ({ id }) => id],
  ['Whose', ({ pupil }) => pupil ?? 'everybody'],
  ['From (UTC)', ({ since }) => timeCell(since)],
  ['To (UTC)', ({ until }) => timeCell(until)],
  ['Why', ({ words }) => words],
  ['Made by', ({ by }) => by],
  ['Made (UTC)', ({ at }) => timeCell(at)],
  ['Ends (UTC)', ({ ends }) => timeCell(ends)],
  ['In force', ({ holds }) => (holds ? 'yes' : 'no')],
  ['Lifted (UTC)', ({ lifted }) => timeCell(lifted?.at ?? null)],
  ['Lifted by', ({ lifted }) => lifted?.by ?? ''],
  ['Why lifted', ({ lifted }) => lifted?.words ?? ''],
]

export const ERASURE_COLUMNS: readonly Column<ErasureSaid>[] = [
  ['Whose', ({ pupil }) => pupil],
  ['From (UTC)', ({ since }) => timeCell(since)],
  ['Before (UTC)', ({ until }) => timeCell(until)],
  ['Why', ({ words }) => words],
  ['Asked by', ({ by }) => by],
  ['Confirmed by', ({ confirmed }) => confirmed?.by ?? ''],
  ['Confirmed (UTC)', ({ confirmed }) => timeCell(confirmed?.at ?? null)],
  ['Done (UTC)', ({ done }) => timeCell(done)],
  ['Rows', ({ erased }) => erased ?? ''],
  ['Stopped by', ({ stopped }) => stopped ?? ''],
]
