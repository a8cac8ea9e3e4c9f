/** What holds now for whoever uses a device: it is put into the policy as they read it, and signed with the rest. */
import type { Suspension, Unblock } from '../../lib/policy/document.ts'
import type { Context } from '../context.ts'
import { openContent } from './content.ts'

interface ForReader {
  readonly unblocks: readonly Unblock[]
  readonly suspensions: readonly Suspension[]
}

const nameIn = (name: string): string => name.trim().toLowerCase()

/** `who`: a number of `people` and their address; null for a device that stands for nobody: what is for a group alone. */
export async function exceptionsFor(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  who: { readonly person: number; readonly name: string } | null,
  now: number,
): Promise<ForReader> {
  const rows = await db
    .selectFrom('policy_exceptions')
    .selectAll()
    .where('ended', 'is', null)
    .where('until', '>', now)
    .where((e) =>
      e.or([
        e('policy_group', 'is not', null),
        ...(who === null ? [] : [e('person', '=', who.person), e('class', 'in', classesOf(who.person))]),
      ]),
    )
    .orderBy('id')
    .execute()
  const unblocks: Unblock[] = []
  const suspensions: Suspension[] = []
  for (const row of rows) {
    const { entries, open, reason, talkTo } = openContent(vault, row)
    const span = { from: row.at, until: row.until, reason }
    if (row.kind === 'suspension' && who !== null)
      suspensions.push({
        id: `pause-${row.id}`,
        person: nameIn(who.name),
        ...span,
        ...(talkTo !== undefined && { talkTo }),
        open,
      })
    if (row.kind === 'unblock')
      for (const [i, entry] of entries.entries()) {
        const whom =
          row.policy_group !== null ? { forGroup: row.policy_group } : { forPerson: nameIn(who?.name ?? '') }
        unblocks.push({ id: `unblock-${row.id}-${i}`, entry, ...whom, ...span })
      }
  }
  return { unblocks, suspensions }

  function classesOf(person: number) {
    return db
      .selectFrom('class_pupils')
      .innerJoin('classes', 'classes.id', 'class_pupils.class')
      .select('class_pupils.class')
      .where('class_pupils.person', '=', person)
      .where('classes.ended', 'is', null)
  }
}
