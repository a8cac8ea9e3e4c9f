/** A school whose devices find things: what they send, what staff see, and what devices are told. */
import { afterEach, beforeEach, vi } from 'vitest'
import { type Entry, type PolicyDocument, policyDocumentSchema } from '../../lib/policy/document.ts'
import type { Evidence, Sureness } from '../../lib/policy/finding.ts'
import type { FoundKind } from '../../lib/policy/found-kinds.ts'
import { fromBase64url, fromUtf8 } from '../../lib/protocol/bytes.ts'
import type { FoundAt, FoundList } from '../../lib/protocol/found.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import type { Envelope } from '../../lib/protocol/wire.ts'
import { publish } from '../documents/documents.ts'
import { AMY, BEN, KHAN, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { setName } from '../staff/members.ts'
import { samplePolicy, type TestDevice } from '../testing.ts'

export const NELL = 'nell@school.example'
export const DEE = 'dee@school.example'
export const DAY = 86_400_000
export const HOST = 'math-helper.test'

export const EVIDENCE: readonly Evidence[] = [
  { family: 'engine', sign: 'engine-file', detail: '/assets/sw.js' },
  { family: 'storage', sign: 'engine-storage', detail: '$local' },
]

interface Seen {
  readonly host?: string
  readonly path?: string
  readonly kind?: FoundKind
  readonly sureness?: Sureness
  readonly evidence?: readonly Evidence[]
  readonly where?: 'page' | 'host'
  readonly carried?: string
  readonly at?: number
  /** Whom the row names, where that is not who signed in. */
  readonly who?: string
}

const written = new WeakMap<TestDevice, number>()
const nextOf = (device: TestDevice): number => {
  const seq = (written.get(device) ?? 0) + 1
  written.set(device, seq)
  return seq
}

/** A blocked page, with what was found on it. */
export const foundRow = (device: TestDevice, seen: Seen = {}): Row => {
  const { host = HOST, path = '/', kind = 'unblocker', sureness = 'sure', where = 'page' } = seen
  return {
    seq: nextOf(device),
    at: seen.at ?? Date.now(),
    who: { name: seen.who ?? device.claim.person?.name ?? '', from: 'profile' },
    kind: 'blocked',
    host,
    path,
    categories: [],
    action: 'block',
    reason: 'found',
    target: 'page',
    found: { kind, sureness, where, evidence: [...(seen.evidence ?? EVIDENCE)] },
    ...(seen.carried !== undefined && { carried: seen.carried }),
  }
}

/** A policy that leaves open what no entry closes. */
export async function publishOpen({ server }: TestSchool, entries: Entry[] = []): Promise<void> {
  const { groups, defaultGroup, ...sample } = samplePolicy()
  const group = { ...groups[defaultGroup]!, entries, unknownHosts: 'allow' as const }
  const document = { ...sample, defaultGroup, groups: { [defaultGroup]: group }, people: {}, unblocks: [] }
  const { db, vault } = server.context
  await publish(db, vault, 'policy', { ...document, suspensions: [] }, { actor: 'test', note: '' })
}

export function foundStage() {
  let school: TestSchool
  let amys: TestDevice
  let bens: TestDevice

  const publishPolicy = (entries: Entry[] = []): Promise<void> => publishOpen(school, entries)

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: TEN })
    school = await TestSchool.open()
    await signIn()
    await publishPolicy()
    amys = await school.device(AMY)
    bens = await school.device(BEN)
    for (const device of [amys, bens]) await device.heartbeat()
  })
  afterEach(async () => {
    vi.useRealTimers()
    await school.close()
  })

  const signIn = async (): Promise<void> => {
    const { context } = school.server
    await setName(context, context.db, await school.signIn(NELL, ['network']), 'Nell')
    await school.signIn(DEE, ['dsl'])
    await school.signIn(KHAN, ['teacher'])
  }

  /** Sends what a device saw, and waits until the server has looked at it. */
  const find = async (device: TestDevice, ...seen: Seen[]): Promise<void> => {
    const sent = await device.activity((seen.length > 0 ? seen : [{}]).map((one) => foundRow(device, one)))
    if (sent.status !== 200)
      throw new Error(`the server answered ${sent.status}: ${JSON.stringify(sent.body)}`)
    await school.server.context.found.settled()
  }

  /** Another day; sessions of staff are over by then. */
  const later = async (ms: number): Promise<void> => {
    vi.setSystemTime(Date.now() + ms)
    await signIn()
  }

  const list = async (query = '', who = NELL): Promise<FoundList> =>
    (await school.ask(who, 'GET', `/admin/found${query}`)).json<FoundList>()

  return {
    get school() {
      return school
    },
    get amys() {
      return amys
    },
    get bens() {
      return bens
    },
    publishPolicy,
    find,
    later,
    list,
    /** The only place on the list. */
    only: async (who = NELL): Promise<FoundAt | undefined> => (await list('', who)).places[0],
    act: (id: number | undefined, what: 'share' | 'clear' | 'undo', body: object = {}, who = NELL) =>
      school.ask(who, 'POST', `/admin/found/${id}/${what}`, body),
  }
}

/** What a device's signed policy says of findings. */
export async function toldTo(device: TestDevice): Promise<Pick<PolicyDocument, 'quarantine' | 'cleared'>> {
  const { payload } = (await device.send('GET', '/v1/policy')).body as Envelope
  // As a device reads it: what does not fit its schema would cost it the whole policy.
  const text = fromUtf8(fromBase64url(payload)!) ?? ''
  const { quarantine, cleared } = policyDocumentSchema.parse(JSON.parse(text))
  return { ...(quarantine && { quarantine }), ...(cleared && { cleared }) }
}
export const tagOf = async (device: TestDevice): Promise<string> =>
  ((await device.heartbeat()).body as { policyTag: string }).policyTag
