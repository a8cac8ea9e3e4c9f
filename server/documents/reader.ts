/** Who reads the policy on an installation, and what is open for them. */
import { unblocksOf } from '../asking/approvals.ts'
import type { Context } from '../context.ts'
import { type Installation, personOf } from '../enrolment/installations.ts'
import type { Reader } from './narrow.ts'

export async function readerOf(
  { db, vault, people }: Pick<Context, 'db' | 'vault' | 'people'>,
  installation: Installation,
  now: number,
): Promise<Reader> {
  const person = personOf(installation)
  if (person === 'withheld') return person
  const name = person === null ? null : await people.nameOf(db, person)
  if (person === null || name === null) return { person: name }
  return { person: name, opened: await unblocksOf({ db, vault }, person, name, now) }
}
