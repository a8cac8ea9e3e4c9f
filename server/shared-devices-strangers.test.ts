/** Shared devices from the side of a stranger who knows the token and the device’s id. */
import { beforeEach, describe, expect, it } from 'vitest'
import { addExpected } from './enrolment/expected.ts'
import { undoWindow } from './enrolment/windows.ts'
import { HOME, ON_SITE, sharedDevicesStage } from './testing-shared-devices.ts'
import { TestDevice } from './testing.ts'

const stage = sharedDevicesStage()
const { minutes, stateOf, open, signIn, look, decide, mayReadOf, aTidyOne } = stage

describe('a stranger who knows the token and the device’s id', () => {
  beforeEach(async () => {
    await open()
    await aTidyOne()
    minutes(60)
  })

  it('is not let in from home, whatever it claims to be', async () => {
    for (const claim of [{}, { ephemeral: false }]) {
      const stranger = await signIn(HOME, claim)
      expect(stateOf(await stranger.enrol())).toBe('waiting')
      minutes(10)
      expect(stateOf(await stranger.heartbeat())).toBe('waiting')
    }
  })

  it('is not let in from home by saying shared of a device that is not, nor at school', async () => {
    await TestDevice.confirmed(stage.server, { assetId: 'owned' })
    minutes(60)
    for (const address of [HOME, ON_SITE]) {
      expect(stateOf(await (await signIn(address, { assetId: 'owned' })).enrol())).toBe('waiting')
    }
  })

  it('is not let in at school as a profile that stays', async () => {
    expect(stateOf(await (await signIn(ON_SITE, { ephemeral: false })).enrol())).toBe('waiting')
  })

  it('is held beside a profile that is at work, and shown', async () => {
    const pupil = await signIn()
    await pupil.enrol()
    const stranger = await signIn()
    await stranger.enrol()
    minutes(1)
    await pupil.heartbeat()
    expect(stateOf(await stranger.heartbeat())).toBe('held')
    expect(await look('attention')).toMatchObject({
      installations: [{ installation: stranger.id, state: 'held', contestedWith: pupil.id }],
    })
  })

  it('is held, as is a pupil who had closed the last window, as soon as that one opens another', async () => {
    const pupil = await aTidyOne()
    minutes(0.1)
    const stranger = await signIn()
    expect(stateOf(await stranger.enrol())).toBe('confirmed')
    minutes(1)
    expect(stateOf(await pupil.heartbeat(4))).toBe('held')
    expect(stateOf(await stranger.heartbeat())).toBe('held')
    expect(await look('attention')).toMatchObject({ counts: { held: 2 } })
    // Who signs in now waits for neither.
    expect(stateOf(await (await signIn()).enrol())).toBe('confirmed')
  })

  it('is held alone when a person let the pupil in who opens another window', async () => {
    const pupil = await signIn()
    await pupil.enrol()
    await decide(pupil, 'confirmed')
    minutes(5)
    const stranger = await signIn()
    await stranger.enrol()
    minutes(1)
    expect(stateOf(await pupil.heartbeat())).toBe('confirmed')
    expect(stateOf(await stranger.heartbeat())).toBe('held')
    expect(await look('all', pupil.id)).toMatchObject({ installations: [{ ending: null }] })
  })

  it('that was let in once is held when it speaks from home, and the next pupil is not', async () => {
    const stranger = await aTidyOne()
    minutes(1)
    const pupil = await signIn()
    await pupil.enrol()
    expect(await mayReadOf(stranger)).toBe('withheld')
    stranger.address = HOME
    expect(stateOf(await stranger.heartbeat(4))).toBe('held')
    minutes(1)
    expect(stateOf(await pupil.heartbeat())).toBe('confirmed')
    expect(await look('attention')).toMatchObject({
      installations: [{ installation: stranger.id, state: 'held', contestedWith: pupil.id }],
    })
  })

  it('is not taken for one when what it said was still on its way', async () => {
    const pupil = await aTidyOne()
    const next = await signIn()
    await next.enrol()
    minutes(0.2)
    expect(stateOf(await pupil.heartbeat(4))).toBe('confirmed')
    expect(stateOf(await next.heartbeat())).toBe('confirmed')
    expect(await look()).toMatchObject({ total: 1 })
  })

  it('cannot leave the checks by calling itself a profile that stays', async () => {
    const stranger = await aTidyOne()
    stranger.claim = { ...stranger.claim, ephemeral: false }
    await stranger.heartbeat(4)
    minutes(60)
    const pupil = await signIn()
    expect(stateOf(await pupil.enrol())).toBe('confirmed')
    minutes(1)
    expect(stateOf(await stranger.heartbeat(4))).toBe('held')
  })

  it('is not let in from home when the last profile is refused, sent back or held', async () => {
    await addExpected(stage.server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
    for (const state of ['refused', 'waiting'] as const) {
      await decide(await aTidyOne(), state)
      expect(stateOf(await (await signIn(HOME, { ephemeral: false })).enrol())).toBe('waiting')
      minutes(60)
    }
    const held = await aTidyOne()
    minutes(60)
    await aTidyOne()
    minutes(1)
    expect(stateOf(await held.heartbeat(4))).toBe('held')
    minutes(60)
    expect(stateOf(await (await signIn(HOME, { ephemeral: false })).enrol())).toBe('waiting')
  })

  it('is not let in from home when the last profile’s window is undone', async () => {
    await addExpected(stage.server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
    const last = await aTidyOne()
    const { db } = stage.server.context
    const window = await open()
    const byWindow = { state_reason: 'window', enrolment_window: window }
    await db.updateTable('installations').set(byWindow).where('installation', '=', last.id).execute()
    await undoWindow(db, window, Date.now())
    expect(stateOf(await last.heartbeat(4))).toBe('waiting')
    minutes(60)
    expect(stateOf(await (await signIn(HOME, { ephemeral: false })).enrol())).toBe('waiting')
  })

  it('gains nothing from a flooded window: whoever followed on its devices waits again', async () => {
    await open(2)
    const flood = (n: number) => signIn(ON_SITE, { assetId: `made-up-${n}` })
    await (await flood(0)).enrol()
    minutes(5)
    const follower = await flood(0)
    expect(stateOf(await follower.enrol())).toBe('confirmed')
    for (let i = 1; i < 30; i++) await (await flood(i)).enrol()
    expect(stateOf(await follower.heartbeat())).toBe('waiting')
    minutes(60)
    expect(stateOf(await (await flood(0)).enrol())).toBe('waiting')
    // What an earlier window let in stays.
    expect(stateOf(await (await signIn()).enrol())).toBe('confirmed')
  })

  it('does not pass for the device where the school has not said which addresses are its own', async () => {
    await stage.withoutSite()
    await addExpected(stage.server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
    expect(stateOf(await (await signIn()).enrol())).toBe('confirmed')
    minutes(60)
    const next = await signIn()
    expect(stateOf(await next.enrol())).toBe('waiting')
    expect(await look('all', next.id)).toMatchObject({ installations: [{ reason: 'not-on-site' }] })
  })
})
