/**
 * The verdicts of this worker: `decide` over what is in memory. A fresh worker has nothing in memory until its
 * stored state is read; until then `verdict` answers null, and the caller waits for `ready` or does what is safe.
 */
import type { CategoryLists } from '../lists/lists.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { decideCarried } from '../verdict/decide-carried.ts'
import { decide, liftWarning, stricterVerdict } from '../verdict/decide.ts'
import { plainEntry } from '../verdict/entry.ts'
import { isNobodys } from '../verdict/found.ts'
import { isActive } from '../verdict/moment.ts'
import type { Reason, Target, Verdict } from '../verdict/verdict.ts'
import { type LookedUp, lookNow, lookUp } from './look-up.ts'
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
   * Resolves when a verdict on this address can be given: everything that the lists say of it is in memory, or could
   * not be read in half a second, and then `verdict` answers by what is known. Never rejects.
   */
  readyFor(url: string, target: Target, within?: Within): Promise<void>
  /**
   * Null while what it takes is not in memory; what is closed whatever is lacking is so at once. A continued warning comes back as `allow`, and so does a frame on a lifeline's
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
  /** What was judged by too little, because the lists on the disk did not answer in time, can be judged in full. */
  readonly answered?: () => void
}

const ON_LIFELINE: Verdict = { action: 'allow', reason: { kind: 'lifeline' }, remedy: 'none' }

/** A disk that answers again does so for many hosts at once. Milliseconds. */
const TOGETHER_MS = 100

export function createJudge(parts: JudgeParts): Judge {
  // Not truth: hosts whose look-up took too long, judged by what is known until it has been answered.
  const late = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = (url: string, target: Target, within?: Within): LookedUp<Verdict> | null => {
    const ruling = parts.ruling()
    return ruling && lookNow(ruling.lists, () => verdictOf(parts, ruling, url, target, within))
  }
  /** What was judged by too little is judged again. */
  const answered = (hosts: readonly string[]): void => {
    for (const host of hosts) late.delete(host)
    timer ??= setTimeout(() => {
      timer = undefined
      parts.answered?.()
    }, TOGETHER_MS)
  }
  return {
    ready: parts.ready,
    ruling: parts.ruling,
    verdict(url, target, within) {
      const ruling = parts.ruling()
      const looked = look(url, target, within)
      if (!ruling || !looked) return null
      const lacking = looked.lacking.filter((host) => !late.has(host))
      const isSure = lacking.length === 0 || staysBlocked(ruling, looked.found, lacking, parts.now())
      return isSure ? looked.found : null
    },
    async readyFor(url, target, within) {
      await parts.ready
      const before = look(url, target, within)?.lacking.filter((host) => !late.has(host)) ?? []
      if (before.length === 0) return
      const seen = new Set<string>()
      const { isInTime, done } = await lookUp(() => {
        const looked = look(url, target, within) ?? NOTHING
        for (const host of looked.lacking) seen.add(host)
        return looked
      })
      if (isInTime) return
      const hosts = [...seen]
      for (const host of hosts) late.add(host)
      void done.then(() => answered(hosts))
    },
  }
}

const NOTHING: LookedUp<null> = { found: null, lacking: [], read: () => Promise.resolve() }

/** What stands above everything that opens. */
const ABOVE: ReadonlySet<Reason['kind']> = new Set(['illegal', 'suspension', 'agreement', 'lesson'])

/**
 * Whether it is closed whatever the lists say of these hosts: more of a host's categories never open it. Only an unblock
 * may reach further than it seems to, when more is known of its own host (`isBeyond`).
 */
function staysBlocked(
  { policy }: Ruling,
  { action, reason }: Verdict,
  lacking: readonly string[],
  now: Now,
): boolean {
  if (action !== 'block') return false
  if (ABOVE.has(reason.kind)) return true
  return !policy.unblocks.some((one) => {
    const host = plainEntry(one.entry)?.host
    return host !== undefined && lacking.includes(host) && now.candidates.some((at) => isActive(one, at))
  })
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
