/** Who reads the policy on an installation, what is open for them, and what they have agreed to. */
import { onRecordOf } from '../agreement/of-reader.ts'
import { unblocksOf } from '../asking/approvals.ts'
import type { Context } from '../context.ts'
import { exceptionsFor } from '../exceptions/active.ts'
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
  const who = person === null || name === null ? null : { person, name }
  const { unblocks, suspensions } = await exceptionsFor({ db, vault }, who, now)
  if (who === null) return { person: name, opened: unblocks }
  const opened = [...(await unblocksOf({ db, vault }, who.person, who.name, now)), ...unblocks]
  return { person: name, opened, suspended: suspensions, onRecord: await onRecordOf(db, who.person) }
}
