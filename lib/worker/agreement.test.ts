/** The agreement on the device: what is kept, counts and is sent, with the worker ended between any two steps. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../device/client.ts'
import type { AgreementView } from '../messages/agreement.ts'
import { agreementOf } from '../policy/agreed.ts'
import type { AgreementState } from '../policy/agreement.ts'
import type { GroupPolicy } from '../policy/document.ts'
import { agreementNameOf, type AgreementText, type Givens } from '../protocol/agreement.ts'
import { WireError } from '../protocol/wire-error.ts'
import { exactly } from '../time/now.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { AgreementRoom, type AgreementParts } from './agreement.ts'
import { NO_FACTS, type Facts } from './facts.ts'
import { ground } from './testing.ts'

const AMY = 'amy@school.test'
const BEN = 'ben@school.test'
const T = Date.UTC(2026, 10, 24, 10)
const TEXT: AgreementText = { audience: 'child', title: 'Ours', body: 'Be kind.', questions: [] }
const GROUP = { agreement: { text: 'child', parent: false, until: 'set-work', open: [] }, entries: [] }

/** A device with its disk, over which workers come and go; and the school server. */
class Device {
  readonly disk = new Map<string, unknown>()
  session = new Map<string, unknown>()
  readonly sent: Givens[] = []
  readonly record = new Map<string, string>()
  text: unknown = TEXT
  person: string | undefined = AMY
  isOnline = true
  isFull = false
  isUnreadable = false
  isShared = false
  /** The server takes what it is asked and never answers. */
  hangs = false
  refreshed = 0
  settle = (): unknown => undefined
  losesAnswer = false
  refuses: string | undefined
  refusesAs = 'unknown-text'
  looked = 0
  now = T
  /** What time it may be, too. */
  doubt: number | undefined
  name = ''

  async worker(): Promise<AgreementRoom> {
    this.name ||= await agreementNameOf(TEXT)
    let facts: Facts = NO_FACTS
    let ruled = facts.agreed
    // As in the worker: what was agreed to counts when the rules are made anew.
    this.settle = () => (ruled = facts.agreed)
    const state = (): AgreementState => ({
      person: '',
      texts: [{ audience: 'child', name: this.name, title: 'Ours' }],
      agreed: [],
      permitted: [],
    })
    const policy = () => {
      const agreement = agreementOf(
        { agreement: state() },
        GROUP as unknown as GroupPolicy,
        this.person,
        ruled,
      )
      return plainPolicy(agreement && { agreement })
    }
    const kerb = {
      ready: Promise.resolve(),
      storage: {
        local: {
          get: async (keys: string[]) => {
            if (this.isUnreadable) throw new Error('the disk cannot be read')
            return Object.fromEntries(keys.map((key) => [key, this.disk.get(key)]))
          },
          set: async (items: Record<string, unknown>) => {
            if (this.isFull) return false
            for (const [key, value] of Object.entries(items)) this.disk.set(key, structuredClone(value))
            return true
          },
        },
        session: {
          get: async (key: string) => this.session.get(key),
          set: async (key: string, value: unknown) => void this.session.set(key, value),
        },
      },
      clock: {
        now: () =>
          this.doubt === undefined
            ? exactly(this.now)
            : { at: this.now, candidates: [this.now, this.doubt] as const },
      },
      facts: {
        load: async () => {},
        get current() {
          return facts
        },
        change: async (change: Partial<Facts>) => {
          facts = { ...facts, ...change }
          return true
        },
      },
      faults: ground().faults,
      enforcement: {
        ruling: () => ({ policy: policy() }),
        renew: async () => {
          // The browser takes its time.
          await new Promise((resolve) => setTimeout(resolve, 20))
          this.settle()
          return true
        },
        refresh: async () => (this.settle(), void (this.refreshed += 1)),
      },
    } as unknown as AgreementParts['kerb']
    const room = new AgreementRoom({
      kerb,
      installation: Promise.resolve({ id: 'i'.repeat(43) }),
      person: this.who(),
      client: async () => this.client(),
      isShared: () => this.isShared,
      address: 'agreement.html',
      look: () => void (this.looked += 1),
    })
    // Who loads it hears of a disk that cannot be read, and tries again.
    await room.load().catch(() => undefined)
    this.settle()
    return room
  }

