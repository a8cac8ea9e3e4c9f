/** Codes by which a lesson is handed to another teacher: said aloud or written on the board, short-lived, used once. */
import { randomInt } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import type { Vault } from '../keys/vault.ts'

/** Long enough to walk over from another building. Milliseconds. */
export const CODE_LIFE = 15 * 60_000

/** No vowels, so that it spells nothing; nothing that looks or sounds like another: 0 O, 1 I L, 2 Z, 5 S, 8 B. */
const ALPHABET = 'CDFGHJKMNPQRTVWXY34679'
const LENGTH = 8

export interface CoverCode {
  /** As it is shown: `XXXX-XXXX`. */
  readonly code: string
  /** Epoch milliseconds. */
  readonly until: number
}

/** A new code for a lesson, which ends the one before. It is in the database as a keyed hash only. */
export const makeCode = (
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  lesson: string,
  now: number,
): Promise<CoverCode> =>
  within(db, async (trx) => {
    const plain = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
    const until = now + CODE_LIFE
    await trx
      .deleteFrom('lesson_codes')
      .where((e) => e.or([e('lesson', '=', lesson), e('until', '<=', now)]))
      .execute()
    await trx
      .insertInto('lesson_codes')
      .values({ hash: hashOf(vault, plain), lesson, until })
      .execute()
    return { code: `${plain.slice(0, LENGTH / 2)}-${plain.slice(LENGTH / 2)}`, until }
  })

/** The lesson that a code is for, or undefined; in whatever case, with dashes and spaces anywhere. Uses it up. */
export async function takeCode(
  db: Database,
  vault: Vault,
  typed: string,
  now: number,
): Promise<string | undefined> {
  const taken = await db
    .deleteFrom('lesson_codes')
    .where('hash', '=', hashOf(vault, typed.replace(/[\s\p{Dash}]/gu, '')))
    .where('until', '>', now)
    .returning('lesson')
    .executeTakeFirst()
  return taken?.lesson
}

/** The look-up ignores case. */
const hashOf = (vault: Vault, plain: string): string => vault.lookup(`lesson-code:${plain}`).toString('hex')
