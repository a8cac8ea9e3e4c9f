/**
 * People whom no row, no rival row and no installation refers to any more, who are no staff and in no class, and at
 * whose record nobody looked: who their number was is deleted.
 */
import { sql } from 'kysely'
import type { People } from '../db/people.ts'
import type { Steps } from './steps.ts'

/** Returns how many were forgotten. */
export async function forgetPeople(steps: Steps, people: People): Promise<number> {
  let forgotten = 0
  let last = 0
  await steps.repeat(async (trx, size) => {
    const page = await sql<{ person: number; used: number }>`
      SELECT person, EXISTS (SELECT 1 FROM rows WHERE rows.person = people.person)
        OR EXISTS (SELECT 1 FROM forks WHERE forks.person = people.person)
        OR EXISTS (SELECT 1 FROM installations WHERE installations.person = people.person)
        OR EXISTS (SELECT 1 FROM installations WHERE settled_person = people.person)
        OR EXISTS (SELECT 1 FROM staff WHERE staff.person = people.person)
        OR EXISTS (SELECT 1 FROM class_pupils WHERE class_pupils.person = people.person)
        OR EXISTS (SELECT 1 FROM class_teachers WHERE class_teachers.person = people.person)
        OR EXISTS (SELECT 1 FROM page_requests WHERE page_requests.person = people.person)
        OR EXISTS (SELECT 1 FROM page_approvals WHERE page_approvals.person = people.person)
        OR EXISTS (SELECT 1 FROM agreement_given WHERE agreement_given.person = people.person)
        OR EXISTS (SELECT 1 FROM agreement_permissions WHERE agreement_permissions.person = people.person)
        OR EXISTS (SELECT 1 FROM record_looks WHERE record_looks.person = people.person)
        OR EXISTS (SELECT 1 FROM holds WHERE holds.person = people.person)
        OR EXISTS (SELECT 1 FROM erasures WHERE erasures.person = people.person)
        OR EXISTS (SELECT 1 FROM policy_exceptions WHERE policy_exceptions.person = people.person)
        OR EXISTS (SELECT 1 FROM locked_hits WHERE locked_hits.person = people.person)
        OR EXISTS (SELECT 1 FROM alerts WHERE alerts.person = people.person)
        OR EXISTS (SELECT 1 FROM roster_changes WHERE roster_changes.person = people.person) AS used
      FROM people WHERE person > ${last} ORDER BY person LIMIT ${size}`.execute(trx)
    const unused = page.rows.filter((one) => !one.used).map((one) => one.person)
    if (unused.length > 0) {
      await trx.deleteFrom('people').where('person', 'in', unused).execute()
      // Within the transaction: the next one must not be given a number that is gone.
      people.forget()
    }
    forgotten += unused.length
    last = page.rows.at(-1)?.person ?? last
    return page.rows.length === size
  })
  return forgotten
}