  private who(): AgreementParts['person'] {
    const of = () => (this.person === undefined ? undefined : { name: this.person, from: 'profile' as const })
    return {
      get current() {
        return of()
      },
      load: async () => {},
    }
  }

  private client(): Client {
    return {
      send: async () => {
        throw new Error('nobody sends so')
      },
      ask: (async ({ method, body }: { method: string; body?: unknown }) => {
        if (this.hangs) await new Promise(() => {})
        if (!this.isOnline) throw new WireError('network', 'away')
        if (method === 'GET') return this.text
        const givens = body as Givens
        this.sent.push(givens)
        if (givens.given.some(({ id }) => id === this.refuses))
          throw new WireError('status', 'no', { status: 422, code: this.refusesAs })
        for (const { id } of givens.given) this.record.set(id, givens.person)
        if (this.losesAnswer) throw new WireError('timeout', 'late')
        return { kept: givens.given.map(({ id }) => id) }
      }) as unknown as Client['ask'],
    }
  }
}

let device: Device
beforeEach(() => {
  device = new Device()
})

const see = async (room: AgreementRoom): Promise<AgreementView['asked']> =>
  (await room.answers().agreement({}, {} as never)).asked
const agree = async (room: AgreementRoom): Promise<AgreementView['asked']> =>
  (await room.answers().agree({ name: device.name, year: 2026, person: device.person }, {} as never)).asked

