/** Asking on the device: what is kept, sent and told, with the worker ended between any two steps. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../device/client.ts'
import { ASKING_NEWS } from '../messages/asking.ts'
import type { PageAsks, PageState, PageStates } from '../protocol/page-requests.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { EnrolmentState } from '../protocol/wire.ts'
import { askedAddress } from './asked-address.ts'
import { KeptAsks } from './kept-asks.ts'
import { PageAsking } from './page-asking.ts'
import { ground } from './testing.ts'

const URL = 'https://games.test/play'
const AMY = 'amy@school.test'
const BEN = 'ben@school.test'
const HOUR = 3_600_000
const T = Date.UTC(2026, 10, 24, 10)

/** A device with its disk, over which workers come and go; and the school server. */
class Device {
  readonly disk = new Map<string, unknown>()
  readonly session = new Map<string, unknown>()
  readonly sent: PageAsks[] = []
  /** What the server has, by the ask's name. */
  readonly kept = new Map<string, Omit<PageState, 'id'>>()
  person: string | undefined = AMY
  enrolment: EnrolmentState | undefined = 'confirmed'
  standing: PageStates['standing'] = 'known'
  hasServer = true
  isOnline = true
  isFull = false
  /** The answer is lost on its way. */
  losesAnswer = false
  now = T

  async worker(): Promise<PageAsking> {
    const port = {
      get: async (keys: string[]) => Object.fromEntries(keys.map((key) => [key, this.disk.get(key)])),
      set: async (items: Record<string, unknown>) => {
        if (this.isFull) return false
        for (const [key, value] of Object.entries(items)) this.disk.set(key, structuredClone(value))
        return true
      },
    }
    const kept = new KeptAsks(port, () => this.now)
    await kept.load()
    return new PageAsking({
      kept,
      session: {
        get: async <T>(key: string) => this.session.get(key) as T | undefined,
        set: async (key, value) => void this.session.set(key, value),
      },
      installation: Promise.resolve({ id: 'i'.repeat(43) }),
      person: () => this.person,
      client: async () => (this.hasServer ? this.client() : null),
      enrolment: async () => this.enrolment,
      now: () => this.now,
      faults: ground().faults,
    })
  }

  private client(): Client {
    const answer = (asks: PageAsks): PageStates => {
      if (!this.isOnline) throw new WireError('network', 'away')
      this.sent.push(asks)
      if (this.standing !== 'known') return { standing: this.standing, states: [] }
      for (const { id } of asks.asks) this.kept.set(id, { state: 'open', with: 'network' })
      if (this.losesAnswer) throw new WireError('network', 'away')
      return { standing: 'known', states: [...this.kept].map(([id, state]) => ({ id, ...state })) }
    }
    return { ask: async ({ body }: { body: PageAsks }) => answer(body) } as unknown as Client
  }

  decide(to: Omit<PageState, 'id'>): void {
    for (const id of this.kept.keys()) this.kept.set(id, to)
  }
}

const want = (url = URL, more = {}) => ({ url, why: 'For my project', frame: false, ...more })
let device: Device
beforeEach(() => (device = new Device()))

