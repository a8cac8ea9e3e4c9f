/** The lesson that is being put together: class, sites, mode, end, words. */
import { computed, signal } from '@preact/signals'
import type { LessonSite } from '../../lib/policy/lesson.ts'
import { LONGEST_EYES_UP, type LessonStart, type NewLesson } from '../../lib/protocol/lessons.ts'
import { checkLater, checkNow, forgetChecks } from './check.ts'
import { type End, HOUR, minutesOf, usualEnd } from './ends.ts'
import { framesIn, keptList, NO_SITES, sitesIn, type SiteList } from './site-list.ts'
import type { Mode } from './words.ts'

/** What the server says of where lessons start; null until it has. */
export const beginning = signal<LessonStart | null>(null)

export const chosen = signal<number | null>(null)
export const mode = signal<Mode>('only')
export const list = signal<SiteList>(NO_SITES)
export const end = signal<End>(HOUR)
export const message = signal('')
/** The list is one that was kept, as it was kept: another may take its place. */
export const untouched = signal(true)

export const chosenClass = computed(() => beginning.value?.classes.find(({ id }) => id === chosen.value))

/** Fills the page in as it is usually wanted. */
export function begin(start: LessonStart, now: number): void {
  const first = beginning.value === null
  beginning.value = start
  if (!first) return
  end.value = usualEnd(start.bells, now)
  const [only, ...more] = start.classes
  if (only && more.length === 0) choose(only.id)
}

/** Another class: its last sites come with it, unless the teacher has begun a list of their own. */
export function choose(id: number): void {
  chosen.value = id
  const last = chosenClass.value?.last
  if (untouched.value) {
    const onlySet = beginning.value?.sets.length === 1 ? beginning.value.sets[0] : undefined
    const kept = last && last.sites.length > 0 ? last : onlySet
    list.value = kept ? keptList(kept.sites, kept.frames) : NO_SITES
    mode.value = last && last.mode !== 'eyes-up' ? last.mode : 'only'
  }
  recheck()
}

/** Changes the list by hand. */
export function change(next: SiteList): void {
  list.value = next
  untouched.value = next.sites.length === 0
  recheck()
}

/** Puts a kept list in: in place of another kept one, or beside what was put together by hand. */
export function putIn(sites: readonly LessonSite[], frames: readonly string[]): 'instead' | 'beside' {
  const kept = keptList(sites, frames)
  const instead = untouched.value
  const hosts = new Set(list.value.sites.map(({ host }) => host))
  list.value = instead
    ? kept
    : {
        sites: [...list.value.sites, ...kept.sites.filter(({ host }) => !hosts.has(host))],
        frames: [...list.value.frames, ...kept.frames],
      }
  recheck()
  return instead ? 'instead' : 'beside'
}

export function setMode(next: Mode, now: number): void {
  const changed = (mode.value === 'eyes-up') !== (next === 'eyes-up')
  mode.value = next
  // Covered screens have an end of their own kind.
  if (changed)
    end.value =
      next === 'eyes-up' ? { by: 'minutes', minutes: 5 } : usualEnd(beginning.value?.bells ?? [], now)
}

const needsSites = (): boolean => mode.value !== 'eyes-up'

function recheck(): void {
  if (chosen.value !== null) checkLater(chosen.value, sitesIn(list.value))
}

/** Asks at once what the policy says of the list; whether it says more than was shown. */
export const checkBeforeStart = async (): Promise<boolean> =>
  chosen.value !== null && needsSites() ? checkNow(chosen.value, sitesIn(list.value)) : false

/** What the server is asked for, or what is still missing. */
export function asked(now: number): NewLesson | string {
  if (chosen.value === null) return 'Choose a class first.'
  if (needsSites() && list.value.sites.length === 0) return 'Give at least one site.'
  const minutes = minutesOf(end.value, now)
  if (typeof minutes === 'string') return minutes
  if (mode.value === 'eyes-up' && minutes > LONGEST_EYES_UP)
    return `Screens are covered for ${LONGEST_EYES_UP} minutes at most. You can renew it then.`
  const words = message.value.trim()
  return {
    class: chosen.value,
    mode: mode.value,
    sites: needsSites() ? [...sitesIn(list.value)] : [],
    frames: needsSites() ? [...framesIn(list.value)] : [],
    minutes,
    ...(words === '' ? {} : { message: words }),
  }
}

/** The next lesson begins with an empty page. */
export function clear(): void {
  beginning.value = null
  chosen.value = null
  mode.value = 'only'
  list.value = NO_SITES
  message.value = ''
  untouched.value = true
  forgetChecks()
}
