/** What a server can say of who has a concern in hand: nothing that a member has not signed. */
import { beforeEach, expect, test } from 'vitest'
import { type Hand, signHand } from '../protocol/concern-hands.ts'
import { claimOf, handOptions, handTo, holderOf } from './hands.ts'
import type { OwnKey } from './member-key.ts'
import { T0 } from './testing-team.ts'
import { readable, teamNamed, type TestTeam, waitingFor } from './testing-readers.ts'

const HOUR = 3_600_000
const CONCERN = 'c'.repeat(22)

let team: TestTeam
let khan: OwnKey
let jones: OwnKey
let hand: Hand
beforeEach(async () => {
  team = await teamNamed('Mrs Khan', 'Mr Jones', 'Ms Evans')
  ;[khan, jones] = team.keys as [OwnKey, OwnKey, OwnKey]
  hand = await handTo(khan, { id: CONCERN }, jones.id, T0)
})

test('who has it in hand is who a member said', async () => {
  expect(await claimOf(CONCERN, undefined, team.ledger)).toEqual({ kind: 'nobody' })
  expect(await claimOf(CONCERN, hand, team.ledger)).toMatchObject({
    kind: 'held',
    name: 'Mr Jones',
    by: 'Mrs Khan',
  })
})

test('invented, changed or brought from another concern, it is not believed', async () => {
  const unproved = { kind: 'unproved' }
  expect(await claimOf('d'.repeat(22), hand, team.ledger)).toEqual(unproved)
  for (const change of [
    { to: khan.id },
    { by: jones.id },
    { number: 2 },
    { at: T0 + 1 },
    { to: 'z'.repeat(43) },
    { by: 'z'.repeat(43) },
    { signature: 'A'.repeat(86) },
  ])
    expect(await claimOf(CONCERN, { ...hand, ...change }, team.ledger)).toEqual(unproved)
})

/** As Mrs Khan has it open, handed by the first of these to the second. */
async function handed(by: OwnKey, to: OwnKey, readers: readonly OwnKey[], notFor: readonly string[] = []) {
  const waiting = await waitingFor(team, readers, { content: { notFor: [...notFor] } })
  const given = await handTo(by, waiting, to.id, T0)
  const opened = await readable(khan, { ...waiting, hand: given }, team.ledger)
  return holderOf(opened, team.ledger)
}

test('whom the pupil left out takes nothing and gives nothing', async () => {
  expect(await handed(khan, jones, team.keys, ['Mr Jones'])).toEqual({ kind: 'unproved' })
  expect(await handed(jones, khan, team.keys, ['Mr Jones'])).toEqual({ kind: 'unproved' })
})

// Was broken: a colleague whom it is not sealed to could take it, by name, in front of those who answer for it.
test('whom it is not sealed to takes nothing and gives nothing', async () => {
  expect(await handed(khan, jones, [khan, jones])).toMatchObject({ kind: 'held', name: 'Mr Jones' })
  expect(await handed(jones, jones, [khan])).toEqual({ kind: 'unproved' })
  expect(await handed(jones, khan, [khan])).toEqual({ kind: 'unproved' })
  expect(await handed(khan, jones, [khan])).toEqual({ kind: 'unproved' })
})

test('whose key has ended has nothing in hand, and hands nothing over from then on', async () => {
  const ledger = await team.ended(1, T0 + HOUR)
  expect(await claimOf(CONCERN, hand, ledger)).toEqual({ kind: 'nobody' })
  const late = await signHand(
    CONCERN,
    { number: 1, to: khan.id, at: T0 + 2 * HOUR, by: jones.id },
    jones.signKey,
  )
  expect(await claimOf(CONCERN, late, ledger)).toEqual({ kind: 'unproved' })
})

test('it can be handed to colleagues who may read it now, and to nobody else', async () => {
  const waiting = await waitingFor(team, team.keys, { content: { notFor: ['Ms Evans'] } })
  const [me] = team.ledger.keys
  const names = async (later: readonly string[]) => {
    const opened = await readable(khan, { ...waiting, later: [...later] }, team.ledger)
    return handOptions(me!, opened, team.ledger.keys).map(({ name }) => name)
  }
  expect(await names([])).toEqual(['Mr Jones'])
  expect(await names([jones.id])).toEqual([])
})
