/** An import of parents' permissions: previewed, kept sealed for an hour, applied. */
import { randomBytes } from 'node:crypto'
import type { PermissionsPreview } from '../../lib/protocol/agreement-staff.ts'
import { z } from '../../lib/zod.ts'
import { MOST_PROBLEMS, quoted } from '../classes/roster.ts'
import { inTurns } from '../classes/turns.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { policyInForce } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import type { By } from '../staff/guard.ts'
import { permittedIn, recordPermission, takeBackPermission } from './permissions.ts'
import type { Line, ReadPermissions } from './read-permissions.ts'
import { endOfYear } from './years.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

const KEPT = 3_600_000
const MOST_KEPT = 5
/** Addresses that a preview names. */
const NAMED = 40
/** Lines in one turn of the event loop. */
const AT_ONCE = 100

const lineSchema = z.object({ address: z.string(), given: z.boolean(), by: z.string(), on: z.string() })
const planSchema = z.object({ year: z.int(), lines: z.array(lineSchema) })

/** What applying the file would change. */
export async function previewPermissions(
  parts: Parts,
  { lines, problems, problemCount }: ReadPermissions,
  year: number,
  now: number,
): Promise<PermissionsPreview> {
  const { db, vault } = parts
  const { changes, newcomers, strangers } = await compare(parts, lines, year)
  const id = randomBytes(18).toString('base64url')
  if (changes.length > 0) {
    await db.deleteFrom('agreement_plans').where('expires', '<=', now).execute()
    const newest = db
      .selectFrom('agreement_plans')
      .select('id')
      .orderBy('expires', 'desc')
      .limit(MOST_KEPT - 1)
    await db.deleteFrom('agreement_plans').where('id', 'not in', newest).execute()
    const plan = vault.seal(JSON.stringify({ year, lines: changes }), PLACE_OF.agreementPlan(id))
    await db
      .insertInto('agreement_plans')
      .values({ id, expires: now + KEPT, plan })
      .execute()
  }
  const given = changes.filter((one) => one.given).length
  return {
    preview: changes.length > 0 ? id : null,
    expires: now + KEPT,
    year,
    given,
    withdrawn: changes.length - given,
    unchanged: lines.length - changes.length - strangers.length,
    newcomers: newcomers.slice(0, NAMED),
    newcomerCount: newcomers.length,
    problems: [...problems.map(({ line, message }) => ({ line, message })), ...strangers.map(unknown)]
      .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
      .slice(0, MOST_PROBLEMS),
    problemCount: problemCount + strangers.length,
  }
}

const unknown = ({ line, address }: Line) => ({
  line,
  message: `${quoted(address)} is no e-mail address, and nobody here has this name`,
})

/**
 * The lines that say something else than what is on record, and who has no number yet: addresses, of pupils who will
 * come; and what is none, of whom no device has spoken.
 */
async function compare({ db, people }: Parts, lines: readonly Line[], year: number) {
  const permitted = await permittedIn(db, year)
  const changes: Line[] = []
  const newcomers: string[] = []
  const strangers: Line[] = []
  await inTurns(
    lines,
    async (piece) => {
      for (const line of piece) {
        const person = await people.find(db, line.address)
        if (person === null && !line.isEmail) {
          strangers.push(line)
          continue
        }
        if (person === null) newcomers.push(line.address)
        if (line.given !== (person !== null && permitted.has(person))) changes.push(line)
      }
    },
    AT_ONCE,
  )
  return { changes, newcomers, strangers }
}

/** Applies a preview, in short steps: applied again from the start it ends the same. Throws a Refusal (409). */
export async function applyPermissions(
  context: Pick<Context, 'db' | 'vault' | 'people' | 'live'>,
  id: string,
  by: By,
  now: number,
) {
  const { db, vault, people, live } = context
  const plan = await keptPlan(context, id, now)
  const until = endOfYear(await policyInForce(context), plan.year)
  const done = { given: 0, withdrawn: 0, unchanged: 0 }
  const changed: number[] = []
  await inTurns(
    plan.lines,
    async (piece) => {
      const since = people.generation
      const names = piece.map(({ address: name }) => ({ lookup: people.lookup(name), name }))
      const numbers = await db.transaction().execute(async (trx) => {
        const found = await people.numbersOf(trx, names)
        for (const line of piece) {
          const person = found.get(people.lookup(line.address)) ?? 0
          const to = { person, year: plan.year, how: 'csv', until, by: line.by, on: line.on } as const
          const isNew = line.given
            ? await recordPermission(trx, vault, to, by, now)
            : await takeBackPermission(trx, to, by, now)
          done[isNew ? (line.given ? 'given' : 'withdrawn') : 'unchanged'] += 1
          if (isNew) changed.push(person)
        }
        return found
      })
      people.remember(numbers, since)
    },
    AT_ONCE,
  )
  await db.deleteFrom('agreement_plans').where('id', '=', id).execute()
  const counts = `${plan.year} given:${done.given} withdrawn:${done.withdrawn}`
  await note(db, by.actor, 'agreement-permissions-import', counts)
  live.hub.news(changed)
  return done
}

async function keptPlan({ db, vault }: Pick<Context, 'db' | 'vault'>, id: string, now: number) {
  const row = await db
    .selectFrom('agreement_plans')
    .select('plan')
    .where('id', '=', id)
    .where('expires', '>', now)
    .executeTakeFirst()
  if (!row) throw new Refusal(409, 'preview', 'This preview is over: choose the file again.')
  return planSchema.parse(JSON.parse(vault.open(row.plan, PLACE_OF.agreementPlan(id))))
}
