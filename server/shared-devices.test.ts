/** Shared devices: one throw-away profile after another, each an installation of its own, from the attacker's side too. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Row } from '../lib/protocol/rows.ts'
import { decideByHand } from './enrolment/decide.ts'
import { addExpected } from './enrolment/expected.ts'
import { findInstallation, personOf } from './enrolment/installations.ts'
import { openWindow, undoWindow } from './enrolment/windows.ts'
import { fleet } from './staff/fleet.ts'
import { type Sent, TestDevice, testServer, type TestServer, visit } from './testing.ts'

let server: TestServer
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }))
afterAll(() => vi.useRealTimers())
beforeEach(async () => {
  server = await testServer({ KERB_SITE_ADDRESSES: '10.1.0.0/16' })
})
afterEach(() => server.close())

const ON_SITE = '10.1.2.3'
const HOME = '203.0.113.7'
const SHARED = { assetId: 'CB-1', ephemeral: true }
const minutes = (n: number) => vi.setSystemTime(Date.now() + n * 60_000)
const stateOf = (sent: Sent) => (sent.body as { state?: string }).state
const open = (most = 5) => openWindow(server.context.db, most, Date.now() + 600_000, Date.now())
const signIn = (address = ON_SITE, claim: Parameters<typeof TestDevice.make>[1] = {}) =>
  TestDevice.make(server, { ...SHARED, ...claim }, address)
const look = (show: 'attention' | 'all' = 'all', find?: string) =>
  fleet(server.context.db, { show, page: '0', ...(find && { find }) }, Date.now())
const stop = (seq: number): Row => ({ seq, at: Date.now(), kind: 'stop', reason: 'last window closed' })
const decide = async (device: TestDevice, state: 'confirmed' | 'refused' | 'waiting') => {
  const found = await findInstallation(server.context.db, device.id)
  if (!found) throw new Error('it is not known')
  await decideByHand(server.context.db, found, { state, reason: 'click' }, Date.now())
}
const mayReadOf = async (device: TestDevice) => {
  const found = await findInstallation(server.context.db, device.id)
  return found && personOf(found)
}

/** A profile that was let in, wrote two visits, and was signed out properly. */
async function aTidyOne(): Promise<TestDevice> {
  const one = await signIn()
  await one.enrol()
  await one.activity([
    visit(1),
    visit(2),
    stop(3),
    { seq: 4, at: Date.now(), kind: 'stay', visit: 2, seconds: 4 },
  ])
  return one
}

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
    await addExpected(server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
    await TestDevice.confirmed(server, { assetId: 'CB-1' })
    minutes(60)
    await aTidyOne()
    minutes(0.1)
    expect(stateOf(await (await signIn()).enrol())).toBe('confirmed')
  })

  it('waits where such a profile is still at work', async () => {
    await addExpected(server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
    await TestDevice.confirmed(server, { assetId: 'CB-1' })
    minutes(2)
    expect(stateOf(await (await signIn()).enrol())).toBe('held')
  })

  it('is let in by a window also where a person let the first one in before there was a list', async () => {
    await TestDevice.confirmed(server, SHARED)
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
    await TestDevice.confirmed(server, { assetId: 'owned' })
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
    await addExpected(server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
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
    await addExpected(server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
    const last = await aTidyOne()
    const { db } = server.context
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
    await server.close()
    server = await testServer()
    await addExpected(server.context.db, [{ kind: 'asset', value: 'CB-1' }], Date.now())
    expect(stateOf(await (await signIn()).enrol())).toBe('confirmed')
    minutes(60)
    const next = await signIn()
    expect(stateOf(await next.enrol())).toBe('waiting')
    expect(await look('all', next.id)).toMatchObject({ installations: [{ reason: 'not-on-site' }] })
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

describe('a wiped profile on a device of its own', () => {
  it('appears as a new installation, and the old one as unfinished for as long as it is', async () => {
    const own = { directoryId: 'd1' }
    const old = await TestDevice.confirmed(server, own)
    await old.activity([visit(1), visit(2)], 5)
    minutes(61)
    const anew = await TestDevice.make(server, own, ON_SITE)
    await anew.enrol()
    expect(await look('attention')).toMatchObject({
      installations: [{ installation: anew.id, reason: 'known-device', contestedWith: old.id }, {}],
    })
    await decide(anew, 'confirmed')
    minutes(60 * 24 * 15)
    await anew.heartbeat()
    expect(await look('attention')).toMatchObject({
      total: 1,
      installations: [
        { installation: old.id, replacedBy: anew.id, written: 5, acknowledged: 2, ending: null },
      ],
    })
  })

  it('is not called silent for ever when the old one had delivered everything', async () => {
    const old = await TestDevice.confirmed(server, { directoryId: 'd1' })
    const alone = await TestDevice.confirmed(server, { directoryId: 'd2' })
    await old.activity([visit(1)])
    minutes(60)
    const anew = await TestDevice.confirmed(server, { directoryId: 'd1' })
    minutes(60 * 24 * 15)
    await anew.heartbeat()
    expect(await look('attention')).toMatchObject({ total: 1, installations: [{ installation: alone.id }] })
  })
})
