/** For tests: a school with a class, its teacher, and a teacher of nothing. */
import type { NewLesson } from '../../lib/protocol/lessons.ts'
import type { Claim } from '../../lib/protocol/wire.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { changeMembers, makeClass } from '../classes/hand.ts'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { startLesson } from './lessons.ts'

/** A Tuesday in November: London's clock is UTC. */
export const TEN = Date.UTC(2026, 10, 24, 10)
export const MINUTE = 60_000
export const KHAN = 'khan@school.example'
export const AMY = 'amy.pupil@school.example'
export const BEN = 'ben.pupil@school.example'

export class TestSchool {
  server: TestServer
  readonly #cookies = new Map<string, string>()

  private constructor(server: TestServer) {
    this.server = server
  }

  /** `site`: the school's own network; tests come from 127.0.0.1. */
  static async open(site = '127.0.0.1'): Promise<TestSchool> {
    return new TestSchool(await testServer({ KERB_SITE_ADDRESSES: site }))
  }

  async restart(): Promise<void> {
    this.server = await this.server.restart()
  }

  close(): Promise<void> {
    return this.server.close()
  }

  /** Signs somebody in, anew when time has gone by. */
  async signIn(address: string, roles: readonly Role[] = ['teacher']): Promise<number> {
    const { cookie, person } = await memberCookie(this.server, address, roles)
    this.#cookies.set(address, cookie)
    return person
  }

  async classOf(name: string, teacher: string, pupils: readonly string[] = []): Promise<number> {
    const by = { actor: 'test', now: Date.now() }
    const id = await makeClass(this.server.context.db, name, by)
    const add = (role: 'pupils' | 'teachers', who: readonly string[]) =>
      changeMembers(this.server.context, id, { role, action: 'add', addresses: who.join('\n') }, by)
    if (pupils.length > 0) await add('pupils', pupils)
    await add('teachers', [teacher])
    return id
  }

  /** A lesson of a class, started by a teacher. */
  async lesson(classId: number, by: string, more: Partial<NewLesson> = {}): Promise<string> {
    const { context } = this.server
    const teacher = await context.people.numberOf(context.db, by)
    const lesson: NewLesson = {
      class: classId,
      mode: 'only',
      sites: [{ host: 'maths.test' }],
      frames: [],
      minutes: 40,
      ...more,
    }
    return startLesson(context, { teacher, className: '9B Maths' }, lesson, Date.now())
  }

  /** A device that the school let in, with this person signed in to its browser. */
  device(name: string, more: Partial<Claim> = {}): Promise<TestDevice> {
    return TestDevice.confirmed(this.server, { person: { name, from: 'profile' }, ...more })
  }

  cookieOf(who: string): string {
    return this.#cookies.get(who) ?? ''
  }

  /** Asks as somebody who is signed in, and who is gone once `gone` is aborted: that rejects. */
  ask(who: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, gone?: AbortSignal) {
    return this.server.app.inject({
      method,
      url,
      headers: { ...SAME_ORIGIN, cookie: this.#cookies.get(who) ?? '' },
      ...(payload === undefined ? {} : { payload }),
      ...(gone === undefined ? {} : { signal: gone }),
    })
  }

  /** What the audit says, newest last: `action subject`. */
  async audit(): Promise<string[]> {
    const rows = await this.server.context.db.selectFrom('audit').selectAll().orderBy('id').execute()
    return rows.map(({ action, subject }) => `${action} ${subject}`)
  }
}
