import { beforeAll, beforeEach, expect, test } from 'vitest'
import { memberKeyFrom, type OwnKey } from '../concern/member-key.ts'
import { newSecret } from '../concern/recovery-code.ts'
import { endOf, firstJoin, joinOf } from '../concern/statements.ts'
import type { Ask, Client } from '../device/client.ts'
import { type Statement, statementName } from '../protocol/safeguarding-keys.ts'
import { WireError } from '../protocol/wire-error.ts'
import { SafeguardingLedger } from './safeguarding-ledger.ts'
import { FakeStorage, ground } from './testing.ts'

const T0 = Date.UTC(2026, 10, 25, 10)
const DAY = 86_400_000

let khan: OwnKey
let jones: OwnKey
let evil: OwnKey
/** Khan, then Jones. */
let good: Statement[]

beforeAll(async () => {
  ;[khan, jones, evil] = (await Promise.all([1, 2, 3].map(() => memberKeyFrom(newSecret())))) as [
    OwnKey,
    OwnKey,
    OwnKey,
  ]
  const first = await firstJoin(khan, 'Mrs Khan', T0)
  const place = { last: await statementName(first), at: T0 }
  good = [first, await joinOf(khan, { keys: jones.keys, name: 'Mr Jones', role: 'team' }, place)]
})

const nameOf = async (ledger: readonly Statement[]): Promise<string> => {
  const last = ledger.at(-1)
  return last ? statementName(last) : 'x'.repeat(43)
}

let storage: FakeStorage
let base: ReturnType<typeof ground>
let now = T0
let root: string | undefined
let asked = 0

beforeEach(() => {
  storage = new FakeStorage()
  now = T0
  root = khan.id
  asked = 0
  given = []
})

/** A new worker on the same device. */
function worker(): SafeguardingLedger {
  base = ground(storage)
  return new SafeguardingLedger({
    local: base.local,
    root: () => root,
    now: () => now,
    problems: base.problems,
  })
}

/** What was given back to it. */
let given: (readonly Statement[])[]

/** A school server that says this of its keys. */
const server = (ledger: readonly Statement[]): Pick<Client, 'ask'> => ({
  ask: (async ({ method, body }: Ask) => {
    if (method === 'POST') given.push((body as { ledger: Statement[] }).ledger)
    else asked += 1
    return { ledger: [...ledger] }
  }) as unknown as Client['ask'],
})
const offer = async (device: SafeguardingLedger, ledger: readonly Statement[]) =>
  device.offered(await nameOf(ledger), server(ledger))
const idsOf = async (device: SafeguardingLedger) => (await device.believed()).keys.map(({ id }) => id)
const problems = () => base.problems.all().filter(({ code }) => code === 'safeguarding-keys')

test('keys that fit are believed, kept for the next worker, and fetched once', async () => {
  await offer(worker(), good)
  const next = worker()
  expect(await idsOf(next)).toEqual([khan.id, jones.id])
  await offer(next, good)
  expect([asked, problems()]).toEqual([1, []])
})

test('without a pinned fingerprint nothing is fetched and nobody is believed', async () => {
  root = undefined
  const device = worker()
  await offer(device, good)
  expect([asked, await idsOf(device)]).toEqual([0, []])
})

test('a server that is away changes nothing', async () => {
  const device = worker()
  await offer(device, good)
  const away = { ask: () => Promise.reject(new WireError('network', 'away')) } as unknown as Client
  await device.offered('y'.repeat(43), away)
  expect([await idsOf(device), problems()]).toEqual([[khan.id, jones.id], []])
})

const attacks: Record<string, () => Promise<Statement[]>> = {
  'puts its own key first': async () => [await firstJoin(evil, 'Mrs Khan', T0)],
  'adds a key of its own': async () => [
    ...good,
    await joinOf(
      evil,
      { keys: evil.keys, name: 'Mx Evil', role: 'team' },
      { last: await nameOf(good), at: T0 },
    ),
  ],
  'swaps the point that concerns are sealed to': async () =>
    [good[0], { ...good[1], keys: { ...jones.keys, seal: evil.keys.seal } }] as Statement[],
  'cuts off the end': async () => good.slice(0, 1),
  'leaves out the middle': async () => [
    good[0] as Statement,
    await endOf(khan, jones.id, { last: await nameOf(good), at: T0 }),
  ],
  'shows nothing any more': async () => [],
  'goes back and on another way': async () => [
    good[0] as Statement,
    await joinOf(
      khan,
      { keys: evil.keys, name: 'Mx Evil', role: 'team' },
      { last: await nameOf(good.slice(0, 1)), at: 9 },
    ),
  ],
}

test.each(Object.entries(attacks))(
  'a server that %s is not believed, and it is said',
  async (_what, attack) => {
    const device = worker()
    await offer(device, good)
    const bad = await attack()
    await offer(device, bad)
    expect(await idsOf(device)).toEqual([khan.id, jones.id])
    expect(problems()).toMatchObject([{ code: 'safeguarding-keys' }])
    // In each concern, from the next worker too, where the server cannot take it out.
    const next = worker()
    expect((await next.believed()).refused).toMatch(/^2026-11-25: the school server offered/)
    // The same again is not fetched again.
    const before = asked
    await offer(next, bad)
    expect([asked, problems().length]).toEqual([before, 1])
  },
)

test('names a key that it refuses', async () => {
  const device = worker()
  await offer(device, good)
  await offer(device, await (attacks['adds a key of its own'] as () => Promise<Statement[]>)())
  expect((await device.believed()).refused).toContain('Mx Evil')
})

test('a server that goes back to the right keys wipes nothing out for a month', async () => {
  const device = worker()
  await offer(device, good)
  await offer(device, good.slice(0, 1))
  await offer(device, good)
  expect(problems()).toEqual([])
  expect((await device.believed()).refused).toContain('the school server offered')
  now += 31 * DAY
  expect((await device.believed()).refused).toBeUndefined()
})

test('a school that begins anew with another pinned key is believed', async () => {
  const device = worker()
  await offer(device, good)
  root = evil.id
  expect(await idsOf(device)).toEqual([])
  await offer(device, [await firstJoin(evil, 'Ms New', T0)])
  expect(await idsOf(device)).toEqual([evil.id])
})

test('while the disk cannot be read, no older ledger is taken for the newest', async () => {
  await offer(worker(), good)
  storage.readFails = true
  await expect(offer(worker(), good.slice(0, 1))).rejects.toThrow('could not be read')
  storage.readFails = false
  expect(await idsOf(worker())).toEqual([khan.id, jones.id])
})

test('a server that went back to a backup is given back what it forgot, and no other is', async () => {
  const device = worker()
  await offer(device, good)
  await offer(device, good.slice(0, 1))
  expect(given).toEqual([good])
  for (const attack of Object.keys(attacks).filter((name) => name !== 'cuts off the end'))
    await offer(device, await (attacks[attack] as () => Promise<Statement[]>)())
  expect(given).toEqual([good])
})
