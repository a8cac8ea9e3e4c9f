/** The school's own word on a host, whatever lists say: put right in one step, with a reason, for export and import. */
import { setImmediate } from 'node:timers/promises'
import type { Selectable } from 'kysely'
import type { z } from '../../lib/zod.ts'
import { MUST_BE_OPEN, stoppedSomewhere } from '../../lib/lists/canaries.ts'
import { listedHost, type Protected, reasonToDrop } from '../../lib/lists/check-document.ts'
import { suffixesOf } from '../../lib/lists/host.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import { CATEGORY_IDS, type CategoryId, isNeverBlock } from '../../lib/policy/categories.ts'
import { isHostName } from '../../lib/policy/document.ts'
import type {
  Correction,
  CorrectionsFile,
  importedCorrectionsSchema,
} from '../../lib/protocol/list-corrections.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import type { ListCorrectionsTable } from '../db/tables/lists.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import type { By } from '../staff/guard.ts'
import { nameOf } from '../staff/members.ts'
import { categoriesIn, setOf } from './names/entry.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>
type Row = Selectable<ListCorrectionsTable>
type Wanted = CorrectionsFile['corrections'][number]

/** Every device has all of them in memory. */
export const MOST_CORRECTIONS = 5_000
/** Read in one go. */
const AT_ONCE = 100

const inForce = (db: Database) => db.selectFrom('list_corrections').selectAll().where('ended', 'is', null)

/**
 * Hosts with what they are, in the order of their names. One from an earlier Kerb that no document can hold is not among
 * them: it must not keep all others, and every list with them, from devices.
 */
export const correctedHosts = async (db: Database) =>
  (await inForce(db).orderBy('host').execute())
    .filter(({ host }) => isHostName(host))
    .map(({ id, host, categories }) => ({ id, host, categories: knownIn(categories) }))

/** Without what Kerb has no category for any more. */
function knownIn(set: string): CategoryId[] {
  const said = new Set(categoriesIn(set))
  return CATEGORY_IDS.filter((id) => said.has(id))
}

/** Newest first. */
export async function listCorrections(parts: Parts): Promise<Correction[]> {
  const rows = await inForce(parts.db).orderBy('id', 'desc').execute()
  const names: Names = new Map()
  const corrections: Correction[] = []
  for (const row of rows) {
    // Opening thousands of reasons takes a while: others are answered in between.
    if (corrections.length % AT_ONCE === AT_ONCE - 1) await setImmediate()
    corrections.push(await describe(parts, row, names))
  }
  return corrections
}

/** What people are called, once it was asked. */
type Names = Map<number, string>

async function named(parts: Parts, person: number, names: Names): Promise<string> {
  const known = names.get(person) ?? (await nameOf(parts, person)) ?? ''
  names.set(person, known)
  return known
}

async function describe(parts: Parts, row: Row, names: Names): Promise<Correction> {
  const { id, host, at, by_person: person, from_file: from } = row
  return {
    id,
    host,
    categories: knownIn(row.categories),
    reason: reasonOf(parts, row),
    at,
    by: person === null ? '' : await named(parts, person, names),
    from,
  }
}

const reasonOf = ({ vault }: Pick<Parts, 'vault'>, { host, reason }: Row): string =>
  vault.open(reason, PLACE_OF.listCorrection(host))

/** Takes the place of an earlier one for the same host. Throws a Refusal (422, 409). */
export async function correct(parts: Parts, wanted: Wanted, by: By, now: number): Promise<Correction> {
  const host = listedHost(wanted.host)
  const refused = host === null ? 'This is no host.' : whyNot(host, wanted.categories, shippedLists())
  if (host === null || refused !== null)
    throw new Refusal(422, 'correction', refused ?? '', { field: 'host' })
  return parts.db.transaction().execute(async (trx) => {
    await end(trx, host, by, now)
    const near = new Corrected(await correctedHosts(trx)).near(host)
    if (near !== undefined)
      throw new Refusal(
        409,
        'nested',
        `${near} is corrected already, which speaks of ${host} too: take that back first.`,
      )
    await needRoom(trx, 1)
    const row = await put(trx, parts, { ...wanted, host }, { by, from: null, now })
    await note(trx, by.actor, 'list-correct', host)
    return describe({ ...parts, db: trx }, row, new Map())
  })
}

/** Throws a Refusal (404). */
export async function takeBack({ db }: Parts, id: number, by: By, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await inForce(trx).where('id', '=', id).executeTakeFirst()
    if (!row) throw new Refusal(404, 'not-found', 'There is no such correction: it may have been taken back.')
    await end(trx, row.host, by, now)
    await note(trx, by.actor, 'list-correct-undo', row.host)
  })
}

