import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, expect, test, vi } from 'vitest'
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import { KerbDatabase } from '../activity/database.ts'
import { loadInstallation } from '../device/keys.ts'
import type { Pause } from '../device/pause.ts'
import { parseManaged } from '../policy/managed.ts'
import type { Version } from '../policy/document.ts'
import type { Versions } from './enforcement.ts'
import { FactsKeeper } from './facts.ts'
import { KeptDocuments } from './kept-documents.ts'
import { ServerLink } from './server-link.ts'
import type { ServerLinkParts } from './server-link.ts'
import { FULL, ground } from './testing.ts'

const { config } = parseManaged({ ...EXAMPLE_VALUES, serverAddress: 'https://kerb.test' })
const NEWER: Version = { epoch: 1, number: 9 }
const claim = { platform: 'linux', browser: 'Chrome 156', extension: '1.0.0', ephemeral: false }
const ANSWER = { state: 'confirmed', time: 1, place: 'on-site', epoch: 1, acknowledged: 3, policy: NEWER }

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** The school's server, as far as a round needs it: it notes what it is told, and has a policy that nobody signed. */
function school(more: object = {}) {
  const asked: string[] = []
  const heard: Versions[] = []
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    asked.push(url.pathname)
    const headers = { 'Kerb-Nonce': String(asked.length) }
    if (url.pathname === '/v1/nonce') return Response.json({ nonce: 'first', time: 1 }, { headers })
    if (url.pathname !== '/v1/heartbeat') return Response.json({}, { headers })
    heard.push(JSON.parse(new TextDecoder().decode(init.body as Uint8Array<ArrayBuffer>)) as Versions)
    return Response.json({ ...ANSWER, ...more }, { headers })
  })
  return { asked, heard }
}

async function setUp(change: Partial<ServerLinkParts> = {}, inForce: Versions = {}) {
  const base = ground()
  const facts = new FactsKeeper(base.local)
  await facts.load()
  const documents = new KeptDocuments(facts, base.local)
  documents.belongTo('https://kerb.test')
  await documents.enrolment.set('https://kerb.test', 'confirmed')
  const db = new KerbDatabase('kerb-activity', { indexedDB: new IDBFactory(), IDBKeyRange })
  const link = new ServerLink({
    installation: loadInstallation(db),
    managed: () => config,
    claim: async () => claim,
    documents,
    enrolment: documents.enrolment,
    reader: { get: async () => undefined, set: async () => undefined },
    pause: { get: async () => undefined, set: async () => undefined },
    now: () => 0,
    state: async () => ({ written: 3, enforcing: 'marker', inForce, holding: [], problems: [] }),
    faults: base.faults,
    checkLists: () => undefined,
    carried: {
      mayAsk: async () => true,
      isHere: async () => true,
      isWhole: async () => true,
      look: async () => undefined,
    },
    proved: async () => true,
    placed: async () => undefined,
    counted: async () => true,
    lessons: async () => undefined,
    told: async () => undefined,
    accepted: async () => undefined,
    ...change,
  })
  return { ...base, facts, documents, link }
}

const held = { version: { epoch: 1, number: 8 } } as never

test('the heartbeat tells of the policy whose rules are in force, and a newer one is held against what is kept', async () => {
  const { heard, asked } = school()
  const before = await setUp()
  await before.facts.change({ server: held })
  await before.link.round()
  expect(heard[0]).not.toHaveProperty('policy')
  expect(asked.filter((path) => path === '/v1/policy')).toHaveLength(1)
  const after = await setUp(
    { reader: { get: async () => 'confirmed ', set: async () => undefined } },
    { policy: NEWER },
  )
  await after.facts.change({ server: { version: NEWER } as never })
  await after.link.round()
  expect(heard[1]).toMatchObject({ policy: NEWER })
  expect(asked.filter((path) => path === '/v1/policy')).toHaveLength(1)
})

test('the heartbeat names no lists whose index has yet to come', async () => {
  const { heard } = school()
  const carried = (isHere: boolean): ServerLinkParts['carried'] => ({
    mayAsk: async () => true,
    isHere: async () => isHere,
    isWhole: async () => true,
    look: async () => undefined,
  })
  for (const isHere of [false, true])
    await (await setUp({ carried: carried(isHere) }, { lists: NEWER })).link.round()
  expect(heard.map(({ lists }) => lists)).toEqual([undefined, NEWER])
})

test('the same version is fetched again when what it says to who uses the device is another, and not else', async () => {
  const { asked } = school({ policyTag: '"1.9.for-amy"' })
  const fetched = () => asked.filter((path) => path === '/v1/policy').length
  const { link, documents } = await setUp({
    reader: { get: async () => 'confirmed ', set: async () => undefined },
  })
  const keep = (etag: string) => documents.set('policy', { document: { version: NEWER } as never, etag })
  for (const same of ['"1.9.for-amy"', 'W/"1.9.for-amy"']) {
    await keep(same)
    await link.round()
    expect(fetched()).toBe(0)
  }
  await keep('"1.9"')
  await link.round()
  expect(fetched()).toBe(1)
})

