/** For tests of self-checks by schedule: a school in which every hour is one, and pupils' devices that are at work. */
import type { CheckPlan } from '../../lib/protocol/self-check-plans.ts'
import type { SelfCheckReport, SelfChecks, Tried } from '../../lib/protocol/self-check.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { DAY } from '../../lib/time/zone.ts'
import { publish } from '../documents/documents.ts'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { samplePolicy, TestDevice, testServer, type TestServer } from '../testing.ts'
import { runPlans } from './schedule.ts'

export const [AMY, BEN] = ['amy.pupil@school.example', 'ben.pupil@school.example']
/** Everything is a school hour, so that the tests need no clock of their own. */
const ALWAYS = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]

export const STOPPED: Tried = {
  category: 'adult',
  address: 'https://pornhub.com/kerb-self-check',
  expected: 'stopped',
  outcome: 'stopped',
}
const report = (run: string, more: Partial<SelfCheckReport>): SelfCheckReport => ({
  run,
  at: Date.now(),
  how: 'plan',
  group: 'year-9',
  ageGroup: 'secondary',
  place: 'on-site',
  extension: '0.2.0',
  browser: 'Chromium 156',
  tried: [STOPPED],
  ...more,
})

export class PlanStage {
  server: TestServer
  readonly now = Date.now()

  private constructor(server: TestServer) {
    this.server = server
  }

  static async open(): Promise<PlanStage> {
    const server = await testServer()
    const policy = {
      ...samplePolicy(),
      timeZone: 'UTC',
      lessons: { hours: ALWAYS, onSiteOnly: false },
      people: { [AMY]: 'year-9', [BEN]: 'year-9' },
    }
    await publish(server.context.db, server.context.vault, 'policy', policy, { actor: 'test', note: '' })
    return new PlanStage(server)
  }

  get db() {
    return this.server.context.db
  }

  async restart(): Promise<void> {
    this.server = await this.server.restart()
  }

  /** A device of a pupil that is at work. */
  async device(name: string): Promise<TestDevice> {
    const made = await TestDevice.confirmed(this.server, { person: { name, from: 'profile' } })
    await this.beat(made)
    return made
  }

  /** What its heartbeat is asked for. */
  async beat(of: TestDevice): Promise<string | undefined> {
    const policy = { epoch: 1, number: 1 }
    const { body } = await of.heartbeat(0, { enforcing: 'rules-1', policy })
    return (body as { selfCheck?: { run: string } }).selfCheck?.run
  }

  /** A weekly schedule, set so many days ago, of which one is due today. */
  async plan(group = 'year-9', ago = 6): Promise<void> {
    const weekday = ((new Date(this.now).getUTCDay() + 6) % 7) + 1
    const since = this.now - ago * DAY
    await this.db
      .insertInto('self_check_plans')
      .values({ policy_group: group, often: 'weekly', weekday, minute: 0, since })
      .execute()
  }

  run(later = 0): Promise<void> {
    return runPlans(this.server.context, this.now + later)
  }

  asks() {
    return this.db.selectFrom('self_check_asks').selectAll().orderBy('asked').execute()
  }

  rounds() {
    return this.db.selectFrom('self_check_rounds').selectAll().execute()
  }

  file(by: TestDevice, run = '', more: Partial<SelfCheckReport> = {}) {
    return by.send('POST', '/v1/self-check', report(run, more))
  }

  putOff(by: TestDevice, run: string) {
    return by.send('POST', '/v1/self-check/not-now', { run, why: 'in-use' })
  }

  async staff(method: 'GET' | 'POST', url: string, payload?: object, role: Role = 'network') {
    const { cookie } = await memberCookie(this.server, `${role}@school.example`, [role])
    const headers = { ...SAME_ORIGIN, cookie }
    return this.server.app.inject({ method, url, headers, ...(payload && { payload }) })
  }

  async read(): Promise<SelfChecks> {
    return (await this.staff('GET', '/admin/self-checks')).json()
  }

  async shown(group = 'year-9'): Promise<CheckPlan | null | undefined> {
    return (await this.read()).groups.find((one) => one.group === group)?.plan
  }

  /** What mail is about from now on. */
  mails(): string[] {
    const told: string[] = []
    this.server.context.mail.queue = async (_trx, people, _now, about) =>
      void told.push(...people.map(() => about ?? 'concern'))
    return told
  }
}
