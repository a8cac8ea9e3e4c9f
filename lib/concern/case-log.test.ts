/** Files for the case log from what a hostile pupil, page or colleague can put in: nothing runs, links or slips along. */
import { beforeEach, expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import { logged, type LogSetting, mayTakePicture } from './case-log.ts'
import { csvOf, jsonOf } from './case-log-files.ts'
import { dead, deadAddress } from './dead-links.ts'
import type { OwnKey } from './member-key.ts'
import { sealNote } from './notes.ts'
import { readable, teamNamed, type TestTeam, waitingFor } from './testing-readers.ts'
import { SENDER, T0, type Written } from './testing-team.ts'

const PICTURE = { type: 'image/jpeg' as const, data: 'cGljdHVyZQ' }
const words = {
  kind: (kind: string) => `kind ${kind}`,
  outcome: (outcome: string) => `outcome ${outcome}`,
  state: (state: string) => `state ${state}`,
}

let team: TestTeam
let khan: OwnKey
let setting: LogSetting
beforeEach(async () => {
  team = await teamNamed('Mrs Khan', '=HYPERLINK("http://evil.test")')
  ;[khan] = team.keys as [OwnKey]
  setting = { ledger: team.ledger, timeZone: 'Europe/London', words, withPicture: false }
})

/** A concern with a note of each of these members. */
async function opened(written: Written = {}, notes: readonly OwnKey[] = [], note = 'Spoke to Sam.') {
  let waiting = await waitingFor(team, team.keys, written)
  for (const by of notes) {
    const before = await readable(by, waiting, team.ledger)
    const writing = { words: note, outcome: 'parents' as const, about: ['23 Nov 10:15 chat.test'], at: T0 }
    const { id, content } = await sealNote(by, before, team.ledger.keys, writing, before.notes)
    waiting = { ...waiting, notes: [...(waiting.notes ?? []), { id, at: T0, content }] }
  }
  return readable(khan, { ...waiting, opened: [{ by: khan.id, at: T0 }] }, team.ledger)
}

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true })

test('a concern is one line with what a case log asks for', async () => {
  const one = await opened({}, [khan])
  const [row] = rowsOf(csvOf([await logged(one, { ...setting, inHand: 'Mr Jones', caseTitle: 'The chat' })]))
  expect(row).toMatchObject({
    Date: '25/11/2026',
    Time: '10:15',
    Pupil: SENDER.name,
    Group: 'Year 9',
    Category: 'kind unkind',
    Incident: 'Someone is being horrible to Sam in the chat.',
    'Action taken':
      '25/11/2026 10:15 Mrs Khan: Spoke to Sam. · Outcome: outcome parents · Activity: 23 Nov 10:15 chat.test',
    Outcome: 'outcome parents',
    'Assigned to': 'Mr Jones',
    'Linked staff': 'Mrs Khan; Mr Jones',
    Case: 'The chat',
  })
  expect(row?.['Receipt number']).toMatch(/^\d{3} \d{3}$/)
})

const HOSTILE = [
  '=1+1',
  '+cmd|x',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\n=1',
  '＝1+1',
  '"x","=1"',
  '=HYPERLINK("http://evil.test")',
]

test.each(HOSTILE)('nothing that %j is put into runs as a formula or splits a line', async (hostile) => {
  const sender = { name: hostile, from: 'profile' as const, group: hostile }
  const page = { address: hostile, title: hostile }
  const one = await opened({ content: { sender, page, words: hostile } }, team.keys, hostile)
  const csv = csvOf([await logged(one, { ...setting, caseTitle: hostile, inHand: hostile })])
  const rows = rowsOf(csv)
  expect(rows).toHaveLength(1)
  for (const cell of Object.values(rows[0] ?? {})) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠|]/u)
  expect(csv.split('\r\n')).toHaveLength(3)
})

