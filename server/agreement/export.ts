/** What is on record, as CSV: who agreed to which text when and where, and parents' permissions. In short turns. */
import { setImmediate } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { line, MARK, timeCell as time } from '../../lib/protocol/csv.ts'
import { openPermission } from './permissions.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Rows in one query, and one turn of the event loop. */
const AT_ONCE = 200

export interface Exported {
  readonly rows: number
  readonly csv: string
}

/** Everything that counts, and what does not yet: from installations that nobody confirmed, or about somebody else. */
export async function exportAgreed({ db, vault, people }: Parts): Promise<Exported> {
  const texts = await textsByName({ db, vault })
  const header = ['Person', 'Known from', 'School year', 'Text for', 'Title', 'Text', 'Agreed (UTC)']
  let csv = MARK + line([...header, 'Received (UTC)', 'Offline', 'Installation', 'Counts'])
  const given = (after: number) =>
    db
      .selectFrom('agreement_given')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
  const rows = await along(given, async (piece) => {
    const names = await people.namesOf(
      db,
      piece.flatMap(({ person }) => person ?? []),
    )
    const counting = await countingOf(db, piece)
    for (const row of piece)
      csv += line([
        row.person === null ? '' : (names.get(row.person) ?? ''),
        row.person_from ?? '',
        row.year,
        texts.get(row.text)?.audience ?? '',
        texts.get(row.text)?.title ?? '',
        row.text,
        time(row.at),
        time(row.received),
        row.offline === 1 ? 'yes' : 'no',
        row.device,
        counting.has(row.id) ? 'yes' : 'no',
      ])
  })
  return { rows, csv }
}

/** Permissions, those that were taken back too. */
export async function exportPermissions({ db, vault, people }: Parts): Promise<Exported> {
  const header = ['Pupil', 'School year', 'Given by', 'Given on', 'Recorded (UTC)', 'How', 'Recorded by']
  let csv = MARK + line([...header, 'Taken back (UTC)', 'Taken back by'])
  const permissions = (after: number) =>
    db
      .selectFrom('agreement_permissions')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
  const rows = await along(permissions, async (piece) => {
    const ids = piece.flatMap((row) => [row.person, row.recorded_by ?? [], row.ended_by ?? []].flat())
    const names = await people.namesOf(db, [...new Set(ids)])
    const nameOf = (person: number | null) => (person === null ? '' : (names.get(person) ?? ''))
    for (const row of piece) {
      const { by, on } = openPermission({ vault }, row)
      const recorded = [time(row.at), row.how, nameOf(row.recorded_by)]
      const ended = [time(row.ended), nameOf(row.ended_by)]
      csv += line([nameOf(row.person), row.year, by, on, ...recorded, ...ended])
    }
  })
  return { rows, csv }
}

/** Along the ids of a table, page by page, with a turn of the event loop after each. Resolves to how many rows. */
async function along<T extends { readonly id: number }>(
  page: (after: number) => Promise<readonly T[]>,
  each: (rows: readonly T[]) => Promise<void>,
): Promise<number> {
  let count = 0
  for (let rows = await page(0); rows.length > 0; rows = await page(rows.at(-1)?.id ?? Infinity)) {
    await each(rows)
    count += rows.length
    await setImmediate()
  }
  return count
}

/** Which of these rows, which follow each other, count. */
async function countingOf(
  db: Database,
  rows: readonly { readonly id: number }[],
): Promise<ReadonlySet<number>> {
  const found = await db
    .selectFrom('counted_agreements')
    .select('id')
    .where('id', '>=', rows.at(0)?.id ?? 0)
    .where('id', '<=', rows.at(-1)?.id ?? 0)
    .execute()
  return new Set(found.map(({ id }) => id))
}

/** Few, and each opened once: every row names one. */
async function textsByName({ db, vault }: Pick<Parts, 'db' | 'vault'>) {
  const rows = await db.selectFrom('agreement_texts').select(['name', 'audience', 'title']).execute()
  return new Map(
    rows.map(({ name, audience, title }) => [
      name,
      { audience, title: vault.open(title, PLACE_OF.agreementTitle(name)) },
    ]),
  )
}
