/** The policy's rules, the lessons', the quarantine's and the lists': sets in the browser, one answer about them. */
import type { CategoryLists } from '../lists/lists.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { rulesApplier } from './apply.ts'
import type { Applied } from './apply.ts'
import { carriedMarkerOf, compileCarried } from './carried.ts'
import { compileWith, markerOf } from './compile.ts'
import { lessonSet } from './lesson-set.ts'
import type { RulesPort } from './port.ts'
import { compileQuarantine, lackingOf, quarantineMarkerOf } from './quarantine.ts'

/** Which rules are others than before: the policy's (and perhaps the others too), some of the others, or none. */
export type Changed = 'policy' | 'lists' | 'lessons' | 'quarantine' | 'nothing'

/** `outcome`, `marker`: of the policy's set; `problems`: of all. */
export interface BothApplied extends Applied {
  readonly changed: Changed
  /** The browser has the lessons' rules as they are now, none left out. */
  readonly lessonsHold: boolean
  /** The browser has the names that lists have too many of for memory, as they are now. */
  readonly listsHold: boolean
}

export interface RuleSets {
  /** Has all sets in force. Never rejects. */
  ensure(policy: EffectivePolicy, lists: CategoryLists, now: Now): Promise<BothApplied>
}

export function ruleSets(port: RulesPort): RuleSets {
  const ofPolicy = rulesApplier(port, 'policy')
  const ofLessons = lessonSet(port)
  const ofQuarantine = rulesApplier(port, 'quarantine')
  const ofLists = rulesApplier(port, 'lists')
  return {
    async ensure(policy, lists, now) {
      const [base, lessons, quarantine, carried] = await Promise.all([
        ofPolicy.ensure(markerOf(policy, lists, now), () => compileWith(policy, lists, now)),
        ofLessons.ensure(policy, now),
        ofQuarantine.ensure(quarantineMarkerOf(policy, now), () => compileQuarantine(policy, now)),
        ofLists.ensure(carriedMarkerOf(policy, lists, now), () => compileCarried(policy, lists, now)),
      ])
      const lessonsHold = lessons.outcome !== 'kept-last' && lessons.problems.length === 0
      const lacking = lackingOf(policy, now)
      const problems = [
        ...base.problems,
        ...lessons.problems,
        ...quarantine.problems,
        ...carried.problems,
        ...lacking,
      ]
      const listsHold = carried.outcome !== 'kept-last'
      const changed = changedOf({ policy: base, lists: carried, lessons, quarantine })
      return { ...base, problems, changed, lessonsHold, listsHold }
    },
  }
}

function changedOf(sets: Readonly<Record<Exclude<Changed, 'nothing'>, Applied>>): Changed {
  const changed = (['policy', 'lists', 'lessons', 'quarantine'] as const).find(
    (name) => sets[name].outcome === 'applied',
  )
  return changed ?? 'nothing'
}
