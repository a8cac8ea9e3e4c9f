/** A batch that the server does not take costs no row but the one that is wrong. */
import { describe, expect, it } from 'vitest'
import { runSync } from './sync.ts'
import { connected, FakeDevice, FakeServer, status, T0, visit } from './testing.ts'

describe('a batch that the server refuses', () => {
  it('is narrowed down to the one row, which becomes a lost row, and the rest arrives', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server, {
      send: (batch) =>
        batch.rows.some((row) => row.seq === 300) ? Promise.reject(status(400)) : server.receive(batch),
    })
    await parts.store.append(Array.from({ length: 700 }, (_, i) => visit(`h${i}.test`)))
    await runSync(parts)
    expect(server.acknowledged).toBe(701)
    expect(server.rows.get(701)).toMatchObject({ kind: 'lost', from: 300, to: 300 })
    expect([...server.rows.values()].filter((row) => row.kind === 'lost')).toHaveLength(1)
  })

  it('loses nothing when the server refuses everything', async () => {
    const server = await FakeServer.start()
    const refusing = await connected(new FakeDevice(), server, { send: () => Promise.reject(status(422)) })
    await refusing.store.append(Array.from({ length: 100 }, (_, i) => visit(`h${i}.test`)))
    for (let i = 0; i < 5; i += 1) expect(await runSync(refusing)).toHaveProperty('problem')
    await runSync({ ...refusing, send: (batch) => server.receive(batch) })
    expect(server.acknowledged).toBe(100)
    expect([...server.rows.values()].every((row) => row.kind === 'visit')).toBe(true)
  })

  it('is not made at all with rows that are too long: they are listed as lost, however many, and the rest arrives', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server, {
      send: (batch) => server.receive(batch).catch(() => Promise.reject(status(422))),
    })
    await parts.store.append(Array.from({ length: 60 }, (_, i) => visit(`h${i}.test`)))
    await parts.store.db.rows
      .where('seq')
      .between(11, 40, true, true)
      .modify({ sealed: 'A'.repeat(20_000) })
    await runSync(parts)
    expect(server.acknowledged).toBe(61)
    expect(server.rows.get(61)).toMatchObject({
      kind: 'lost',
      from: 11,
      to: 40,
      reason: 'too long to be sent',
    })
    expect(server.rows.size).toBe(31)
  })

  it('is never made of rows that are too long, whatever they were to say', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    const detail = '\u0001'.repeat(40_000)
    await parts.store.append([
      { row: { kind: 'problem', code: detail, detail }, at: T0, who: { name: detail, from: 'profile' } },
    ])
    expect(await runSync(parts)).toMatchObject({ sent: 1 })
    expect(server.unreadable).toEqual([])
    expect(server.rows.get(1)).toMatchObject({ kind: 'problem', detail: detail.slice(0, 500) })
  })

  it('is made smaller when it is too large', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server, {
      send: (batch) => (batch.rows.length > 100 ? Promise.reject(status(413)) : server.receive(batch)),
    })
    await parts.store.append(Array.from({ length: 250 }, (_, i) => visit(`h${i}.test`)))
    for (let i = 0; i < 3 && server.acknowledged < 250; i += 1) await runSync(parts)
    expect(server.acknowledged).toBe(250)
  })

  it('does not believe an absurd count', async () => {
    const server = await FakeServer.start()
    const absurd = { epoch: 1, acknowledged: 2 ** 52 }
    const parts = await connected(new FakeDevice(), server, { send: () => Promise.resolve(absurd) })
    await parts.store.append([visit('a.test')])
    expect(await runSync(parts)).toHaveProperty('problem')
    expect(await parts.store.append([visit('b.test')])).toEqual([2])
  })
})
