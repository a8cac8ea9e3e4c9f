/**
 * The lessons' rules, in the browser twice. First as session rules, which take milliseconds however many names the other
 * rules hold: any change of the dynamic rules has the browser write and index all of them anew. Then as dynamic rules,
 * which are there at the first request after a restart.
 */
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { rulesApplier, type Applied } from './apply.ts'
import { compileLessons, lessonMarkerOf, NO_LESSON } from './lesson.ts'
import type { CompiledRules } from './number.ts'
import type { RulesPort } from './port.ts'
import { oneAtATime } from './queue.ts'

export interface LessonSet {
  /**
   * Has the rules of the lessons that run in force, as `RulesApplier.ensure`. A first lesson is answered for before it is
   * in the rules that last; what closes other pages than it is waited for. Never rejects.
   */
  ensure(policy: EffectivePolicy, now: Now): Promise<Applied>
}

export function lessonSet(port: RulesPort): LessonSet {
  const quick = rulesApplier(ofSession(port), 'lesson')
  const lasting = rulesApplier(port, 'lesson')
  const inTurn = oneAtATime()
  // What goes on behind an answer. When the worker dies with it, the next one finds that the lasting rules are others.
  let behind: Promise<Applied | undefined> = Promise.resolve(undefined)

  // A session begins without rules: then nothing says that there is no lesson.
  const atOnce = async (marker: string, make: () => CompiledRules): Promise<Applied> => {
    const isNone = marker === NO_LESSON && (await quick.applied().catch(() => marker)) === undefined
    return isNone ? { outcome: 'unchanged', marker, problems: [] } : quick.ensure(marker, make)
  }
  const ensure = async (marker: string, make: () => CompiledRules): Promise<Applied> => {
    const last = await behind
    behind = Promise.resolve(undefined)
    const held = await lasting.applied().catch(() => undefined) // What cannot be read is written anew.
    const now = await atOnce(marker, make)
    const isWhole = now.outcome !== 'kept-last' && now.problems.length === 0
    if (!isWhole) return inPlace(await lasting.ensure(marker, make), now)
    if (held === marker) return now
    if (held !== NO_LESSON) {
      const then = await lasting.ensure(marker, make)
      return then.outcome === 'unchanged' ? now : then
    }
    behind = lasting.ensure(marker, make)
    return { ...now, problems: last?.problems ?? [] }
  }
  return {
    ensure: (policy, now) =>
      inTurn(() => ensure(lessonMarkerOf(policy, now), () => compileLessons(policy, now))),
  }
}

/**
 * What lasts stands for what the session refused. Only a lesson that is over, or another one, may still close there: that
 * is told of, and tried again.
 */
const inPlace = (lasting: Applied, refused: Applied): Applied => {
  const { outcome, marker } = refused
  const isStale = outcome === 'kept-last' && marker !== undefined && marker !== NO_LESSON
  return isStale
    ? { ...lasting, outcome: 'kept-last', problems: [...refused.problems, ...lasting.problems] }
    : lasting
}

/** The session's rules in the place of the dynamic ones. */
const ofSession = (port: RulesPort): RulesPort => ({
  ...port,
  getDynamic: async (ids) => (await port.getSession()).filter(({ id }) => ids?.includes(id) ?? true),
  updateDynamic: (change) => port.updateSession(change),
})
