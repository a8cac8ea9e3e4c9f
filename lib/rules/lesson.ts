/**
 * Lessons as the browser's own rules: a small set of its own beside the policy's, so that it comes and goes without
 * the other being touched (lesson-set.ts). One rule for pages and one for frames a
 * lesson; with two lessons a page must be open in both. A path opens its whole host here: the worker, which a lesson
 * keeps awake, judges the path.
 */
import type { EffectivePolicy } from '../policy/effective.ts'
import { contentHash } from '../policy/hash.ts'
import type { Lesson, LessonSite } from '../policy/lesson.ts'
import type { Now } from '../time/now.ts'
import { canonicalHosts } from '../verdict/address.ts'
import { plainEntry } from '../verdict/entry.ts'
import { framesOf, running } from '../verdict/lesson.ts'
import { drafts, FRAMES, PAGES, type Draft, type Where } from './draft.ts'
import { allBut } from './hosts.ts'
import { numbered, type CompiledRules } from './number.ts'
import { underPath } from './paths.ts'
import { suffixes } from './places.ts'

/** Raised whenever the same lessons give other rules than before. */
const FORMAT = 2

/** Which lessons run, by what they close: two with the same sites and other words need no other rules. */
export const lessonMarkerOf = (policy: EffectivePolicy, now: Now): string => markerFor(running(policy, now))

function markerFor(lessons: readonly Lesson[]): string {
  return `${FORMAT}/${contentHash(lessons.map(({ mode, sites, frames }) => ({ mode, sites, frames })))}`
}

/** While none does. */
export const NO_LESSON = markerFor([])

/** The rules of the lessons that run; the marker alone when none does. */
export function compileLessons(policy: EffectivePolicy, now: Now): CompiledRules {
  const lessons = running(policy, now)
  return numbered('lesson', markerFor(lessons), lessons.flatMap(rulesOf))
}

function rulesOf(lesson: Lesson): Draft[] {
  const { mode, sites } = lesson
  if (mode === 'eyes-up') return allBut('lesson', FRAMES, [])
  if (mode === 'except') return sites.flatMap((site) => drafts('lesson', 'block', FRAMES, on(site)))
  const open = sites.map(({ host }) => host)
  return [
    ...allBut('lesson', PAGES, open),
    ...allBut('lesson', ['sub_frame'], [...open, ...framesOf(lesson)]),
  ]
}

/** No regular expressions: safe search would need a twin of each, and lessons come and go. */
function on({ host, path }: LessonSite): Where[] {
  if (path === undefined) return suffixes(canonicalHosts([host]))
  const plain = plainEntry({ kind: 'path', host, path, action: 'block' })
  return plain === null ? [] : underPath([plain.host], plain.path, 'block', 0)
}
