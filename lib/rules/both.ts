/** The policy's rules and the lessons': two sets in the browser, one answer about them. */
import type { CategoryLists } from '../lists/lists.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { rulesApplier } from './apply.ts'
import type { Applied } from './apply.ts'
import { compile, markerOf } from './compile.ts'
import { compileLessons, lessonMarkerOf } from './lesson.ts'
import type { RulesPort } from './port.ts'

/** Which rules are others than before: the policy's (and perhaps the lessons' too), the lessons' alone, or none. */
export type Changed = 'policy' | 'lessons' | 'nothing'

/** `outcome`, `marker`: of the policy's set; `problems`: of both. */
export interface BothApplied extends Applied {
  readonly changed: Changed
  /** The browser has the lessons' rules as they are now, none left out. */
  readonly lessonsHold: boolean
}

export interface RuleSets {
  /** Has both sets in force. Never rejects. */
  ensure(policy: EffectivePolicy, lists: CategoryLists, now: Now): Promise<BothApplied>
}

export function ruleSets(port: RulesPort): RuleSets {
  const ofPolicy = rulesApplier(port, 'policy')
  const ofLessons = rulesApplier(port, 'lesson')
  return {
    async ensure(policy, lists, now) {
      const [base, lessons] = await Promise.all([
        ofPolicy.ensure(markerOf(policy, lists, now), () => compile(policy, lists, now)),
        ofLessons.ensure(lessonMarkerOf(policy, now), () => compileLessons(policy, now)),
      ])
      const isNew = ({ outcome }: Applied): boolean => outcome === 'applied'
      const changed = isNew(base) ? 'policy' : isNew(lessons) ? 'lessons' : 'nothing'
      const lessonsHold = lessons.outcome !== 'kept-last' && lessons.problems.length === 0
      return { ...base, problems: [...base.problems, ...lessons.problems], changed, lessonsHold }
    },
  }
}
