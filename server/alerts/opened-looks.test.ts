/** That somebody opened an alert's words is a look like any other: in the viewing log, and told to the pupil. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Look } from '../../lib/protocol/record-looks.ts'
import type { OwnRecord } from '../../lib/protocol/own-record.ts'
import { eachAt } from '../testing-clock.ts'
import type { TestDevice } from '../testing.ts'
import { AlertStage, AMY, DAY, DEPUTY, HEAD, LEAD, MINUTE, searched, TEN } from './testing-alerts.ts'

let stage: AlertStage
let amys: TestDevice
eachAt(TEN, async () => {
  stage = await AlertStage.open()
  amys = await stage.device()
  return stage
})

let id: number
beforeEach(async () => {
  await stage.signIn(HEAD, ['head'])
  await stage.send(amys, searched(1, 'weapons', 'high', { terms: 'how to make a thing' }))
  id = (await stage.list()).alerts[0]!.id
})

const log = async (who = HEAD): Promise<Look[]> =>
  (await stage.ask(who, 'GET', '/admin/record-looks')).json<{ looks: Look[] }>().looks

describe('opening an alert', () => {
  // Was broken: it stood in the audit and in the alert, where no head looks.
  it('stands in the viewing log, with who and whose, and not with what it was about', async () => {
    expect(await log()).toEqual([])
    await stage.act(id, 'open')
    const looks = await log()
    expect(looks).toMatchObject([{ by: LEAD, pupil: AMY, role: 'dsl', reason: 'alert', at: Date.now() }])
    expect(JSON.stringify(looks)).not.toMatch(/weapons|how to make/)
    expect(await log(LEAD)).toEqual(looks)
  })

  it('is one look for half an hour, and each lead’s own', async () => {
    await stage.act(id, 'open')
    vi.setSystemTime(TEN + 20 * MINUTE)
    await stage.act(id, 'open')
    expect(await log()).toHaveLength(1)
    await stage.act(id, 'open', undefined, DEPUTY)
    expect(await log()).toHaveLength(2)
    vi.setSystemTime(TEN + 31 * MINUTE)
    await stage.act(id, 'open')
    expect((await log()).map(({ by }) => by)).toEqual([LEAD, DEPUTY, LEAD])
  })

  it('opens nothing else of the record', async () => {
    await stage.act(id, 'open')
    const [look] = await log()
    expect((await stage.ask(LEAD, 'GET', `/admin/record-looks/${look?.id}/rows`)).statusCode).toBe(403)
    expect((await stage.ask(LEAD, 'GET', `/admin/record-looks/${look?.id}/pack`)).statusCode).toBe(403)
    const asked = { person: await stage.numberOf(AMY), days: 7, reason: 'alert', words: 'as it were' }
    expect((await stage.ask(LEAD, 'POST', '/admin/record-looks', asked)).statusCode).toBe(422)
  })

  it('is told to the pupil a day later, in words that an earlier extension reads too', async () => {
    await stage.act(id, 'open')
    const told = async () => ((await amys.send('GET', '/v1/record')).body as OwnRecord).recordLooks?.looks
    expect(await told()).toEqual([])
    vi.setSystemTime(TEN + DAY)
    expect(await told()).toMatchObject([{ date: '2026-11-24', role: 'dsl' }])
    await stage.server.context.db.updateTable('record_looks').set({ shown: 'reason' }).execute()
    expect(await told()).toMatchObject([{ reason: 'other' }])
  })

  // Was broken: whoever opened it once read all that came later through an act, and no look said so.
  it.each([
    ['assign', { person: null }],
    ['dismiss', { why: 'nothing' }],
    ['close', { outcome: 'spoken' }],
  ])(
    'is one again with what is done with it later (%s): the answer shows what came since',
    async (act, asked) => {
      await stage.act(id, 'open')
      vi.setSystemTime(TEN + 6 * 60 * MINUTE)
      await stage.send(amys, searched(2, 'weapons', 'high', { terms: 'words of the afternoon' }))
      await stage.act(id, 'open', undefined, DEPUTY)
      const { rows } = await stage.act(id, act, asked)
      expect(JSON.stringify(rows)).toContain('words of the afternoon')
      expect((await log()).map(({ by }) => by).toSorted()).toEqual([DEPUTY, LEAD, LEAD])
    },
  )

  it('belongs to the enquiry that the alert is part of, until that is over', async () => {
    await stage.act(id, 'open')
    const [look] = await log()
    await stage.ask(LEAD, 'POST', `/admin/record-looks/${look?.id}/enquiry`, { words: 'Police.' })
    vi.setSystemTime(TEN + 60 * MINUTE)
    await stage.act(id, 'close', { outcome: 'spoken' })
    await stage.act(id, 'open', undefined, DEPUTY)
    const looks = await log()
    expect(looks).toHaveLength(3)
    expect(looks.map(({ enquiry }) => [enquiry?.by, enquiry?.words])).toEqual(
      looks.map(() => [LEAD, 'Police.']),
    )
    expect((await stage.audit()).filter((line) => line.startsWith('record-enquiry'))).toHaveLength(3)
    for (const one of looks) await stage.ask(HEAD, 'DELETE', `/admin/record-looks/${one.id}/enquiry`)
    vi.setSystemTime(TEN + 120 * MINUTE)
    await stage.act(id, 'open')
    expect((await log()).find(({ at }) => at === Date.now())?.enquiry).toBeNull()
  })

  it('can be part of an enquiry, as any look', async () => {
    await stage.act(id, 'open')
    const [look] = await log()
    const sent = await stage.ask(LEAD, 'POST', `/admin/record-looks/${look?.id}/enquiry`, {
      words: 'Police.',
    })
    expect(sent.statusCode).toBe(200)
    vi.setSystemTime(TEN + 2 * DAY)
    expect(((await amys.send('GET', '/v1/record')).body as OwnRecord).recordLooks?.looks).toEqual([])
  })
})
