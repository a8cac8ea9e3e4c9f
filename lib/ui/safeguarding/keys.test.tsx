// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { memberKeyFrom } from '../../concern/member-key.ts'
import { newSecret, toRecoveryCode } from '../../concern/recovery-code.ts'
import { firstJoin } from '../../concern/statements.ts'
import { CODE, FakeSchool, T0 } from '../../concern/testing-team.ts'
import { memberOf, partsIn, press, show, teamOfTwo, typeParts, write } from './testing-page.tsx'

let school: FakeSchool
beforeEach(() => {
  school = new FakeSchool()
})
afterEach(cleanup)

const FIRST_LINE = 'One step is left: tell every device your fingerprint'

test('a first key is made, printed, proved and then shown to be set; nothing of it is in the address', async () => {
  const { team, store } = school.member()
  show(team)
  await press('Make a key')
  await write('One-time code', CODE)
  await write(/^Your name and role/, 'Mrs Khan, safeguarding')
  await press('Make the key')
  const recovery = partsIn(await screen.findByRole('list', { name: 'Recovery code' }))
  expect(recovery).toHaveLength(14)
  const fingerprint = partsIn(screen.getByRole('list', { name: 'Fingerprint' })).join('')
  const print = vi.fn()
  vi.stubGlobal('print', print)
  await press('Print')
  expect(print).toHaveBeenCalledOnce()
  vi.unstubAllGlobals()
  await press('I have printed it')
  await typeParts(recovery, () => 'XXXX')
  await press('Keep the key')
  await screen.findByText(/is different on the sheet/)
  expect(await store.own()).toBeUndefined()
  expect(school.ledger).toEqual([])
  await typeParts(recovery, (part) => ` ${part.toLowerCase()}`)
  await press('Keep the key')
  await screen.findByRole('heading', { name: FIRST_LINE })
  expect(school.ledger).toMatchObject([{ name: 'Mrs Khan, safeguarding', by: fingerprint }])
  expect(screen.getByText(fingerprint)).toBeDefined()
  expect(document.title).toBe('Kerb: safeguarding')
  expect(location.hash).toBe('')
})

test('a code that is refused is asked for again; the key is not made twice', async () => {
  const { team, store } = school.member()
  const key = await memberKeyFrom(newSecret())
  await team.keep(key, 'Mrs Khan')
  show(team)
  await screen.findByRole('heading', { name: /Now it needs to be let in/ })
  await write('One-time code', 'NOT-THE-CODE')
  await press('Ask to be let in')
  await screen.findByText('The code is used or unknown.')
  await write('One-time code', CODE)
  await press('Ask to be let in')
  await screen.findByRole('heading', { name: FIRST_LINE })
  expect((await store.own())?.key.id).toBe(key.id)
})

test('a key is vouched for only with parts that stand on its owner’s screen', async () => {
  const khan = await memberOf(school, 'Mrs Khan')
  const jones = await memberOf(school, 'Mr Jones')
  const theirs = show(jones.team)
  await screen.findByRole('heading', { name: 'Your key waits for a member of the team' })
  const parts = partsIn(screen.getByRole('list', { name: 'Your fingerprint' }))
  expect(parts.join('')).toBe(jones.key.id)
  theirs.unmount()
  show(khan.team)
  await press(/^Keys/)
  await press('Vouch for this key')
  await typeParts(parts, () => 'AAAA')
  await press('Vouch for this key')
  await screen.findByText(/do not vouch/)
  expect(school.ledger).toHaveLength(1)
  await typeParts(parts)
  await press('Vouch for this key')
  await screen.findByText('Nobody is waiting.')
  expect(school.ledger).toMatchObject([{}, { kind: 'join', name: 'Mr Jones', by: khan.key.id }])
  await screen.findByText(/Vouched for by Mrs Khan/)
})

test('a key that the server slipped in between does not have the parts of the other screen', async () => {
  const khan = await memberOf(school, 'Mrs Khan')
  const jones = await memberKeyFrom(newSecret())
  const evil = await memberKeyFrom(newSecret())
  school.joining = [
    { keys: evil.keys, name: 'Mr Jones', account: 'jones@hill.test', role: 'team', at: T0, own: false },
  ]
  show(khan.team)
  await press(/^Keys/)
  await press('Vouch for this key')
  await typeParts(jones.id.match(/.{1,4}/g) ?? [])
  await press('Vouch for this key')
  await screen.findByText(/do not vouch/)
  expect(school.ledger).toHaveLength(1)
})

test('a key ends after one more question, and its owner is told', async () => {
  const [khan, jones] = await teamOfTwo(school)
  const page = show(khan.team)
  await press(/^Keys/)
  await press('End the key of Mr Jones?')
  await press('Cancel')
  expect(school.ledger).toHaveLength(2)
  await press('End the key of Mr Jones?')
  await press('Yes, end it')
  await screen.findByText('The last key of the team cannot end. Let another member join first.')
  expect(school.ledger.at(-1)).toMatchObject({ kind: 'end', key: jones.key.id })
  page.unmount()
  show(jones.team)
  await screen.findByRole('heading', { name: 'Your key has ended' })
  await press('Take the key off this browser')
  await screen.findByRole('heading', { name: 'You have no safeguarding key in this browser' })
})

