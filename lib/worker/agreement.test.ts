/** The agreement on the device: what counts and is shown, with the worker ended between any two steps. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { AgreementText } from '../protocol/agreement.ts'
import { AgreementDevice, AMY, BEN, T, TEXT } from '../../tests/fixtures/agreement-device.ts'

let device: AgreementDevice
beforeEach(() => {
  device = new AgreementDevice()
})

describe('agreeing', () => {
  it('counts at once and is on record; a second press is the same', async () => {
    const room = await device.worker()
    expect(await device.see(room)).toMatchObject({ missing: 'reading', text: TEXT, work: false })
    expect(await device.agree(room)).toMatchObject({ missing: 'nothing', given: 'sent' })
    await device.agree(room)
    expect([...device.record.values()]).toEqual([AMY])
    expect(device.sent[0]?.given[0]).toMatchObject({
      text: device.name,
      year: 2026,
      at: T,
      wasOffline: false,
    })
  })

  it('works offline, over the death of the worker, and is delivered once with a lost answer', async () => {
    await device.see(await device.worker())
    device.isOnline = false
    expect(await device.agree(await device.worker())).toMatchObject({ missing: 'nothing', given: 'kept' })
    expect(await device.see(await device.worker())).toMatchObject({
      missing: 'nothing',
      given: 'kept',
      text: TEXT,
    })
    device.isOnline = true
    device.losesAnswer = true
    await (await device.worker()).sync()
    device.losesAnswer = false
    const room = await device.worker()
    await room.sync()
    await room.sync()
    expect(device.record.size).toBe(1)
    expect(device.sent).toHaveLength(2)
    expect(device.sent[1]?.given[0]?.wasOffline).toBe(true)
    expect(await device.see(room)).toMatchObject({ given: 'sent' })
  })

  it('on a full disk it says so, counts on in this browser session, and reaches the server', async () => {
    device.isFull = true
    device.isOnline = false
    expect(await device.agree(await device.worker())).toMatchObject({ missing: 'nothing', given: 'unkept' })
    expect((await device.see(await device.worker()))?.missing).toBe('nothing')
    device.isOnline = true
    await (await device.worker()).sync()
    expect(device.record.size).toBe(1)
    device.session = new Map()
    expect((await device.see(await device.worker()))?.missing).toBe('reading')
  })

  it.each([
    { name: 'X'.repeat(43) },
    { year: 2025 },
    { person: BEN },
    { person: undefined },
    // Not even while who it was is signed out.
    { person: AMY, now: undefined },
  ])('another text, year or person than is asked now agrees to nothing: %j', async (other) => {
    const room = await device.worker()
    if ('now' in other) device.person = other.now
    const shown = { name: device.name, year: 2026, person: AMY, ...other }
    await room.answers().agree(shown, {} as never)
    expect((await device.see(room))?.missing).toBe('reading')
    expect(device.sent).toEqual([])
  })

  it('counts at once while an earlier round waits for a server that does not answer', async () => {
    const room = await device.worker()
    device.hangs = true
    void room.sync()
    void device.agree(room)
    await expect.poll(() => device.disk.has('agreed')).toBe(true)
    await expect.poll(() => room.asked()?.missing).toBe(undefined)
  })

  it('two presses at once are one yes', async () => {
    const room = await device.worker()
    await Promise.all([device.agree(room), device.agree(room)])
    expect(device.record.size).toBe(1)
  })
})

describe('the school year', () => {
  it('while the time is in doubt over its turn, the page asks for what is missing then', async () => {
    device.isOnline = false
    await device.agree(await device.worker())
    device.doubt = Date.UTC(2027, 8, 2)
    const room = await device.worker()
    expect(await device.see(room)).toMatchObject({ missing: 'reading', year: 2027 })
    await room.answers().agree({ name: device.name, year: 2027, person: AMY }, {} as never)
    expect((await device.see(room))?.missing).toBe('nothing')
  })

  it('while it may be one year or the next, one yes is for both, and is on record for each', async () => {
    device.doubt = Date.UTC(2027, 8, 2)
    const room = await device.worker()
    expect(await device.agree(room)).toMatchObject({ missing: 'nothing' })
    expect(device.sent.flatMap(({ given }) => given.map(({ year }) => year))).toEqual([2026, 2027])
    device.doubt = undefined
    expect((await device.see(room))?.missing).toBe('nothing')
  })
})

describe('the text', () => {
  it('is taken only if it is the one of that name, and tried again', async () => {
    device.text = { ...TEXT, body: 'Be rude.' }
    const room = await device.worker()
    expect(await device.see(room)).not.toHaveProperty('text')
    device.text = TEXT
    expect((await device.see(room))?.text).toEqual(TEXT)
  })

  it('is not believed from the disk either', async () => {
    await device.see(await device.worker())
    const kept = device.disk.get('agreement-text-child') as { received: AgreementText }
    device.disk.set('agreement-text-child', { ...kept, received: { ...TEXT, body: 'Be rude.' } })
    device.isOnline = false
    expect(await device.see(await device.worker())).not.toHaveProperty('text')
  })
})

describe('its page', () => {
  it('is due until it is agreed to, under another name for another person, text or year', async () => {
    const names = new Set<string | undefined>()
    names.add(await (await device.worker()).due())
    expect(await (await device.worker()).due()).toBe([...names][0])
    device.person = BEN
    names.add(await (await device.worker()).due())
    device.now = Date.UTC(2027, 10, 24, 10)
    names.add(await (await device.worker()).due())
    device.name = 'N'.repeat(43)
    names.add(await (await device.worker()).due())
    expect(names.size).toBe(4)
    expect(names).not.toContain(undefined)
    expect([...names].join()).not.toMatch(/amy|ben/)
  })

  it('is not due where there is nothing to read', async () => {
    const room = await device.worker()
    await device.agree(room)
    expect(await room.due()).toBe(undefined)
  })

  it('is looked for as soon as the rules that ask for it are in force', async () => {
    ;(await device.worker()).enforced()
    await expect.poll(() => device.looked).toBe(1)
  })
})
