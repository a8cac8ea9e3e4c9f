/** A school with one class, its server running, and the browser of the one pupil in it. */
import { join } from 'node:path'
import type { GroupPolicy, PolicyDocument } from '../../../lib/policy/document.ts'
import type { Lesson } from '../../../lib/policy/lesson.ts'
import { changeMembers, makeClass } from '../../../server/classes/hand.ts'
import { openContext } from '../../../server/context.ts'
import type { Context } from '../../../server/context.ts'
import { readEnvironment } from '../../../server/environment.ts'
import { startLesson } from '../../../server/lessons/lessons.ts'
import { samplePolicy } from '../../../server/testing.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { sendNow } from '../../rig/numbers.ts'
import { startSchool } from '../../rig/server.ts'
import type { School } from '../../rig/server.ts'
import { until } from '../../rig/until.ts'
import { startWeb } from '../../rig/web.ts'
import type { TestWeb } from '../../rig/web.ts'
import { hasRuleFor, PATIENTLY, startSchoolBrowser } from '../backstops/school.ts'

const ALL_WEEK = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]
const AMY = 'amy.pupil@hill.test'
const KHAN = 'khan@hill.test'

export interface LessonStage {
  readonly web: TestWeb
  readonly school: School
  readonly browser: ManagedBrowser
  /** The school's database, beside the running server. */
  readonly context: Context
  /** Starts a lesson of the class, in `maths.test` alone unless told otherwise. */
  start(more?: Partial<Pick<Lesson, 'mode' | 'sites' | 'message'>>): Promise<string>
  /** Waits until the browser's own rules hold a lesson, or none; asks the server first. */
  heard(isThere: boolean): Promise<void>
  close(): Promise<void>
}

/** What a test has otherwise: the policy's, or of its one group. */
type Otherwise = Partial<Pick<PolicyDocument, 'suspensions'>> &
  Partial<Pick<GroupPolicy, 'entries' | 'downloads' | 'recording'>>

/** All is open in the school but what a lesson closes, and lessons may be at any time. */
export async function publishOpen(
  school: School,
  { suspensions = [], ...group }: Otherwise = {},
): Promise<string> {
  const { groups, defaultGroup, ...sample } = samplePolicy()
  const usual = groups[defaultGroup]!
  const open = {
    ...usual,
    // A test is run at any time of the day, and what it looks for is recorded.
    recording: { ...usual.recording, hours: ALL_WEEK },
    entries: [],
    timetable: [],
    unknownHosts: 'allow' as const,
    ...group,
  }
  await school.publish({
    ...sample,
    defaultGroup,
    groups: { [defaultGroup]: open, staff: { ...open, ageGroup: 'staff' } },
    people: {},
    unblocks: [],
    suspensions,
    lessons: { hours: ALL_WEEK, onSiteOnly: false },
  })
  return defaultGroup
}

export async function letIn(school: School, browser: ManagedBrowser, how = 1): Promise<void> {
  const confirmed = () =>
    school.query<{ n: number }>(`SELECT count(*) AS n FROM installations WHERE state = 'confirmed'`)[0]?.n ===
    how
  await until(async () => confirmed() || (await sendNow(browser), false), {
    what: 'the device to be let in',
    within: PATIENTLY,
    every: 1000,
  })
}

/** @param hosts which names the test web server answers for */
export async function openLessonStage(hosts = ['*.test']): Promise<LessonStage> {
  const [web, school] = await Promise.all([startWeb(), startSchool()])
  await school.openWindow(5)
  const group = await publishOpen(school)
  const browser = await startSchoolBrowser(
    {
      serverAddress: school.address,
      serverKeys: school.keys,
      enrolmentToken: school.token,
      userName: AMY,
      group,
      blockEntries: ['bad.test'],
    },
    { web, hosts },
  )
  const context = await openContext(
    readEnvironment({ KERB_DATA: join(school.folder, 'data'), KERB_KEYS: join(school.folder, 'keys') }),
  )
  const by = { actor: 'test', now: Date.now() }
  const maths = await makeClass(context.db, '9B Maths', by)
  await changeMembers(context, maths, { role: 'pupils', action: 'add', addresses: AMY }, by)
  await letIn(school, browser)
  return {
    web,
    school,
    browser,
    context,
    async start(more = {}) {
      const teacher = await context.people.numberOf(context.db, KHAN)
      const asked = {
        class: maths,
        mode: 'only' as const,
        sites: [{ host: 'maths.test' }],
        frames: ['player.test'],
        minutes: 30,
        ...more,
      }
      return startLesson(context, { teacher, className: '9B Maths' }, asked, Date.now())
    },
    async heard(isThere) {
      await sendNow(browser)
      await until(async () => (await hasRuleFor(browser, 'maths.test')) === isThere, {
        what: `the lesson’s rules ${isThere ? 'in' : 'out of'} the browser`,
        within: PATIENTLY,
      })
    },
    async close() {
      await browser.close()
      await context.close()
      await Promise.all([web.close(), school.close()])
    },
  }
}
