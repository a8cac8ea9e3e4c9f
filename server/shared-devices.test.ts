/** Shared devices: one throw-away profile after another, each an installation of its own, and how the fleet shows them. */
import { beforeEach, describe, expect, it } from 'vitest'
import { addExpected } from './enrolment/expected.ts'
import { SHARED, sharedDevicesStage } from './testing-shared-devices.ts'
import { TestDevice, visit } from './testing.ts'

const stage = sharedDevicesStage()
const { minutes, stateOf, open, signIn, look, decide, mayReadOf, aTidyOne } = stage

describe('the next sign-in on a shared device', () => {
  it('is let in at once when the one before it said that it was leaving, also when the window is long closed', async () => {
    await open()
    await aTidyOne()
    minutes(0.1)
    expect(stateOf(await (await aTidyOne()).heartbeat(4))).toBe('confirmed')
    minutes(300)
    expect(stateOf(await (await signIn()).enrol())).toBe('confirmed')
  })

  it('waits for one that was cut off to have been silent, and then for nobody', async () => {
    await open()
    const first = await signIn()
    await first.enrol()
    await first.activity([visit(1)], 3)
    minutes(0.2)
    const next = await signIn()
    expect(stateOf(await next.enrol())).toBe('waiting')
    minutes(1.5)
    expect(stateOf(await next.heartbeat())).toBe('confirmed')
  })

  it('counts, although it was over before the one ahead of it had been silent for long enough', async () => {
    await open()
    await (await signIn()).enrol()
    minutes(0.2)
    const brief = await aTidyOne()
    expect(await look('all', brief.id)).toMatchObject({ installations: [{ state: 'waiting' }] })
    minutes(20)
    expect(stateOf(await (await signIn()).enrol())).toBe('confirmed')
    expect(await look('all', brief.id)).toMatchObject({
      installations: [{ state: 'confirmed', ending: 'finished' }],
    })
  })

  it('is judged anew when it was passed by and speaks after all', async () => {
    await open()
    await (await signIn()).enrol()
    minutes(0.2)
    const knocked = await signIn()
    expect(stateOf(await knocked.enrol())).toBe('waiting')
    minutes(20)
    const next = await signIn()
    await next.enrol()
    minutes(1)
    await next.heartbeat()
    expect(await mayReadOf(knocked)).toBe('withheld')
    expect(stateOf(await knocked.heartbeat())).toBe('held')
    expect(stateOf(await next.heartbeat())).toBe('confirmed')
  })

  it('is let in where a profile that stayed had the device before', async () => {
    await addExpected(stage.server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
    await TestDevice.confirmed(stage.server, { assetId: 'CB-1' })
    minutes(60)
    await aTidyOne()
    minutes(0.1)
    expect(stateOf(await (await signIn()).enrol())).toBe('confirmed')
  })

  it('waits where such a profile is still at work', async () => {
    await addExpected(stage.server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
    await TestDevice.confirmed(stage.server, { assetId: 'CB-1' })
    minutes(2)
    expect(stateOf(await (await signIn()).enrol())).toBe('held')
  })

  it('is let in by a window also where a person let the first one in before there was a list', async () => {
    await TestDevice.confirmed(stage.server, SHARED)
    minutes(60)
    const next = await signIn()
    expect(stateOf(await next.enrol())).toBe('waiting')
    await open()
    expect(stateOf(await next.heartbeat())).toBe('confirmed')
  })

  it('is let in where a person confirmed one, until a person sends one back', async () => {
    const first = await signIn()
    expect(stateOf(await first.enrol())).toBe('waiting')
    await decide(first, 'confirmed')
    minutes(60)
    const second = await signIn()
    expect(stateOf(await second.enrol())).toBe('confirmed')
    await decide(second, 'waiting')
    minutes(60)
    expect(stateOf(await (await signIn()).enrol())).toBe('waiting')
  })
})

describe('the fleet', () => {
  beforeEach(async () => {
    await open()
  })

  it('shows one device and how its profiles ended', async () => {
    await aTidyOne()
    minutes(1)
    const unsaid = await signIn()
    await unsaid.enrol()
    await unsaid.activity([visit(1)])
    minutes(5)
    const cutOff = await signIn()
    await cutOff.enrol()
    await cutOff.activity([visit(1)], 4)
    minutes(5)
    expect(await look()).toMatchObject({ total: 1, installations: [{ ending: 'cut-off', written: 4 }] })
    const now = await signIn()
    await now.enrol()
    const earlier = { finished: 1, unsaid: 1, cutOff: 1, rowsCutOff: 3 }
    for (const show of ['all', 'attention'] as const) {
      expect(await look(show)).toMatchObject({
        total: 1,
        counts: { confirmed: 1, behind: 0 },
        installations: [{ installation: now.id, ending: null, earlier }],
      })
    }
    expect(await look('all', 'CB-1')).toMatchObject({ total: 4 })
    minutes(60 * 24 * 8)
    expect(await look('attention')).toMatchObject({ total: 0 })
  })

  it('unfolds a profile that was only asleep, held beside the one that followed', async () => {
    const asleep = await aTidyOne()
    minutes(60)
    await aTidyOne()
    expect(await look()).toMatchObject({ total: 1 })
    minutes(10)
    await asleep.heartbeat(4)
    // The one that followed is silent: nothing speaks against it.
    expect(await look()).toMatchObject({ total: 2, counts: { held: 1, confirmed: 1 } })
  })
})
