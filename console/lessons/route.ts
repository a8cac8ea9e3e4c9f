/** Which page is looked at, as the address says: a reload, and the browser's own Back, find it again. */
import { signal } from '@preact/signals'

export type Route =
  | { readonly page: 'first' | 'school' }
  | { readonly page: 'lesson'; readonly lesson: string }
  /** `at`: which of them, as console/alerts/where.ts reads it. */
  | { readonly page: 'alerts'; readonly at: string }
  /** `at`: with which filters, as console/audit/where.ts reads it. */
  | { readonly page: 'audit'; readonly at: string }
  | { readonly page: 'policy'; readonly part: string; readonly group: string }
  /** `link`: to one entry of a pupil's record; it names nobody. */
  | { readonly page: 'shared'; readonly link: string }

function read(): Route {
  const [, lesson] = /^#lesson=([\w-]{1,64})$/.exec(location.hash) ?? []
  if (lesson !== undefined) return { page: 'lesson', lesson }
  const [, alerts] = /^#alerts((?:[/?].*)?)$/.exec(location.hash) ?? []
  if (alerts !== undefined) return { page: 'alerts', at: alerts }
  const [, audit] = /^#audit((?:\?.*)?)$/.exec(location.hash) ?? []
  if (audit !== undefined) return { page: 'audit', at: audit }
  const [isPolicy, part = '', group = ''] = /^#policy(?:=(\w+)(?:\/(.+))?)?$/.exec(location.hash) ?? []
  if (isPolicy !== undefined) return { page: 'policy', part, group: decoded(group) }
  const [, link] = /^#record=([\w-]{40,180})$/.exec(location.hash) ?? []
  if (link !== undefined) return { page: 'shared', link }
  // A link to a view of the fleet is one to the school's page.
  return { page: /^#(school$|devices\?)/.test(location.hash) ? 'school' : 'first' }
}

/** What somebody typed into the address bar may be no such text. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

export const route = signal<Route>(read())
addEventListener('hashchange', () => (route.value = read()))

export const toLesson = (lesson: string): string => `#lesson=${lesson}`
export const toPolicy = (part: string, group = ''): string =>
  `#policy=${part}${group === '' ? '' : `/${encodeURIComponent(group)}`}`
export const TO_LESSONS = '#lessons'
export const TO_SCHOOL = '#school'
export const TO_ALERTS = '#alerts'
export const TO_AUDIT = '#audit'
export const TO_SHARED = '#record='

/** Goes to a page of ours. */
export function go(to: string): void {
  location.hash = to
  route.value = read()
}
