/** What was done with an alert, by whom, and what became of it. */
import type { Insertable, Selectable } from 'kysely'
import { DISMISSALS, OUTCOMES } from '../../lib/protocol/alerts.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { AlertActsTable } from '../db/tables/alerts.ts'
import { PLACE_OF } from '../keys/vault.ts'

const contentSchema = z.object({ what: z.enum([...DISMISSALS, ...OUTCOMES]), words: z.string() })
export type ActContent = z.infer<typeof contentSchema>

type NewAct = Omit<Insertable<AlertActsTable>, 'id' | 'content'>

/** Puts it on record, in the caller's transaction. */
export async function addAct(
  { vault }: Pick<Context, 'vault'>,
  trx: Database,
  act: NewAct,
  content?: ActContent,
): Promise<void> {
  const sealed = content && vault.seal(JSON.stringify(content), PLACE_OF.alertAct(act.alert, act.at))
  await trx
    .insertInto('alert_acts')
    .values({ ...act, content: sealed ? new Uint8Array(sealed) : null })
    .execute()
}

/** Opened as far as they are sealed. */
export const openActs = (
  { vault }: Pick<Context, 'vault'>,
  acts: readonly Selectable<AlertActsTable>[],
): (Selectable<AlertActsTable> & Partial<ActContent>)[] =>
  acts.map((act) =>
    act.content === null
      ? act
      : {
          ...act,
          ...contentSchema.parse(JSON.parse(vault.open(act.content, PLACE_OF.alertAct(act.alert, act.at)))),
        },
  )
