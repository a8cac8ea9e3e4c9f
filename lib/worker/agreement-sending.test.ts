/** A yes on its way to a server that refuses it, asks for another text, or lives on from an older backup. */
import { beforeEach, describe, expect, it } from 'vitest'
import { AgreementDevice, AMY, BEN } from '../../tests/fixtures/agreement-device.ts'

let device: AgreementDevice
beforeEach(() => {
  device = new AgreementDevice()
})

/** From now on the server refuses the yes that is on the disk. */
function refuseKept(): void {
  device.refuses = (device.disk.get('agreed') as { id: string }[])[0]?.id
}

describe('a yes', () => {
  it('goes there again when the server lives on from an older backup, and no oftener', async () => {
    const room = await device.worker()
    await room.counted({ epoch: 1 })
    await device.agree(room)
    await room.counted({ epoch: 1 })
    await room.sync()
    expect(device.sent).toHaveLength(1)
    device.record.clear()
    // The one who agreed is not here just now.
    device.person = BEN
    await (await device.worker()).counted({ epoch: 2 })
    await (await device.worker()).sync()
    expect(device.record.size).toBe(0)
    device.person = AMY
    const later = await device.worker()
    expect(await device.see(later)).toMatchObject({ missing: 'nothing', given: 'kept' })
    await later.sync()
    await later.counted({ epoch: 2 })
    await later.sync()
    expect([...device.record.values()]).toEqual([AMY])
    expect(device.sent.map(({ given }) => given[0]?.id)).toEqual(Array(2).fill(device.sent[0]?.given[0]?.id))
  })

  it('what such a server refused before is tried again too', async () => {
    const room = await device.worker()
    await room.counted({ epoch: 1 })
    device.isOnline = false
    await device.agree(room)
    device.isOnline = true
    refuseKept()
    await room.sync()
    device.refuses = undefined
    await room.counted({ epoch: 2 })
    await room.sync()
    expect(device.record.size).toBe(1)
  })

  it('is tried again when the server asks for a text that it did not know, and no oftener', async () => {
    const room = await device.worker()
    device.isOnline = false
    await device.agree(room)
    await room.sync()
    device.isOnline = true
    refuseKept()
    await room.sync()
    const { name } = device
    device.name = 'N'.repeat(43)
    await (await device.worker()).sync()
    expect(device.sent).toHaveLength(1)
    device.refuses = undefined
    device.name = name
    await (await device.worker()).sync()
    await (await device.worker()).sync()
    expect(device.sent).toHaveLength(2)
    expect(device.record.size).toBe(1)
  })

  it.each(['unknown-text', 'school-year'])(
    'a yes refused for ever (%s) counts no more, and is asked anew',
    async (code) => {
      device.isOnline = false
      const room = await device.worker()
      await device.agree(room)
      device.isOnline = true
      device.refusesAs = code
      refuseKept()
      const before = device.refreshed
      await room.sync()
      expect(device.refreshed).toBe(before + 1)
      // It says that it is asked for once more.
      expect(await device.see(room)).toMatchObject({ missing: 'reading', again: true })
      expect(await device.agree(room)).toMatchObject({ missing: 'nothing', given: 'sent' })
      expect(await device.see(room)).not.toHaveProperty('again')
      expect(device.record.size).toBe(1)
    },
  )

  it('any other refusal of it is not for ever', async () => {
    device.isOnline = false
    const room = await device.worker()
    await device.agree(room)
    device.isOnline = true
    device.refusesAs = 'invalid'
    refuseKept()
    await room.sync()
    expect(await device.see(room)).toMatchObject({ missing: 'nothing', given: 'kept' })
    device.refuses = undefined
    await room.sync()
    expect(await device.see(room)).toMatchObject({ given: 'sent' })
  })

  it('what the server will never take is not sent again, and holds up nothing', async () => {
    device.isOnline = false
    await device.agree(await device.worker())
    device.isOnline = true
    refuseKept()
    const room = await device.worker()
    await room.sync()
    await room.sync()
    expect(device.sent).toHaveLength(1)
  })
})