/** What another school may import: hosts, categories and reasons. */
export async function exportCorrections(parts: Parts, by: By): Promise<CorrectionsFile> {
  const all = await inForce(parts.db).orderBy('host').execute()
  const rows = all.filter(({ host }) => isHostName(host))
  await note(parts.db, by.actor, 'list-corrections-export', String(rows.length))
  return {
    kind: 'kerb-list-corrections',
    version: 1,
    corrections: rows.map((row) => ({
      host: row.host,
      categories: knownIn(row.categories),
      reason: reasonOf(parts, row),
    })),
  }
}

/** Corrections of one's own stay as they are. Throws a Refusal (409) when there is no room for all. */
export async function importCorrections(
  parts: Parts,
  { name, file }: { readonly name: string; readonly file: CorrectionsFile },
  by: By,
  now: number,
): Promise<z.infer<typeof importedCorrectionsSchema>> {
  const guarded = shippedLists()
  return parts.db.transaction().execute(async (trx) => {
    const known = new Corrected(await correctedHosts(trx))
    const done = { added: 0, kept: 0, refused: [] as { host: string; detail: string }[] }
    for (const wanted of file.corrections) {
      const host = listedHost(wanted.host)
      const detail = host === null ? 'This is no host.' : whyNot(host, wanted.categories, guarded)
      if (host === null || detail !== null) done.refused.push({ host: wanted.host, detail: detail ?? '' })
      else if (known.has(host) || known.near(host) !== undefined) done.kept++
      else {
        known.add(host)
        await put(trx, parts, { ...wanted, host }, { by, from: name, now })
        done.added++
      }
    }
    await needRoom(trx, 0)
    await note(trx, by.actor, 'list-corrections-import', `added:${done.added} kept:${done.kept}`)
    return done
  })
}

/** What no list may do, no correction may: stop a helpline, or everybody under a public suffix. */
function whyNot(host: string, categories: readonly CategoryId[], guarded: Protected): string | null {
  const learning = categories.find(isNeverBlock)
  if (learning !== undefined)
    return `“${learning}” is Kerb's own: open the host with an entry of the policy instead.`
  const closes = categories.some(stoppedSomewhere)
  if (closes && MUST_BE_OPEN.some((open) => [...suffixesOf(open)].includes(host)))
    return 'Everybody needs this host: close it with an entry of the policy if that is meant.'
  // A correction that says nothing must not speak of everybody under a suffix either.
  for (const category of categories.length === 0 ? (['adult'] as const) : categories) {
    const why = reasonToDrop(host, category, guarded)
    if (why === 'public-suffix')
      return 'Unrelated people register names under this one: it speaks for nobody.'
    if (why === 'local-address' || why === 'local-name')
      return 'No list speaks of machines inside the network.'
    if (why !== null) return 'Kerb keeps this host open whatever lists say.'
  }
  return null
}

/** Hosts that are corrected, by themselves and by what they lie under. */
class Corrected {
  readonly #hosts = new Set<string>()
  /** What corrected hosts lie under, each with one of them. */
  readonly #above = new Map<string, string>()

  constructor(corrected: Iterable<{ readonly host: string }>) {
    for (const { host } of corrected) this.add(host)
  }

  add(host: string): void {
    this.#hosts.add(host)
    for (const above of parentsOf(host)) this.#above.set(above, host)
  }

  has(host: string): boolean {
    return this.#hosts.has(host)
  }

  /** One that the host lies under, or that lies under it: which of them is meant would be anybody's guess. */
  near(host: string): string | undefined {
    return this.#above.get(host) ?? parentsOf(host).find((one) => this.#hosts.has(one))
  }
}

const parentsOf = (host: string): string[] => [...suffixesOf(host)].slice(1)

async function needRoom(trx: Database, more: number): Promise<void> {
  const { count } = await trx
    .selectFrom('list_corrections')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('ended', 'is', null)
    .executeTakeFirstOrThrow()
  if (count + more > MOST_CORRECTIONS)
    throw new Refusal(409, 'corrections-full', `At most ${MOST_CORRECTIONS} corrections are kept at a time.`)
}

const end = (trx: Database, host: string, by: By, now: number): Promise<unknown> =>
  trx
    .updateTable('list_corrections')
    .set({ ended: now, ended_by: by.person })
    .where('host', '=', host)
    .where('ended', 'is', null)
    .execute()

const put = (
  trx: Database,
  { vault }: Pick<Parts, 'vault'>,
  { host, categories, reason }: Wanted,
  { by, from, now }: { readonly by: By; readonly from: string | null; readonly now: number },
): Promise<Row> =>
  trx
    .insertInto('list_corrections')
    .values({
      host,
      categories: setOf(categories),
      at: now,
      by_person: by.person,
      from_file: from,
      ended: null,
      ended_by: null,
      reason: vault.seal(reason, PLACE_OF.listCorrection(host)),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
