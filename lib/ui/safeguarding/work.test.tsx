// @vitest-environment happy-dom
/** What a member does at a concern beside answering: notes. */
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { receiptNumber } from '../../concern/receipt.ts'
import { FakeSchool, type Written, writtenConcern } from '../../concern/testing-team.ts'
import { type Member, press, show, teamOfTwo, write } from './testing-page.tsx'

let school: FakeSchool
let khan: Member
let jones: Member
beforeEach(async () => {
  school = new FakeSchool()
  ;[khan, jones] = await teamOfTwo(school)
})
afterEach(cleanup)

/** A concern that a pupil's device sent. */
async function sent(written?: Written) {
  const { keys, last } = (await khan.team.look()).ledger
  const { request } = await writtenConcern(keys, {
    ...written,
    content: { ledger: last, ...written?.content },
  })
  school.take(request)
  return { id: request.id, receipt: await receiptNumber(request.id) }
}

const open = (receipt: string) => press(new RegExp(`^Concern ${receipt}`))
const choose = async (label: string, value: string): Promise<void> => {
  const field = await screen.findByLabelText(label)
  await act(() => void fireEvent.change(field, { target: { value } }))
}

test('a note with its outcome is read by a colleague, and is kept as a draft until the server has it', async () => {
  const { receipt } = await sent()
  const first = show(khan.team)
  await open(receipt)
  await write('Your note', 'Spoke to Sam’s mother.')
  await choose('Outcome', 'parents')
  await write('Activity it is about', '23 November 10:15 https://chat.test/room?with=sam')
  school.isAway = true
  await press('Keep the note')
  // A look that was under way says the same while the note is still being sealed: the note itself has to have failed.
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Keep the note' })
  await waitFor(() => expect(button.disabled).toBe(false))
  await screen.findByText('It cannot be reached. What you see may be old.')
  const field = screen.getByLabelText<HTMLTextAreaElement>('Your note')
  expect(field.value).toBe('Spoke to Sam’s mother.')
  school.isAway = false
  await press('Keep the note')
  await screen.findByText('The note is kept.')
  expect(field.value).toBe('')
  first.unmount()
  show(jones.team)
  await open(receipt)
  const said = (await screen.findByText('Spoke to Sam’s mother.')).closest('li')
  expect(said?.textContent).toMatch(/^Mrs Khan noted/)
  expect(said?.textContent).toContain('Outcome: Parents told')
  expect(said?.textContent).toContain('23 November 10:15 chat.test')
  expect(document.querySelectorAll('main a')).toHaveLength(0)
})

test('notes that were held back, and ones that nobody signed, are said', async () => {
  const { receipt, id } = await sent()
  const page = show(khan.team)
  await open(receipt)
  for (const words of ['One.', 'Two.']) {
    await write('Your note', words)
    await press('Keep the note')
    await screen.findByText(words, { selector: 'blockquote' })
  }
  page.unmount()
  school.concerns = school.concerns.map((one) => ({ ...one, notes: one.notes!.slice(1) }))
  const again = show(jones.team)
  await open(receipt)
  await screen.findByText(/Notes that a colleague had before them are not here/)
  again.unmount()
  const other = await sent()
  // Another concern's note in this one's place.
  const moved = school.concerns.find((one) => one.id === id)!.notes!
  school.concerns = school.concerns.map((one) => (one.id === other.id ? { ...one, notes: moved } : one))
  show(jones.team)
  await open(other.receipt)
  await screen.findByText('A note here does not open with your key.')
})

test('it is taken in hand, handed to a colleague, and found in whose hands it is', async () => {
  const { receipt } = await sent()
  const other = await sent()
  const first = show(khan.team)
  await open(receipt)
  await screen.findByText('Nobody has it in hand')
  await press('Take it in hand')
  await screen.findByText('You have it in hand')
  await choose('Hand it to', jones.key.id)
  await press('Hand it over')
  await screen.findByText('Mr Jones has it in hand')
  await press('All concerns')
  await press('Nobody’s')
  await waitFor(() => expect(screen.queryByText(`Concern ${receipt}`)).toBeNull())
  expect(await screen.findByText(`Concern ${other.receipt}`)).toBeDefined()
  await press('Mine')
  await screen.findByText('There are none of these.')
  // What waits is counted whichever part is in sight.
  expect(await screen.findByText('A concern is waiting.')).toBeDefined()
  first.unmount()
  show(jones.team)
  const line = (await screen.findByText(`Concern ${receipt}`)).closest('button')
  expect(line?.textContent).toContain('Handed to you')
  await waitFor(() => expect(line?.textContent).toContain('You have it in hand, says Mrs Khan'))
})

