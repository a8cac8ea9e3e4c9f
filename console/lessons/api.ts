/** Lessons, as the console asks the server about them. */
import type { LessonSite } from '../../lib/policy/lesson.ts'
import {
  askedSchema,
  checkedSitesSchema,
  coverCodeSchema,
  lessonStartSchema,
  needsSchema,
  type NewLesson,
  type NewSet,
  ownTabsSchema,
  runningLessonSchema,
  runningLessonsSchema,
  siteRequestsSchema,
} from '../../lib/protocol/lessons.ts'
import { ask, call } from '../api.ts'
import type { Query } from '../list/growing.ts'
import { withQuery } from '../list/query.ts'

const at = (lesson: string, what = '') => `/admin/lessons/${encodeURIComponent(lesson)}${what}`

export const lessonsApi = {
  beginning: () => ask(lessonStartSchema, 'GET', '/admin/lessons/start'),
  running: () => ask(runningLessonsSchema, 'GET', '/admin/lessons'),
  start: (lesson: NewLesson) => ask(runningLessonSchema, 'POST', '/admin/lessons', lesson),
  check: (of: number, sites: readonly LessonSite[]) =>
    ask(checkedSitesSchema, 'POST', '/admin/lessons/check', { class: of, sites }),
  askFor: (of: number, site: LessonSite, why: string) =>
    call('POST', '/admin/lessons/ask', { class: of, site, why }),
  ownTabs: () => ask(ownTabsSchema, 'GET', '/admin/lessons/own-tabs'),
  needs: (url: string) => ask(needsSchema, 'POST', '/admin/lessons/needs', { url }),
  keepSet: (set: NewSet) => call('POST', '/admin/lesson-sets', set),
  dropSet: (set: number) => call('DELETE', `/admin/lesson-sets/${set}`),
  takeOver: (code: string) => ask(runningLessonSchema, 'POST', '/admin/lessons/cover', { code }),

  until: (lesson: string, minutes: number) => call('POST', at(lesson, '/until'), { minutes }),
  sites: (lesson: string, sites: readonly LessonSite[], frames: readonly string[]) =>
    call('POST', at(lesson, '/sites'), { sites, frames }),
  end: (lesson: string) => call('DELETE', at(lesson)),
  open: (lesson: string, url: string, pupils: readonly number[]) =>
    ask(askedSchema, 'POST', at(lesson, '/open'), { url, ...(pupils.length === 0 ? {} : { pupils }) }),
  close: (lesson: string, pupil: number, tab: number) =>
    ask(askedSchema, 'POST', at(lesson, '/close'), { pupil, tab }),
  exempt: (lesson: string, pupil: number, exempt: boolean) =>
    call('POST', at(lesson, '/exempt'), { pupil, exempt }),
  claim: (lesson: string, pupils: readonly number[]) => call('POST', at(lesson, '/claim'), { pupils }),
  code: (lesson: string) => ask(coverCodeSchema, 'POST', at(lesson, '/code')),
  /** Where its live events come from; with `tabs`, pupils' open tabs too. */
  live: (lesson: string, tabs: boolean) => at(lesson, tabs ? '/live?tabs=1' : '/live'),

  requests: (query: Query = {}) => ask(siteRequestsSchema, 'GET', withQuery('/admin/site-requests', query)),
  decide: (request: number, state: 'done' | 'declined') =>
    call('POST', `/admin/site-requests/${request}`, { state }),
}
