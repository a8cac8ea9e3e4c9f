/** A yes on the disk: one that is full or cannot be read, and whose it is. */
import { beforeEach, describe, expect, it } from 'vitest'
import { AgreementDevice, AMY, BEN } from '../../tests/fixtures/agreement-device.ts'

let device: AgreementDevice
beforeEach(() => {
  device = new AgreementDevice()
})

describe('the disk', () => {
  it('that was full takes it as soon as it can; until then the page says that it has not', async () => {
    device.isFull = true
    device.isOnline = false
    await device.agree(await device.worker())
    const room = await device.worker()
    expect(await device.see(room)).toMatchObject({ missing: 'nothing', given: 'unkept' })
    device.isFull = false
    await room.sync()
    expect(await device.see(room)).toMatchObject({ given: 'kept' })
    device.session = new Map()
    expect(await device.see(await device.worker())).toMatchObject({ missing: 'nothing', given: 'kept' })
  })

  it('that was full has it from the next worker, too', async () => {
    device.isFull = true
    device.isOnline = false
    await device.agree(await device.worker())
    device.isFull = false
    await device.worker()
    device.session = new Map()
    expect((await device.see(await device.worker()))?.missing).toBe('nothing')
  })

  it('that could not be read is not written over', async () => {
    device.isOnline = false
    await device.agree(await device.worker())
    device.isUnreadable = true
    device.person = BEN
    const room = await device.worker()
    expect(await device.agree(room)).toMatchObject({ missing: 'nothing', given: 'unkept' })
    expect(device.disk.get('agreed')).toHaveLength(1)
    device.isUnreadable = false
    // The next worker knows of both.
    await device.worker()
    expect(device.disk.get('agreed')).toHaveLength(2)
    expect(await device.see(await device.worker())).toMatchObject({ missing: 'nothing', given: 'kept' })
    device.person = AMY
    expect((await device.see(await device.worker()))?.missing).toBe('nothing')
    // Nor has the worker that began with it forgotten its own.
    await room.load()
    expect(device.disk.get('agreed')).toHaveLength(2)
  })
})

describe('whose it is', () => {
  it('is one person’s, by name nowhere on the disk; another waits for nobody’s', async () => {
    device.isOnline = false
    await device.agree(await device.worker())
    expect(JSON.stringify([...device.disk])).not.toContain('amy')
    device.person = BEN
    device.isOnline = true
    const room = await device.worker()
    expect((await device.see(room))?.missing).toBe('reading')
    await room.sync()
    expect(device.record.size).toBe(0)
    device.person = AMY
    await (await device.worker()).sync()
    expect([...device.record.values()]).toEqual([AMY])
  })

  it('is followed when somebody else signs in while the worker runs', async () => {
    const room = await device.worker()
    await device.agree(room)
    device.person = BEN
    // Not for a moment does the one’s count for the other.
    expect((await device.see(room))?.missing).toBe('reading')
    expect(await room.follow()).toBe(true)
    device.person = AMY
    await room.follow()
    device.settle()
    expect((await device.see(room))?.missing).toBe('nothing')
  })

  it('is nobody’s where nobody is known: once for a device, on a shared one once for a browser session', async () => {
    device.person = undefined
    await device.agree(await device.worker())
    expect([...device.record.values()]).toEqual([''])
    device.session = new Map()
    expect((await device.see(await device.worker()))?.missing).toBe('nothing')
    device.disk.clear()
    device.isShared = true
    await device.agree(await device.worker())
    expect((await device.see(await device.worker()))?.missing).toBe('nothing')
    device.session = new Map()
    expect((await device.see(await device.worker()))?.missing).toBe('reading')
  })
})
