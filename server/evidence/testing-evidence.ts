/** For tests: a server with rows of some days, and the chain that proves them. */
import type { Row } from '../../lib/protocol/rows.ts'
import { TestDevice, testServer, type TestServer, visit } from '../testing.ts'
import { checkChain } from './check.ts'
import { closeDays } from './days.ts'

export const DAY = 86_400_000
/** A Friday, ten in the morning. */
export const BEGIN = Date.UTC(2026, 10, 20, 10)

export const AMY = 'amy.pupil@school.example'
export const BEN = 'ben.pupil@school.example'

export const searched = (seq: number, terms: string, at = BEGIN + seq * 1000): Row => ({
  seq,
  at,
  who: { name: AMY, from: 'profile' },
  kind: 'search',
  host: 'search.example.org',
  path: '/find',
  terms,
  categories: ['search'],
  action: 'allow',
  reason: 'category',
})

export class EvidenceStage {
  readonly server: TestServer
  readonly amy: TestDevice
  readonly ben: TestDevice

  private constructor(server: TestServer, amy: TestDevice, ben: TestDevice) {
    this.server = server
    this.amy = amy
    this.ben = ben
  }

  static async open(): Promise<EvidenceStage> {
    const server = await testServer()
    const amy = await TestDevice.confirmed(server, { assetId: 'CB-1' })
    const ben = await TestDevice.confirmed(server, { assetId: 'CB-2' })
    return new EvidenceStage(server, amy, ben)
  }

  /** Rows of both on the day that `clock` stands at, in four batches. */
  async day(from: number, at: number): Promise<void> {
    const rows = (name: string, first: number) => [
      visit(first, { at: at + first * 1000, who: { name, from: 'profile' } }),
      visit(first + 1, {
        at: at + first * 1000 + 1,
        host: 'games.example.org',
        who: { name, from: 'profile' },
      }),
    ]
    await this.amy.activity(rows(AMY, from))
    await this.ben.activity(rows(BEN, from))
    await this.amy.activity([searched(from + 2, `volcano ${from}`, at + 5000)])
    await this.ben.activity([visit(from + 2, { at: at + 6000, who: { name: BEN, from: 'profile' } })])
  }

  close = (now = Date.now()): Promise<number> => closeDays(this.server.context, now)
  check = (now = Date.now()) => checkChain(this.server.context, now)
}
