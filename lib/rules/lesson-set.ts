/**
 * The lessons' rules are session rules and nothing else. They take milliseconds, however many names the dynamic rules hold;
 * and a lesson that is over can be taken out on a disk without room, where the browser changes no dynamic rule. After a
 * restart the browser has none: pages are held until the facts are read, which have the lesson (navigation/launch-guard.ts).
 */
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { rulesApplier, type Applied } from './apply.ts'
import { compileLessons, lessonMarkerOf, NO_LESSON } from './lesson.ts'
import { type CompiledRules, numbered } from './number.ts'
import type { RulesPort } from './port.ts'
import { oneAtATime } from './queue.ts'

export interface LessonSet {
  /** Has the rules of the lessons that run in force, as `RulesApplier.ensure`. Never rejects. */
  ensure(policy: EffectivePolicy, now: Now): Promise<Applied>
}

export function lessonSet(port: RulesPort): LessonSet {
  const rules = rulesApplier(ofSession(port), 'lesson')
  const lasting = rulesApplier(port, 'lesson')
  const inTurn = oneAtATime()
  let isNothingLeft = false

  // A session begins without rules: then nothing says that there is no lesson.
  const atOnce = async (marker: string, make: () => CompiledRules): Promise<Applied> => {
    const isNone = marker === NO_LESSON && (await rules.applied().catch(() => marker)) === undefined
    return isNone ? { outcome: 'unchanged', marker, problems: [] } : rules.ensure(marker, make)
  }
  /** Earlier versions left the lessons among the dynamic rules as well. */
  const clear = async (now: Applied): Promise<Applied> => {
    if (isNothingLeft || now.outcome === 'kept-last') return now
    const left = await lasting.applied().catch(() => 'unknown')
    const gone = await lasting.ensure(NO_LESSON, () => numbered('lesson', NO_LESSON, []))
    isNothingLeft = gone.outcome !== 'kept-last'
    // Without a mark of ours there is hardly anything of ours to go, and a full disk is not this lesson's fault.
    if (left === undefined || gone.outcome === 'unchanged') return now
    return { ...gone, problems: [...now.problems, ...gone.problems] }
  }
  return {
    ensure: (policy, now) =>
      inTurn(async () => clear(await atOnce(lessonMarkerOf(policy, now), () => compileLessons(policy, now)))),
  }
}

/** The session's rules in the place of the dynamic ones. */
const ofSession = (port: RulesPort): RulesPort => ({
  ...port,
  getDynamic: async (ids) => (await port.getSession()).filter(({ id }) => ids?.includes(id) ?? true),
  updateDynamic: (change) => port.updateSession(change),
})
