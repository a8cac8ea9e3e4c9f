/** An adult’s yes lets one file through, and no other. */
import { beforeEach, describe, expect, it } from 'vitest'
import { AskingDevice, MADE, PACK, YES } from '../../tests/fixtures/asking-device.ts'
import { type FakeBrowser, T } from '../../tests/fixtures/fake-downloads.ts'

let device: AskingDevice
beforeEach(async () => {
  device = await AskingDevice.open()
})

describe('one yes lets one file through', () => {
  const copy = (n: number, bytes = 2_000) => ({ ...PACK, url: `https://maths.test/file?n=${n}`, bytes })

  it.each([undefined, 'headers', 'body'] as const)(
    'of several that are alike: the oldest (%s)',
    async (slow) => {
      for (const n of [1, 2, 3]) await device.give(copy(n, 2_000 + n * 20))
      await device.files.ask(device.all()[0]!.id, 'Please')
      device.browser.slow = slow
      await device.hear(YES)
      await device.hear()
      await device.browser.hurry()
      await device.hear()
      expect(device.browser.disk).toEqual(['shapes.zip'])
      expect(device.waiting()).toEqual(['shapes.zip saved', 'shapes.zip adult', 'shapes.zip adult'])
      expect((await device.files.view(device.all()[1]!))?.request?.state).not.toBe('approved')
      // Each of the others may be asked for by itself.
      await device.files.ask(device.all()[1]!.id, 'And this')
      expect(device.asked).toHaveLength(2)
    },
  )

  it('another one may be asked for while the first is on its way', async () => {
    for (const n of [1, 2]) await device.give(copy(n))
    await device.files.ask(device.all()[0]!.id, 'Please')
    device.browser.slow = 'body'
    await device.hear(YES)
    device.decided = { state: 'open', with: 'teacher' }
    await device.files.ask(device.all()[1]!.id, 'And this')
    expect(device.asked).toHaveLength(2)
  })

  it('one that waited to be chosen again and was put away uses it up all the same', async () => {
    device.browser.gone.add(MADE.url)
    await device.give(MADE)
    await device.ask()
    await device.hear(YES)
    await device.drop()
    await device.give(MADE)
    expect(device.browser.disk).toEqual(['shapes.zip'])
    await device.give(MADE)
    await device.hear()
    await device.give(MADE)
    expect(device.browser.disk).toEqual(['shapes.zip'])
  })

  it('comes when its page is closed while it is on its way, and is used up', async () => {
    await device.give()
    await device.ask()
    device.browser.slow = 'body'
    await device.hear(YES)
    await device.drop()
    await device.browser.hurry()
    expect(device.browser.rows.at(-1)).toBe('shapes.zip allowed')
    await device.give(copy(2))
    expect(device.browser.disk).toEqual(['shapes.zip'])
  })

  it('the school hears that it was used: once, by whichever worker has a network again', async () => {
    await device.give()
    await device.ask()
    device.browser.slow = 'body'
    await device.hear(YES)
    expect(device.used).toEqual([])
    device.isOnline = false
    await device.browser.hurry()
    expect(device.browser.disk).toEqual(['shapes.zip'])
    await device.work()
    await device.hear()
    expect(device.used).toEqual([])
    device.isOnline = true
    await device.hear()
    await device.hear()
    await device.work()
    await device.hear()
    expect(device.used).toEqual(device.asked.map(({ id }) => id))
  })

  it('one that failed gives it back: it can be chosen again until the end of the yes', async () => {
    device.browser.gone.add(MADE.url)
    await device.give(MADE)
    await device.ask()
    await device.hear(YES)
    expect(device.waiting()).toEqual(['shapes.zip again'])
    // The pass is a quarter of an hour's; the yes is an hour's.
    device.browser.now = T + 20 * 60_000
    await device.give({ ...MADE, url: 'blob:https://maths.test/2' })
    expect(device.browser.disk).toEqual(['shapes.zip'])
  })

  it('lets nothing of another host through, on the same page', async () => {
    const page = 'https://sites.test/ada'
    const file = { ...PACK, url: 'https://maths.test/shapes.zip', referrer: page }
    device.browser.gone.add(file.url)
    await device.give(file)
    await device.ask()
    await device.hear(YES)
    await device.give({ ...PACK, url: 'https://evil.test/shapes.zip', referrer: page })
    expect(device.browser.disk).toEqual([])
    await device.give(file)
    expect(device.browser.disk).toEqual(['shapes.zip'])
  })
})

describe('a yes opens nothing else', () => {
  it.each<[string, Partial<Parameters<FakeBrowser['begin']>[0]>]>([
    ['another name', { name: 'other.zip' }],
    ['another host', { url: 'https://other.test/file' }],
    ['another size', { bytes: 90_000 }],
    ['another kind', { name: 'shapes.bin', mime: 'application/octet-stream' }],
  ])('%s', async (_what, other) => {
    await device.work({ kinds: { archive: 'adult', other: 'adult' } })
    await device.give()
    await device.ask()
    await device.drop()
    await device.hear(YES)
    await device.give({ ...PACK, ...other })
    expect(device.browser.disk).toEqual([])
    expect(device.waiting()).toHaveLength(1)
  })

  it('what is blocked by now', async () => {
    await device.give()
    await device.ask()
    await device.work({ kinds: { archive: 'block' } })
    await device.hear(YES)
    expect(device.browser.disk).toEqual([])
    expect(device.waiting()).toEqual(['shapes.zip blocked'])
  })

  it('for somebody else', async () => {
    await device.give()
    await device.ask()
    device.browser.person = 'ben@school.test'
    await device.hear(YES)
    await device.give()
    expect(device.browser.disk).toEqual([])
    expect(device.waiting()).toEqual(['shapes.zip adult'])
  })

  it('what its address gives instead', async () => {
    await device.give()
    await device.ask()
    device.browser.instead.set('https://maths.test/file', {
      name: 'setup.exe',
      mime: 'application/x-msdownload',
    })
    await device.hear(YES)
    expect(device.browser.disk).toEqual([])
  })

  it('a pupil’s own pass lets through nothing that is an adult’s by now', async () => {
    await device.work({ kinds: { archive: 'ask' } })
    device.browser.gone.add(MADE.url)
    await device.give(MADE)
    await device.keep()
    expect(device.waiting()).toEqual(['shapes.zip again'])
    await device.work()
    await device.give(MADE)
    expect(device.browser.disk).toEqual([])
  })
})
