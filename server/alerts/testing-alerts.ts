/** For tests: a school whose pupils' devices send rows that worry, and safeguarding leads who are told. */
import type { Alerts, AlertsQuery, OpenedAlert } from '../../lib/protocol/alerts.ts'
import type { Severity, Theme } from '../../lib/policy/themes.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { publish } from '../documents/documents.ts'
import { mailServer } from '../mail/testing-mail.ts'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { samplePolicy, TestDevice, testServer, type TestServer } from '../testing.ts'
import type { Claim } from '../../lib/protocol/wire.ts'

/** A Tuesday in November: London's clock is UTC. */
export const TEN = Date.UTC(2026, 10, 24, 10)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const AMY = 'amy.pupil@school.example'
export const BEN = 'ben.pupil@school.example'
export const LEAD = 'lead@school.example'
export const DEPUTY = 'deputy@school.example'
export const HEAD = 'head@school.example'

type Search = Extract<Row, { kind: 'search' }>

/** A search of Amy's. */
export const searched = (
  seq: number,
  theme: Theme,
  severity: Severity,
  more: Partial<Search> = {},
): Search => ({
  seq,
  at: Date.now(),
  who: { name: AMY, from: 'profile' },
  kind: 'search',
  host: 'search.test',
  terms: `about ${theme}`,
  categories: [],
  action: 'allow',
  reason: 'unknown-host',
  theme,
  severity,
  ...more,
})

/** The stop of a search of Amy's. */
export const stoppedSearch = (seq: number, theme: Theme, severity: Severity): Row => ({
  seq,
  at: Date.now(),
  who: { name: AMY, from: 'profile' },
  kind: 'blocked',
  host: 'search.test',
  target: 'page',
  categories: ['self-harm'],
  action: 'block',
  reason: 'search',
  theme,
  severity,
})

export class AlertStage {
  server: TestServer
  readonly smtp: Awaited<ReturnType<typeof mailServer>>
  readonly #roles = new Map<string, readonly Role[]>()

  private constructor(server: TestServer, smtp: Awaited<ReturnType<typeof mailServer>>) {
    this.server = server
    this.smtp = smtp
  }

  /** With a mail server, a policy, and a lead, who has been staff before the deputy. */
  static async open(): Promise<AlertStage> {
    const smtp = await mailServer()
    const stage = new AlertStage(await testServer(smtp.environment), smtp)
    const { db, vault } = stage.server.context
    await publish(db, vault, 'policy', samplePolicy(), { actor: 'test', note: '' })
    await stage.signIn(LEAD, ['dsl'])
    await stage.signIn(DEPUTY, ['dsl'])
    await db
      .updateTable('staff')
      .set({ created: 1 })
      .where('person', '=', await stage.numberOf(LEAD))
      .execute()
    return stage
  }

  async close(): Promise<void> {
    await this.server.close()
    await this.smtp.close()
  }

  async restart(): Promise<void> {
    this.server = await this.server.restart()
  }

  async signIn(address: string, roles: readonly Role[]): Promise<number> {
    this.#roles.set(address, roles)
    return (await memberCookie(this.server, address, roles)).person
  }

  numberOf(name: string): Promise<number> {
    return this.server.context.people.numberOf(this.server.context.db, name)
  }

  device(name = AMY, more: Partial<Claim> = {}): Promise<TestDevice> {
    return TestDevice.confirmed(this.server, { person: { name, from: 'profile' }, ...more })
  }

  /** What a device sends, weighed and told of. */
  async send(device: TestDevice, ...rows: Row[]): Promise<void> {
    const sent = await device.activity(rows)
    if (sent.status !== 200) throw new Error(`refused: ${JSON.stringify(sent.body)}`)
    await this.settled()
  }

  async settled(): Promise<void> {
    const { alerts, mail } = this.server.context
    await alerts.settled()
    await mail.flush()
  }

  /** A minute's look, at a time. */
  async lookAt(now: number): Promise<void> {
    const { alerts, mail } = this.server.context
    await alerts.look(now)
    await mail.flush()
  }

  /** In a session of its own: time goes by between. */
  async ask(who: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
    const { cookie } = await memberCookie(this.server, who, this.#roles.get(who) ?? [])
    return this.server.app.inject({
      method,
      url,
      headers: { ...SAME_ORIGIN, cookie },
      ...(payload === undefined ? {} : { payload }),
    })
  }

  async list(query: Partial<AlertsQuery> & { page?: string } = { show: 'all' }): Promise<Alerts> {
    const asked = new URLSearchParams(query as Record<string, string>)
    return (await this.ask(LEAD, 'GET', `/admin/alerts?${asked}`)).json()
  }

  /** `theme severity ×count`, the newest first. */
  async alerts(): Promise<string[]> {
    const { alerts } = await this.list({ show: 'all', sort: 'newest' })
    return alerts.map(({ theme, severity, count }) => `${theme} ${severity} ×${count}`)
  }

  /** Does something with an alert, or fails. */
  async act(id: number, what: string, payload?: object, who = LEAD): Promise<OpenedAlert> {
    const sent = await this.ask(who, 'POST', `/admin/alerts/${id}/${what}`, payload)
    if (sent.statusCode !== 200) throw new Error(`${sent.statusCode}: ${sent.body}`)
    return sent.json()
  }

  /** Who was mailed, with the first word of the subject. */
  mailed(): string[] {
    return this.smtp.letters.map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`)
  }

  async audit(): Promise<string[]> {
    const rows = await this.server.context.db.selectFrom('audit').selectAll().orderBy('id').execute()
    return rows.map(({ action, subject }) => `${action} ${subject}`)
  }
}
