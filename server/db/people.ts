/** People as random numbers. Who a number is can be read only with the data key. */
import { randomInt } from 'node:crypto'
import { PLACE_OF, type Vault } from '../keys/vault.ts'
import type { Database } from './open.ts'

/** Names are compared without case; this many are remembered, which is more than any school has. */
const REMEMBERED = 20_000

export class People {
  readonly #vault: Vault
  readonly #known = new Map<string, number>()
  #generation = 0

  constructor(vault: Vault) {
    this.#vault = vault
  }

  /** The key under which a name is found: hex of its keyed hash. */
  lookup(name: string): string {
    return this.#vault.lookup(name).toString('hex')
  }

  /**
   * The numbers of names, new ones made, inside the caller's transaction. Call `remember` with the answer once the
   * transaction is committed: a number that was rolled back must not be handed out again.
   */
  async numbersOf(
    db: Database,
    names: Iterable<{ readonly lookup: string; readonly name: string }>,
  ): Promise<Map<string, number>> {
    const numbers = new Map<string, number>()
    for (const { lookup, name } of names) {
      if (numbers.has(lookup)) continue
      numbers.set(lookup, this.#known.get(lookup) ?? (await this.#numberOf(db, lookup, name)))
    }
    return numbers
  }

  /** The number of one name. */
  async numberOf(db: Database, name: string): Promise<number> {
    const lookup = this.lookup(name)
    return this.#known.get(lookup) ?? (await this.#numberOf(db, lookup, name))
  }

  /** The number of one name, or null when nobody has that name yet. Makes nothing. */
  async find(db: Database, name: string): Promise<number | null> {
    const lookup = this.lookup(name)
    const known = this.#known.get(lookup)
    if (known !== undefined) return known
    const key = Buffer.from(lookup, 'hex')
    const row = await db.selectFrom('people').select('person').where('lookup', '=', key).executeTakeFirst()
    return row?.person ?? null
  }

  /** Changes whenever people were deleted: what was learned before is not remembered after. */
  get generation(): number {
    return this.#generation
  }

  /** Forgets every number, because some are deleted. */
  forget(): void {
    this.#generation += 1
    this.#known.clear()
  }

  /** @param since the generation before the transaction that learned the numbers */
  remember(numbers: ReadonlyMap<string, number>, since = this.#generation): void {
    if (since !== this.#generation) return
    if (this.#known.size + numbers.size > REMEMBERED) this.#known.clear()
    for (const [lookup, person] of numbers) this.#known.set(lookup, person)
  }

  /** Who a number is, or null when nobody has it. */
  async nameOf(db: Database, person: number): Promise<string | null> {
    const row = await db
      .selectFrom('people')
      .select('identity')
      .where('person', '=', person)
      .executeTakeFirst()
    return row ? this.#vault.open(row.identity, PLACE_OF.person(person)) : null
  }

  /** Who these numbers are; one that nobody has is not in the answer. */
  async namesOf(db: Database, persons: readonly number[]): Promise<Map<number, string>> {
    if (persons.length === 0) return new Map()
    const rows = await db
      .selectFrom('people')
      .select(['person', 'identity'])
      .where('person', 'in', persons)
      .execute()
    return new Map(
      rows.map(({ person, identity }) => [person, this.#vault.open(identity, PLACE_OF.person(person))]),
    )
  }

  async #numberOf(db: Database, lookup: string, name: string): Promise<number> {
    const key = Buffer.from(lookup, 'hex')
    const found = await db.selectFrom('people').select('person').where('lookup', '=', key).executeTakeFirst()
    if (found) return found.person
    for (;;) {
      // Random, not counted: the order in which people were first seen says something about them.
      const person = randomInt(1, 2 ** 47)
      const identity = this.#vault.seal(name.trim(), PLACE_OF.person(person))
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('people')
        .values({ person, lookup: key, identity })
        .onConflict((c) => c.column('person').doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows) return person
    }
  }
}