describe('agreeing', () => {
  it('counts at once and is on record; a second press is the same', async () => {
    const room = await device.worker()
    expect(await see(room)).toMatchObject({ missing: 'reading', text: TEXT, work: false })
    expect(await agree(room)).toMatchObject({ missing: 'nothing', given: 'sent' })
    await agree(room)
    expect([...device.record.values()]).toEqual([AMY])
    expect(device.sent[0]?.given[0]).toMatchObject({
      text: device.name,
      year: 2026,
      at: T,
      wasOffline: false,
    })
  })

  it('works offline, over the death of the worker, and is delivered once with a lost answer', async () => {
    await see(await device.worker())
    device.isOnline = false
    expect(await agree(await device.worker())).toMatchObject({ missing: 'nothing', given: 'kept' })
    expect(await see(await device.worker())).toMatchObject({ missing: 'nothing', given: 'kept', text: TEXT })
    device.isOnline = true
    device.losesAnswer = true
    await (await device.worker()).sync()
    device.losesAnswer = false
    const room = await device.worker()
    await room.sync()
    await room.sync()
    expect(device.record.size).toBe(1)
    expect(device.sent).toHaveLength(2)
    expect(device.sent[1]?.given[0]?.wasOffline).toBe(true)
    expect(await see(room)).toMatchObject({ given: 'sent' })
  })

  it('on a full disk it says so, counts on in this browser session, and reaches the server', async () => {
    device.isFull = true
    device.isOnline = false
    expect(await agree(await device.worker())).toMatchObject({ missing: 'nothing', given: 'unkept' })
    expect((await see(await device.worker()))?.missing).toBe('nothing')
    device.isOnline = true
    await (await device.worker()).sync()
    expect(device.record.size).toBe(1)
    device.session = new Map()
    expect((await see(await device.worker()))?.missing).toBe('reading')
  })

  it.each([
    { name: 'X'.repeat(43) },
    { year: 2025 },
    { person: BEN },
    { person: undefined },
    // Not even while who it was is signed out.
    { person: AMY, now: undefined },
  ])('another text, year or person than is asked now agrees to nothing: %j', async (other) => {
    const room = await device.worker()
    if ('now' in other) device.person = other.now
    const shown = { name: device.name, year: 2026, person: AMY, ...other }
    await room.answers().agree(shown, {} as never)
    expect((await see(room))?.missing).toBe('reading')
    expect(device.sent).toEqual([])
  })

  it('counts at once while an earlier round waits for a server that does not answer', async () => {
    const room = await device.worker()
    device.hangs = true
    void room.sync()
    void agree(room)
    await expect.poll(() => device.disk.has('agreed')).toBe(true)
    expect(room.asked()?.missing).toBe(undefined)
  })

  it('two presses at once are one yes', async () => {
    const room = await device.worker()
    await Promise.all([agree(room), agree(room)])
    expect(device.record.size).toBe(1)
  })

  it('goes there again when the server lives on from an older backup, and no oftener', async () => {
    const room = await device.worker()
    await room.counted({ epoch: 1 })
    await agree(room)
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
    expect(await see(later)).toMatchObject({ missing: 'nothing', given: 'kept' })
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
    await agree(room)
    device.isOnline = true
    device.refuses = (device.disk.get('agreed') as { id: string }[])[0]?.id
    await room.sync()
    device.refuses = undefined
    await room.counted({ epoch: 2 })
    await room.sync()
    expect(device.record.size).toBe(1)
  })

  it('is tried again when the server asks for a text that it did not know, and no oftener', async () => {
    const room = await device.worker()
    device.isOnline = false
    await agree(room)
    await room.sync()
    device.isOnline = true
    device.refuses = (device.disk.get('agreed') as { id: string }[])[0]?.id
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
      await agree(room)
      device.isOnline = true
      device.refusesAs = code
      device.refuses = (device.disk.get('agreed') as { id: string }[])[0]?.id
      const before = device.refreshed
      await room.sync()
      expect(device.refreshed).toBe(before + 1)
      expect((await see(room))?.missing).toBe('reading')
      expect(await agree(room)).toMatchObject({ missing: 'nothing', given: 'sent' })
      expect(device.record.size).toBe(1)
    },
  )

  it('any other refusal of it is not for ever', async () => {
    device.isOnline = false
    const room = await device.worker()
    await agree(room)
    device.isOnline = true
    device.refusesAs = 'invalid'
    device.refuses = (device.disk.get('agreed') as { id: string }[])[0]?.id
    await room.sync()
    expect(await see(room)).toMatchObject({ missing: 'nothing', given: 'kept' })
    device.refuses = undefined
    await room.sync()
    expect(await see(room)).toMatchObject({ given: 'sent' })
  })

  it('what the server will never take is not sent again, and holds up nothing', async () => {
    device.isOnline = false
    await agree(await device.worker())
    device.isOnline = true
    device.refuses = (device.disk.get('agreed') as { id: string }[])[0]?.id
    const room = await device.worker()
    await room.sync()
    await room.sync()
    expect(device.sent).toHaveLength(1)
  })
})

describe('the disk', () => {
  it('that was full takes it as soon as it can; until then the page says that it has not', async () => {
    device.isFull = true
    device.isOnline = false
    await agree(await device.worker())
    const room = await device.worker()
    expect(await see(room)).toMatchObject({ missing: 'nothing', given: 'unkept' })
    device.isFull = false
    await room.sync()
    expect(await see(room)).toMatchObject({ given: 'kept' })
    device.session = new Map()
    expect(await see(await device.worker())).toMatchObject({ missing: 'nothing', given: 'kept' })
  })

  it('that was full has it from the next worker, too', async () => {
    device.isFull = true
    device.isOnline = false
    await agree(await device.worker())
    device.isFull = false
    await device.worker()
    device.session = new Map()
    expect((await see(await device.worker()))?.missing).toBe('nothing')
  })

  it('that could not be read is not written over', async () => {
    device.isOnline = false
    await agree(await device.worker())
    device.isUnreadable = true
    device.person = BEN
    const room = await device.worker()
    expect(await agree(room)).toMatchObject({ missing: 'nothing', given: 'unkept' })
    expect(device.disk.get('agreed')).toHaveLength(1)
    device.isUnreadable = false
    // The next worker knows of both.
    await device.worker()
    expect(device.disk.get('agreed')).toHaveLength(2)
    expect(await see(await device.worker())).toMatchObject({ missing: 'nothing', given: 'kept' })
    device.person = AMY
    expect((await see(await device.worker()))?.missing).toBe('nothing')
    // Nor has the worker that began with it forgotten its own.
    await room.load()
    expect(device.disk.get('agreed')).toHaveLength(2)
  })
})

