/** Who was in classes that ended, how an import could be undone, and previews: gone when their time is over. */
import { sql } from 'kysely'
import { ORDINARY } from './limits.ts'
import type { Steps } from './steps.ts'
import { UNDO_FOR } from '../classes/undo.ts'

/** Returns how many places in ended classes were deleted. The class itself stays as a name without people. */
export async function forgetClasses(steps: Steps, now: number): Promise<number> {
  let places = 0n
  for (const name of ['class_pupils', 'class_teachers']) {
    const table = sql.table(name)
    await steps.repeat(async (trx, size) => {
      const { numAffectedRows = 0n } = await sql`DELETE FROM ${table} WHERE (class, person) IN (
        SELECT class, person FROM ${table} JOIN classes ON classes.id = class WHERE ended < ${now - ORDINARY}
        LIMIT ${size})`.execute(trx)
      places += numAffectedRows
      return numAffectedRows > 0n
    })
  }
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM roster_changes WHERE (import, n) IN (
      SELECT import, n FROM roster_changes
      WHERE import IN (SELECT id FROM roster_imports WHERE at < ${now - UNDO_FOR}) LIMIT ${size})`.execute(
      trx,
    )
    return numAffectedRows > 0n
  })
  await steps.repeat(async (trx) => {
    await trx.deleteFrom('roster_plans').where('expires', '<=', now).execute()
    return false
  })
  return Number(places)
}
