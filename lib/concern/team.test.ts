import { beforeEach, describe, expect, test } from 'vitest'
import type { Ledger } from '../protocol/safeguarding-keys.ts'
import { messageContentSchema, readSealed } from './content.ts'
import { askers, halfFor, openName, partners } from './hidden-name.ts'
import { inOrder, openConcern, sealReply } from './inbox.ts'
import { memberKeyFrom, type OwnKey, replyReader } from './member-key.ts'
import { newSecret } from './recovery-code.ts'
import { openSealed } from './seal.ts'
import { firstJoin, joinOf } from './statements.ts'
import type { Team } from './team.ts'
import { canEnd, NO_LEDGER, readTeam } from './team-ledger.ts'
import { CODE, FakeSchool, SENDER, T0, writtenConcern } from './testing-team.ts'

let school: FakeSchool
beforeEach(() => {
  school = new FakeSchool()
})

interface Member {
  readonly team: Team
  readonly key: OwnKey
}

async function makeKey(name: string): Promise<Member> {
  const { team } = school.member()
  const key = await memberKeyFrom(newSecret())
  await team.keep(key, name)
  return { team, key }
}

/** The first key, pinned. */
async function first(): Promise<Member> {
  const khan = await makeKey('Mrs Khan')
  await khan.team.ask({ code: CODE, name: 'Mrs Khan' }, true)
  school.root = khan.key.id
  return khan
}

async function second(by: Member): Promise<Member> {
  const jones = await makeKey('Mr Jones')
  await jones.team.ask({ code: CODE, name: 'Mr Jones' }, false)
  const { joining, ledger } = await by.team.look()
  await by.team.vouch(joining[0]!, ledger)
  return jones
}

describe('keys', () => {
  test('a first key is the school’s as soon as it is made, for its owner; for others once it is pinned', async () => {
    const khan = await makeKey('Mrs Khan')
    expect(await khan.team.look()).toMatchObject({ standing: 'unasked', isFirst: true })
    await khan.team.ask({ code: CODE, name: 'Mrs Khan' }, true)
    expect(await khan.team.look()).toMatchObject({
      standing: 'member',
      me: { name: 'Mrs Khan', role: 'team' },
    })
    const stranger = await school.member().team.look()
    expect(stranger).toMatchObject({ standing: 'none', ledger: { keys: [], refused: 'unpinned' } })
    school.root = khan.key.id
    expect((await school.member().team.look()).ledger.keys).toHaveLength(1)
  })
  test('a second waits until the first vouches for it', async () => {
    const khan = await first()
    const jones = await makeKey('Mr Jones')
    await jones.team.ask({ code: CODE, name: 'Mr Jones' }, false)
    expect(await jones.team.look()).toMatchObject({ standing: 'waiting' })
    const seen = await khan.team.look()
    expect(seen.joining).toMatchObject([{ name: 'Mr Jones', account: 'jones@hill.test' }])
    await khan.team.vouch(seen.joining[0]!, seen.ledger)
    expect(await jones.team.look()).toMatchObject({ standing: 'member', me: { by: khan.key.id } })
    expect((await khan.team.look()).joining).toEqual([])
  })
  test('one that ended is told so, and the last of the team cannot end', async () => {
    const khan = await first()
    const jones = await second(khan)
    const { ledger } = await khan.team.look()
    expect(canEnd(ledger, jones.key.id)).toBe(true)
    await khan.team.end(jones.key.id, ledger)
    expect(await jones.team.look()).toMatchObject({ standing: 'ended' })
    const left = await khan.team.look()
    expect(canEnd(left.ledger, khan.key.id)).toBe(false)
    expect(left.ledger.who.get(jones.key.id)).toMatchObject({ name: 'Mr Jones', role: 'team' })
  })
  test('a code that the server does not know leaves the key here, not asked', async () => {
    const khan = await makeKey('Mrs Khan')
    await expect(khan.team.ask({ code: 'WRONG-CODE', name: 'Mrs Khan' }, true)).rejects.toMatchObject({
      code: 'code',
    })
    expect(await khan.team.look()).toMatchObject({ standing: 'unasked', own: { name: 'Mrs Khan' } })
  })
  test('taken off this browser, it is gone', async () => {
    const khan = await first()
    await khan.team.forget()
    expect(await khan.team.look()).toMatchObject({ standing: 'none', own: undefined })
  })
})

