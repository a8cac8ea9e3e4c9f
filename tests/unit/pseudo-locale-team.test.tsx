// @vitest-environment happy-dom
/** The safeguarding team's page in a made-up language, state by state. */
import { cleanup, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { receiptNumber } from '../../lib/concern/receipt.ts'
import { CODE, FakeSchool, type Written, writtenConcern } from '../../lib/concern/testing-team.ts'
import {
  type Member,
  memberOf,
  partsIn,
  press,
  show,
  teamOfTwo,
  write,
} from '../../lib/ui/safeguarding/testing-page.tsx'
import { pseudoWords, untranslated } from '../fixtures/pseudo-locale.ts'

/** Names, words and addresses that people give; keys and codes are in `code`. */
const DATA = JSON.stringify([
  'Mrs Khan',
  'Mr Jones',
  'Hill School',
  'Year 9',
  'Someone is being horrible to Sam in the chat.',
  'https://chat.test/',
  'Class chat',
])

let school: FakeSchool
beforeEach(() => {
  school = new FakeSchool()
})
afterEach(cleanup)

async function allIsTranslated(): Promise<void> {
  const page = document.body.cloneNode(true) as HTMLElement
  for (const code of page.querySelectorAll('code')) code.remove()
  expect(page.textContent).toMatch(/⟦/)
  expect(untranslated(page, DATA)).toEqual([])
}

async function send(by: Member, written: Written = {}): Promise<RegExp> {
  const { keys } = (await by.team.look()).ledger
  const { request } = await writtenConcern(keys, written)
  school.take(request)
  return new RegExp(await receiptNumber(request.id))
}

test('making a key', async () => {
  show(school.member().team, pseudoWords)
  await screen.findByRole('button', { name: /Make a key/ })
  await allIsTranslated()
  await press(/I have a recovery sheet/)
  await write(/Recovery code/, 'x')
  await press(/Bring it back/)
  await screen.findByText(/This is not a whole code/)
  await allIsTranslated()
  await press(/Back/)
  await press(/Make a key/)
  await write(/One-time code/, CODE)
  await write(/Your name and role/, 'Mrs Khan')
  await allIsTranslated()
  await press(/Make the key/)
  const recovery = partsIn(await screen.findByRole('list', { name: /Recovery code/ }))
  await allIsTranslated()
  await press(/I have printed it/)
  const ofSheet = [...document.querySelectorAll<HTMLInputElement>('input[name^=part-]')]
  expect(ofSheet).toHaveLength(3)
  await allIsTranslated()
  await press(/Show the sheet again/)
  expect(recovery).toHaveLength(14)
})

test('keys: the first, one that waits, one to vouch for, one that ended, none that is believed', async () => {
  const khan = await memberOf(school, 'Mrs Khan')
  const pinned = school.root
  school.root = undefined
  const first = show(khan.team, pseudoWords)
  await screen.findByText(/One step is left/)
  await allIsTranslated()
  first.unmount()
  school.root = pinned
  const jones = await memberOf(school, 'Mr Jones')
  const theirs = show(jones.team, pseudoWords)
  await screen.findByText(/Your key waits/)
  await allIsTranslated()
  theirs.unmount()
  const page = show(khan.team, pseudoWords)
  await press(/Keys/)
  await press(/Vouch for this key/)
  await screen.findAllByLabelText(/Part/)
  await allIsTranslated()
  page.unmount()
  const { joining, ledger } = await khan.team.look()
  await khan.team.vouch(joining[0]!, ledger)
  await khan.team.end(jones.key.id, (await khan.team.look()).ledger)
  show(jones.team, pseudoWords)
  await screen.findByText(/Your key has ended/)
  await allIsTranslated()
  cleanup()
  await khan.team.look()
  school.ledger = school.ledger.slice(0, 1)
  school.problem = '«what the worker refused»'
  show(khan.team, pseudoWords)
  await screen.findByText(/Someone has tried/)
  await press(/Keys/)
  await screen.findByText(/Keys of the team/)
  await allIsTranslated()
})

test('concerns: the list, one that is read, the rule, a name that is asked for, the cover, a server that is away', async () => {
  const [khan, jones] = await teamOfTwo(school)
  const named = await send(khan, {
    today: true,
    content: {
      page: { address: 'https://chat.test/', title: 'Class chat' },
      picture: { type: 'image/jpeg', data: 'AAAA' },
      notFor: ['Mr Jones'],
      refusedKeys: '«a key»',
    },
  })
  const picture = await send(khan, { content: { kind: 'picture' } })
  const hidden = await send(khan, { hidden: true })
  await (await khan.team.client()).askForName(school.concerns[2]!.id)
  show(khan.team, pseudoWords)
  await screen.findByRole('button', { name: named })
  await allIsTranslated()
  for (const [one, sign] of [
    [named, /Someone is unkind/],
    [picture, /Do not look/],
    [hidden, /You have asked/],
  ] as const) {
    await press(one)
    await screen.findByText(sign)
    await allIsTranslated()
    await press(/All concerns/)
  }
  await press(/Cover this page/)
  await allIsTranslated()
  cleanup()
  show(jones.team, pseudoWords)
  await press(hidden)
  await screen.findByText(/asks to open the name/)
  await allIsTranslated()
  cleanup()
  school.isAway = true
  show(khan.team, pseudoWords)
  await screen.findByText(/It cannot be reached/)
  await allIsTranslated()
})

test('work at a concern: noted, in hand, handed on, in a case, in a file', async () => {
  const [khan, jones] = await teamOfTwo(school)
  const first = await send(khan)
  school.concerns = school.concerns.map((one) => ({ ...one, later: [jones.key.id] }))
  show(khan.team, pseudoWords)
  await press(first)
  await screen.findByText(/Nobody has it in hand/)
  await write(/Your note/, 'Hill School')
  await press(/Keep the note/)
  await screen.findByText(/The note is kept/)
  await press(/Take it in hand/)
  await screen.findByText(/You have it in hand/)
  await allIsTranslated()
  await write(/Why you hand it on/, 'Hill School')
  await press(/^⟦Hand it on/)
  await screen.findByText(/Handed on to the next/)
  await write(/Title of the case/, 'Class chat')
  await press(/Begin the case/)
  await screen.findByText(/Take this concern out/)
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x')
  await press(/Make a CSV file/)
  await screen.findByText(/The file is made/)
  await allIsTranslated()
  school.concerns = school.concerns.map((one) => ({ ...one, notes: one.notes!.slice(1) }))
  await press(/Cases/)
  await screen.findByText('Class chat')
  await allIsTranslated()
  await press(/Class chat/)
  await allIsTranslated()
  await press(/Open its concerns/)
  await screen.findByText(/Notes that a colleague had/)
  await allIsTranslated()
  await press(/^⟦Concerns/)
  await press(/Nobody’s/)
  await screen.findByText(/There are none of these/)
  await allIsTranslated()
})

test('outside a managed browser', async () => {
  vi.spyOn(school, 'start').mockReturnValue({ ...school.start(), server: undefined })
  show(school.member().team, pseudoWords)
  await screen.findByText(/not managed by a school/)
  await allIsTranslated()
})
