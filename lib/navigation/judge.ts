/**
 * The verdicts of this worker: `decide` over what is in memory. A fresh worker has nothing in memory until its
 * stored state is read; until then `verdict` answers null, and the caller waits for `ready` or does what is safe.
 */
import type { CategoryLists } from '../lists/lists.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { decide, liftWarning } from '../verdict/decide.ts'
import type { Target, Verdict } from '../verdict/verdict.ts'

export interface Ruling {
  readonly policy: EffectivePolicy
  readonly lists: CategoryLists
}

export interface Judge {
  /** Resolves when stored policy is in memory. Never rejects: with nothing stored the baseline holds. */
  readonly ready: Promise<void>
  ruling(): Ruling | null
  /** Null while nothing is in memory. A continued warning comes back as `allow`. */
  verdict(url: string, target: Target): Verdict | null
}

export interface JudgeParts {
  readonly ready: Promise<void>
  readonly ruling: () => Ruling | null
  readonly now: () => Now
  /** Whether the pupil has continued past a warning for this address and the while is not over. */
  readonly continued: (url: string) => boolean
}

export function createJudge(parts: JudgeParts): Judge {
  return {
    ready: parts.ready,
    ruling: parts.ruling,
    verdict(url, target) {
      const ruling = parts.ruling()
      if (!ruling) return null
      const verdict = decide(url, ruling.policy, ruling.lists, parts.now(), target)
      return verdict.action === 'warn' ? liftWarning(verdict, parts.continued(url)) : verdict
    },
  }
}
