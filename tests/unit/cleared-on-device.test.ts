/**
 * What the guard of a device closed, from there to staff and back: the device's own code over real HTTP with the real
 * server, in memory but for the browser's rules. Closed here, reported, put right there, and open here again.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enrol } from '../../lib/device/enrolment.ts'
import { fetchDocument } from '../../lib/device/fetch-documents.ts'
import type { FoundAt, FoundList } from '../../lib/protocol/found.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import { ruleSets } from '../../lib/rules/both.ts'
import { workerRules } from '../../lib/rules/workers.ts'
import { exactly } from '../../lib/time/now.ts'
import { decide } from '../../lib/verdict/decide.ts'
import { Enforcement } from '../../lib/worker/enforcement.ts'
import { FactsKeeper } from '../../lib/worker/facts.ts'
import { KeptDocuments } from '../../lib/worker/kept-documents.ts'
import { QuarantineKeeper } from '../../lib/worker/quarantine.ts'
import { FakeStorage, ground } from '../../lib/worker/testing.ts'
import { EVIDENCE, NELL, publishOpen } from '../../server/found/testing-found.ts'
import { TestSchool } from '../../server/lessons/testing-lessons.ts'
import { memoryRules } from '../fixtures/memory-rules.ts'
import { REAL_CLAIM, realDevice } from '../fixtures/real-device.ts'

const HOST = 'maths-helper.test'
const URL_THERE = `https://${HOST}/play`

let school: TestSchool
let address: string
beforeEach(async () => {
  school = await TestSchool.open()
  await school.signIn(NELL, ['network'])
  await publishOpen(school)
  address = await school.server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => school.close())

/** A device that the school let in, with the part of its worker that closes hosts and opens them. */
async function device() {
  const { context, token } = school.server
  const { client, installation, store, sync } = await realDevice(address)
  await store.keys.useSealKey((await context.seal.pinned()).slice('seal:'.length))
  await enrol(client, installation, token, REAL_CLAIM)
  await school.ask(NELL, 'POST', `/admin/installations/${installation.id}/decision`, { state: 'confirmed' })

  const { local, session, problems, faults } = ground(new FakeStorage())
  const [facts, port, signKey] = [
    new FactsKeeper(local),
    memoryRules(),
    (await context.signing.pinned()).slice('sign:'.length),
  ]
  await facts.load()
  const documents = new KeptDocuments(facts, local)
  documents.belongTo(address)
  const [sets, now] = [ruleSets(port), () => exactly(Date.now())]
  const enforcement: Enforcement = new Enforcement({
    facts,
    problems,
    faults,
    person: () => undefined,
    now,
    wall: Date.now,
    lists: () => shippedLists(),
    apply: ({ policy, lists }, at) => sets.ensure(policy, lists, at),
    wakeIn: () => Promise.resolve(),
    judgeTabs: () => Promise.resolve(true),
    held: () => undefined,
    enforced: (ruling) => quarantine.enforced(ruling),
  })
  const quarantine = new QuarantineKeeper({
    ready: Promise.resolve(),
    facts,
    ruling: () => enforcement.ruling(),
    now,
    refresh: () => enforcement.refresh(),
    purge: { workersOf: () => Promise.resolve() },
    workers: workerRules(port),
    session,
  })
  const hear = async () => {
    const fetched = await fetchDocument('policy', { client, store: documents, signKeys: [signKey] })
    expect(fetched).not.toHaveProperty('problem')
    await enforcement.refresh()
    return fetched.state
  }
  const find = async () => {
    const [kind, evidence] = ['unblocker' as const, [...EVIDENCE]]
    const since = Date.now()
    const isClosed = await quarantine.add({
      host: HOST,
      found: kind,
      evidence,
      by: 'device',
      since,
      until: since + 86_400_000,
    })
    const finding = { kind, sureness: 'sure' as const, where: 'page' as const, evidence }
    const row = { host: HOST, path: '/play', categories: [], action: 'block' as const, reason: 'found' }
    await store.append([{ row: { kind: 'blocked', ...row, target: 'page', found: finding }, at: since }])
    expect((await sync()).problem).toBeUndefined()
    return isClosed
  }
  await hear()
  return {
    hear,
    find,
    /** By what verdicts say, and by the browser's own rules. */
    isClosed: () => {
      const { policy, lists } = enforcement.ruling()!
      const byRule = [...port.dynamic.values()].some(
        ({ action, condition }) => action.type === 'block' && condition.requestDomains?.includes(HOST),
      )
      return [decide(URL_THERE, policy, lists, now()).action === 'block', byRule]
    },
  }
}

const CLOSED = [true, true]
const OPEN = [false, false]

const place = async (): Promise<FoundAt | undefined> =>
  (await school.ask(NELL, 'GET', '/admin/found')).json<FoundList>().places[0]
const act = async (what: string) => {
  const answer = await school.ask(NELL, 'POST', `/admin/found/${(await place())?.id}/${what}`, {})
  expect(answer).toMatchObject({ statusCode: 200 })
}

test('what a device closed opens when staff put it right, stays so, and closes again after “undo”', async () => {
  const one = await device()
  expect(one.isClosed()).toEqual(OPEN)
  expect(await one.find()).toBe(true)
  expect(one.isClosed()).toEqual(CLOSED)
  expect(await place()).toMatchObject({ host: HOST, state: 'device', devices: 1 })

  await act('clear')
  expect(await one.hear()).toBe('new')
  expect(one.isClosed()).toEqual(OPEN)
  expect(await one.hear()).toBe('same')
  expect(await one.find()).toBe(false)
  expect(one.isClosed()).toEqual(OPEN)

  await act('undo')
  expect(await one.hear()).toBe('new')
  expect(one.isClosed()).toEqual(CLOSED)
})

test('what staff close for the school closes on a device that never was there, until they put it right', async () => {
  const [one, other] = [await device(), await device()]
  await one.find()
  await act('share')
  expect(other.isClosed()).toEqual(OPEN)
  expect(await other.hear()).toBe('new')
  expect(other.isClosed()).toEqual(CLOSED)

  await act('clear')
  for (const each of [one, other]) {
    await each.hear()
    expect(each.isClosed()).toEqual(OPEN)
  }
})
