/** How a key comes to an account: by a one-time code of the console, which the key brings along when it asks to be let in. */
import { createHash, randomBytes } from 'node:crypto'
import type { JoiningList, joiningRequestSchema } from '../../lib/protocol/concerns.ts'
import {
  fingerprintOf,
  type KeyRole,
  publicKeysSchema,
  type Statement,
} from '../../lib/protocol/safeguarding-keys.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { maySignIn } from '../staff/members.ts'
import { readRoles } from '../staff/stored-roles.ts'
import type { KeyLedger } from './ledger.ts'
import { needJoining, needOneName } from './one-name.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'ledgers'>

/** Made in the console, typed in at another window. Milliseconds. */
const CODE_LIFE = 24 * 3_600_000
/** Easily told apart when read aloud. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const CODE_LETTERS = 12
/** Who asks and is never let in does not fill the list. */
const MOST_JOINING = 50

const saidSchema = z.object({ keys: publicKeysSchema, name: z.string() })

/** However it was typed. */
const hashOf = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest()

/** A code for somebody's key. Throws a Refusal when the account cannot have one. */
export async function makeCode(
  db: Database,
  { person, role }: { readonly person: number; readonly role: KeyRole },
  now: number,
): Promise<{ code: string; until: number }> {
  if (!(await maySignIn(db, person)))
    throw new Refusal(404, 'not-found', 'There is no such account, or it may not sign in.')
  const { roles } = await db
    .selectFrom('staff')
    .select('roles')
    .where('person', '=', person)
    .executeTakeFirstOrThrow()
  if (role === 'team' && !readRoles(roles).includes('dsl'))
    throw new Refusal(
      409,
      'not-dsl',
      'A key of the team is for an account with the role dsl: give it that first.',
    )
  const letters = Array.from(randomBytes(CODE_LETTERS), (byte) => LETTERS[byte % LETTERS.length]).join('')
  const code = (letters.match(/.{4}/g) ?? []).join('-')
  const until = now + CODE_LIFE
  await db.deleteFrom('safeguarding_codes').where('until', '<=', now).execute()
  await db
    .insertInto('safeguarding_codes')
    .values({ hash: hashOf(code), person, role, until })
    .execute()
  return { code, until }
}

/** A key asks to be let in. It has proved that it is the key it says; the code says whose. */
export async function join(
  { db, vault, ledgers }: Parts,
  asked: z.infer<typeof joiningRequestSchema>,
  now: number,
): Promise<void> {
  const key = await fingerprintOf(asked.keys)
  await db.transaction().execute(async (trx) => {
    const code = await trx
      .deleteFrom('safeguarding_codes')
      .where('hash', '=', hashOf(asked.code))
      .where('until', '>', now)
      .returning(['person', 'role'])
      .executeTakeFirst()
    if (!code)
      throw new Refusal(403, 'code', 'This code is not known, or was used, or is too old: make a new one.', {
        field: 'code',
      })
    const { name, keys } = asked
    const said = vault.seal(JSON.stringify({ keys, name }), PLACE_OF.safeguardingKey(key))
    const bound = { person: code.person, role: code.role, asked: now, said }
    await trx
      .insertInto('safeguarding_keys')
      .values({ key, ...bound })
      .onConflict((c) => c.column('key').doUpdateSet(bound))
      .execute()
    const ledger = await ledgers.current(trx)
    await needOneName(trx, ledger, { key, person: code.person, name })
    const { statements } = ledger
    if (asked.first) await begin(ledgers, trx, asked.first, { statements, role: code.role, key })
    else if (statements.length === 0)
      throw new Refusal(409, 'no-first', 'The school has no key yet: the first one brings its own statement.')
  })
}

/** The first key of all vouches for itself; managed configuration says which that is. */
async function begin(
  ledgers: Context['ledgers'],
  trx: Database,
  first: Statement,
  { statements, role, key }: { statements: readonly Statement[]; role: KeyRole; key: string },
): Promise<void> {
  if (statements.length > 0)
    throw new Refusal(
      409,
      'not-first',
      'The school has a first key already: ask one of the team to let this one in.',
    )
  if (role !== 'team' || first.by !== key)
    throw new Refusal(409, 'statement', 'The first key is one of the team and vouches for itself.')
  await ledgers.append(trx, first)
}

/** What this member looks after: who waits to be vouched for, and keys in force whose account is closed. */
export async function lookAfter({ db, vault, people, ledgers }: Parts, me: string): Promise<JoiningList> {
  const ledger = await ledgers.current()
  const rows = await db.selectFrom('safeguarding_keys').selectAll().orderBy('asked', 'desc').execute()
  const waiting = rows.filter((row) => isWaiting(row, ledger)).slice(0, MOST_JOINING)
  const own = rows.find(({ key }) => key === me)?.person
  const names = await people.namesOf(
    db,
    waiting.map(({ person }) => person),
  )
  return {
    joining: waiting.map(({ key, person, role, asked, said }) => ({
      ...saidSchema.parse(JSON.parse(vault.open(said, PLACE_OF.safeguardingKey(key))) as unknown),
      account: names.get(person) ?? '',
      role,
      at: asked,
      own: person === own,
    })),
    closed: await keysOfClosed(db, ledger),
  }
}

/** How many wait to be vouched for. */
export async function countJoining({ db, ledgers }: Pick<Parts, 'db' | 'ledgers'>): Promise<number> {
  const ledger = await ledgers.current()
  const rows = await db.selectFrom('safeguarding_keys').select(['key', 'asked']).execute()
  return Math.min(rows.filter((row) => isWaiting(row, ledger)).length, MOST_JOINING)
}

/** It asked and was never let in, or has asked again since it ended. */
const isWaiting = (
  { key, asked }: { readonly key: string; readonly asked: number },
  { ever, ended }: KeyLedger,
): boolean => !ever.has(key) || asked > (ended.get(key) ?? Infinity)

/** Keys in force that belong to an account that was closed: their owners have left and could still read. */
export async function keysOfClosed(db: Database, { keys }: KeyLedger): Promise<string[]> {
  const rows = await db
    .selectFrom('safeguarding_keys')
    .innerJoin('staff', 'staff.person', 'safeguarding_keys.person')
    .select('key')
    .where('staff.disabled', 'is not', null)
    .execute()
  const closed = new Set(rows.map(({ key }) => key))
  return keys.map(({ id }) => id).filter((id) => closed.has(id))
}

/** One more statement by a member. A key that joins must have asked, and as what it joins is what its code was made for. */
export async function append(
  { db, ledgers }: Pick<Parts, 'db' | 'ledgers'>,
  statement: Statement,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (statement.kind === 'join') await needJoining(trx, await ledgers.current(trx), statement)
    await ledgers.append(trx, statement)
  })
}
