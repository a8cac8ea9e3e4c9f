/** What is on record, as CSV: who agreed to which text when and where, and parents' permissions. In short turns. */
import { inTurns } from '../classes/turns.ts'
import type { Context } from '../context.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { line, MARK } from './csv.ts'
import { openPermission } from './permissions.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Rows in one turn of the event loop. */
const AT_ONCE = 200

export interface Exported {
  readonly rows: number
  readonly csv: string
}

/** As spreadsheets read a time, in UTC. */
const time = (at: number | null): string =>
  at === null ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' ')

/** Everything that counts, and what does not yet: from installations that nobody confirmed, or about somebody else. */
export async function exportAgreed({ db, vault, people }: Parts): Promise<Exported> {
  const rows = await db
    .selectFrom('agreement_given')
    .innerJoin('agreement_texts', 'agreement_texts.name', 'agreement_given.text')
    .leftJoin('counted_agreements', 'counted_agreements.id', 'agreement_given.id')
    .selectAll('agreement_given')
    .select(['agreement_texts.audience', 'title', 'counted_agreements.id as counts'])
    .orderBy('agreement_given.id')
    .execute()
  const header = ['Person', 'Known from', 'School year', 'Text for', 'Title', 'Text', 'Agreed (UTC)']
  let csv = MARK + line([...header, 'Received (UTC)', 'Offline', 'Installation', 'Counts'])
  await inTurns(
    rows,
    async (piece) => {
      const names = await people.namesOf(
        db,
        piece.flatMap(({ person }) => person ?? []),
      )
      for (const row of piece)
        csv += line([
          row.person === null ? '' : (names.get(row.person) ?? ''),
          row.person_from ?? '',
          row.year,
          row.audience,
          vault.open(row.title, PLACE_OF.agreementTitle(row.text)),
          row.text,
          time(row.at),
          time(row.received),
          row.offline === 1 ? 'yes' : 'no',
          row.device,
          row.counts === null ? 'no' : 'yes',
        ])
    },
    AT_ONCE,
  )
  return { rows: rows.length, csv }
}

/** Permissions, those that were taken back too. */
export async function exportPermissions({ db, vault, people }: Parts): Promise<Exported> {
  const rows = await db.selectFrom('agreement_permissions').selectAll().orderBy('id').execute()
  const header = ['Pupil', 'School year', 'Given by', 'Given on', 'Recorded (UTC)', 'How', 'Recorded by']
  let csv = MARK + line([...header, 'Taken back (UTC)', 'Taken back by'])
  await inTurns(
    rows,
    async (piece) => {
      const ids = piece.flatMap((row) => [row.person, row.recorded_by ?? [], row.ended_by ?? []].flat())
      const names = await people.namesOf(db, [...new Set(ids)])
      const nameOf = (person: number | null) => (person === null ? '' : (names.get(person) ?? ''))
      for (const row of piece) {
        const { by, on } = openPermission({ vault }, row)
        const recorded = [time(row.at), row.how, nameOf(row.recorded_by)]
        const ended = [time(row.ended), nameOf(row.ended_by)]
        csv += line([nameOf(row.person), row.year, by, on, ...recorded, ...ended])
      }
    },
    AT_ONCE,
  )
  return { rows: rows.length, csv }
}
