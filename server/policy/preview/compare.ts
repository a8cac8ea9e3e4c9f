/**
 * One row of the record under two policies: what would have been otherwise. Each distinct host (with its path where one
 * is kept and some entry asks for it), group and hour of the timetable is decided once. Pure.
 */
import type { CategoryLists } from '../../../lib/lists/lists.ts'
import type { Action } from '../../../lib/policy/categories.ts'
import type { Place, PolicyDocument } from '../../../lib/policy/document.ts'
import type { EffectivePolicy } from '../../../lib/policy/effective.ts'
import { resolve } from '../../../lib/policy/resolve.ts'
import { exactly } from '../../../lib/time/now.ts'
import { decide } from '../../../lib/verdict/decide.ts'
import type { Verdict } from '../../../lib/verdict/verdict.ts'
import { HoursOf } from './hours-of.ts'
import type { Difference, PartName } from './tally.ts'

/** Why something was stopped that another policy of categories, entries and hours would decide otherwise about. */
const BY_POLICY: ReadonlySet<string> = new Set<Verdict['reason']['kind']>([
  'category',
  'own-entry',
  'unknown-host',
])

export interface Seen {
  readonly kind: 'visit' | 'blocked' | 'warned'
  readonly host: string
  readonly path: string | undefined
  readonly reason: string
  readonly group: string
  readonly place: Place
  readonly at: number
}

/** What is looked at: from its first millisecond to the one after its last. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** A group at a place, under the policy in force and the draft. */
interface Both {
  readonly key: string
  readonly policies: readonly EffectivePolicy[]
  readonly hours: readonly HoursOf[]
}

/** A policy without what is timed for somebody: a preview is about the rules for everybody. */
const withoutTimed = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  unblocks: [],
  suspensions: [],
})

export class Comparison {
  readonly #policies: readonly [PolicyDocument, PolicyDocument]
  readonly #lists: CategoryLists
  readonly #span: Span
  readonly #resolved = new Map<string, Both>()
  readonly #decided = new Map<string, readonly [Action, Action]>()
  readonly #pathHosts: ReadonlySet<string>
  readonly #byPlace: boolean

  constructor(before: PolicyDocument, after: PolicyDocument, lists: CategoryLists, span: Span) {
    this.#policies = [withoutTimed(before), withoutTimed(after)]
    this.#lists = lists
    this.#span = span
    const groups = this.#policies.flatMap((policy) => Object.values(policy.groups))
    this.#pathHosts = new Set(
      groups.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'path').map(({ host }) => host)),
    )
    this.#byPlace = groups.some(({ timetable }) => timetable.some(({ place }) => place !== 'any'))
  }

  /** Whether an entry of one of the policies asks for the paths of this host. */
  needsPath(host: string): boolean {
    if (this.#pathHosts.size === 0) return false
    for (let name = host; name !== '';) {
      if (this.#pathHosts.has(name)) return true
      const dot = name.indexOf('.')
      name = dot < 0 ? '' : name.slice(dot + 1)
    }
    return false
  }

  get needsPaths(): boolean {
    return this.#pathHosts.size > 0
  }

  /** What would have been otherwise; undefined when nothing would. */
  difference(seen: Seen): Difference | undefined {
    if (seen.kind !== 'visit' && !BY_POLICY.has(seen.reason)) return undefined
    const [before, after] = this.#actions(seen)
    const part = before === after ? undefined : partOf(seen.kind, before, after)
    if (part === undefined) return undefined
    return { part, host: seen.host, categories: [...this.#lists.categoriesOf(seen.host)] }
  }

  #actions(seen: Seen): readonly [Action, Action] {
    const both = this.#of(seen.group, this.#byPlace ? seen.place : 'on-site')
    const hours = both.hours.map((one) => one.at(seen.at)).join(' ')
    const key = `${both.key} ${hours} ${seen.host}${seen.path ?? ''}`
    const known = this.#decided.get(key)
    if (known) return known
    const url = `https://${seen.host}${seen.path ?? '/'}`
    const [before, after] = both.policies.map(
      (policy) => decide(url, policy, this.#lists, exactly(seen.at)).action,
    )
    const actions = [before ?? 'block', after ?? 'block'] as const
    this.#decided.set(key, actions)
    return actions
  }

  #of(group: string, place: Place): Both {
    const key = `${place} ${group}`
    const known = this.#resolved.get(key)
    if (known) return known
    const policies = this.#policies.map((server) => resolve({ managed: null, server }, { group }, place))
    const both = { key, policies, hours: policies.map((policy) => new HoursOf(policy, this.#span)) }
    this.#resolved.set(key, both)
    return both
  }
}

/** A page that was opened would be stopped or asked about; one that was stopped or asked about would not be. */
function partOf(kind: Seen['kind'], before: Action, after: Action): PartName | undefined {
  if (kind === 'visit') {
    if (before === 'block') return undefined
    if (after === 'block') return 'stopped'
    return before === 'allow' && after === 'warn' ? 'warned' : undefined
  }
  if (kind === 'blocked') return before === 'block' ? 'opened' : undefined
  return before === 'warn' && after === 'allow' ? 'unwarned' : undefined
}
