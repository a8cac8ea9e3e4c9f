/** The walk by a teacher: what belongs to another teacher is not there for them. */
import { describe, expect, it } from 'vitest'
import { changeMembers, makeClass } from '../../server/classes/hand.ts'
import { startLesson } from '../../server/lessons/lessons.ts'
import { saveSet } from '../../server/lessons/sets.ts'
import { keep } from '../../server/staff/passkeys.ts'
import { memberCookie } from '../../server/testing-staff.ts'
import type { Route } from '../fixtures/server-routes.ts'
import { LESSON_ACTIONS } from '../fixtures/server-walk.ts'
import { expected, keyOf, walk, walkStage } from '../fixtures/walk-stage.ts'

const stage = walkStage()

/**
 * What belongs to somebody else: for every route that teachers may use and that names a thing (a class, a lesson, a
 * passkey), the address of one that exists and is another teacher's, and what a stranger gets. A new route of this
 * kind fails the walk until it stands here.
 */
const OTHERS: Readonly<Record<string, { readonly url: () => Promise<string>; readonly status: 403 | 404 }>> =
  {
    'DELETE /admin/passkeys/:id': {
      status: 404,
      async url() {
        const { context } = stage.server
        const { person } = await memberCookie(stage.server, 'owner@school.example', ['teacher'])
        const verified = { credential: 'AAAA', public_key: Buffer.of(1), counter: 0, transports: '[]' }
        await keep(context, context.db, person, verified, 'Phone', Date.now())
        const { id } = await context.db.selectFrom('staff_passkeys').select('id').executeTakeFirstOrThrow()
        return `/admin/passkeys/${id}`
      },
    },
    ...Object.fromEntries(
      LESSON_ACTIONS.map((action) => [
        `POST /admin/lessons/:lesson/${action}`,
        { status: 404, url: async () => `${await othersLesson()}/${action}` },
      ]),
    ),
    'GET /admin/lessons/:lesson/live': {
      status: 404,
      url: async () => `${await othersLesson()}/live?tabs=1`,
    },
    'DELETE /admin/lessons/:lesson': { status: 404, url: () => othersLesson() },
    'GET /admin/lessons/:lesson/requests': {
      status: 404,
      url: async () => `${await othersLesson()}/requests`,
    },
    'DELETE /admin/lessons/:lesson/approvals/:approval': {
      status: 404,
      url: async () => `${await othersLesson()}/approvals/1`,
    },
    'DELETE /admin/lesson-sets/:set': {
      status: 404,
      async url() {
        const { context } = stage.server
        const owner = await context.people.numberOf(context.db, 'owner@school.example')
        const set = { name: 'Maths', sites: [{ host: 'maths.test' }], frames: [] }
        const { id } = await saveSet(context, owner, set, Date.now())
        return `/admin/lesson-sets/${id}`
      },
    },
    'GET /admin/my-classes/:id': {
      status: 404,
      url: async () => `/admin/my-classes/${await othersClass('9B')}`,
    },
    'GET /admin/my-agreement/:id': {
      status: 404,
      url: async () => `/admin/my-agreement/${await othersClass('9A')}`,
    },
  }

/** A class of another teacher's. */
async function othersClass(name: string): Promise<number> {
  const by = { actor: 'test', now: Date.now() }
  const { context } = stage.server
  const id = await makeClass(context.db, name, by)
  const owner = { role: 'teachers', action: 'add', addresses: 'owner@school.example' } as const
  await changeMembers(context, id, owner, by)
  return id
}

/** The address of a lesson in a class of another teacher's. */
async function othersLesson(): Promise<string> {
  const { context } = stage.server
  const classId = await othersClass('9C')
  const teacher = await context.people.numberOf(context.db, 'owner@school.example')
  const asked = {
    class: classId,
    mode: 'only',
    sites: [{ host: 'maths.test' }],
    frames: [],
    minutes: 30,
  } as const
  const id = await startLesson(
    context,
    { teacher, className: '9C' },
    { ...asked, sites: [...asked.sites], frames: [] },
    Date.now(),
  )
  return `/admin/lessons/${id}`
}

describe('the walk', () => {
  it('by a teacher, about what is another’s: a class, a lesson, a passkey', async () => {
    const about = stage.routes.filter(({ roles, url }) => roles.includes('teacher') && url.includes(':'))
    expect(about.map(keyOf).filter((key) => !OTHERS[key])).toEqual([])
    expect(about.length).toBe(Object.keys(OTHERS).length)
    const { cookie } = await memberCookie(stage.server, 'stranger@school.example', ['teacher'])
    const ask = async (route: Route) => stage.status(route, { cookie }, await OTHERS[keyOf(route)]?.url())
    expect(await walk(about, ask)).toEqual(expected(about, (route) => OTHERS[keyOf(route)]?.status ?? 0))
  })
})
