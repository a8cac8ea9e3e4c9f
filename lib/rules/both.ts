/** The policy's rules, the lessons' and the quarantine's: sets in the browser, one answer about them. */
import type { CategoryLists } from '../lists/lists.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { rulesApplier } from './apply.ts'
import type { Applied } from './apply.ts'
import { compile, markerOf } from './compile.ts'
import { compileLessons, lessonMarkerOf } from './lesson.ts'
import type { RulesPort } from './port.ts'
import { compileQuarantine, lackingOf, quarantineMarkerOf } from './quarantine.ts'

/** Which rules are others than before: the policy's (and perhaps the others too), some of the others, or none. */
export type Changed = 'policy' | 'lessons' | 'quarantine' | 'nothing'

/** `outcome`, `marker`: of the policy's set; `problems`: of all. */
export interface BothApplied extends Applied {
  readonly changed: Changed
  /** The browser has the lessons' rules as they are now, none left out. */
  readonly lessonsHold: boolean
}

export interface RuleSets {
  /** Has all sets in force. Never rejects. */
  ensure(policy: EffectivePolicy, lists: CategoryLists, now: Now): Promise<BothApplied>
}

export function ruleSets(port: RulesPort): RuleSets {
  const ofPolicy = rulesApplier(port, 'policy')
  const ofLessons = rulesApplier(port, 'lesson')
  const ofQuarantine = rulesApplier(port, 'quarantine')
  return {
    async ensure(policy, lists, now) {
      const [base, lessons, quarantine] = await Promise.all([
        ofPolicy.ensure(markerOf(policy, lists, now), () => compile(policy, lists, now)),
        ofLessons.ensure(lessonMarkerOf(policy, now), () => compileLessons(policy, now)),
        ofQuarantine.ensure(quarantineMarkerOf(policy, now), () => compileQuarantine(policy, now)),
      ])
      const lessonsHold = lessons.outcome !== 'kept-last' && lessons.problems.length === 0
      const lacking = lackingOf(policy, now)
      const problems = [...base.problems, ...lessons.problems, ...quarantine.problems, ...lacking]
      return { ...base, problems, changed: changedOf({ policy: base, lessons, quarantine }), lessonsHold }
    },
  }
}

function changedOf(sets: Readonly<Record<Exclude<Changed, 'nothing'>, Applied>>): Changed {
  const changed = (['policy', 'lessons', 'quarantine'] as const).find(
    (name) => sets[name].outcome === 'applied',
  )
  return changed ?? 'nothing'
}