test('no address in it is live', async () => {
  const address = 'https://www.chat.test/room/7?with=sam'
  const text = `look at ${address} or www.evil.test or javascript:alert(1) or mailto:x@y.test, at 10:15`
  const one = await opened({ content: { page: { address, title: address }, words: text } }, [khan], text)
  const all = [await logged(one, { ...setting, caseTitle: address })]
  for (const file of [csvOf(all), jsonOf(all, { school: 'Hill School', by: 'Mrs Khan', at: T0 })]) {
    expect(file).not.toMatch(/:\/\/|www\.|javascript:|mailto:/i)
    expect(file).toContain('https[:]//www[.]chat[.]test/room/7?with=sam')
  }
  expect(dead('at 10:15: note: ok')).toBe('at 10:15: note: ok')
  expect(deadAddress('chrome://settings')).toBe('chrome[:]//settings')
})

test('a picture is named and left out, goes along when somebody says so, and never with a sexual one', async () => {
  const one = await opened({ content: { picture: PICTURE } })
  const without = await logged(one, setting)
  expect(without.picture).toBeUndefined()
  expect(without.entry.picture).toBe('a picture of the page: left out')
  const taken = await logged(one, { ...setting, withPicture: true })
  expect(taken.picture).toEqual({ type: 'image/jpeg', base64url: PICTURE.data })
  expect(csvOf([taken])).not.toContain(PICTURE.data)
  // Kerb never sends one with this kind; another program’s would be no better to keep.
  const sexual = await opened({ content: { kind: 'picture', picture: PICTURE } })
  expect(mayTakePicture(sexual)).toBe(false)
  const never = await logged(sexual, { ...setting, withPicture: true })
  expect(jsonOf([never], { school: '', by: '', at: T0 })).not.toContain(PICTURE.data)
  expect(never.entry.picture).toContain('never')
})

test('a hidden name stays hidden, and notes that nobody signed stay out', async () => {
  const one = await opened({ hidden: true }, [khan])
  const forged = {
    ...one,
    notes: { missing: 2, isMoved: false, notes: [{ id: 'x', at: T0, kind: 'unsigned' as const }] },
  }
  const { entry, notes } = await logged(forged, setting)
  expect(entry.pupil).toBe('the pupil hid their name')
  expect(notes).toEqual([])
  expect(entry.actionTaken).toBe('')
  expect(entry.leftOut).toBe(
    '1 that no member who may read it has signed; 2 that the school server did not hand over',
  )
  await expect(logged({ ...one, content: null }, setting)).rejects.toThrow(TypeError)
})

test('of words to the pupil nobody is vouched for: any reader can write them in another’s name', async () => {
  const one = await opened()
  const said = { from: 'staff' as const, at: T0, isProved: false }
  const talk = [
    { ...said, id: 'a', content: { words: 'x', name: 'Mr Jones, www.evil.test', at: T0 } },
    { ...said, id: 'b', content: null },
  ]
  const { conversation } = await logged({ ...one, talk }, setting)
  expect(conversation.map(({ by }) => by)).toEqual([
    'staff, says Mr Jones, www[.]evil.test: not proved',
    'staff, not proved',
  ])
})

test('the outcome is the last one that was written, whatever a clock said', async () => {
  let waiting = await waitingFor(team, team.keys)
  for (const [outcome, at] of [['none', Date.UTC(2099, 0)] as const, ['police', T0] as const]) {
    const before = await readable(khan, waiting, team.ledger)
    const writing = { words: 'x', about: [], outcome, at }
    const { id, content } = await sealNote(khan, before, team.ledger.keys, writing, before.notes)
    waiting = { ...waiting, notes: [{ id, at: T0, content }, ...(waiting.notes ?? [])] }
  }
  const { entry } = await logged(await readable(khan, waiting, team.ledger), setting)
  expect(entry.outcome).toBe('outcome police')
  expect(entry.leftOut).toBe('none, but the school server gave the notes in another order')
})
