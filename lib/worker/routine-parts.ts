/** What the routines are made of. */
import type { Outbox } from '../activity/outbox.ts'
import type { ActivityStore } from '../activity/store.ts'
import type { Concerns } from './concerns.ts'
import type { Delivery } from './delivery.ts'
import type { Kerb } from './kerb.ts'
import type { KeptDocuments } from './kept-documents.ts'
import type { PersonKeeper } from './person.ts'
import type { Round } from './round.ts'

/** What of the worker the routines move. */
export type Moved = Pick<
  Kerb,
  | 'ready'
  | 'loading'
  | 'storage'
  | 'enforcement'
  | 'facts'
  | 'clock'
  | 'place'
  | 'zones'
  | 'continued'
  | 'recorder'
  | 'unwritten'
  | 'problems'
  | 'faults'
>

export interface RoutineParts {
  readonly kerb: Moved
  readonly round: Pick<Round, 'run'>
  readonly documents: Pick<KeptDocuments, 'belongTo'>
  readonly delivery: Pick<Delivery, 'run' | 'finish'>
  /** Before ordinary rows, and not held up by anything that comes before those. */
  readonly concerns: Pick<Concerns, 'send' | 'eachMinute'>
  readonly person: Pick<PersonKeeper, 'ask'>
  readonly store: Promise<ActivityStore>
  readonly outbox: Promise<Outbox>
  readonly managed: () => Promise<Record<string, unknown>>
  /** Judges what is open in the tabs again. */
  readonly sweep: () => Promise<unknown>
  /** Sees to it that the minute's alarm comes within a minute. */
  readonly keepAlarm: () => Promise<void>
  readonly showIcon: () => Promise<void>
  /** Has open pages of ours and new tabs follow the lessons that run. */
  readonly followLessons: () => Promise<unknown>
  readonly versions: () => { readonly extension: string; readonly browser: string }
}