test('a server that says who has it in hand, with no signature, is not believed', async () => {
  const { receipt } = await sent()
  const hand = { number: 1, to: jones.key.id, at: 1, by: khan.key.id, signature: 'A'.repeat(86) }
  school.concerns = school.concerns.map((one) => ({ ...one, hand }))
  show(khan.team)
  const line = (await screen.findByText(`Concern ${receipt}`)).closest('button')
  await open(receipt)
  await screen.findByText(/nothing proves it. Ask them/)
  expect(line?.textContent).not.toContain('Mr Jones')
})

test('a file is made for the case log only once that is on record, and holds no picture unless asked for', async () => {
  const picture = { type: 'image/jpeg' as const, data: 'cGljdHVyZQ' }
  const { receipt } = await sent({ content: { picture } })
  const files: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => (files.push(file as Blob), 'blob:x'))
  show(khan.team)
  await open(receipt)
  await screen.findByRole('button', { name: 'Make a CSV file' })
  school.isAway = true
  await press('Make a CSV file')
  // As with the note above: making it has to have failed, and not only a look.
  const make = screen.getByRole<HTMLButtonElement>('button', { name: 'Make a CSV file' })
  await waitFor(() => expect(make.disabled).toBe(false))
  await screen.findByText('It cannot be reached. What you see may be old.')
  expect(files).toEqual([])
  school.isAway = false
  await press('Make a JSON file')
  await screen.findByText('The file is made.')
  expect(await files[0]?.text()).not.toContain(picture.data)
  await act(() => void fireEvent.click(screen.getByRole('checkbox')))
  await press('Make a JSON file')
  await waitFor(() => expect(files).toHaveLength(2))
  expect(await files[1]?.text()).toContain(picture.data)
  await waitFor(() => expect(school.concerns[0]?.exported).toHaveLength(2))
  expect(document.querySelector('.facts')?.textContent).toContain('Taken into a file by')
  vi.restoreAllMocks()
})

test('two concerns are joined into a case, read together, and parted again', async () => {
  const one = await sent()
  const other = await sent()
  const page = show(khan.team)
  await open(one.receipt)
  await write('Your note', 'About the chat.')
  await press('Keep the note')
  await screen.findByText('The note is kept.')
  await write('Title of the case', 'The chat of 9B')
  await press('Begin the case')
  await screen.findByRole('button', { name: 'Take this concern out of the case' })
  await press('All concerns')
  await open(other.receipt)
  const list = await screen.findByLabelText<HTMLSelectElement>('Put it into')
  await act(() => void fireEvent.change(list, { target: { value: list.options[1]!.value } }))
  await press('Add this concern')
  await screen.findByText('The chat of 9B', { selector: 'bdi' })
  page.unmount()
  show(jones.team)
  await press('Cases')
  await press(/The chat of 9B/)
  // Nothing is opened by being listed.
  expect(school.concerns.flatMap(({ opened }) => opened.map(({ by }) => by))).not.toContain(jones.key.id)
  await press('Open its concerns')
  await screen.findByText('About the chat.')
  expect(screen.queryByText(/does not open here/)).toBeNull()
  await open(other.receipt)
  await press('Take this concern out of the case')
  await screen.findByLabelText('Title of the case')
})

test('it is handed on to those who were to read it later, who read why', async () => {
  const { receipt } = await sent()
  school.concerns = school.concerns.map((one) => ({ ...one, later: [jones.key.id] }))
  const page = show(khan.team)
  await open(receipt)
  await screen.findByText(/locked it for these people too, to be read later: Mr Jones/)
  // Who may not read it yet is nobody to hand it to.
  expect(screen.queryByLabelText('Hand it to')).toBeNull()
  await write('Why you hand it on', 'I am away until Monday.')
  await press('Hand it on')
  await waitFor(() => expect(screen.queryByLabelText('Why you hand it on')).toBeNull())
  page.unmount()
  show(jones.team)
  await open(receipt)
  const said = (await screen.findByText('I am away until Monday.')).closest('li')
  expect(said?.textContent).toContain('Handed on to the next')
})
