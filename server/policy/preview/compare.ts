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
  /** Of what was stopped or asked about. */
  readonly reason: string | null
  readonly group: string
  readonly place: Place
  readonly at: number
}

/** What is looked at: from its first millisecond to the one after its last. */
export interface Span {
  readonly from: number
  readonly until: number
}

type Actions = readonly [before: Action, after: Action]

/** A group at a place, under the policy in force and the draft. */
interface Both {
  readonly policies: readonly [EffectivePolicy, EffectivePolicy]
  readonly hours: readonly [HoursOf, HoursOf]
  /** What was decided, by the states of both time tables and by address. */
  readonly decided: Map<number, Map<string, Actions>>
}

/** More states than a time table of a week can have. */
const MOST_STATES = 100_000

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
  readonly #resolved = new Map<Place, Map<string, Both>>()
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

  /** What would have been otherwise; undefined when nothing would. */
  difference(seen: Seen): Difference | undefined {
    if (seen.kind !== 'visit' && !BY_POLICY.has(seen.reason ?? '')) return undefined
    const [before, after] = this.#actions(seen)
    const part = before === after ? undefined : partOf(seen.kind, before, after)
    if (part === undefined) return undefined
    return { part, host: seen.host, categories: [...this.#lists.categoriesOf(seen.host)] }
  }

  #actions({ group, place, at, host, path }: Seen): Actions {
    const both = this.#of(group, this.#byPlace ? place : 'on-site')
    const hours = both.hours[0].at(at) * MOST_STATES + both.hours[1].at(at)
    const decided = got(both.decided, hours, () => new Map<string, Actions>())
    const address = path === undefined ? host : host + path
    return got(decided, address, () => {
      const url = `https://${host}${path ?? '/'}`
      const action = (policy: EffectivePolicy) => decide(url, policy, this.#lists, exactly(at)).action
      return [action(both.policies[0]), action(both.policies[1])]
    })
  }

  #of(group: string, place: Place): Both {
    const groups = got(this.#resolved, place, () => new Map<string, Both>())
    return got(groups, group, () => {
      const of = (server: PolicyDocument) => resolve({ managed: null, server }, { group }, place)
      const [before, after] = [of(this.#policies[0]), of(this.#policies[1])]
      return {
        policies: [before, after],
        hours: [new HoursOf(before, this.#span), new HoursOf(after, this.#span)],
        decided: new Map(),
      }
    })
  }
}

/** What a map holds, made where it is not there yet. */
function got<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
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
