/**
 * Warnings that a person chose to go on past: one session rule a host, which lifts `warn` and nothing above it.
 * Host and end are in the rule itself, so they outlive the worker and end with the browser session.
 */
import type { Now } from '../time/now.ts'
import { canonicalHost } from '../verdict/address.ts'
import { FRAMES, type Rule, type RuleCondition } from './draft.ts'
import { LAYERS, LIMITS, priorityOf } from './ids.ts'
import { exactly } from './places.ts'
import type { RulesPort } from './port.ts'
import { oneAtATime } from './queue.ts'

export interface Continued {
  readonly host: string
  /** Epoch milliseconds, not included. */
  readonly until: number
}

export interface ContinuedWarnings {
  /** Opens exactly this host until then. Rejects when it is not a host or the browser refuses. */
  continueWarning(host: string, until: number): Promise<void>
  /** What is open, for `decide` and the screens. */
  list(): Promise<Continued[]>
  /** Closes what has ended at any time that it may be; returns what was closed. */
  prune(now: Now): Promise<Continued[]>
}

/** The oldest go first when there are more: far below the browser's limit, and far above any honest use. */
const MOST = Math.min(500, LIMITS.sessionRules)
/** Carries the end where it changes nothing: no request starts at a host in `.invalid` (RFC 2606). */
const UNTIL = /^until-(\d+)\.kerb\.invalid$/

export function continuedWarnings(port: RulesPort): ContinuedWarnings {
  const inTurn = oneAtATime()
  return {
    continueWarning: (host, until) => inTurn(() => open(port, host, until)),
    list: async () => held(await ours(port)),
    prune: (now) => inTurn(() => prune(port, now)),
  }
}

async function open(port: RulesPort, host: string, until: number): Promise<void> {
  const name = canonicalHost(host)
  if (name === null) throw new TypeError(`Not a host: ${host}`)
  const rules = await ours(port)
  const same = rules.filter((rule) => readContinued(rule)?.host === name)
  const others = rules.filter((rule) => !same.includes(rule))
  const oldest = others
    .toSorted((a, b) => endOf(a) - endOf(b))
    .slice(0, Math.max(0, others.length + 1 - MOST))
  const used = new Set(others.map((rule) => rule.id))
  const addRules = conditionsOf(name).map((condition): Rule => {
    const id = freeId(used)
    used.add(id)
    return {
      id,
      priority: priorityOf('continued'),
      action: { type: 'allow' },
      condition: sealed(condition, until),
    }
  })
  await port.updateSession({ removeRuleIds: [...same, ...oldest].map((rule) => rule.id), addRules })
}

async function prune(port: RulesPort, now: Now): Promise<Continued[]> {
  const over = (await ours(port)).filter((rule) => {
    const continued = readContinued(rule)
    if (continued === undefined) return true
    return now.candidates.some((at) => at >= continued.until)
  })
  if (over.length > 0) await port.updateSession({ removeRuleIds: over.map((rule) => rule.id), addRules: [] })
  return held(over)
}

const conditionsOf = (host: string): RuleCondition[] => exactly([host]).map(({ condition }) => condition)

const sealed = (condition: RuleCondition, until: number): RuleCondition => ({
  ...condition,
  resourceTypes: FRAMES,
  excludedInitiatorDomains: [`until-${Math.floor(until)}.kerb.invalid`],
})

async function ours(port: RulesPort): Promise<Rule[]> {
  const [first, last] = LAYERS.continued.ids
  return (await port.getSession()).filter((rule) => rule.id >= first && rule.id <= last)
}

/** What a session rule of this layer says; undefined when it is not one. */
export function readContinued(rule: Rule): Continued | undefined {
  const { requestDomains = [], excludedInitiatorDomains = [] } = rule.condition
  const until = UNTIL.exec(excludedInitiatorDomains[0] ?? '')?.[1]
  const host = requestDomains[0]
  if (until === undefined || host === undefined) return undefined
  return { host: canonicalHost(host) ?? host, until: Number(until) }
}

function held(rules: readonly Rule[]): Continued[] {
  const byHost = new Map<string, Continued>()
  for (const rule of rules) {
    const continued = readContinued(rule)
    if (continued !== undefined) byHost.set(continued.host, continued)
  }
  return [...byHost.values()].sort((a, b) => a.until - b.until)
}

const endOf = (rule: Rule): number => readContinued(rule)?.until ?? 0

function freeId(used: ReadonlySet<number>): number {
  const [first, last] = LAYERS.continued.ids
  for (let id = first; id <= last; id++) if (!used.has(id)) return id
  throw new RangeError('No rule id is free for a continued warning')
}
