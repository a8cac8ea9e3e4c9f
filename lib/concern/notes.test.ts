/** What a server, and a member who may not read a concern, can do to its notes: hold them back, and nothing else. */
import { beforeEach, expect, test } from 'vitest'
import type { ConcernNote, NoteRequest } from '../protocol/concern-notes.ts'
import type { WaitingConcern } from '../protocol/concerns.ts'
import { MAX_SEALED_MESSAGE } from '../protocol/sealed.ts'
import { MAX_WORDS } from './content.ts'
import { sealReply } from './inbox.ts'
import type { OwnKey } from './member-key.ts'
import { MAX_REFERENCE, MOST_REFERENCES, openNotes, sealNote, type Writing } from './notes.ts'
import { referencesIn } from './references.ts'
import { openSealed, sealTo } from './seal.ts'
import { T0 } from './testing-team.ts'
import { readable, teamNamed, type TestTeam, waitingFor } from './testing-readers.ts'

const HOUR = 3_600_000
const WRITING: Writing = { words: 'Spoke to Sam’s mother.', outcome: 'parents', about: [], at: T0 }

let team: TestTeam
let khan: OwnKey
let jones: OwnKey
let evans: OwnKey
let concern: WaitingConcern
beforeEach(async () => {
  team = await teamNamed('Mrs Khan', 'Mr Jones', 'Ms Evans')
  ;[khan, jones, evans] = team.keys as [OwnKey, OwnKey, OwnKey]
  concern = await waitingFor(team, [khan, jones])
})

const kept = ({ id, content }: NoteRequest): ConcernNote => ({ id, at: T0, content })
const withNotes = (notes: readonly ConcernNote[], to = concern): WaitingConcern => ({
  ...to,
  notes: [...notes],
})

async function written(by: OwnKey, at: WaitingConcern = concern, writing = WRITING): Promise<ConcernNote> {
  const opened = await readable(by, at, team.ledger)
  return kept(await sealNote(by, opened, team.ledger.keys, writing, opened.notes))
}

async function read(by: OwnKey, at: WaitingConcern, ledger = team.ledger) {
  const { notes, missing } = (await readable(by, at, ledger)).notes
  return {
    kinds: notes.map((one) => (one.kind === 'note' ? `${one.name}: ${one.said.words}` : one.kind)),
    missing,
  }
}

test('a note is read by the other readers, with who wrote it', async () => {
  const note = await written(khan)
  expect(await read(jones, withNotes([note]))).toEqual({
    kinds: ['Mrs Khan: Spoke to Sam’s mother.'],
    missing: 0,
  })
  expect(note.content.to.map(({ key }) => key)).toEqual([khan.id, jones.id])
  expect(JSON.stringify(note)).not.toContain('Sam')
})

test('swapped to another concern, or under another id, it does not open', async () => {
  const other = await waitingFor(team, [khan, jones])
  const note = await written(khan)
  expect((await read(jones, withNotes([note], other))).kinds).toEqual(['shut'])
  expect((await read(jones, withNotes([{ ...note, id: 'x'.repeat(22) }]))).kinds).toEqual(['shut'])
})

test('a reader who seals a colleague’s note for another concern is not believed', async () => {
  const other = await waitingFor(team, [khan, jones])
  const note = await written(khan)
  const inside = await openSealed(jones, note.content, `note ${concern.id} ${note.id}`)
  const moved = JSON.parse(new TextDecoder().decode(inside!)) as unknown
  const content = await sealTo(team.ledger.keys.slice(0, 2), moved, `note ${other.id} ${note.id}`)
  expect((await read(khan, withNotes([{ ...note, content }], other))).kinds).toEqual(['unsigned'])
})

test('one that the server made up is not shown: with no signature, or with one of its own', async () => {
  const id = 'n'.repeat(22)
  const said = JSON.stringify({ ...WRITING, after: [] })
  for (const inside of [
    { by: khan.id, said, signature: 'A'.repeat(86) },
    { by: 'z'.repeat(43), said, signature: 'A'.repeat(86) },
    WRITING,
  ]) {
    const content = await sealTo(team.ledger.keys.slice(0, 2), inside, `note ${concern.id} ${id}`)
    expect((await read(jones, withNotes([{ id, at: T0, content }]))).kinds).toEqual(['unsigned'])
  }
})

test('a member outside the readers writes none, even with the server’s help', async () => {
  // The server adds a wrap in her name, and she seals to everybody; the point in the concern’s seal she cannot know.
  const opened = await readable(khan, concern, team.ledger)
  const guessed = { ...opened, content: { ...opened.content, reply: evans.keys.seal } }
  const note = kept(await sealNote(evans, guessed, team.ledger.keys, WRITING, opened.notes))
  const lie = {
    ...concern.content,
    to: [...concern.content.to, { ...concern.content.to[0]!, key: evans.id }],
  }
  expect((await read(jones, withNotes([note], { ...concern, content: lie }))).kinds).toEqual(['unsigned'])
})

test('whom the pupil left out gets none and writes none, whatever the server’s list of readers says', async () => {
  const left = await waitingFor(team, team.keys, { content: { notFor: ['Ms Evans'] } })
  const note = await written(khan, left)
  expect(note.content.to.map(({ key }) => key)).not.toContain(evans.id)
  const opened = await readable(evans, left, team.ledger)
  const hers = kept(await sealNote(evans, opened, team.ledger.keys, WRITING, opened.notes))
  expect((await read(khan, withNotes([note, hers], left))).kinds).toEqual([
    'Mrs Khan: Spoke to Sam’s mother.',
    'unsigned',
  ])
})

