/**
 * The key ledger as the server keeps it and hands it on. It refuses what does not fit, so that a mistake is told where it
 * is made; what protects is that every device and every member's page reads the whole of it again.
 */
import {
  fingerprintOf,
  type Ledger,
  type MemberKey,
  readLedger,
  type Statement,
  statementSchema,
} from '../../lib/protocol/safeguarding-keys.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

/** As long as the wire takes. */
const LONGEST_LEDGER = 500

export interface KeyLedger {
  readonly statements: Ledger
  /** In force, in the order in which they joined. */
  readonly keys: readonly MemberKey[]
  /** All that ever joined: a concern may have been sealed before one of them ended. */
  readonly ever: ReadonlySet<string>
  /** When those that are not in force ended, by the clock of whoever ended them. */
  readonly ended: ReadonlyMap<string, number>
  /** Of the last statement; empty while there is none. */
  readonly name: string
}

export class Ledgers {
  readonly #db: Database
  readonly #vault: Vault
  #read: KeyLedger | null = null

  constructor(db: Database, vault: Vault) {
    this.#db = db
    this.#vault = vault
  }

  /** The ledger as it is now. */
  async current(db: Database = this.#db): Promise<KeyLedger> {
    const { count } = await db
      .selectFrom('safeguarding_statements')
      .select((e) => e.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (this.#read?.statements.length !== count) this.#read = await this.#load(db)
    return this.#read
  }

  /** The name of its last statement, or undefined while there is none. */
  async name(): Promise<string | undefined> {
    return (await this.current()).name || undefined
  }

  /** Adds a statement, in the caller's transaction. Throws a Refusal when it does not fit the end. */
  async append(db: Database, statement: Statement): Promise<KeyLedger> {
    const before = await this.current(db)
    const longer = [...before.statements, statement]
    if (longer.length > LONGEST_LEDGER)
      throw new Refusal(409, 'ledger-full', 'The list of keys is full: begin a new one with a new first key.')
    const read = await ledgerOf(longer)
    if (read === null) throw notFitting(before, statement)
    await this.#keep(db, longer.length, statement)
    return read
  }

  async #keep(db: Database, number: number, statement: Statement): Promise<void> {
    const sealed = this.#vault.seal(JSON.stringify(statement), PLACE_OF.safeguardingStatement(number))
    await db.insertInto('safeguarding_statements').values({ number, statement: sealed }).execute()
  }

  /**
   * Takes back what a device kept of a ledger that goes on where this one ends, after a restored backup: each statement
   * is signed, so whoever brings them changes nothing. An empty list takes none: a stranger could begin it.
   */
  async giveBack(longer: Ledger): Promise<KeyLedger> {
    return this.#db.transaction().execute(async (trx) => {
      const now = await this.current(trx)
      const goesOn = now.statements.every((one, i) => one.signature === longer[i]?.signature)
      if (now.name === '' || !goesOn)
        throw new Refusal(409, 'other-ledger', 'It does not go on where this list ends.')
      if (longer.length > now.statements.length && (await ledgerOf(longer)) === null)
        throw new Refusal(409, 'statement', 'These statements are not ones that the list of keys can take.')
      for (const [i, statement] of longer.entries())
        if (i >= now.statements.length) await this.#keep(trx, i + 1, statement)
      return this.#load(trx)
    })
  }

  async #load(db: Database): Promise<KeyLedger> {
    const rows = await db.selectFrom('safeguarding_statements').selectAll().orderBy('number').execute()
    const statements = rows.map(({ number, statement }) =>
      statementSchema.parse(
        JSON.parse(this.#vault.open(statement, PLACE_OF.safeguardingStatement(number))) as unknown,
      ),
    )
    const read = await ledgerOf(statements)
    if (read === null) throw new Error('the safeguarding keys in the database do not fit together')
    return read
  }
}

/** Null when it does not read. */
async function ledgerOf(statements: Ledger): Promise<KeyLedger | null> {
  const [first] = statements
  const root = first?.kind === 'join' ? await fingerprintOf(first.keys) : ''
  const read = await readLedger(statements, root)
  if (!read.ok) return null
  const joins = statements.flatMap((one) => (one.kind === 'join' ? [fingerprintOf(one.keys)] : []))
  const ended = new Map(statements.flatMap((one) => (one.kind === 'end' ? [[one.key, one.at] as const] : [])))
  // One that joined again has not ended.
  for (const { id } of read.keys) ended.delete(id)
  return {
    statements,
    ended,
    keys: read.keys,
    ever: new Set(await Promise.all(joins)),
    name: read.names.at(-1) ?? '',
  }
}

/** Somebody else was quicker, or it is not one that the ledger can take. */
const notFitting = ({ name }: KeyLedger, { after }: Statement): Refusal =>
  after === name
    ? new Refusal(409, 'statement', 'This statement is not one that the list of keys can take.')
    : new Refusal(409, 'not-the-end', 'The list of keys has grown meanwhile: read it again and sign anew.')
