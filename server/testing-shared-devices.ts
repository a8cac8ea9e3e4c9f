/** For tests: a school whose devices are shared, one throw-away profile after another, and a clock that can be moved. */
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import type { Row } from '../lib/protocol/rows.ts'
import { decideByHand } from './enrolment/decide.ts'
import { findInstallation, personOf } from './enrolment/installations.ts'
import { openWindow } from './enrolment/windows.ts'
import { fleet } from './fleet/fleet.ts'
import { type Sent, TestDevice, testServer, type TestServer, visit } from './testing.ts'

export const ON_SITE = '10.1.2.3'
export const HOME = '203.0.113.7'
export const SHARED = { assetId: 'CB-1', ephemeral: true }

/** Registers the set-up and the end of a server for each test of a file. */
export function sharedDevicesStage() {
  let server: TestServer
  beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }))
  afterAll(() => vi.useRealTimers())
  beforeEach(async () => {
    server = await testServer({ KERB_SITE_ADDRESSES: '10.1.0.0/16' })
  })
  afterEach(() => server.close())

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
  return {
    get server() {
      return server
    },
    /** Another server, which has not been told the school's addresses, in place of the one that was there. */
    withoutSite: async () => {
      await server.close()
      server = await testServer()
    },
    minutes,
    stateOf,
    open,
    signIn,
    look,
    stop,
    decide,
    mayReadOf,
    aTidyOne,
  }
}
