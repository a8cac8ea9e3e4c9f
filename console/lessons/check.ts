/** What the school's policy says of a list of sites, before a lesson opens them: asked while the list is made. */
import { signal } from '@preact/signals'
import { type LessonSite, MOST_SITES } from '../../lib/policy/lesson.ts'
import type { CheckedSite } from '../../lib/protocol/lessons.ts'
import { ApiError } from '../api.ts'
import { lessonsApi } from './api.ts'
import { siteName } from './words.ts'

type Closed = NonNullable<CheckedSite['closed']>

interface Checked {
  /** Which class and sites this is about. */
  readonly key: string
  readonly state: 'asking' | 'known' | 'failed'
  /** By the site's name. */
  readonly closed: ReadonlyMap<string, Closed>
}

const NOTHING: Checked = { key: '', state: 'known', closed: new Map() }
export const checked = signal<Checked>(NOTHING)

/** A list changes in steps; each is not asked about. Milliseconds. */
const SETTLES = 250
let timer: ReturnType<typeof setTimeout> | undefined

const keyOf = (of: number, sites: readonly LessonSite[]): string => JSON.stringify([of, sites])

/** What was heard on another visit to the page may not hold any more. */
export function forgetChecks(): void {
  clearTimeout(timer)
  checked.value = NOTHING
}

/** Asks in a moment, when the list has settled. What is known of sites stays shown. */
export function checkLater(of: number, sites: readonly LessonSite[]): void {
  const key = keyOf(of, sites)
  if (checked.value.key === key && checked.value.state !== 'failed') return
  clearTimeout(timer)
  if (sites.length === 0) {
    checked.value = { ...NOTHING, key }
    return
  }
  const sameClass = checked.value.key.startsWith(`[${of},`)
  checked.value = { key, state: 'asking', closed: sameClass ? checked.value.closed : NOTHING.closed }
  timer = setTimeout(() => void run(of, sites, key), SETTLES)
}

/** Resolves when the policy's word on this list is known; with true when it closes something that was not shown yet. */
export async function checkNow(of: number, sites: readonly LessonSite[]): Promise<boolean> {
  const key = keyOf(of, sites)
  const shown = new Set(checked.value.closed.keys())
  if (checked.value.key !== key || checked.value.state !== 'known') {
    clearTimeout(timer)
    await run(of, sites, key)
  }
  return sites.some((site) => checked.value.closed.has(siteName(site)) && !shown.has(siteName(site)))
}

/**
 * `maths.org` is often read at `www.maths.org`, which the policy may close alone: the class would stand before a closed
 * door. From the site as it is there to the site of the list.
 */
function frontDoors(sites: readonly LessonSite[]): ReadonlyMap<LessonSite, LessonSite> {
  const named = sites.filter(({ host }) => host.includes('.') && !/^www\.|^\[|\.\d+$/.test(host))
  return new Map(
    named.slice(0, MOST_SITES - sites.length).map((site) => [{ ...site, host: `www.${site.host}` }, site]),
  )
}

function run(of: number, sites: readonly LessonSite[], key: string): Promise<void> {
  checked.value = { ...checked.value, key, state: 'asking' }
  return ask(of, sites, key)
}

async function ask(of: number, sites: readonly LessonSite[], key: string): Promise<void> {
  try {
    const doors = frontDoors(sites)
    const answer = await lessonsApi.check(of, [...doors.keys(), ...sites])
    if (checked.value.key !== key) return
    const named = [...doors.values(), ...sites].map(siteName)
    const closed = answer.sites.flatMap((site, i) => {
      const name = named[i]
      return site.closed && name !== undefined ? [[name, site.closed] as const] : []
    })
    checked.value = { key, state: 'known', closed: new Map(closed) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // Said beside the list: a lesson may start all the same, as it opens nothing that the policy closes.
    if (checked.value.key === key) checked.value = { ...checked.value, state: 'failed' }
  }
}
