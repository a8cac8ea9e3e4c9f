/** Keys and the accounts that they belong to: who asks again, who would be two people, who has left. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { memberClient } from '../../lib/concern/member-client.ts'
import { memberKeyFrom } from '../../lib/concern/member-key.ts'
import { newSecret } from '../../lib/concern/recovery-code.ts'
import { joinOf } from '../../lib/concern/statements.ts'
import { WireError } from '../../lib/protocol/wire-error.ts'
import { clientOf, endKey, member, type Member, vouch } from '../../tests/fixtures/safeguarding-stage.ts'
import { setDisabled } from '../staff/members.ts'
import { testServer, type TestServer } from '../testing.ts'
import { makeCode } from './joining.ts'
import { standing } from './standing.ts'

let server: TestServer
let khan: Member
beforeEach(async () => {
  server = await testServer()
  khan = await member(server, 'khan@school.example')
})
afterEach(() => server.close())

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WireError ? `${error.status} ${error.code}` : error),
  )
const place = async () => ({ last: (await server.context.ledgers.current()).name, at: Date.now() })

test('a key that ended may ask again, and is let in again', async () => {
  const patel = await member(server, 'again@school.example')
  await vouch(server, khan, patel)
  await endKey(server, khan, patel)
  expect((await khan.lookAfter()).joining).toEqual([])
  const { code } = await makeCode(server.context.db, { person: patel.person, role: 'team' }, Date.now())
  await patel.join({ code, keys: patel.own.keys, name: patel.address })
  expect((await khan.lookAfter()).joining).toMatchObject([
    { account: 'again@school.example', keys: patel.own.keys },
  ])
  await vouch(server, khan, patel)
  expect(await patel.inbox()).toEqual({ concerns: [] })
})

test('one account is one person: a second key goes by the same name, and is vouched for by another', async () => {
  const own = await memberKeyFrom(newSecret())
  const api = memberClient(clientOf(server, own))
  const code = async () =>
    (await makeCode(server.context.db, { person: khan.person, role: 'team' }, Date.now())).code
  const asked = { keys: own.keys, name: 'Somebody else', role: 'team' } as const
  expect(await refused(api.join({ code: await code(), ...asked }))).toBe('409 other-name')
  await api.join({ code: await code(), ...asked, name: khan.address })
  expect((await khan.lookAfter()).joining).toMatchObject([{ keys: own.keys, own: true }])
  expect(await refused(khan.append(await joinOf(khan.own, asked, await place())))).toBe('409 own-account')
  const other = await member(server, 'other@school.example')
  await vouch(server, khan, other)
  expect(await refused(other.append(await joinOf(other.own, asked, await place())))).toBe('409 other-name')
  const same = { ...asked, name: khan.address }
  await other.append(await joinOf(other.own, same, await place()))
  // And nobody takes a name that is somebody else's.
  const third = await memberKeyFrom(newSecret())
  const { code: theirs } = await makeCode(
    server.context.db,
    { person: other.person, role: 'team' },
    Date.now(),
  )
  const taken = { code: theirs, keys: third.keys, name: khan.address }
  expect(await refused(memberClient(clientOf(server, third)).join(taken))).toBe('409 other-name')
})

test('a key whose account is closed is named to the console and to the team', async () => {
  const leaver = await member(server, 'leaver@school.example')
  await vouch(server, khan, leaver)
  expect((await khan.lookAfter()).closed).toEqual([])
  await setDisabled(server.context.db, leaver.person, true, Date.now())
  expect((await khan.lookAfter()).closed).toEqual([leaver.own.id])
  const { keys } = await standing(server.context)
  expect(keys.map(({ account, closed }) => [account, closed])).toEqual([
    ['khan@school.example', false],
    ['leaver@school.example', true],
  ])
})