describe('a server that lies about keys', () => {
  test('with another first key than the pinned one is not believed, nor is what it adds itself', async () => {
    const khan = await first()
    const jones = await second(khan)
    const { ledger } = await jones.team.look()
    const evil = await memberKeyFrom(newSecret())
    const own = await joinOf(
      evil,
      { keys: evil.keys, name: 'Mr Evil', role: 'team' },
      { last: ledger.last, at: T0 },
    )
    school.ledger = [...ledger.statements, own]
    expect((await jones.team.look()).ledger).toMatchObject({ refused: 'unsigned', keys: ledger.keys })
    school.ledger = [await firstJoin(evil, 'Mrs Khan', T0)]
    expect((await jones.team.look()).ledger).toMatchObject({ refused: 'wrong-first', keys: ledger.keys })
  })
  test('that takes back what it said is not believed', async () => {
    const khan = await first()
    const before = school.ledger
    const jones = await second(khan)
    const { ledger } = await khan.team.look()
    await khan.team.end(jones.key.id, ledger)
    expect((await khan.team.look()).ledger.keys).toHaveLength(1)
    for (const cut of [before, ledger.statements, []] satisfies Ledger[]) {
      school.ledger = cut
      const now = (await khan.team.look()).ledger
      expect(now.refused).toBe('shorter')
      expect(now.keys.map(({ name }) => name)).toEqual(['Mrs Khan'])
    }
  })
  test('is told from one that is away', async () => {
    const khan = await first()
    await khan.team.look()
    school.isAway = true
    const view = await khan.team.look()
    expect(view).toMatchObject({ standing: 'member', problem: { kind: 'network' } })
    expect(view.ledger.refused).toBeUndefined()
  })
  test('goes by what the worker believed too', async () => {
    const khan = await first()
    const long = (await second(khan), school.ledger)
    const short = long.slice(0, 1)
    expect(await readTeam(short, { root: khan.key.id, seen: long })).toMatchObject({ refused: 'shorter' })
    expect(await readTeam(short, { root: khan.key.id, seen: [] })).not.toHaveProperty('refused')
    expect(await readTeam(short, { root: 'x'.repeat(43), seen: long })).toMatchObject({
      refused: 'wrong-first',
      keys: [],
    })
  })
})

