/** From rows to alerts: folded, once, never from strangers, and never lost. */
import { describe, expect, it, vi } from 'vitest'
import { changeMembers, makeClass } from '../classes/hand.ts'
import { startLesson } from '../lessons/lessons.ts'
import { eachAt } from '../testing-clock.ts'
import { TestDevice, visit } from '../testing.ts'
import { AlertStage, AMY, BEN, DAY, LEAD, MINUTE, searched, stoppedSearch, TEN } from './testing-alerts.ts'

let stage: AlertStage
let amys: TestDevice
eachAt(TEN, async () => {
  stage = await AlertStage.open()
  amys = await stage.device()
  return stage
})
const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

describe('alerts', () => {
  it('are made of rows that worry, with whose they are, and of no others', async () => {
    await stage.send(amys, visit(1), searched(2, 'suicide', 'high'), searched(3, 'drugs', 'low'))
    const { alerts, waiting } = await stage.list()
    expect(alerts).toMatchObject([
      { theme: 'suicide', severity: 'high', state: 'new', count: 1, pupil: { name: AMY }, device: null },
    ])
    expect(waiting).toEqual({ high: 1, medium: 0, low: 0 })
  })

  it('are one for the same pupil and theme, whose count grows and whose severity rises', async () => {
    await stage.send(amys, searched(1, 'self-harm', 'medium'))
    expect(await stage.alerts()).toEqual(['self-harm medium ×1'])
    later(DAY)
    await stage.send(amys, searched(2, 'self-harm', 'low'), searched(3, 'weapons', 'medium'))
    expect((await stage.alerts()).toSorted()).toEqual(['self-harm medium ×2', 'weapons low ×1'])
    later(DAY)
    await stage.send(amys, searched(4, 'self-harm', 'high'))
    expect(await stage.alerts()).toContain('self-harm high ×3')
    const bens = await stage.device(BEN)
    await stage.send(bens, searched(1, 'self-harm', 'medium', { who: { name: BEN, from: 'profile' } }))
    expect(await stage.alerts()).toHaveLength(3)
  })

  it('of what came in pieces have all of them', async () => {
    for (let seq = 1; seq <= 3; seq += 1) {
      expect(await stage.alerts()).toEqual([])
      await stage.send(amys, searched(seq, 'suicide', 'low'))
      later(DAY)
    }
    // Two points by itself, one for the others, two for three days.
    expect(await stage.alerts()).toEqual(['suicide medium ×3'])
    const [alert] = (await stage.list()).alerts
    const { rows, reasons } = await stage.act(alert!.id, 'open')
    expect(rows).toHaveLength(3)
    expect(reasons).toContainEqual({ why: 'again', points: 1, count: 2 })
  })

  it('are new again after a week, or when the last was dealt with', async () => {
    await stage.send(amys, searched(1, 'extremism', 'medium'))
    later(8 * DAY)
    await stage.send(amys, searched(2, 'extremism', 'medium'))
    expect(await stage.alerts()).toEqual(['extremism medium ×1', 'extremism medium ×1'])
    const [newest] = (await stage.list({ sort: 'newest' })).alerts
    await stage.act(newest!.id, 'open')
    await stage.act(newest!.id, 'close', { outcome: 'spoken' })
    later(MINUTE)
    await stage.send(amys, searched(3, 'extremism', 'medium'))
    expect(await stage.alerts()).toHaveLength(3)
  })

  it('count a stopped search once, whichever of its rows comes first', async () => {
    await stage.send(amys, stoppedSearch(1, 'suicide', 'high'))
    await stage.send(amys, searched(2, 'suicide', 'high'))
    expect(await stage.alerts()).toEqual(['suicide high ×1'])
    later(10 * MINUTE)
    await stage.send(amys, stoppedSearch(3, 'weapons', 'medium'), searched(4, 'weapons', 'medium'))
    later(5 * MINUTE)
    await stage.lookAt(Date.now())
    expect(await stage.alerts()).toEqual(['weapons low ×1', 'suicide high ×1'])
    // A stop alone, where the school keeps no searches: its turn comes.
    await stage.send(amys, stoppedSearch(5, 'eating', 'medium'))
    expect(await stage.alerts()).toHaveLength(2)
    await stage.lookAt(Date.now() + 3 * MINUTE)
    expect(await stage.alerts()).toHaveLength(3)
  })

  it('are about the device where nobody is known', async () => {
    const { who: _who, ...nobody } = searched(1, 'suicide', 'high')
    await stage.send(amys, nobody)
    const [alert] = (await stage.list()).alerts
    expect(alert).toMatchObject({ pupil: null, device: amys.id.slice(0, 8) })
  })

  it('are not made of what staff look up', async () => {
    await stage.send(amys, searched(1, 'suicide', 'high', { who: { name: LEAD, from: 'profile' } }))
    expect(await stage.alerts()).toEqual([])
  })

  it('weigh less in a lesson, where a theme has no floor', async () => {
    const { context } = stage.server
    const by = { actor: 'test', now: Date.now() }
    const id = await makeClass(context.db, '9B', by)
    await changeMembers(context, id, { role: 'pupils', action: 'add', addresses: AMY }, by)
    const teacher = await stage.signIn('khan@school.example', ['teacher'])
    await changeMembers(
      context,
      id,
      { role: 'teachers', action: 'add', addresses: 'khan@school.example' },
      by,
    )
    const lesson = {
      class: id,
      mode: 'only' as const,
      sites: [{ host: 'maths.test' }],
      frames: [],
      minutes: 40,
    }
    await startLesson(context, { teacher, className: '9B' }, lesson, Date.now())
    await stage.send(amys, searched(1, 'weapons', 'high'), searched(2, 'suicide', 'high'))
    expect((await stage.alerts()).toSorted()).toEqual(['suicide high ×1', 'weapons medium ×1'])
  })
})