test('a device that nobody confirmed fetches the policy again when another text is in force, and not else', async () => {
  const text = (letter: string) => letter.repeat(43)
  const more: { agreementTexts: string[] } = { agreementTexts: [] }
  const { asked } = school(more)
  const fetched = () => asked.filter((path) => path === '/v1/policy').length
  const { link, facts } = await setUp({
    reader: { get: async () => 'confirmed ', set: async () => undefined },
  })
  const keep = (...names: string[]) =>
    facts.change({
      server: {
        version: NEWER,
        narrowed: 'withheld',
        agreement: names.length === 0 ? undefined : { texts: names.map((name) => ({ name })) },
      } as never,
    })
  for (const [offered, held, times] of [
    [[], [], 0],
    [[text('a')], [text('a')], 0],
    [[text('b'), text('a')], [text('a'), text('b')], 0],
    [[text('b')], [text('a')], 1],
    [[text('a')], [], 1],
    [[], [text('a')], 1],
    [[text('a'), text('b')], [text('a')], 1],
  ] as const) {
    more.agreementTexts = [...offered]
    await keep(...held)
    const before = fetched()
    await link.round()
    expect([offered, held, fetched() - before]).toEqual([offered, held, times])
  }
})

test('what fails on the device does not keep a round from fetching the policy', async () => {
  const { asked } = school()
  const refuse = () => Promise.reject(FULL)
  const { link, problems } = await setUp({
    placed: refuse,
    counted: refuse,
    reader: { get: refuse, set: refuse },
  })
  await link.round()
  expect(asked).toContain('/v1/policy')
  expect(problems.all().map(({ code }) => code)).toEqual(['fault:placed', 'fault:counted'])
})

test('nothing is taken for newer while nobody knows what is held', async () => {
  school()
  const { link } = await setUp({
    documents: { get: () => Promise.reject(new Error('https://secret.test/')), set: async () => undefined },
  })
  expect(await link.round()).toEqual([{ code: 'policy-not-kept', detail: 'Error' }])
})

test('a round never rejects, and its faults are codes', async () => {
  school()
  const { link } = await setUp({ claim: () => Promise.reject(new TypeError('amy@school.test')) })
  expect(await link.round()).toEqual([{ code: 'fault:server', detail: 'TypeError' }])
})

test('a tag is not kept without its document', async () => {
  const { documents, storage, facts } = await setUp()
  storage.writeFails = true
  await documents.set('policy', { document: held, etag: '"1.8"' })
  expect(facts.current.server).toBe(held)
  expect(await documents.get('policy')).toEqual({ document: held, etag: undefined })
})

/** A device's session memory and clock, which outlive its workers. */
function session() {
  const memory: { pause?: Pause } = {}
  const clock = { now: 1_000_000 }
  const pause = {
    get: async () => memory.pause,
    set: async (kept: Pause) => void (memory.pause = kept),
  }
  return { clock, pause, parts: { pause, now: () => clock.now } }
}

/** A server that has too much to do, and says for how long. */
function busy(retryAfter: number) {
  const beats: number[] = []
  vi.stubGlobal('fetch', async (url: URL) => {
    if (url.pathname === '/v1/nonce') return Response.json({ nonce: 'first', time: 1 })
    beats.push(1)
    const headers = { 'Retry-After': String(retryAfter) }
    return Response.json({ error: 'busy', message: 'Too busy.' }, { status: 503, headers })
  })
  return beats
}

test('a server that asks to be left alone is, by the next worker too, and by each device a little differently', async () => {
  const beats = busy(300)
  const { clock, parts } = session()
  vi.spyOn(Math, 'random').mockReturnValue(0.8)
  const said = [{ code: 'server:busy', detail: 'Too busy.' }]
  const { link } = await setUp(parts)
  expect(await link.round()).toEqual(said)
  expect(await link.round()).toEqual(said)
  clock.now += 359_000
  const woken = await setUp(parts)
  expect(await woken.link.round()).toEqual(said)
  expect(beats).toHaveLength(1)
  clock.now += 1_000
  await woken.link.round()
  expect(beats).toHaveLength(2)
})

test('no server silences a device for long, nor does a clock that is set back, nor another server', async () => {
  const beats = busy(3600)
  const { clock, parts, pause } = session()
  const { link } = await setUp(parts)
  await link.round()
  clock.now += 15 * 60_000 * 1.25
  await link.round()
  expect(beats).toHaveLength(2)
  clock.now -= 86_400_000
  await link.round()
  expect(beats).toHaveLength(3)
  const kept = await pause.get()
  if (kept) await pause.set({ ...kept, server: 'https://old.test' })
  const woken = await setUp(parts)
  await woken.link.round()
  expect(beats).toHaveLength(4)
})

test('what cannot be kept of a pause holds for the worker, and is no fault', async () => {
  const beats = busy(300)
  const refuse = () => Promise.reject(FULL)
  const { link } = await setUp({ pause: { get: refuse, set: refuse } })
  await link.round()
  expect(await link.round()).toEqual([{ code: 'server:busy', detail: 'Too busy.' }])
  expect(beats).toHaveLength(1)
})
