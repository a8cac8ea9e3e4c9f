/** The file of alerts is whole, however many there are and whatever is done with them while it is made. */
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { eachAt } from '../testing-clock.ts'
import { AlertStage, LEAD, TEN } from './testing-alerts.ts'
import { alertsCsv } from './export.ts'

let stage: AlertStage
eachAt(TEN, async () => {
  stage = await AlertStage.open()
  await stage.device()
  return stage
})

/** So many that wait, about Amy. */
async function waiting(count: number): Promise<void> {
  const { db } = stage.server.context
  const { id } = await db.selectFrom('installations').select('id').executeTakeFirstOrThrow()
  await sql`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO alerts (installation, theme, severity, state, first, last, count, made, changed, told, mailed, reasons, points)
    SELECT ${id}, 'weapons', 'medium', 'new', ${TEN}, ${TEN}, 1, ${TEN}, ${TEN}, 0, 0, '[]', 5 FROM n`.execute(
    db,
  )
}
const numbers = (csv: string): string[] => [...csv.matchAll(/^"(\d+)"/gm)].map(([, id]) => id ?? '')

it('holds more than twenty thousand, each once, the newest first, and the audit says how many', async () => {
  const count = 20_203
  await waiting(count)
  const { body } = await stage.ask(LEAD, 'GET', '/admin/alerts.csv')
  const all = numbers(body)
  expect(new Set(all).size).toBe(count)
  expect(all).toHaveLength(count)
  expect([all[0], all.at(-1)]).toEqual([String(count), '1'])
  expect(await stage.audit()).toContain(`alerts-export ${count} alerts`)
}, 120_000)

it('leaves none out when others are dealt with while it is made', async () => {
  await waiting(450)
  const { context } = stage.server
  let csv = ''
  for await (const piece of alertsCsv(context, { show: 'waiting' }, null)) {
    csv += piece
    // What stands in it already fits no longer: what follows must not move up.
    const ids = numbers(piece).map(Number)
    if (ids.length > 0)
      await context.db.updateTable('alerts').set({ state: 'closed' }).where('id', 'in', ids).execute()
  }
  expect(new Set(numbers(csv)).size).toBe(450)
})