describe('an inbox', () => {
  test('begins with who needs help today, and ends with what is closed', () => {
    const entry = (id: string, more: object = {}) => ({
      id,
      received: T0,
      today: false,
      state: 'sent' as const,
      unopened: false,
      news: [],
      ...more,
    })
    const entries = [
      entry('closed', { state: 'closed' }),
      entry('seen', { state: 'seen' }),
      entry('old', { received: T0 - 1 }),
      entry('new'),
      entry('follow-up', { state: 'closed', news: ['message'] }),
      entry('today', { today: true, received: T0 - 2 }),
      entry('closed by another', { state: 'closed', unopened: true, received: T0 - 4 }),
      entry('today, more', { today: true, state: 'seen', news: ['message'], received: T0 - 5 }),
      entry('today, seen', { today: true, state: 'seen', received: T0 - 3 }),
    ]
    expect(inOrder(entries).map(({ id }) => id)).toEqual([
      'today',
      'today, more',
      'new',
      'old',
      'closed by another',
      'follow-up',
      'seen',
      'today, seen',
      'closed',
    ])
  })
  test('a concern opens, is answered, and the answer opens for the pupil and the team', async () => {
    const khan = await first()
    const jones = await second(khan)
    const { keys } = (await khan.team.look()).ledger
    const { request, reply, pair } = await writtenConcern(keys)
    school.take(request)
    const client = await khan.team.client()
    const opened = await openConcern(khan.key, await client.open(request.id), NO_LEDGER)
    expect(opened.content).toMatchObject({ kind: 'unkind', sender: SENDER })
    const said = { words: 'Thank you for telling us.', name: 'Mrs Khan', at: T0 }
    const message = await sealReply(opened, keys, said)
    await client.reply(request.id, message)
    const context = `message ${request.id} ${message.id}` as const
    const pupil = { id: (await replyReader(reply)).id, pair }
    const read = readSealed(messageContentSchema, await openSealed(pupil, message.content, context))
    expect(read).toEqual(said)
    const again = await openConcern(jones.key, await (await jones.team.client()).open(request.id), NO_LEDGER)
    expect(again.talk).toMatchObject([{ from: 'staff', content: said }])
    expect(again.waiting.opened.map(({ by }) => by)).toEqual([khan.key.id, jones.key.id])
  })
  test('a reply goes to no key that the server only says is a reader, and to nobody the pupil did not want', async () => {
    const khan = await first()
    await second(khan)
    const { keys } = (await khan.team.look()).ledger
    const [own, other] = keys
    const { request } = await writtenConcern([own!], { content: { notFor: ['Mr Jones'] } })
    const evil = await memberKeyFrom(newSecret())
    const added = [other!.id, evil.id].map((key) => ({ ...request.content.to[0]!, key }))
    school.take({ ...request, content: { ...request.content, to: [...request.content.to, ...added] } })
    const opened = await openConcern(khan.key, await (await khan.team.client()).open(request.id), NO_LEDGER)
    const message = await sealReply(opened, keys, { words: 'x', name: 'Mrs Khan', at: T0 })
    expect(message.content.to.map(({ key }) => key)).toEqual([expect.any(String), khan.key.id])
  })
  test('what does not open says nothing, and cannot be answered', async () => {
    const khan = await first()
    const stranger = await memberKeyFrom(newSecret())
    const { keys } = (await khan.team.look()).ledger
    const { request } = await writtenConcern(keys)
    school.take(request)
    const opened = await openConcern(stranger, school.concerns[0]!, NO_LEDGER)
    expect(opened.content).toBeNull()
    await expect(sealReply(opened, keys, { words: 'x', name: 'x', at: T0 })).rejects.toThrow('does not open')
  })
})

test('a hidden name opens with two keys, and only for who asked and is in force', async () => {
  const khan = await first()
  const jones = await second(khan)
  const { keys } = (await khan.team.look()).ledger
  const { request } = await writtenConcern(keys, { hidden: true })
  school.take(request)
  const [khans, joness] = [await khan.team.client(), await jones.team.client()]
  const asked = await khans.open(request.id)
  expect((await openConcern(khan.key, asked, NO_LEDGER)).content).not.toHaveProperty('sender')
  expect(partners(khan.key.id, asked, keys).map(({ name }) => name)).toEqual(['Mr Jones'])
  await khans.askForName(request.id)
  const theirs = await joness.open(request.id)
  const [asker] = askers(jones.key.id, theirs, keys)
  expect(asker?.id).toBe(khan.key.id)
  expect(askers(khan.key.id, theirs, keys)).toEqual([])
  expect(askers(jones.key.id, theirs, keys.slice(1))).toEqual([])
  await joness.handHalf(request.id, (await halfFor(jones.key, asker!, theirs))!)
  const handed = await khans.open(request.id)
  expect(await openName(khan.key, handed.handed[0]!, handed)).toEqual(SENDER)
  expect(await openName(jones.key, handed.handed[0]!, handed)).toBeNull()
})