test('a reader whom the server adds gets no note and no reply, and writes none', async () => {
  const added = { ...concern.content.to[0]!, key: evans.id }
  const lie = { ...concern, content: { ...concern.content, to: [...concern.content.to, added] } }
  const opened = await readable(khan, lie, team.ledger)
  const names = ({ content }: NoteRequest) => content.to.map(({ key }) => key)
  const { keys } = team.ledger
  expect(names(await sealNote(khan, opened, keys, WRITING, opened.notes))).toEqual([khan.id, jones.id])
  const reply = await sealReply(opened, keys, { words: 'x', name: 'Mrs Khan', at: T0 })
  expect(names(reply)).not.toContain(evans.id)
  // A reader who gives away what is inside the seal: she signs with the right point, and is no reader for it.
  const hers = kept(await sealNote(evans, opened, keys, WRITING, opened.notes))
  expect((await read(khan, withNotes([hers], lie))).kinds).toEqual(['unsigned'])
})

test('a concern that names no readers within is read and noted as before: its device has the former version', async () => {
  const former = await waitingFor(team, [khan, jones], { content: { to: undefined } })
  const note = await written(khan, former)
  expect(note.content.to.map(({ key }) => key)).toEqual([khan.id, jones.id])
  expect((await read(jones, withNotes([note], former))).kinds).toEqual(['Mrs Khan: Spoke to Sam’s mother.'])
})

test('an ended key’s notes stand from before it ended, and no later one does', async () => {
  const before = await written(jones)
  const after = await written(jones, concern, { ...WRITING, at: T0 + 2 * HOUR })
  const ledger = await team.ended(1, T0 + HOUR)
  expect((await read(khan, withNotes([before, after]), ledger)).kinds).toEqual([
    'Mr Jones: Spoke to Sam’s mother.',
    'unsigned',
  ])
  const opened = await readable(khan, concern, ledger)
  const next = await sealNote(khan, opened, ledger.keys, WRITING, opened.notes)
  expect(next.content.to.map(({ key }) => key)).toEqual([khan.id])
})

test('a replay is there once, and what is held back is missed', async () => {
  const first = await written(khan)
  const second = await written(jones, withNotes([first]))
  const third = await written(khan, withNotes([first, second]))
  expect((await read(khan, withNotes([first, first, second, first, third]))).kinds).toHaveLength(3)
  expect(await read(khan, withNotes([first, second, third]))).toMatchObject({ missing: 0 })
  expect(await read(khan, withNotes([first, third]))).toMatchObject({ missing: 1 })
  expect(await read(khan, withNotes([third]))).toMatchObject({ missing: 1 })
})

test('put into another order they are read in their own, and it is said', async () => {
  const first = await written(khan, concern, { ...WRITING, words: '1', at: T0 + HOUR })
  const second = await written(jones, withNotes([first]), { ...WRITING, words: '2', at: T0 })
  const third = await written(khan, withNotes([first, second]), { ...WRITING, words: '3' })
  const asWritten = await readable(khan, withNotes([first, second, third]), team.ledger)
  expect(asWritten.notes).toMatchObject({ isMoved: false })
  const { notes } = await readable(khan, withNotes([third, second, first]), team.ledger)
  expect(notes).toMatchObject({ missing: 0, isMoved: true })
  expect(notes.notes.map(({ id }) => id)).toEqual([first.id, second.id, third.id])
})

test('a note that nobody signed is none to go on from', async () => {
  const forged = {
    id: 'n'.repeat(22),
    at: T0,
    content: await sealTo(team.ledger.keys, {}, `note ${concern.id} x`),
  }
  const note = await written(khan, withNotes([forged]))
  expect(await read(jones, withNotes([note]))).toMatchObject({ missing: 0 })
  expect(await openNotes(jones, await readable(jones, concern, team.ledger), team.ledger)).toEqual({
    notes: [],
    missing: 0,
    isMoved: false,
  })
})

test('the longest note in the widest letters is within what the server takes', async () => {
  const about = Array.from({ length: MOST_REFERENCES }, () => 'ਚ'.repeat(MAX_REFERENCE))
  const note = await written(khan, concern, { ...WRITING, words: 'ਚ'.repeat(MAX_WORDS), about })
  expect(note.content.sealed.length).toBeLessThan(MAX_SEALED_MESSAGE - 2_000)
})

test('of a pasted address only the website stays', () => {
  expect(
    referencesIn(' 23 Nov  10:15  https://user:pw@chat.test/room?with=sam#x \n\njavascript:alert(1)\n=1+1'),
  ).toEqual(['23 Nov 10:15 chat.test', 'javascript:alert(1)', '=1+1'])
  expect(referencesIn('a\n'.repeat(30))).toHaveLength(10)
  for (const [typed, kept] of [
    ['10:15 games.test/secret/path?q=1', '10:15 games.test'],
    ['(Games.test?q=sam)', '(Games.test'],
    ['sam:pw@games.test:8080/room#x and more', 'games.test:8080 and more'],
    ['10.0.0.7/admin', '10.0.0.7'],
    ['https:/games.test/secret', 'games.test'],
    ['bücher.test\\secret', 'bücher.test'],
    ['23/11/2026 10:15 chat and/or games', '23/11/2026 10:15 chat and/or games'],
    ['23.11.2026/10:15 chat.test.', '23.11.2026/10:15 chat.test.'],
  ] as const)
    expect(referencesIn(typed)).toEqual([kept])
})
