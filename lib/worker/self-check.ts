/** The self-check: tries each case as a pupil's click would, and files what came of it with the school server. */
import type { Client } from '../device/client.ts'
import { addressOf, OPEN_CASES, STOP_CASES } from '../lists/check-cases.ts'
import type { Handlers } from '../messages/router.ts'
import type { Action } from '../policy/categories.ts'
import { toBase64url } from '../protocol/bytes.ts'
import {
  type Expected,
  type Outcome,
  resultOf,
  type SelfCheckReport,
  selfCheckTakenSchema,
  selfCheckWantedSchema,
  type Tried,
} from '../protocol/self-check.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { Kerb } from './kerb.ts'
import type { LeftTabs } from './left-tabs.ts'

export interface SelfCheckParts {
  readonly kerb: Pick<Kerb, 'judge' | 'clock' | 'facts' | 'enforcement' | 'tried'>
  readonly client: () => Promise<Client | null>
  readonly versions: () => { readonly extension: string; readonly browser: string }
  /** How an address is tried. */
  readonly trial: (address: string, made: (tabId: number) => void, stop?: AbortSignal) => Promise<Outcome>
  /** Tabs that are open for it. */
  readonly left: Pick<LeftTabs, 'opened' | 'closed' | 'close'>
}

type Answer = Awaited<ReturnType<Handlers['self-check']>>
/** One that the school server asked for: `stop` when somebody needs the device. */
interface Asked {
  readonly run: string
  readonly stop: AbortSignal
}
type Case = Pick<Tried, 'address' | 'category' | 'expected'>

const EXPECTED_OF: Readonly<Record<Action, Expected>> = { block: 'stopped', warn: 'asked', allow: 'open' }
/** While one of these holds nearly everything is closed, and a check would say nothing. */
const CLOSES_ALL: ReadonlySet<Verdict['reason']['kind']> = new Set(['suspension', 'agreement', 'lesson'])

export class SelfCheck {
  readonly #parts: SelfCheckParts
  #isRunning = false

  constructor(parts: SelfCheckParts) {
    this.#parts = parts
  }

  get isRunning(): boolean {
    return this.#isRunning
  }

  /** Somebody here wants it. */
  async byHand(): Promise<Answer> {
    const answer = await this.#alone()
    if (answer.state === 'stopped') throw new Error('nothing stops a check by hand')
    return answer
  }

  /** The school server asked for it. */
  asked(by: Asked): Promise<Answer | { state: 'stopped' }> {
    return this.#alone(by)
  }

  async #alone(asked?: Asked): Promise<Answer | { state: 'stopped' }> {
    if (this.#isRunning) return { state: 'running' }
    this.#isRunning = true
    try {
      return await this.#run(asked)
    } finally {
      this.#isRunning = false
    }
  }

  async #run(asked: Asked | undefined): Promise<Answer | { state: 'stopped' }> {
    const { kerb, versions, left } = this.#parts
    await kerb.judge.ready
    const ruling = kerb.judge.ruling()
    if (!ruling) throw new Error('no policy is in memory')
    if (await this.#isAllClosed()) return { state: 'not-now' }
    await left.close()
    const client = await this.#parts.client()
    const cases = [...casesOf(ruling), ...(await wantedFrom(client))]
    const tried = await severalAtATime(cases, (one) => this.#try(one, asked?.stop))
    if (asked?.stop.aborted) return { state: 'stopped' }
    const { group, ageGroup } = ruling.policy
    const { policy, lists } = kerb.enforcement.inForce
    const isFiled = await file(client, {
      run: asked?.run ?? toBase64url(crypto.getRandomValues(new Uint8Array(16))),
      at: kerb.clock.now().at,
      how: asked ? 'plan' : 'hand',
      group,
      ageGroup,
      place: kerb.facts.current.place,
      ...versions(),
      ...(policy && { policy }),
      ...(lists && { lists }),
      tried,
    })
    const rows = tried.map((one) => ({
      host: new URL(one.address).hostname,
      ...(one.category && { category: one.category }),
      expected: one.expected,
      outcome: one.outcome,
      result: resultOf(one, ageGroup),
    }))
    return { state: 'done', isFiled, rows }
  }

  async #try(one: Case, stop: AbortSignal | undefined): Promise<Tried> {
    // What the policy leaves open to this group is not opened for the sake of it.
    if (one.expected === 'open' && one.category !== undefined && !isOpenCase(one.address))
      return { ...one, outcome: 'untried' }
    if (stop?.aborted) return { ...one, outcome: 'unclear' }
    const { kerb, trial, left } = this.#parts
    const tabs: number[] = []
    const made = (tabId: number) => {
      tabs.push(tabId)
      kerb.tried.begins(tabId, one.address)
      left.opened(tabId, one.address)
    }
    const outcome = await trial(one.address, made, stop)
    for (const tabId of tabs) left.closed(tabId)
    const reason = (await this.#verdict(one.address))?.reason.kind
    return { ...one, outcome, ...(reason && { reason }) }
  }

  async #isAllClosed(): Promise<boolean> {
    const verdicts = await Promise.all(OPEN_CASES.map(({ host }) => this.#verdict(addressOf(host))))
    return verdicts.some((verdict) => verdict !== null && CLOSES_ALL.has(verdict.reason.kind))
  }

  async #verdict(address: string): Promise<Verdict | null> {
    const { judge } = this.#parts.kerb
    await judge.readyFor(address, 'page')
    return judge.verdict(address, 'page')
  }
}

/** A check is not to take a pupil's device away, nor to last a lesson. */
const AT_ONCE = 4

/** In the order of the cases. */
async function severalAtATime(cases: readonly Case[], work: (one: Case) => Promise<Tried>): Promise<Tried[]> {
  const done: Tried[] = []
  const left = cases.entries()
  const next = async (): Promise<void> => {
    for (const [i, one] of left) done[i] = await work(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  return done
}

/** Kerb's own cases, with what this policy wants of each. */
export const casesOf = ({ policy }: Pick<Ruling, 'policy'>): Case[] => [
  ...STOP_CASES.map(({ host, category }) => ({
    address: addressOf(host),
    category,
    expected: EXPECTED_OF[policy.categories[category]],
  })),
  ...OPEN_CASES.map(({ host, category }) => ({
    address: addressOf(host),
    category,
    expected: 'open' as const,
  })),
]

const OPEN_ADDRESSES: ReadonlySet<string> = new Set(OPEN_CASES.map(({ host }) => addressOf(host)))
const isOpenCase = (address: string): boolean => OPEN_ADDRESSES.has(address)

/** What the school wants tried besides; without its server, nothing. */
async function wantedFrom(client: Client | null): Promise<Case[]> {
  try {
    const said = await client?.ask({ method: 'GET', path: '/v1/self-check' }, selfCheckWantedSchema)
    return said?.addresses ?? []
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return []
  }
}

/** Whether the school has it. */
async function file(client: Client | null, body: SelfCheckReport): Promise<boolean> {
  try {
    await client?.ask({ method: 'POST', path: '/v1/self-check', body }, selfCheckTakenSchema)
    return client !== null
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return false
  }
}
