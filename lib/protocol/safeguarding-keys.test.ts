import { beforeAll, describe, expect, test } from 'vitest'
import {
  fingerprintOf,
  goesOnFrom,
  type KeyRole,
  type Ledger,
  type PublicKeys,
  readLedger,
  signStatement,
  type Statement,
  statementName,
} from './safeguarding-keys.ts'
import { toBase64url } from './bytes.ts'

interface Member {
  readonly id: string
  readonly keys: PublicKeys
  readonly sign: CryptoKey
}

const pair = (name: 'ECDH' | 'ECDSA') =>
  crypto.subtle.generateKey(
    { name, namedCurve: 'P-256' },
    true,
    name === 'ECDH' ? ['deriveBits'] : ['sign', 'verify'],
  )
const point = async ({ publicKey }: CryptoKeyPair) =>
  toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)))

async function member(): Promise<Member> {
  const [seal, sign] = [await pair('ECDH'), await pair('ECDSA')]
  const keys = { seal: await point(seal), sign: await point(sign) }
  return { id: await fingerprintOf(keys), keys, sign: sign.privateKey }
}

async function join(ledger: Ledger, who: Member, by: Member, role: KeyRole = 'team'): Promise<Statement> {
  const after = ledger.at(-1)
  const statement = {
    kind: 'join',
    keys: who.keys,
    name: 'Mrs Khan',
    role,
    at: 1,
    by: by.id,
    after: after ? await statementName(after) : '',
  } as const
  return signStatement(statement, by.sign)
}

async function end(ledger: Ledger, who: Member, by: Member): Promise<Statement> {
  const after = ledger.at(-1)
  const statement = {
    kind: 'end',
    key: who.id,
    at: 2,
    by: by.id,
    after: after ? await statementName(after) : '',
  }
  return signStatement(statement as { kind: 'end' } & typeof statement, by.sign)
}

let first: Member
let second: Member
let head: Member
let stranger: Member
/** First, second and head. */
let ledger: Statement[]

beforeAll(async () => {
  ;[first, second, head, stranger] = await Promise.all([member(), member(), member(), member()])
  ledger = []
  ledger.push(await join(ledger, first, first))
  ledger.push(await join(ledger, second, first))
  ledger.push(await join(ledger, head, second, 'head'))
})

const faultOf = async (bad: Ledger, root = first.id) => {
  const read = await readLedger(bad, root)
  return read.ok ? null : `${read.fault} at ${read.at}`
}

test('a ledger names its keys, who vouched for each, and since when', async () => {
  const read = await readLedger(ledger, first.id)
  expect(read.ok && read.keys.map(({ id, by, role }) => [id, by, role])).toEqual([
    [first.id, first.id, 'team'],
    [second.id, first.id, 'team'],
    [head.id, second.id, 'head'],
  ])
})

test('the first key can hand over: its end leaves what it vouched for', async () => {
  const read = await readLedger([...ledger, await end(ledger, first, second)], first.id)
  expect(read.ok && read.keys.map(({ id }) => id)).toEqual([second.id, head.id])
})

test('no ledger, no keys', async () => {
  expect(await readLedger([], first.id)).toEqual({ ok: true, keys: [], names: [] })
})

describe('is refused as a whole', () => {
  test('when another key is first', async () => {
    expect(await faultOf(ledger, stranger.id)).toBe('wrong-first at 0')
  })
  test('when a stranger vouches for itself', async () => {
    expect(await faultOf([...ledger, await join(ledger, stranger, stranger)])).toBe('unsigned at 3')
  })
  test('when the head, who is not of the team, vouches', async () => {
    expect(await faultOf([...ledger, await join(ledger, stranger, head)])).toBe('unsigned at 3')
  })
  test('when a key that has ended vouches', async () => {
    const ended = [...ledger, await end(ledger, second, first)]
    expect(await faultOf([...ended, await join(ended, stranger, second)])).toBe('unsigned at 4')
  })
  test('when a part of its middle is left out', async () => {
    expect(await faultOf([ledger[0], ledger[2]] as Statement[])).toBe('broken-chain at 1')
  })
  test.each([
    ['name', { name: 'Somebody else' }],
    ['role', { role: 'team' }],
    ['time', { at: 99 }],
  ])('when a %s was changed', async (_what, change) => {
    expect(await faultOf([...ledger.slice(0, 2), { ...ledger[2], ...change } as Statement])).toBe(
      'unsigned at 2',
    )
  })
  test('when a key was put in place of another', async () => {
    const keys = { ...head.keys, seal: stranger.keys.seal }
    expect(await faultOf([...ledger.slice(0, 2), { ...ledger[2], keys } as Statement])).toBe('unsigned at 2')
  })
  test('when nobody of the team would be left', async () => {
    const without = [...ledger, await end(ledger, second, first)]
    expect(await faultOf([...without, await end(without, first, first)])).toBe('nobody-left at 4')
  })
  test('when a key joins twice or ends without being there', async () => {
    expect(await faultOf([...ledger, await join(ledger, head, first)])).toBe('senseless at 3')
    expect(await faultOf([...ledger, await end(ledger, stranger, first)])).toBe('senseless at 3')
  })
})

test('a ledger goes on from its own beginning, and from no shorter or other one', async () => {
  const names = await Promise.all(ledger.map(statementName))
  expect(goesOnFrom(names.slice(0, 2), names)).toBe(true)
  expect(goesOnFrom(names, names)).toBe(true)
  expect(goesOnFrom(names, names.slice(0, 2))).toBe(false)
  const fork = await statementName(await join(ledger.slice(0, 2), stranger, first))
  expect(goesOnFrom(names, [...names.slice(0, 2), fork])).toBe(false)
})
