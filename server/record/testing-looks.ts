/** For tests: a school with a safeguarding lead who looks, and pupils with something to look at. */
import type { LooksShown } from '../../lib/policy/looks.ts'
import type { OwnRecord } from '../../lib/protocol/own-record.ts'
import type { Look, Timeline } from '../../lib/protocol/record-looks.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { publish } from '../documents/documents.ts'
import { AMY, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { samplePolicy, type TestDevice, visit } from '../testing.ts'

export const LEAD = 'lead@school.example'
export const HEAD = 'head@school.example'
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

const WHY = { days: 7, reason: 'concern', words: 'A friend is worried about her.' } as const

export class LookStage {
  readonly school: TestSchool
  readonly amy: TestDevice

  private constructor(school: TestSchool, amy: TestDevice) {
    this.school = school
    this.amy = amy
  }

  static async open(): Promise<LookStage> {
    const school = await TestSchool.open()
    await school.signIn(LEAD, ['dsl'])
    await school.signIn(HEAD, ['head'])
    const amy = await school.device(AMY, { assetId: 'CB-7' })
    await amy.heartbeat()
    return new LookStage(school, amy)
  }

  /** The school's choice, published. */
  async choose(looksShown: LooksShown): Promise<void> {
    const { db, vault } = this.school.server.context
    await publish(db, vault, 'policy', { ...samplePolicy(), looksShown }, { actor: 'test', note: '' })
  }

  numberOf(name: string): Promise<number> {
    const { db, people } = this.school.server.context
    return people.numberOf(db, name)
  }

  /** Begins a look at Amy's record, or says what is wrong with it. */
  async try(more: Readonly<Record<string, unknown>> = {}, who = LEAD) {
    const person = await this.numberOf(AMY)
    return this.school.ask(who, 'POST', '/admin/record-looks', { person, ...WHY, ...more })
  }

  async look(more: Readonly<Record<string, unknown>> = {}, who = LEAD): Promise<Look> {
    const sent = await this.try(more, who)
    if (sent.statusCode !== 200) throw new Error(`no look: ${sent.body}`)
    return sent.json()
  }

  async rows({ id }: Pick<Look, 'id'>, query: Readonly<Record<string, string>> = {}): Promise<Timeline> {
    const sent = await this.askRows(id, query)
    if (sent.statusCode !== 200) throw new Error(`no rows: ${sent.body}`)
    return sent.json()
  }

  askRows(id: string, query: Readonly<Record<string, string>> = {}, who = LEAD) {
    return this.school.ask(who, 'GET', `/admin/record-looks/${id}/rows?${new URLSearchParams(query)}`)
  }

  enquiry(id: string, who = LEAD, words = 'The police asked us to wait.') {
    return this.school.ask(who, 'POST', `/admin/record-looks/${id}/enquiry`, { words })
  }

  lift(id: string, who = HEAD) {
    return this.school.ask(who, 'DELETE', `/admin/record-looks/${id}/enquiry`)
  }

  async log(who = HEAD): Promise<Look[]> {
    return (await this.school.ask(who, 'GET', '/admin/record-looks')).json<{ looks: Look[] }>().looks
  }

  /** What a pupil's own device is told of looks. */
  async told(device = this.amy): Promise<NonNullable<OwnRecord['recordLooks']>> {
    const { body } = await device.send('GET', '/v1/record')
    const { recordLooks } = body as OwnRecord
    if (recordLooks === undefined) throw new Error('the server said nothing of looks')
    return recordLooks
  }
}

/** Rows of Amy's, an hour before ten and on. */
export const seen = (seq: number, more: Parameters<typeof visit>[1] = {}): Row =>
  visit(seq, { at: TEN - HOUR + seq * 1000, ...more })

export const search = (seq: number, terms: string): Row => ({
  seq,
  at: TEN - HOUR + seq * 1000,
  who: { name: AMY, from: 'profile' },
  kind: 'search',
  host: 'search.test',
  terms,
  categories: [],
  action: 'allow',
  reason: 'unknown-host',
})

export const stopped = (seq: number, host = 'games.test'): Row => ({
  seq,
  at: TEN - HOUR + seq * 1000,
  who: { name: AMY, from: 'profile' },
  kind: 'blocked',
  host,
  path: '/play',
  target: 'page',
  categories: ['games'],
  action: 'block',
  reason: 'category',
})
