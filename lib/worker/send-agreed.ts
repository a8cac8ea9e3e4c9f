/** What was agreed to here, on its way to the school server. */
import { sendGivens } from '../device/agreement.ts'
import type { Client } from '../device/client.ts'
import { type Given, MOST_GIVEN } from '../protocol/agreement.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { KeptAgreed, KeptGiven } from './kept-agreed.ts'

/** Why the school will never take one as it stands. Whatever else is amiss may be mended there. */
const FINAL: ReadonlySet<string> = new Set(['unknown-text', 'school-year'])

/** @param people each with the hash that it stands under; empty where nobody is known */
export async function sendAgreed(
  client: Client,
  kept: KeptAgreed,
  people: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [person, mine] of people) {
    const unsent = kept.unsent(mine).slice(0, MOST_GIVEN)
    if (unsent.length > 0) await sendOf(client, kept, person, unsent)
  }
}

async function sendOf(
  client: Client,
  kept: KeptAgreed,
  person: string,
  given: readonly KeptGiven[],
): Promise<void> {
  const ids = given.map(({ id }) => id)
  try {
    await kept.change(await sendGivens(client, { person, given: given.map(onTheWire) }), { state: 'sent' })
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    if (error.refusesBody && given.length > 1) {
      // One that it refuses must not hold up the others.
      for (const one of given) await sendOf(client, kept, person, [one]).catch(() => undefined)
    } else if (FINAL.has(error.code)) await kept.change(ids, { state: 'refused' })
    else if (error.status === undefined) await kept.change(ids, { wasOffline: true })
    throw error
  }
}

const onTheWire = ({ id, text, year, at, wasOffline }: KeptGiven): Given => ({
  id,
  text,
  year,
  at,
  wasOffline,
})
