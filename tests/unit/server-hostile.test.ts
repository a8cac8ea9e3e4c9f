/** Hostile input in bodies, headers and sealed rows: always a 4xx that says what to fix, never a 5xx, never a lost row. */
import { gzipSync } from 'node:zlib'
import { fc } from '@fast-check/vitest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../lib/protocol/bytes.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { sealRow } from '../../lib/protocol/seal.ts'
import { budget, seed } from '../rig/budget.ts'
import { TestDevice, visit } from '../../server/testing.ts'
import { SAME_ORIGIN } from '../../server/testing-staff.ts'
import {
  bodies,
  headers,
  hostileStage,
  inOrder,
  nasty,
  spoil,
  type HostileStage,
} from '../fixtures/hostile.ts'

const RUNS = budget('hostile-requests')
let stage: HostileStage
beforeAll(async () => {
  stage = await hostileStage()
})
afterAll(() => stage.server.close())

const POSTS = [
  '/v1/enrol',
  '/v1/heartbeat',
  '/v1/activity',
  '/admin/session',
  '/admin/window',
  '/admin/tokens',
  '/admin/expected',
  '/admin/policy/check',
  '/admin/policy/diff',
  '/admin/policy/publish',
  '/admin/lists/check',
  '/admin/lists/publish',
  '/admin/classes',
  '/admin/classes/1/name',
  '/admin/classes/1/members',
  '/admin/classes/import/preview',
  '/admin/classes/import/apply',
] as const

/** Sends with the right authority, spoiled by `extra`, and looks at the answer. */
async function send(
  url: string,
  payload: Uint8Array<ArrayBuffer>,
  signed: boolean,
  gzip: boolean,
  extra: Record<string, string>,
) {
  const sent = gzip ? new Uint8Array(gzipSync(payload)) : payload
  const response = await stage.server.app.inject({
    method: 'POST',
    url,
    headers: {
      ...SAME_ORIGIN,
      cookie: stage.cookie,
      'content-type': 'application/json',
      ...(gzip ? { 'content-encoding': 'gzip' } : {}),
      ...(signed && url.startsWith('/v1') ? await stage.device.sign('POST', url, sent) : {}),
      ...extra,
    },
    payload: Buffer.from(sent),
  })
  inOrder(url, response)
  answered.set(url, (answered.get(url) ?? new Set()).add(response.statusCode))
}

/** A row that says anything at all, under a number of its own. */
const sealedAs = (seq: number, row: unknown): Row =>
  ({
    ...(typeof row === 'object' && row !== null && !('toJSON' in row) ? row : { row }),
    seq,
  }) as unknown as Row

/** What was answered, by route: a test that never gets past the signature would prove little. */
const answered = new Map<string, Set<number>>()

describe('hostile bodies and headers', { timeout: 300_000 }, () => {
  it.each(POSTS)('on %s', async (url) => {
    await fc.assert(
      fc.asyncProperty(
        bodies(stage, url),
        fc.boolean(),
        fc.boolean(),
        fc.oneof(fc.constant({}), headers),
        send.bind(null, url),
      ),
      {
        numRuns: Math.ceil(RUNS / POSTS.length),
        seed: seed(),
        // One that gets past the signature in any run: few are tried, and chance may spoil each of them.
        examples: [[utf8('{}'), true, false, {}]],
      },
    )
    await stage.nothingLost()
    // Past the signature or the session, and as far as the schema: refused by it, or (a check of any JSON) past it.
    const reached = url === '/admin/session' ? [401] : [200, 422]
    expect({ url, answered: [...(answered.get(url) ?? [])] }).toMatchObject({
      answered: expect.toSatisfy((all: number[]) => reached.some((status) => all.includes(status))),
    })
  })

  it('inside sealed rows: each number is stored, and the good rows around them as they were', async () => {
    const sender = await TestDevice.confirmed(stage.server)
    const spoiled = fc.tuple(fc.nat(20), nasty).map(([path, value]) => spoil({ ...visit(1) }, path, value))
    // What does not fit the wire's row is refused before it is sealed: that is another test's.
    const fits = (row: unknown) => (JSON.stringify(row) ?? '').length < 10_000
    const batches = fc.array(fc.oneof(spoiled, nasty).filter(fits), { minLength: 1, maxLength: 20 })
    let written = 0
    await fc.assert(
      fc.asyncProperty(batches, async (hostile) => {
        const first = written + 1
        const rows = [visit(first), ...hostile.map((row, i) => sealedAs(first + 1 + i, row))]
        written += rows.length
        // As they are: Kerb itself proves no row that is none.
        const sealed = await Promise.all(rows.map((row) => sealRow(sender.rowSeal, sender.id, row)))
        const sent = await sender.send('POST', '/v1/activity', {
          written,
          keys: [sender.sessionKey],
          rows: sealed,
        })
        expect(sent).toMatchObject({ status: 200, body: { acknowledged: written } })
      }),
      { numRuns: Math.ceil(RUNS / 20), seed: seed() },
    )
    await stage.nothingLost()
  })
})