describe('whose it is', () => {
  it('is one person’s, by name nowhere on the disk; another waits for nobody’s', async () => {
    device.isOnline = false
    await agree(await device.worker())
    expect(JSON.stringify([...device.disk])).not.toContain('amy')
    device.person = BEN
    device.isOnline = true
    const room = await device.worker()
    expect((await see(room))?.missing).toBe('reading')
    await room.sync()
    expect(device.record.size).toBe(0)
    device.person = AMY
    await (await device.worker()).sync()
    expect([...device.record.values()]).toEqual([AMY])
  })

  it('is followed when somebody else signs in while the worker runs', async () => {
    const room = await device.worker()
    await agree(room)
    device.person = BEN
    // Not for a moment does the one’s count for the other.
    expect((await see(room))?.missing).toBe('reading')
    expect(await room.follow()).toBe(true)
    device.person = AMY
    await room.follow()
    device.settle()
    expect((await see(room))?.missing).toBe('nothing')
  })

  it('is nobody’s where nobody is known: once for a device, on a shared one once for a browser session', async () => {
    device.person = undefined
    await agree(await device.worker())
    expect([...device.record.values()]).toEqual([''])
    device.session = new Map()
    expect((await see(await device.worker()))?.missing).toBe('nothing')
    device.disk.clear()
    device.isShared = true
    await agree(await device.worker())
    expect((await see(await device.worker()))?.missing).toBe('nothing')
    device.session = new Map()
    expect((await see(await device.worker()))?.missing).toBe('reading')
  })
})

describe('the school year', () => {
  it('while the time is in doubt over its turn, the page asks for what is missing then', async () => {
    device.isOnline = false
    await agree(await device.worker())
    device.doubt = Date.UTC(2027, 8, 2)
    const room = await device.worker()
    expect(await see(room)).toMatchObject({ missing: 'reading', year: 2027 })
    await room.answers().agree({ name: device.name, year: 2027, person: AMY }, {} as never)
    expect((await see(room))?.missing).toBe('nothing')
  })
})

describe('the text', () => {
  it('is taken only if it is the one of that name, and tried again', async () => {
    device.text = { ...TEXT, body: 'Be rude.' }
    const room = await device.worker()
    expect(await see(room)).not.toHaveProperty('text')
    device.text = TEXT
    expect((await see(room))?.text).toEqual(TEXT)
  })

  it('is not believed from the disk either', async () => {
    await see(await device.worker())
    const kept = device.disk.get('agreement-text-child') as { received: AgreementText }
    device.disk.set('agreement-text-child', { ...kept, received: { ...TEXT, body: 'Be rude.' } })
    device.isOnline = false
    expect(await see(await device.worker())).not.toHaveProperty('text')
  })
})

describe('its page', () => {
  it('is due until it is agreed to, under another name for another person, text or year', async () => {
    const names = new Set<string | undefined>()
    names.add(await (await device.worker()).due())
    expect(await (await device.worker()).due()).toBe([...names][0])
    device.person = BEN
    names.add(await (await device.worker()).due())
    device.now = Date.UTC(2027, 10, 24, 10)
    names.add(await (await device.worker()).due())
    device.name = 'N'.repeat(43)
    names.add(await (await device.worker()).due())
    expect(names.size).toBe(4)
    expect(names).not.toContain(undefined)
    expect([...names].join()).not.toMatch(/amy|ben/)
  })

  it('is not due where there is nothing to read', async () => {
    const room = await device.worker()
    await agree(room)
    expect(await room.due()).toBe(undefined)
  })

  it('is looked for as soon as the rules that ask for it are in force', async () => {
    ;(await device.worker()).enforced()
    await expect.poll(() => device.looked).toBe(1)
  })
})
