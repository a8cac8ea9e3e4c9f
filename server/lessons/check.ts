/**
 * What the school's published policy says of sites, for the pupils of a class at school: the devices' own core, asked
 * here. Managed values that a device locks are not known to the server, nor what is opened or paused for one person
 * is looked at: what a lesson may count on is what holds for everybody in a group.
 */
import { decideDownload, type DownloadFile } from '../../lib/download/decide.ts'
import type { CategoryLists } from '../../lib/lists/lists.ts'
import { ACTIONS, type CategoryId } from '../../lib/policy/categories.ts'
import type { Place, PolicyDocument } from '../../lib/policy/document.ts'
import type { EffectivePolicy } from '../../lib/policy/effective.ts'
import { DOWNLOAD_ACTIONS, type DownloadAction } from '../../lib/policy/downloads.ts'
import type { LessonSite } from '../../lib/policy/lesson.ts'
import { placeInGroup, type Who } from '../../lib/policy/place-in-group.ts'
import { resolve } from '../../lib/policy/resolve.ts'
import type { CheckedSite } from '../../lib/protocol/lessons.ts'
import { exactly } from '../../lib/time/now.ts'
import { canonical } from '../../lib/verdict/address.ts'
import { decideCarried } from '../../lib/verdict/decide-carried.ts'
import { prepare } from '../../lib/verdict/prepare.ts'
import type { Target, Verdict } from '../../lib/verdict/verdict.ts'
import { closedWords } from './closed-words.ts'

/** Null when the site is open to all. */
export type Closed = Pick<NonNullable<CheckedSite['closed']>, 'for' | 'why'> | null

export interface CheckJob {
  /** Whoever the class's devices stand for: the group that a device claims, or the person. */
  readonly who: readonly Who[]
  readonly sites: readonly LessonSite[]
  /** Epoch milliseconds. */
  readonly at: number
}

/** One page, for some people at a place: what the policy says to the one for whom it says the strictest. */
export interface PageJob {
  readonly who: readonly Who[]
  readonly url: string
  readonly target: Target
  readonly place: Place
  readonly at: number
  /** Judged for all of the time until then: the strictest that the timetable comes to. */
  readonly until?: number
  /** A file that the page gives. */
  readonly file?: DownloadFile
}
export interface PageFound {
  readonly verdict: Verdict
  /** What the strictest of their rules do with the file. */
  readonly file?: DownloadAction
  /** Every category of the host that any of them may not open. */
  readonly blocked: readonly CategoryId[]
  /** Nothing is published: what devices close is not known here. */
  readonly isUnknown: boolean
}

/** One version of the policy with one of the lists. What a group comes to is worked out once. */
export class SchoolRules {
  readonly #document: PolicyDocument | undefined
  readonly #lists: CategoryLists
  readonly #groups = new Map<string, EffectivePolicy>()

  /** `document` is undefined while nothing is published. */
  constructor(document: PolicyDocument | undefined, lists: CategoryLists) {
    this.#document = document
    this.#lists = lists
  }

  /** What it was made of. */
  get parts(): { readonly lists: CategoryLists; readonly policy: PolicyDocument | undefined } {
    return { lists: this.#lists, policy: this.#document }
  }

  /** What is closed of these sites, in their order. */
  check({ who, sites, at }: CheckJob): Closed[] {
    const policies = this.#policiesOf(who)
    return sites.map((site) => {
      const verdicts = policies.map((policy) =>
        decideCarried(addressOf(site), policy, this.#lists, exactly(at), 'page'),
      )
      const closed = verdicts.filter((verdict) => this.#isClosed(verdict))
      const [first] = closed
      if (!first) return null
      return { for: closed.length === verdicts.length ? 'all' : 'some', why: closedWords(first) }
    })
  }

  /** What the policy says of a page. */
  judge({ who, url, target, place, at, until = at, file }: PageJob): PageFound {
    const policies = this.#policiesOf(who, place)
    const moments = policies.flatMap((policy) =>
      momentsOf(policy, at, until).map((when) => ({ policy, when })),
    )
    const verdicts = moments.map(({ policy, when }) =>
      decideCarried(url, policy, this.#lists, exactly(when), target),
    )
    const [verdict] = verdicts.toSorted((a, b) => strictness(b) - strictness(a))
    const categories = [...this.#lists.categoriesOf(canonical(url)?.host ?? '')]
    const blocked = categories.filter((id) =>
      moments.some(({ policy, when }) => prepare(policy).momentAt(when).categories[id] === 'block'),
    )
    if (!verdict) throw new Error('there is always a policy')
    const isUnknown = this.#document === undefined
    return { verdict, blocked, isUnknown, ...(file && { file: fileAction(file, url, policies, verdict) }) }
  }

  /** Each group once; the default group when there is nobody. */
  #policiesOf(who: readonly Who[], place: Place = 'on-site'): EffectivePolicy[] {
    const document = this.#document
    const wanted = who.length > 0 ? who : [{}]
    const names = document ? wanted.map((one) => placeInGroup(document, one).name) : ['']
    return [...new Set(names)].sort().map((name) => this.#policyOf(name, place))
  }

  #policyOf(group: string, place: Place): EffectivePolicy {
    const key = `${place} ${group}`
    const known = this.#groups.get(key)
    if (known) return known
    const policy = resolve({ managed: null, server: this.#document ?? null }, { group }, place)
    this.#groups.set(key, policy)
    return policy
  }

  /** Where nothing is published, devices go by their managed values: all that is known here is what no one may see. */
  #isClosed({ action, reason }: Verdict): boolean {
    return action === 'block' && (this.#document !== undefined || reason.kind === 'illegal')
  }
}

/** A timetable is a week's. Milliseconds. */
const A_WEEK = 8 * 86_400_000

/** From `at` to `until`, each time at which the timetable says something else. */
function momentsOf(policy: EffectivePolicy, at: number, until: number): number[] {
  const times = [at]
  const end = Math.min(until, at + A_WEEK)
  for (let next = prepare(policy).momentAt(at).to; next < end; next = prepare(policy).momentAt(next).to)
    times.push(next)
  return times
}

/** What nobody may see is stricter than anything that is closed. */
const strictness = ({ action, reason }: Verdict): number =>
  ACTIONS.indexOf(action) + Number(reason.kind === 'illegal')

function fileAction(
  file: DownloadFile,
  url: string,
  policies: readonly EffectivePolicy[],
  { reason }: Verdict,
): DownloadAction {
  const where = { host: canonical(url)?.host ?? null, lifeline: reason.kind === 'lifeline' }
  const actions = policies.map(({ downloads }) => decideDownload(file, downloads, where).action)
  return DOWNLOAD_ACTIONS.findLast((one) => actions.includes(one)) ?? 'block'
}

const addressOf = ({ host, path }: LessonSite): string => `https://${host}${path ?? '/'}`
