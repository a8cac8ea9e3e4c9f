/** When a device fetches the agreement's text: a school of devices hears of a new one in the same moment. */
import { beforeEach, expect, it } from 'vitest'
import type { Client } from '../device/client.ts'
import { agreementNameOf, type AgreementText } from '../protocol/agreement.ts'
import { WireError } from '../protocol/wire-error.ts'
import { AgreementTexts } from './agreement-text.ts'
import { ground } from './testing.ts'

const TEXT: AgreementText = { audience: 'child', title: 'Ours', body: 'Be kind.', questions: [] }
const MINUTE = 60_000

let now: number
let asked: number
let answer: () => unknown
let name: string
let base: ReturnType<typeof ground>
beforeEach(async () => {
  now = 1_000_000
  asked = 0
  answer = () => TEXT
  name = await agreementNameOf(TEXT)
  base = ground()
})

const client = {
  ask: async () => {
    asked += 1
    return answer()
  },
} as unknown as Client
/** As each of a device's workers makes them. */
const texts = (random = 0.5) =>
  new AgreementTexts({
    local: base.local,
    session: base.session,
    client: async () => client,
    faults: base.faults,
    now: () => now,
    random: () => random,
  })
const wanted = () => ({ text: name, audience: 'child' as const })
const busy = (retryAfter: number) => () => {
  throw new WireError('status', 'busy', { status: 503, code: 'busy', retryAfter })
}

it('is fetched by itself after a time that is each device’s own, across workers, and once', async () => {
  await texts(0.5).prepare(wanted())
  expect(asked).toBe(0)
  now += MINUTE
  await texts(0).prepare(wanted())
  expect(asked).toBe(0)
  now += MINUTE
  await texts().prepare(wanted())
  expect(asked).toBe(1)
  await texts().prepare(wanted())
  expect(asked).toBe(1)
  // The device that draws nothing need not wait.
  base.storage.closeBrowser()
  base.storage.disk.clear()
  await texts(0).prepare(wanted())
  expect(asked).toBe(2)
})

it('is fetched at once for who has its page open', async () => {
  await texts().prepare(wanted())
  expect(await texts().get(wanted())).toEqual(TEXT)
  expect(asked).toBe(1)
})

it('waits for as long as a busy server asks, for its page too, and that is no fault', async () => {
  answer = busy(20_000)
  expect(await texts().get(wanted())).toBe(null)
  expect(base.problems.all()).toEqual([])
  answer = () => TEXT
  now += 19_000
  expect(await texts().get(wanted())).toBe(null)
  await texts().prepare(wanted())
  expect(asked).toBe(1)
  now += 12_000
  expect(await texts().get(wanted())).toEqual(TEXT)
})

it('a clock that is set back, or another text, ends the waiting', async () => {
  answer = busy(20_000)
  await texts().get(wanted())
  answer = () => TEXT
  await texts().get({ text: 'x'.repeat(43), audience: 'child' })
  expect(asked).toBe(2)
  now -= 1
  expect(await texts().get(wanted())).toEqual(TEXT)
})

it('any other failure is one, and is tried again', async () => {
  answer = () => {
    throw new WireError('network', 'away')
  }
  expect(await texts().get(wanted())).toBe(null)
  expect(base.problems.all()).toMatchObject([{ code: 'fault:agreement-text' }])
  answer = () => TEXT
  expect(await texts().get(wanted())).toEqual(TEXT)
})