describe('a page that is asked for', () => {
  it('is sent at once, and what is decided is heard at the next look', async () => {
    const worker = await device.worker()
    expect(await worker.ask(want())).toEqual({
      may: 'yes',
      waits: false,
      request: { state: 'open', with: 'network' },
    })
    device.decide({ state: 'refused', with: 'teacher', name: 'Ms Khan', reason: 'Later' })
    const before = device.session.get(ASKING_NEWS)
    await worker.sync()
    expect(device.session.get(ASKING_NEWS)).not.toBe(before)
    expect((await worker.view(URL)).request).toMatchObject({ state: 'refused', reason: 'Later' })
    // A no stands: pressing again in a frame's place brings it, and no new request.
    expect((await worker.ask(want())).request).toMatchObject({ state: 'refused' })
    expect(device.kept.size).toBe(1)
    // Decided, it is asked about no more, and what the pupil wrote is gone from the disk.
    await worker.sync()
    expect(device.sent).toHaveLength(2)
    expect(JSON.stringify([...device.disk])).not.toContain('project')
  })

  it('offline it is kept, survives the worker, and goes off later: once', async () => {
    device.isOnline = false
    expect((await (await device.worker()).ask(want())).request).toEqual({ state: 'kept', with: 'network' })
    expect(JSON.stringify([...device.disk])).not.toContain(AMY)
    const next = await device.worker()
    expect((await next.view(URL)).request).toMatchObject({ state: 'kept' })
    device.isOnline = true
    await next.sync()
    expect((await next.view(URL)).request).toMatchObject({ state: 'open' })
    await (await device.worker()).sync()
    expect(device.sent.map(({ asks }) => asks.length)).toEqual([1, 0])
  })

  it('whose answer was lost is sent again under the same name', async () => {
    device.losesAnswer = true
    await (await device.worker()).ask(want())
    device.losesAnswer = false
    const worker = await device.worker()
    await worker.sync()
    expect(new Set(device.sent.map(({ asks }) => asks[0]?.id)).size).toBe(1)
    expect((await worker.view(URL)).request).toMatchObject({ state: 'open' })
  })

  it('that a restored server does not know is sent again, with its reason', async () => {
    const worker = await device.worker()
    await worker.ask(want())
    device.kept.clear()
    await worker.sync()
    await worker.sync()
    expect(device.sent.at(-1)?.asks).toMatchObject([{ url: URL, why: 'For my project' }])
  })

  it('twice is one, however impatiently; after its end it may be asked for anew', async () => {
    const worker = await device.worker()
    await Promise.all([worker.ask(want()), worker.ask(want()), worker.ask(want(`${URL}#part`))])
    expect(device.kept.size).toBe(1)
    device.decide({ state: 'approved', with: 'network', until: T + HOUR })
    await worker.sync()
    expect((await worker.view(URL)).request).toMatchObject({ state: 'approved', until: T + HOUR })
    // By its own clock, offline.
    device.isOnline = false
    device.now = T + HOUR
    expect((await worker.view(URL)).request).toMatchObject({ state: 'ended' })
    device.isOnline = true
    await worker.ask(want())
    expect(device.kept.size).toBe(2)
  })

  it('that the disk does not take is said to be unkept, and sent all the same', async () => {
    device.isFull = true
    device.isOnline = false
    const worker = await device.worker()
    expect((await worker.ask(want())).request).toMatchObject({ state: 'unkept' })
    device.isOnline = true
    await worker.sync()
    expect((await worker.view(URL)).request).toMatchObject({ state: 'open' })
  })
})

describe('who uses the device', () => {
  it('sees their own requests alone, and another’s are not sent in their name', async () => {
    device.isOnline = false
    const worker = await device.worker()
    await worker.ask(want())
    device.isOnline = true
    device.person = BEN
    expect(await worker.view(URL)).toEqual({ may: 'yes', waits: false })
    await worker.sync()
    expect(device.sent).toEqual([])
    device.person = AMY
    await worker.sync()
    expect(device.sent).toMatchObject([{ person: AMY, asks: [{ url: URL }] }])
  })

  it('is another thing than a part of it: neither speaks for the other', async () => {
    const worker = await device.worker()
    expect(await worker.ask(want(URL, { frame: true }))).toMatchObject({ request: { state: 'open' } })
    expect((await worker.view(URL)).request).toBeUndefined()
  })

  it('not sent yet it stays, however long it takes and however much others ask', async () => {
    device.isOnline = false
    const worker = await device.worker()
    await worker.ask(want())
    device.person = BEN
    for (let i = 0; i < 70; i++) await worker.ask(want(`https://games.test/${i}`))
    device.person = AMY
    device.now = T + 30 * 24 * HOUR
    await worker.ask(want('https://other.test/'))
    expect(await (await device.worker()).view(URL)).toMatchObject({ request: { state: 'kept' } })
  })

  it('is told what happens: nobody signed in, a device that waits, one that is held, one that was refused', async () => {
    const worker = await device.worker()
    device.person = undefined
    expect(await worker.ask(want())).toEqual({ may: 'nobody', waits: false })
    device.person = AMY
    device.enrolment = 'waiting'
    device.standing = 'withheld'
    expect(await worker.ask(want())).toMatchObject({ waits: true, request: { state: 'kept' } })
    device.enrolment = 'confirmed'
    expect(await worker.view(URL)).toMatchObject({ waits: true })
    device.standing = 'known'
    await worker.sync()
    expect(await worker.view(URL)).toMatchObject({ waits: false, request: { state: 'open' } })
    device.enrolment = 'refused'
    expect(await worker.view(URL)).toMatchObject({ may: 'closed' })
    device.enrolment = 'confirmed'
    device.hasServer = false
    expect(await worker.view(URL)).toMatchObject({ may: 'closed' })
  })
})

it.each([
  ['https://video.test/watch?v=dQw4w9WgXcQ#t=3', 'https://video.test/watch?v=dQw4w9WgXcQ'],
  ['https://a.test/x?token=eyJhbGciOiJIUzI1NiIsInR5cCI6&q=rivers', 'https://a.test/x?q=rivers'],
  ['https://user:secret@a.test/x', 'https://a.test/x'],
  [`https://a.test/${'x'.repeat(3000)}`, 'https://a.test/'],
  ['about:blank', null],
])('asks for %s as %s', (url, address) => expect(askedAddress(url)).toBe(address))
