/**
 * A classroom: the school's server as a process of its own, pupils and a teacher each in a managed browser with its own
 * policy and profile, and what the teacher's console asks and hears, over HTTP.
 */
import { join } from 'node:path'
import type { LessonStart, RunningLesson } from '../../../lib/protocol/lessons.ts'
import type { Role } from '../../../lib/protocol/staff-roles.ts'
import { changeMembers, makeClass } from '../../../server/classes/hand.ts'
import { openContext } from '../../../server/context.ts'
import type { Context } from '../../../server/context.ts'
import { readEnvironment } from '../../../server/environment.ts'
import { LessonStream } from '../../../server/live/testing-stream.ts'
import { setRoles } from '../../../server/staff/roles.ts'
import { startSession } from '../../../server/staff/sessions.ts'
import type { ManagedBrowser, ManagedOptions } from '../../rig/browser.ts'
import { startSchool } from '../../rig/server.ts'
import type { School } from '../../rig/server.ts'
import { startWeb } from '../../rig/web.ts'
import type { TestWeb } from '../../rig/web.ts'
import { startSchoolBrowser } from '../backstops/school.ts'
import { letIn, publishOpen } from './stage.ts'

export const AMY = 'amy.pupil@hill.test'
export const BEN = 'ben.pupil@hill.test'
export const KHAN = 'khan@hill.test'
export const LEE = 'lee@hill.test'

/** Somebody who is signed in to the console. */
export interface Teacher {
  /** The answer of a route, or an error with its status and words. */
  ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T>
  start(more?: object): Promise<RunningLesson>
  look(lesson: string, query?: string): Promise<LessonStream>
}

export interface Classroom {
  readonly web: TestWeb
  readonly school: School
  readonly context: Context
  readonly maths: number
  readonly people: readonly ManagedBrowser[]
  /** Another browser of this person's, let in by the school. */
  seat(
    userName: string,
    values?: Record<string, unknown>,
    extraPolicies?: ManagedOptions['extraPolicies'],
  ): Promise<ManagedBrowser>
  /** Signed in to the console: a teacher, unless other roles are given. */
  teacher(address: string, roles?: readonly Role[]): Promise<Teacher>
  close(): Promise<void>
}

/** `hosts`: the names that the test's internet answers for. `debugging`: puppeteer may speak to its browsers. `environment`: of the server. */
export async function openClassroom(
  hosts: readonly string[] = ['*.test'],
  {
    debugging = false,
    environment = {},
  }: { debugging?: boolean; environment?: Readonly<Record<string, string>> } = {},
): Promise<Classroom> {
  const [web, school] = await Promise.all([startWeb(), startSchool({ environment })])
  await school.openWindow(20)
  const group = await publishOpen(school)
  const context = await openContext(
    readEnvironment({ KERB_DATA: join(school.folder, 'data'), KERB_KEYS: join(school.folder, 'keys') }),
  )
  const by = { actor: 'test', now: Date.now() }
  const maths = await makeClass(context.db, '9B Maths', by)
  await changeMembers(context, maths, { role: 'pupils', action: 'add', addresses: `${AMY}\n${BEN}` }, by)
  await changeMembers(context, maths, { role: 'teachers', action: 'add', addresses: KHAN }, by)
  const people: ManagedBrowser[] = []
  const open: LessonStream[] = []
  return {
    web,
    school,
    context,
    maths,
    people,
    async seat(userName, values = {}, extraPolicies = {}) {
      const browser = await startSchoolBrowser(
        {
          serverAddress: school.address,
          serverKeys: school.keys,
          enrolmentToken: school.token,
          userName,
          group,
          ...values,
        },
        { web, hosts, debugging, extraPolicies },
      )
      people.push(browser)
      await letIn(school, browser, people.length)
      return browser
    },
    async teacher(address, roles = ['teacher']) {
      const person = await context.people.numberOf(context.db, address)
      await setRoles(context.db, person, 'administrator', roles, Date.now())
      const { secret } = await startSession(context.db, { person, how: 'provider' }, Date.now())
      const cookie = `kerb=${secret}`
      const ask: Teacher['ask'] = async (method, path, body) => {
        const answer = await fetch(`${school.address}/admin${path}`, {
          method,
          headers: { cookie, origin: school.address, ...(body && { 'content-type': 'application/json' }) },
          ...(body && { body: JSON.stringify(body) }),
        })
        const text = await answer.text()
        if (!answer.ok) throw new Error(`${answer.status} ${text}`)
        return (text === '' ? undefined : JSON.parse(text)) as never
      }
      return {
        ask,
        async start(more = {}) {
          const { classes } = await ask<LessonStart>('GET', '/lessons/start')
          const mine = classes[0]?.id
          const body = {
            class: mine,
            mode: 'only',
            sites: [{ host: 'maths.test' }],
            frames: ['player.test'],
            minutes: 30,
          }
          return ask<RunningLesson>('POST', '/lessons', { ...body, ...more })
        },
        async look(lesson, query) {
          const stream = await LessonStream.open(school.address, lesson, cookie, query)
          open.push(stream)
          return stream
        },
      }
    },
    async close() {
      for (const stream of open) stream.close()
      await Promise.all(people.map((browser) => browser.close()))
      await context.close()
      await Promise.all([web.close(), school.close()])
    },
  }
}
