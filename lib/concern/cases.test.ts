/** Cases against a server that lies, a colleague who reads one concern and not the other, and a page that is closed midway. */
import { beforeEach, expect, test } from 'vitest'
import type { CaseRecord } from '../protocol/concern-cases.ts'
import type { WaitingConcern } from '../protocol/concerns.ts'
import { belongs, type CaseChange, openCases, sealCase } from './cases.ts'
import type { OwnKey } from './member-key.ts'
import { newConcernId } from './receipt.ts'
import { T0 } from './testing-team.ts'
import { readable, teamNamed, type TestTeam, waitingFor } from './testing-readers.ts'

let team: TestTeam
let khan: OwnKey
let jones: OwnKey
let evans: OwnKey
let one: WaitingConcern
let other: WaitingConcern
beforeEach(async () => {
  team = await teamNamed('Mrs Khan', 'Mr Jones', 'Ms Evans')
  ;[khan, jones, evans] = team.keys as [OwnKey, OwnKey, OwnKey]
  one = await waitingFor(team, team.keys)
  // Ms Evans reads the first and is left out of the second.
  other = await waitingFor(team, team.keys, { content: { notFor: ['Ms Evans'] } })
})

const opened = (waiting: WaitingConcern, by = khan) => readable(by, waiting, team.ledger)

/** The records of a case, each as the server has it at its concern. */
async function joined(
  concerns: readonly WaitingConcern[],
  change: Partial<CaseChange> = {},
  by = khan,
): Promise<CaseRecord[]> {
  const all = await Promise.all(concerns.map((each) => opened(each, by)))
  const what = { id: 'k'.repeat(22), title: 'The chat of 9B', number: 0, at: T0, concerns: all, ...change }
  const sealed = await sealCase(by, team.ledger.keys, what)
  return sealed.map(({ concern, record }) => ({ concern, state: 'seen', record: { ...record, at: T0 } }))
}

const titles = async (by: OwnKey, records: readonly CaseRecord[], ledger = team.ledger) =>
  (await openCases(by, records, ledger)).map(({ title, concerns }) => `${title}: ${concerns.length}`)

test('a case opens for those who may read all of its concerns, and for nobody else', async () => {
  const records = await joined([one, other])
  expect(await titles(jones, records)).toEqual(['The chat of 9B: 2'])
  expect(await titles(evans, records)).toEqual([])
  expect(JSON.stringify(records)).not.toContain('chat')
  for (const { record } of records)
    expect(record.content.to.map(({ key }) => key)).toEqual([khan.id, jones.id])
})

test('moved to another concern, under another id or made up, it is none', async () => {
  const [record] = (await joined([one])) as [CaseRecord]
  expect(await titles(jones, [{ ...record, concern: other.id }])).toEqual([])
  expect(await titles(jones, [{ ...record, record: { ...record.record, id: newConcernId() } }])).toEqual([])
  const late = await joined([one], { at: T0 + 2 }, jones)
  expect(await titles(khan, late, await team.ended(1, T0 + 1))).toEqual([])
})

test('where the page was closed midway, the newest of what was said counts', async () => {
  const before = (await joined([one])) as [CaseRecord]
  const [atOther] = (await joined([other, one], { number: 1, title: 'Two of them' })) as [CaseRecord]
  expect(await titles(jones, [...before, atOther])).toEqual(['Two of them: 2'])
  // An old one that the server brings back at one of them changes nothing while the other has the newest.
  expect(await titles(jones, [atOther, ...before])).toEqual(['Two of them: 2'])
})

// Was broken: nobody could change it any more.
test('whoever writes the largest number there is does not have the last word', async () => {
  const at = async (when: number, ...how: Parameters<typeof joined>) =>
    (await joined(...how)).map((one) => ({ ...one, record: { ...one.record, at: when } }))
  for (const number of [Number.MAX_SAFE_INTEGER - 1, 1e9, 999_999]) {
    const first = await at(T0, [one, other], { number, title: 'Mine', at: T0 + 1e9 }, jones)
    expect(await titles(khan, first)).toEqual(['Mine: 2'])
    const [found] = await openCases(khan, first, team.ledger)
    const [mended] = await at(T0 + 1, [one, other], { number: found!.number, title: 'Ours' })
    for (const records of [
      [mended!, first[1]!],
      [first[1]!, mended!],
    ])
      expect(await titles(jones, records)).toEqual(['Ours: 2'])
  }
})

test('what was taken out is in it no more, and a case with nothing in it is gone', async () => {
  const out = await joined([one], { number: 1, without: await opened(other) })
  expect(out.map(({ concern }) => concern).toSorted()).toEqual([one.id, other.id].toSorted())
  expect(await titles(jones, out)).toEqual(['The chat of 9B: 1'])
  expect(await titles(jones, await joined([], { number: 2, without: await opened(one) }))).toEqual([])
})

test('a concern that somebody put in without having opened it does not belong', async () => {
  const guessed = await opened(other)
  const concerns = [
    await opened(one),
    { ...guessed, content: { ...guessed.content, reply: evans.keys.seal } },
  ]
  const [found] = await openCases(jones, await joined([], { concerns }), team.ledger)
  expect(await belongs(found!, await opened(one, jones))).toBe(true)
  expect(await belongs(found!, await opened(other, jones))).toBe(false)
})

test('it is closed when all of its concerns are', async () => {
  const records = await joined([one, other])
  const closed = (n: number) =>
    records.map((record, i) => (i < n ? { ...record, state: 'closed' as const } : record))
  const isClosed = async (n: number) => (await openCases(khan, closed(n), team.ledger))[0]?.isClosed
  expect([await isClosed(0), await isClosed(1), await isClosed(2)]).toEqual([false, false, true])
})
