/** One device, however much it sends and whatever is wrong with it, keeps no other from being weighed and told of. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { TestDevice } from '../testing.ts'
import * as around from './around.ts'
import { AlertStage, BEN, DAY, HOUR, MINUTE, searched, TEN } from './testing-alerts.ts'

const NOW = 'Something is waiting for the safeguarding lead'
/** More than a call can be given as arguments. */
const MANY = 130_000

let stage: AlertStage
let amys: TestDevice
const errors: unknown[] = []
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  stage = await AlertStage.open()
  amys = await stage.device()
  errors.length = 0
  stage.server.context.alerts.onError((error) => errors.push(error))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await stage.close()
  vi.useRealTimers()
})

const bens = async () => {
  const device = await stage.device(BEN)
  return (seq: number) =>
    stage.send(device, searched(seq, 'weapons', 'high', { who: { name: BEN, from: 'profile' } }))
}

it('a hundred thousand light rows before a high one stop nothing', async () => {
  const { db } = stage.server.context
  await stage.send(amys, searched(1, 'bullying', 'low'))
  await sql`WITH RECURSIVE more (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM more WHERE n <= ${MANY})
    INSERT INTO alert_signals (installation, seq, at, received, person, theme, severity, how, help, suspicion, stop, same,
      judged, lesson, points, alert)
    SELECT installation, n, at - n, received, person, theme, severity, how, help, suspicion, stop, same, judged, lesson,
      points, alert FROM alert_signals, more`.execute(db)
  expect(await stage.alerts()).toEqual([])
  await stage.send(amys, searched(MANY + 2, 'bullying', 'high'))
  await (
    await bens()
  )(1)
  expect(errors).toEqual([])
  expect((await stage.alerts()).toSorted()).toEqual(['bullying high ×501', 'weapons high ×1'])
  const [alert] = (await stage.list({ show: 'all', theme: 'bullying' })).alerts
  // Its own, and the nearest before it.
  expect([alert!.last - alert!.first, alert!.last]).toEqual([500, Date.now()])
  const { has } = await db
    .selectFrom('alert_signals')
    .select((e) => e.fn.countAll<number>().as('has'))
    .where('alert', '=', alert!.id)
    .executeTakeFirstOrThrow()
  expect(has).toBe(501)
}, 60_000)

it('a row that cannot be weighed is set aside and told of, the next ones go on, and it is tried again', async () => {
  const { db } = stage.server.context
  const real = around.aroundOf
  const spy = vi.spyOn(around, 'aroundOf').mockImplementation((trx, signal, ...rest) => {
    if (signal.theme === 'hate') throw new RangeError('about hate, of amy')
    return real(trx, signal, ...rest)
  })
  await stage.send(
    amys,
    searched(1, 'suicide', 'high'),
    searched(2, 'hate', 'high'),
    searched(3, 'weapons', 'high'),
  )
  expect((await stage.alerts()).toSorted()).toEqual(['suicide high ×1', 'weapons high ×1'])
  expect(stage.mailed()).toEqual([`lead: ${NOW}`])
  expect(errors.map(String)).toEqual([
    expect.stringMatching(/^NotWeighed: 1 of the rows .* set aside: installation \d+ row 2 \(RangeError\)$/),
  ])
  expect(JSON.stringify(errors.map((error) => (error as Error).stack))).not.toMatch(/about hate|amy/)
  expect(await db.selectFrom('alert_signals').select('seq').where('judged', '=', 3).execute()).toEqual([
    { seq: 2 },
  ])
  spy.mockRestore()
  await stage.lookAt(Date.now() + 2 * HOUR)
  expect(await stage.alerts()).toContain('hate high ×1')
})

it('who is slow to open is told, and the week is mailed, though nothing can be weighed', async () => {
  await stage.lookAt(Date.now())
  await stage.send(amys, searched(1, 'suicide', 'high'))
  const { alerts } = stage.server.context
  vi.spyOn(alerts, 'judge').mockRejectedValue(new Error('cannot'))
  await stage.lookAt(TEN + 61 * MINUTE)
  expect(stage.mailed().filter((one) => one.startsWith('deputy'))).toEqual([`deputy: ${NOW}`])
  await stage.lookAt(TEN + 7 * DAY)
  expect(stage.mailed()).toContain('lead: Alerts of the week, in numbers')
  expect(errors.map(String)).toEqual(['Error: cannot', 'Error: cannot'])
})

it('forty thousand alerts that wait for their mail are told of in one', async () => {
  const { db } = stage.server.context
  await (
    await bens()
  )(1)
  await sql`WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 40000)
    INSERT INTO alerts (person, installation, theme, severity, state, first, last, count, made, changed, waits, told, mailed,
      reasons, points)
    SELECT person, installation, theme, 'medium', 'new', first, last, 1, made, changed, made, 0, 0, reasons, points
    FROM alerts, more`.execute(db)
  await stage.send(amys, searched(1, 'suicide', 'high'))
  expect(errors).toEqual([])
  expect(stage.mailed()).toContain('lead: Alerts are waiting')
  const left = await db.selectFrom('alerts').select('id').where('mailed', '=', 0).execute()
  expect(left).toEqual([])
}, 60_000)
