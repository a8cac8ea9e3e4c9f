/**
 * What a lesson closes. A page is open when it is on one of the lesson's sites; a frame also on a host that such a
 * page needs. What a page loads besides is none of a lesson's business: the rest of the policy judges it.
 */
import type { Hours } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Lesson } from '../policy/lesson.ts'
import { PLAYER_HOSTS } from '../policy/players.ts'
import type { Now } from '../time/now.ts'
import { canonical, canonicalHosts, lineage } from './address.ts'
import type { Address } from './address.ts'
import { EntryIndex, plainEntry } from './entry.ts'
import type { PlainEntry } from './entry.ts'
import { isActive } from './moment.ts'
import { holds } from './timetable.ts'
import type { Target } from './verdict.ts'

export interface PlainLesson {
  readonly lesson: Lesson
  readonly sites: EntryIndex<PlainEntry>
  readonly frames: ReadonlySet<string>
}

/** A lesson ready for matching. A path opens only what both readings of it lie below. */
export function plainLesson(lesson: Lesson): PlainLesson {
  const action = lesson.mode === 'except' ? 'block' : 'allow'
  const entries = lesson.sites.map(({ host, path }) =>
    path === undefined
      ? plainEntry({ kind: 'suffix', host, action })
      : plainEntry({ kind: 'path', host, path, action }),
  )
  return {
    lesson,
    sites: new EntryIndex(entries.filter((entry) => entry !== null)),
    frames: framesOf(lesson),
  }
}

/** The hosts whose frames load on its pages: players that are always let in, and what its sites need. */
export const framesOf = ({ frames }: Lesson): ReadonlySet<string> =>
  canonicalHosts([...PLAYER_HOSTS, ...frames])

/** Whether the lesson closes an address, `hosts` being its lineage. */
export function closes(
  { lesson, sites, frames }: PlainLesson,
  address: Address,
  hosts: readonly string[],
  target: Target,
): boolean {
  if (target === 'resource') return false
  if (lesson.mode === 'eyes-up') return true
  const isNamed = sites.matches(address, hosts).length > 0
  if (lesson.mode === 'except') return isNamed
  return !isNamed && !(target === 'frame' && hosts.some((host) => frames.has(host)))
}

/** Whether a page is open in the lesson, as far as the lesson is asked. */
export function opens(lesson: Lesson, url: string): boolean {
  const address = canonical(url)
  return address !== null && !closes(plainLesson(lesson), address, lineage(address.host), 'page')
}

/** A lesson comes within a second, to a clock that was proved over a network and may be that much behind. */
const BEHIND_MS = 10_000

/** From when a lesson holds on a device. Epoch milliseconds. */
export const beginning = ({ from }: Pick<Lesson, 'from'>): number => from - BEHIND_MS

/**
 * Whether a lesson runs: from its start to its end, within the hours in which lessons may. While the time is in
 * doubt it must run at every candidate time, and nobody knowing the zone ends it: a lesson ends rather than traps.
 */
export const runs = (lesson: Lesson, policy: EffectivePolicy, now: Now): boolean =>
  now.candidates.every(
    (at) =>
      isActive({ from: beginning(lesson), until: lesson.until }, at) &&
      isLessonTime(policy.lessonHours, policy.timeZone, at),
  )

/** Whether lessons may run at an instant. */
export const isLessonTime = (hours: readonly Hours[], zone: string, at: number): boolean =>
  hours.some((one) => holds({ hours: one }, zone, at) === true)

/** The lessons of a policy that run. */
export const running = (policy: EffectivePolicy, now: Now): readonly Lesson[] =>
  policy.lessons.filter((lesson) => runs(lesson, policy, now))
