/** A time that no clock has breaks no page: what says one is not shown, and what fraction of a second it has is all one. */
import { beforeEach, expect, test } from 'vitest'
import { openCases, sealCase } from './cases.ts'
import { concernContentSchema, messageContentSchema } from './content.ts'
import { claimOf, handTo } from './hands.ts'
import type { OwnKey } from './member-key.ts'
import { sealNote } from './notes.ts'
import { readable, teamNamed, type TestTeam, waitingFor } from './testing-readers.ts'
import { T0 } from './testing-team.ts'

const NEVER = [1e300, -1, 8.64e15 + 1, Number.MAX_SAFE_INTEGER]

let team: TestTeam
let khan: OwnKey
beforeEach(async () => {
  team = await teamNamed('Mrs Khan', 'Mr Jones')
  ;[khan] = team.keys as [OwnKey]
})

test.each(NEVER)('a note of the time %d is not shown', async (at) => {
  const waiting = await waitingFor(team, team.keys)
  const opened = await readable(khan, waiting, team.ledger)
  const { keys } = team.ledger
  const note = await sealNote(khan, opened, keys, { words: 'x', about: [], at }, opened.notes)
  const { notes } = (await readable(khan, { ...waiting, notes: [{ ...note, at: T0 }] }, team.ledger)).notes
  expect(notes).toEqual([{ id: note.id, at: T0, kind: 'unsigned' }])
})

test.each(NEVER)('a case of the time %d is not listed, and a hand of it is not believed', async (at) => {
  const opened = await readable(khan, await waitingFor(team, team.keys), team.ledger)
  const change = { id: 'c'.repeat(22), title: 'x', number: 0, at, concerns: [opened] }
  const [one] = await sealCase(khan, team.ledger.keys, change)
  const record = { concern: one!.concern, state: 'seen' as const, record: { ...one!.record, at: T0 } }
  expect(await openCases(khan, [record], team.ledger)).toEqual([])
  const hand = await handTo(khan, { id: 'h'.repeat(22) }, khan.id, at)
  expect(await claimOf('h'.repeat(22), hand, team.ledger)).toEqual({ kind: 'unproved' })
})

test.each(NEVER)('a concern or words of the time %d do not open', async (at) => {
  const { content } = await readable(khan, await waitingFor(team, team.keys), team.ledger)
  expect(concernContentSchema.safeParse({ ...content, at }).success).toBe(false)
  expect(messageContentSchema.safeParse({ words: 'x', at }).success).toBe(false)
})

test('what a device added between two milliseconds is read', () => {
  expect(messageContentSchema.safeParse({ words: 'x', at: T0 + 0.25 }).success).toBe(true)
})
