/** Asking for a file without a network, with workers that end in between. */
import { beforeEach, describe, expect, it } from 'vitest'
import { ADULTS, AskingDevice, HOUR, PACK, YES } from '../../tests/fixtures/asking-device.ts'
import { flush, T } from '../../tests/fixtures/fake-downloads.ts'

let device: AskingDevice
beforeEach(async () => {
  device = await AskingDevice.open()
})

describe('without a network', () => {
  it('is kept, survives the worker, is sent later; the yes is heard by another worker', async () => {
    device.isOnline = false
    await device.give()
    await device.ask()
    expect(await device.standing()).toMatchObject({ state: 'kept' })
    await device.work()
    expect(await device.standing()).toMatchObject({ state: 'kept' })
    device.isOnline = true
    await device.hear()
    expect(device.asked).toHaveLength(1)
    await device.work()
    await device.hear(YES)
    expect(device.browser.disk).toEqual(['shapes.zip'])
  })

  it('a yes that was heard is done by the next worker', async () => {
    await device.give()
    await device.ask()
    device.decided = YES
    await device.asking.sync()
    device.isOnline = false
    expect(device.browser.disk).toEqual([])
    await device.work()
    expect(device.browser.disk).toEqual(['shapes.zip'])
  })

  it.each(Array.from({ length: 14 }, (_, i) => [i + 1, i % 2 === 0] as const))(
    'comes, whole and in the end once asked for, when a worker ends at its step %d (done: %s)',
    async (diesAt, lastStepDone) => {
      await device.give()
      await device.ask()
      device.decided = YES
      await device.work(ADULTS, { diesAt, lastStepDone })
      await device.hear()
      await device.work()
      await device.hear()
      await device.hear()
      expect(new Set(device.browser.disk)).toEqual(new Set(['shapes.zip']))
      expect(device.waiting()).toEqual(['shapes.zip saved'])
      await device.give({ ...PACK, url: 'https://maths.test/later' })
      expect(device.waiting()).toContain('shapes.zip adult')
    },
  )

  it('after its end a yes opens nothing', async () => {
    await device.give()
    await device.ask()
    device.decided = YES
    await device.asking.sync()
    device.isOnline = false
    device.now = T + HOUR
    await device.files.follow()
    await flush()
    expect(device.browser.disk).toEqual([])
    expect(await device.standing()).toMatchObject({ state: 'ended' })
  })

  it('one that was taken back opens nothing when the file comes again', async () => {
    await device.give()
    await device.ask()
    await device.drop()
    await device.hear(YES)
    device.decided = { state: 'ended', with: 'teacher' }
    await device.give()
    expect(device.browser.disk).toEqual([])
  })
})
