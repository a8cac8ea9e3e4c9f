/** Legal holds: what one covers is not deleted by its age, nor erased, until it ends or somebody lifts it. */
import type { Database } from '../db/open.ts'

export interface Hold {
  /** Null: everybody's rows. */
  readonly person: number | null
  /** What happened from then until then, both ends included. */
  readonly since: number
  readonly until: number
}

export const holdsInForce = (db: Database, now: number): Promise<Hold[]> =>
  db
    .selectFrom('holds')
    .select(['person', 'since', 'until'])
    .where('lifted', 'is', null)
    .where('ends', '>', now)
    .execute()

/** Whether a row may not go. Rows of nobody are held with everybody's. */
export const isHeld = (
  holds: readonly Hold[],
  { at, person }: { readonly at: number; readonly person: number | null },
): boolean =>
  holds.some(
    (hold) => (hold.person === null || hold.person === person) && at >= hold.since && at <= hold.until,
  )
