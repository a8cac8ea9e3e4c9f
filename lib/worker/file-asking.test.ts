/** Asking an adult for a file on the device: what is sent, what a decision brings, and what taking it back undoes. */
import { beforeEach, describe, expect, it } from 'vitest'
import { AskingDevice, MADE, PACK, YES } from '../../tests/fixtures/asking-device.ts'

let device: AskingDevice
beforeEach(async () => {
  device = await AskingDevice.open()
})

describe('a file that waits for an adult', () => {
  it('is asked for as the pupil saw it, and comes by itself after a yes', async () => {
    await device.give()
    expect(device.asked).toEqual([])
    await device.ask()
    expect(device.asked).toMatchObject([
      {
        url: 'https://maths.test/file',
        why: 'For my model',
        frame: false,
        file: { name: 'shapes.zip', kind: 'archive', bytes: 2_000 },
      },
    ])
    expect(await device.standing()).toMatchObject({ state: 'open', with: 'teacher' })
    expect(device.browser.disk).toEqual([])
    await device.hear(YES)
    expect(device.browser.disk).toEqual(['shapes.zip'])
    expect(device.waiting()).toEqual(['shapes.zip saved'])
    expect(device.browser.rows).toEqual(['shapes.zip adult', 'shapes.zip allowed'])
  })

  it('a yes is for once: the next one is asked about anew', async () => {
    await device.give()
    await device.ask()
    await device.hear(YES)
    await device.give()
    expect(device.browser.disk).toEqual(['shapes.zip'])
    expect(device.waiting()).toContain('shapes.zip adult')
    await device.hear()
    expect(device.browser.disk).toEqual(['shapes.zip'])
    await device.ask()
    expect(device.asked).toHaveLength(2)
  })

  it('stays out after a no, which is shown once, with its reason', async () => {
    await device.give()
    await device.ask()
    const before = device.browser.prompts
    await device.hear({ state: 'refused', with: 'network', reason: 'Too big' })
    await device.hear()
    expect(device.browser.disk).toEqual([])
    expect(device.browser.prompts).toBe(before + 1)
    expect(await device.standing()).toMatchObject({ state: 'refused', reason: 'Too big' })
  })

  it('asked for stays when its page is closed; what nobody was asked for does not', async () => {
    await device.give()
    await device.give({ ...PACK, name: 'other.zip', url: 'https://maths.test/other' })
    await device.files.ask(device.all()[0]!.id, 'Please')
    expect(await device.files.pending()).toEqual([device.all()[0]!.id])
    await device.hear({ state: 'refused', with: 'network', reason: 'No' })
    expect(await device.files.pending()).toEqual([])
  })

  it('that cannot be fetched again is let through once when it is chosen again', async () => {
    device.browser.gone.add(MADE.url)
    await device.give(MADE)
    await device.ask()
    expect(device.asked[0]?.url).toBe('https://maths.test/maker')
    const before = device.browser.prompts
    await device.hear(YES)
    expect(device.waiting()).toEqual(['shapes.zip again'])
    expect(device.browser.prompts).toBe(before + 1)
    await device.give({ ...MADE, name: 'another.zip' })
    await device.give({ ...MADE, bytes: 9_000 })
    expect(device.browser.disk).toEqual([])
    await device.give(MADE)
    expect(device.browser.disk).toEqual(['shapes.zip'])
    await device.give(MADE)
    expect(device.browser.disk).toEqual(['shapes.zip'])
  })

  it('whose yes was heard after its question was forgotten comes when it is chosen again', async () => {
    await device.give()
    await device.ask()
    await device.drop()
    await device.hear(YES)
    expect(device.browser.disk).toEqual([])
    const before = device.browser.prompts
    await device.give({ ...PACK, url: 'https://maths.test/file?again=1' })
    expect(device.browser.disk).toEqual(['shapes.zip'])
    expect(device.browser.prompts).toBe(before)
  })
})

describe('what was taken back', () => {
  it('takes the pass with it, and the pupil may ask anew', async () => {
    device.browser.gone.add(MADE.url)
    await device.give(MADE)
    await device.ask()
    await device.hear(YES)
    await device.hear({ state: 'ended', with: 'teacher' })
    expect(device.waiting()).toEqual(['shapes.zip adult'])
    expect(await device.standing()).toMatchObject({ state: 'ended' })
    await device.give(MADE)
    expect(device.browser.disk).toEqual([])
  })

  it('leaves a pupil’s own pass alone', async () => {
    await device.work({ kinds: { archive: 'ask' } })
    device.browser.gone.add(MADE.url)
    await device.give(MADE)
    await device.keep()
    await device.hear()
    await device.give(MADE)
    expect(device.browser.disk).toEqual(['shapes.zip'])
  })
})

it('what a child asked for is neither shown nor used for the next one at the cover', async () => {
  await device.give()
  await device.ask()
  device.decided = YES
  await device.asking.sync()
  await device.browser.worker?.waiting.leave()
  await device.asking.forget()
  await device.work()
  await device.give()
  expect(device.browser.disk).toEqual([])
  expect(await device.standing()).toBeUndefined()
  await device.hear()
  expect(device.browser.disk).toEqual([])
})

it('of what is blocked, or nobody can say where it comes from, no adult is asked', async () => {
  await device.work({ kinds: { archive: 'adult' } })
  await device.give({ name: 'setup.exe', mime: 'application/x-msdownload' })
  device.browser.front = ''
  await device.give({ ...PACK, url: 'data:application/zip,x' })
  await device.ask()
  expect(device.asked).toEqual([])
  expect(await Promise.all(device.all().map((file) => device.files.view(file)))).toEqual([
    undefined,
    { may: 'closed', waits: false },
  ])
})
