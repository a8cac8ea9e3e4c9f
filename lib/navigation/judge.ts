/**
 * The verdicts of this worker: `decide` over what is in memory. A fresh worker has nothing in memory until its
 * stored state is read; until then `verdict` answers null, and the caller waits for `ready` or does what is safe.
 */
import type { CategoryLists } from '../lists/lists.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { decideCarried } from '../verdict/decide-carried.ts'
import { decide, liftWarning, stricterVerdict } from '../verdict/decide.ts'
import { isNobodys } from '../verdict/found.ts'
import type { Target, Verdict } from '../verdict/verdict.ts'
import { searchVerdict } from './search-verdict.ts'

export interface Ruling {
  readonly policy: EffectivePolicy
  readonly lists: CategoryLists
}

export interface Judge {
  /** Resolves when stored policy is in memory. Never rejects: with nothing stored the baseline holds. */
  readonly ready: Promise<void>
  ruling(): Ruling | null
  /**
   * Resolves when a verdict on this address can be given: everything that the lists say of it is in memory. Never rejects.
   */
  readyFor(url: string, target: Target, within?: Within): Promise<void>
  /**
   * Null while what it takes is not in memory. A continued warning comes back as `allow`, and so does a frame on a lifeline's
   * page: what its pages load loads too.
   */
  verdict(url: string, target: Target, within?: Within): Verdict | null
}

/** Where a frame is. */
export interface Within {
  readonly tabId: number
  /** Origin of the document that asks for it, where the browser says so. */
  readonly initiator?: string | undefined
}

export interface JudgeParts {
  readonly ready: Promise<void>
  readonly ruling: () => Ruling | null
  readonly now: () => Now
  /** Whether the pupil has continued past a warning for this address and the while is not over. */
  readonly continued: (url: string) => boolean
  /** What was found at this very address, where that closes it. */
  readonly found?: (url: string, ruling: Ruling, target: Target) => Verdict | undefined
  /** Whether the tab shows a lifeline. */
  readonly showsLifeline: (tabId: number) => boolean
}

const ON_LIFELINE: Verdict = { action: 'allow', reason: { kind: 'lifeline' }, remedy: 'none' }

/** Addresses within addresses name further hosts, each known only when the one around it has been looked into. */
const MOST_ROUNDS = 20

export function createJudge(parts: JudgeParts): Judge {
  const verdict: Judge['verdict'] = (url, target, within) => {
    const ruling = parts.ruling()
    const unread = ruling?.lists.unread
    unread?.begin()
    const found = ruling && verdictOf(parts, ruling, url, target, within)
    return unread?.isLacking() === true ? null : found
  }
  return {
    ready: parts.ready,
    ruling: parts.ruling,
    verdict,
    async readyFor(url, target, within) {
      await parts.ready
      for (let round = 0; round < MOST_ROUNDS && verdict(url, target, within) === null; round++)
        await parts.ruling()?.lists.unread?.read()
    },
  }
}

function verdictOf(
  parts: JudgeParts,
  ruling: Ruling,
  url: string,
  target: Target,
  within: Within | undefined,
): Verdict {
  const { policy, lists } = ruling
  const decided = decideCarried(url, policy, lists, parts.now(), target)
  const found = isNobodys(decided.reason) ? parts.found?.(url, ruling, target) : undefined
  const seen = found === undefined ? decided : withFound(decided, found)
  const verdict = searchVerdict(url, seen, policy, parts.now(), target) ?? seen
  // The illegal slot alone is above the lifelines.
  if (target === 'frame' && within && verdict.reason.kind !== 'illegal') {
    const { initiator } = within
    const asker = initiator === undefined ? null : decide(initiator, policy, lists, parts.now(), 'page')
    if (asker?.reason.kind === 'lifeline' || parts.showsLifeline(within.tabId)) return ON_LIFELINE
  }
  return verdict.action === 'warn' ? liftWarning(verdict, parts.continued(url)) : verdict
}

/** On a tie what was seen counts before what lists say, which is how the guard knows that it has said it. */
const withFound = (decided: Verdict, found: Verdict): Verdict =>
  decided.reason.kind === 'found' ? stricterVerdict(decided, found) : stricterVerdict(found, decided)
