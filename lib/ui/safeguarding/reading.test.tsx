// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { messageContentSchema, readSealed } from '../../concern/content.ts'
import { replyReader } from '../../concern/member-key.ts'
import { newConcernId, receiptNumber } from '../../concern/receipt.ts'
import { openSealed, sealTo } from '../../concern/seal.ts'
import { composeFollowUp } from '../../concern/own-messages.ts'
import { endOf } from '../../concern/statements.ts'
import { FakeSchool, SENDER, T0, type Written, writtenConcern } from '../../concern/testing-team.ts'
import { toBase64url, utf8 } from '../../protocol/bytes.ts'
import { type Member, press, show, teamOfTwo, write } from './testing-page.tsx'
import { HIDDEN_MS, IDLE_MS } from '../parts/use-cover.ts'

let school: FakeSchool
let khan: Member
let jones: Member
beforeEach(async () => {
  school = new FakeSchool()
  ;[khan, jones] = await teamOfTwo(school)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** A concern that a pupil's device sent. */
async function sent(written?: Written) {
  const { keys, last } = (await khan.team.look()).ledger
  const concern = await writtenConcern(keys, {
    ...written,
    content: { ledger: last, ...written?.content },
  })
  school.take(concern.request)
  return { ...concern, receipt: await receiptNumber(concern.request.id) }
}

const open = (receipt: string) => press(new RegExp(`^Concern ${receipt}`))
const PICTURE = { type: 'image/jpeg' as const, data: toBase64url(utf8('a picture')) }

test('who needs help today comes first, and nothing is opened by being listed', async () => {
  const ordinary = await sent()
  const urgent = await sent({ today: true })
  show(khan.team)
  await screen.findByText('2 concerns are waiting.')
  const lines = await waitFor(() => {
    const both = screen.getAllByRole('button', { name: /^Concern \d/ })
    expect(both).toHaveLength(2)
    return both
  })
  expect(lines[0]?.textContent).toContain(urgent.receipt)
  expect(lines[0]?.textContent).toContain('Needs help today')
  expect(lines[1]?.textContent).toContain(ordinary.receipt)
  expect(school.concerns.every(({ opened }) => opened.length === 0)).toBe(true)
})

test('a concern is read, and nothing of it can be opened by a slip', async () => {
  const { receipt } = await sent({
    content: { page: { address: 'https://chat.test/room/7', title: 'Chat' }, picture: PICTURE },
  })
  show(khan.team)
  await open(receipt)
  await screen.findByRole('heading', { name: 'Someone is unkind' })
  expect(screen.getByText('Someone is being horrible to Sam in the chat.')).toBeDefined()
  expect(screen.getByText('ada@hill.test')).toBeDefined()
  expect(screen.getByText('https://chat.test/room/7')).toBeDefined()
  expect(document.querySelectorAll('a')).toHaveLength(0)
  const picture = screen.getByRole('img', { name: 'Blurred picture of the page' })
  expect(picture.classList.contains('picture--blurred')).toBe(true)
  expect(picture.getAttribute('src')).toBe(`data:image/jpeg;base64,${btoa('a picture')}`)
  await press('Show the picture')
  expect(screen.getByRole('img', { name: 'The page as the pupil saw it' }).className).toBe('')
  expect(document.title).toBe('Kerb: safeguarding')
  expect(location.hash).toBe('')
  await press(/All concerns/)
  expect(screen.queryByText(/horrible/)).toBeNull()
})

test('with a sexual picture stands the rule, and no picture even if one came', async () => {
  const { receipt } = await sent({
    content: {
      kind: 'picture',
      words: '',
      picture: PICTURE,
      page: { address: 'https://pictures.test/', title: '' },
    },
  })
  show(khan.team)
  await open(receipt)
  await screen.findByRole('heading', { name: 'Do not look, copy, save, print or share' })
  expect(screen.getByText(/Report Remove/)).toBeDefined()
  expect(screen.getByText(/Do not open it/)).toBeDefined()
  expect(screen.getByText('The pupil wrote no words.')).toBeDefined()
  expect(screen.queryByRole('img')).toBeNull()
})

test('an answer opens for the pupil, and is kept as a draft until the server has it', async () => {
  const { request, receipt, reply, pair } = await sent()
  show(khan.team)
  await open(receipt)
  await write('Your answer', 'Thank you. We will talk to Sam today.')
  school.isAway = true
  await press('Send the answer')
  await screen.findByText('It cannot be reached. What you see may be old.')
  const field = screen.getByLabelText<HTMLTextAreaElement>('Your answer')
  const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Send the answer' })
  await waitFor(() => expect(send.disabled).toBe(false))
  expect(field.value).toBe('Thank you. We will talk to Sam today.')
  school.isAway = false
  await press('Send the answer')
  await screen.findByText('Your answer is on its way.')
  expect(field.value).toBe('')
  await screen.findByText(/^Mrs Khan answered/)
  const [message] = school.concerns[0]!.messages
  const pupil = { id: (await replyReader(reply)).id, pair }
  const read = await openSealed(pupil, message!.content, `message ${request.id} ${message!.id}`)
  expect(readSealed(messageContentSchema, read)).toMatchObject({
    words: 'Thank you. We will talk to Sam today.',
    name: 'Mrs Khan',
  })
})

test('back from a concern, another that has come meanwhile is found', async () => {
  const first = await sent()
  show(khan.team)
  await open(first.receipt)
  await write('Your answer', 'Thank you.')
  await press('Send the answer')
  await screen.findByText('Your answer is on its way.')
  const second = await sent({ content: { kind: 'picture' } })
  await press('All concerns')
  await press('Look again')
  await open(second.receipt)
  await screen.findByRole('heading', { name: 'Do not look, copy, save, print or share' })
})

test('what a colleague opened and closed still waits for me, and says who closed it', async () => {
  const { request, receipt } = await sent()
  const client = await jones.team.client()
  await client.open(request.id)
  await client.setState(request.id, 'closed')
  show(khan.team)
  await screen.findByText('A concern is waiting.')
  expect(screen.getByText('You have not opened it')).toBeDefined()
  await open(receipt)
  await screen.findByRole('heading', { name: 'Someone is unkind' })
  const [, name] = /Closed by(.*),/.exec(document.querySelector('.facts')?.textContent ?? '') ?? []
  expect(name).toContain('Mr Jones')
})

test('a concern from a device that was kept at an old list says so, and for whom else it was locked', async () => {
  const { keys, names } = (await khan.team.look()).ledger
  const [first] = names
  const month = 30 * 24 * 3_600_000
  const { last } = (await khan.team.look()).ledger
  const end = await endOf(khan.key, jones.key.id, { last, at: T0 + month })
  school.ledger = [...school.ledger, end]
  const concern = await writtenConcern(keys, { content: { ledger: first!, at: T0 + 2 * month } })
  school.take(concern.request)
  show(khan.team)
  await open(await receiptNumber(concern.request.id))
  expect(await screen.findByText(/had an old list of keys/)).toBeDefined()
  expect(screen.getByText(/locked for a key that had ended by then, too: Mr Jones/)).toBeDefined()
})

test('words that somebody else could have added are marked, and the pupil’s own are not', async () => {
  const { request, receipt, pair } = await sent()
  const { keys } = (await khan.team.look()).ledger
  const mine = { id: request.id, reply: pair, readers: keys.map(({ id }) => id) }
  const more = await composeFollowUp(mine, keys, 'It happened again', T0)
  const id = newConcernId()
  // Whoever writes to the database knows the keys, the concern's name, and every seal that lies there.
  const forged = {
    id,
    content: await sealTo(keys, { words: 'It was all a lie', at: T0 }, `message ${request.id} ${id}`),
  }
  const messages = [more, forged].map((one) => ({ ...one, from: 'pupil' as const, at: T0 }))
  school.concerns = school.concerns.map((one) => ({ ...one, messages }))
  show(khan.team)
  await open(receipt)
  const said = (await screen.findByText('It was all a lie')).closest('li')
  expect(said?.textContent).toContain('Nothing here proves that the pupil wrote this')
  const own = screen.getByText('It happened again').closest('li')
  expect(own?.textContent).not.toContain('Nothing here proves')
})

test('it is closed and taken up again', async () => {
  const { receipt } = await sent()
  show(khan.team)
  await open(receipt)
  await press('Close this concern')
  await screen.findByRole('button', { name: 'Take it up again' })
  expect(school.concerns[0]?.state).toBe('closed')
  await press('Take it up again')
  await screen.findByRole('button', { name: 'Close this concern' })
  expect(school.concerns[0]?.state).toBe('seen')
})

test('a hidden name: one asks, the other agrees, the first opens it, and it is on record before it is seen', async () => {
  const { receipt } = await sent({ hidden: true })
  const first = show(khan.team)
  await open(receipt)
  await screen.findByText('The name is hidden')
  await press('Ask a colleague to agree')
  await press('Ask a colleague to agree')
  await screen.findByText(/^You have asked Mr Jones/)
  first.unmount()
  const second = show(jones.team)
  await screen.findByText('A colleague asks for your half of the name')
  await open(receipt)
  await screen.findByText('Mrs Khan asks to open the name together with you.')
  expect(screen.queryByRole('button', { name: 'Ask a colleague to agree' })).toBeNull()
  await press('Agree: hand over my half')
  await press('Agree: hand over my half')
  await screen.findByText('You have handed your half to Mrs Khan.')
  expect(screen.queryByText(SENDER.name ?? '')).toBeNull()
  second.unmount()
  show(khan.team)
  await open(receipt)
  await press('Open the name')
  await press('Open the name')
  await screen.findByText('ada@hill.test')
  expect(school.concerns[0]?.identityOpened).toMatchObject([{ by: khan.key.id, with: jones.key.id }])
  await screen.findByText(/^Opened today at \d\d:\d\d by Mrs Khan with Mr Jones$/)
})

test('a name that the server does not record is not shown', async () => {
  const { receipt } = await sent({ hidden: true })
  const { keys } = (await khan.team.look()).ledger
  const id = school.concerns[0]!.id
  await (await khan.team.client()).askForName(id)
  const { halfFor } = await import('../../concern/hidden-name.ts')
  const half = await halfFor(jones.key, keys[0]!, school.concerns[0]!)
  await (await jones.team.client()).handHalf(id, half!)
  show(khan.team)
  await open(receipt)
  await press('Open the name')
  school.isAway = true
  await press('Open the name')
  await screen.findByText('It cannot be reached. What you see may be old.')
  expect(screen.queryByText('ada@hill.test')).toBeNull()
})

test('what the pupil’s device refused is read out with the concern', async () => {
  const { receipt } = await sent({
    content: { refusedKeys: '«a key of Mr Evil»', ledger: 'x'.repeat(43) },
  })
  show(khan.team)
  await open(receipt)
  await screen.findByText('«a key of Mr Evil»')
  expect(screen.getByText(/knew another list of keys/)).toBeDefined()
})

test('one that is locked for others says so and shows nothing', async () => {
  const { keys } = (await khan.team.look()).ledger
  const { request } = await writtenConcern(keys.slice(1))
  school.take(request)
  show(khan.team)
  await open(await receiptNumber(request.id))
  await screen.findByRole('heading', { name: 'This concern does not open with your key' })
  expect(screen.queryByLabelText('Your answer')).toBeNull()
})

test('left alone, the page covers itself; the draft is still there', async () => {
  const { receipt } = await sent()
  show(khan.team)
  await open(receipt)
  await write('Your answer', 'Half an ans')
  const under = document.querySelector<HTMLElement>('.under')!
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await act(() => void fireEvent.keyDown(window))
  await act(() => void vi.advanceTimersByTime(IDLE_MS - 1))
  expect(under.hidden).toBe(false)
  await act(() => void fireEvent.keyDown(window))
  await act(() => void vi.advanceTimersByTime(IDLE_MS))
  expect(under.hidden).toBe(true)
  expect(screen.queryByText('Mrs Khan')).toBeNull()
  vi.useRealTimers()
  await press('Show it again')
  await waitFor(() => expect(under.hidden).toBe(false))
  expect(screen.getByLabelText<HTMLTextAreaElement>('Your answer').value).toBe('Half an ans')
})

test('out of sight it is covered sooner, and at once when its owner says so', async () => {
  show(khan.team)
  await press('Cover this page')
  await screen.findByRole('heading', { name: 'This page is covered' })
  await press('Show it again')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  await act(() => void fireEvent(document, new Event('visibilitychange')))
  await act(() => void vi.advanceTimersByTime(HIDDEN_MS))
  expect(screen.getByRole('heading', { name: 'This page is covered' })).toBeDefined()
})