test('a key that has ended asks again, and waits to be vouched for as the first time', async () => {
  const [khan, jones] = await teamOfTwo(school)
  const { ledger } = await khan.team.look()
  await khan.team.end(jones.key.id, ledger)
  school.now = T0 + 3_600_000
  const theirs = show(jones.team)
  await screen.findByRole('heading', { name: 'Ask to join again' })
  await write('One-time code', CODE)
  await press('Ask to be let in')
  await screen.findByRole('heading', { name: 'Your key waits for a member of the team' })
  theirs.unmount()
  const { joining, ledger: now } = await khan.team.look()
  await khan.team.vouch(joining[0]!, now)
  expect((await jones.team.look()).standing).toBe('member')
})

test('nobody vouches for a key of their own account', async () => {
  const khan = await memberOf(school, 'Mrs Khan')
  const { keys } = await memberKeyFrom(newSecret())
  school.joining = [{ keys, name: 'Mrs Khan', account: 'khan@hill.test', role: 'team', at: T0, own: true }]
  show(khan.team)
  await press(/^Keys/)
  await screen.findByText('This is a key of your own account. Another member vouches for it.')
  expect(screen.queryByRole('button', { name: 'Vouch for this key' })).toBeNull()
})

test('a key whose account is closed is to be ended today', async () => {
  const [khan, jones] = await teamOfTwo(school)
  school.closed = [jones.key.id]
  show(khan.team)
  await press(/^Keys/)
  const said = await screen.findByText(/The account of this key is closed/)
  expect(said.closest('li')?.textContent).toContain('Mr Jones')
})

test('a recovery sheet brings the key back, and a wrong letter is found', async () => {
  const secret = newSecret()
  const key = await memberKeyFrom(secret)
  school.ledger = [await firstJoin(key, 'Mrs Khan', T0)]
  school.root = key.id
  const code = await toRecoveryCode(secret)
  show(school.member().team)
  await press('I have a recovery sheet')
  await write(
    /^Recovery code/,
    code.replace(/.$/, (last) => (last === '7' ? '8' : '7')),
  )
  await press('Bring it back')
  await screen.findByText(/This is not a whole code/)
  await write(/^Recovery code/, code.toLowerCase().replaceAll(' ', '-'))
  await press('Bring it back')
  await screen.findByRole('heading', { name: 'Concerns' })
  expect(screen.getByText('Mrs Khan')).toBeDefined()
})

test('a list of keys that was tampered with is told of, and nobody is vouched for by it', async () => {
  const [khan] = await teamOfTwo(school)
  school.ledger = school.ledger.slice(0, 1)
  const who = await memberKeyFrom(newSecret())
  school.joining = [
    { keys: who.keys, name: 'Ms Patel', account: 'patel@hill.test', role: 'team', at: T0, own: false },
  ]
  show(khan.team)
  const alert = await screen.findByRole('alert', { name: 'Someone has tried to change the keys' })
  expect(alert.textContent).toContain('It takes back what it said before.')
  await press(/^Keys/)
  await screen.findByText('Ms Patel')
  expect(screen.queryByRole('button', { name: 'Vouch for this key' })).toBeNull()
  expect(screen.queryByRole('button', { name: /^End/ })).toBeNull()
  expect(screen.getByText('Mr Jones')).toBeDefined()
})

test('with a wrong first key nobody is let in', async () => {
  const jones = await memberOf(school, 'Mrs Khan').then(() => memberOf(school, 'Mr Jones'))
  school.root = 'x'.repeat(43)
  for (const { team } of [jones, school.member()]) {
    show(team)
    const alert = await screen.findByRole('alert', { name: 'Someone has tried to change the keys' })
    expect(alert.textContent).toContain('Its first key is not the one')
    expect(screen.queryByText(/Your key waits|Make a key/)).toBeNull()
    cleanup()
  }
})

test('what the worker refused is said, whatever the server says now', async () => {
  const [khan] = await teamOfTwo(school)
  school.problem = '«offered keys that this device does not believe»'
  show(khan.team)
  const alert = await screen.findByRole('alert', {
    name: 'This device was offered keys that it did not believe',
  })
  expect(alert.textContent).toContain(school.problem)
})

test('a server that is away is told of, and what was known stays', async () => {
  const [khan] = await teamOfTwo(school)
  school.isAway = true
  show(khan.team)
  await screen.findByText('It cannot be reached. What you see may be old.')
  await press(/^Keys/)
  expect(screen.getByText('Mr Jones')).toBeDefined()
  school.isAway = false
  await press('Try again')
  await waitFor(() => expect(screen.queryByText(/cannot be reached/)).toBeNull())
})

test('a browser that no school manages makes no keys', async () => {
  vi.spyOn(school, 'start').mockReturnValue({ ...school.start(), server: undefined })
  show(school.member().team)
  await screen.findByRole('heading', { name: 'This browser is not managed by a school' })
  expect(screen.queryByRole('button')).toBeNull()
})