describe('nothing is lost or doubled', () => {
  it('a row that is sent twice makes no second alert', async () => {
    const { sessionKey: key } = amys
    const [first, second] = [searched(1, 'suicide', 'high'), searched(2, 'suicide', 'low')]
    const rows = [await amys.seal(first), await amys.seal(second)]
    const again = async (...some: typeof rows) => {
      const body = { written: 2, keys: [key], rows: some }
      expect((await amys.send('POST', '/v1/activity', body)).status).toBe(200)
      await stage.settled()
    }
    await again(rows[0]!)
    await again(...rows)
    await again(...rows)
    await again(rows[1]!)
    expect(await stage.alerts()).toEqual(['suicide high ×2'])
    expect(stage.smtp.letters).toHaveLength(1)
  })

  it('another row under a number that is there raises nothing, nor does its device until somebody has looked', async () => {
    await stage.send(amys, searched(1, 'weapons', 'medium'))
    await stage.send(amys, searched(1, 'suicide', 'high'), searched(2, 'suicide', 'high'))
    expect(await stage.alerts()).toEqual(['weapons low ×1'])
    await stage.server.context.db.updateTable('installations').set({ state: 'confirmed' }).execute()
    await stage.lookAt(Date.now())
    expect((await stage.alerts()).toSorted()).toEqual(['suicide high ×1', 'weapons low ×1'])
  })

  it('a server that is killed between the batch and the alert makes it when it starts again', async () => {
    vi.spyOn(stage.server.context.alerts, 'soon').mockImplementation(() => undefined)
    await stage.send(amys, searched(1, 'suicide', 'high'))
    expect(await stage.alerts()).toEqual([])
    await stage.restart()
    await stage.signIn(LEAD, ['dsl'])
    stage.server.context.alerts.start()
    await stage.settled()
    expect(await stage.alerts()).toEqual(['suicide high ×1'])
    expect(stage.mailed()).toEqual(['lead: Something is waiting for the safeguarding lead'])
    await stage.restart()
    stage.server.context.alerts.start()
    await stage.settled()
    expect(stage.smtp.letters).toHaveLength(1)
  })

  it('what cannot be written is weighed the next time, not half', async () => {
    const { db, mail } = stage.server.context
    const queue = vi.spyOn(mail, 'queue').mockRejectedValue(new Error('the disk is full'))
    const errors: unknown[] = []
    stage.server.context.alerts.onError((error) => errors.push(error))
    await stage.send(amys, searched(1, 'suicide', 'high'))
    expect(errors).toHaveLength(1)
    expect(await db.selectFrom('alerts').selectAll().execute()).toEqual([])
    queue.mockRestore()
    await stage.lookAt(Date.now())
    expect(await stage.alerts()).toEqual(['suicide high ×1'])
    expect(stage.smtp.letters).toHaveLength(1)
  })

  it('nobody whom the school has not confirmed raises one, until it has', async () => {
    const stranger = await TestDevice.make(stage.server)
    await stranger.enrol()
    await stage.send(stranger, searched(1, 'suicide', 'high'))
    await stage.lookAt(Date.now())
    expect([await stage.alerts(), stage.mailed()]).toEqual([[], []])
    await stage.server.context.db
      .updateTable('installations')
      .set({ state: 'confirmed' })
      .where('installation', '=', stranger.id)
      .execute()
    await stage.lookAt(Date.now())
    expect(await stage.alerts()).toEqual(['suicide high ×1'])
  })

  it('a device that names a whole school fills no inbox', async () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      searched(i + 1, 'suicide', 'high', { who: { name: `p${i}@school.example`, from: 'profile' } }),
    )
    await stage.send(amys, ...rows)
    const { alerts, total } = await stage.list({ show: 'all', sort: 'count' })
    expect(total).toBe(21)
    expect(alerts[0]).toMatchObject({ pupil: null, count: 40 })
  })
})
