import { beforeAll, describe, expect, test } from 'vitest'
import { fromUtf8 } from '../protocol/bytes.ts'
import type { Wrap } from '../protocol/sealed.ts'
import { memberKeyFrom, newReplyKey, type OwnKey } from './member-key.ts'
import { fromRecoveryCode, newSecret, toRecoveryCode } from './recovery-code.ts'
import { openSealed, type Reader, sealTo } from './seal.ts'
import { handOver, openWithTwo, sealToTwo } from './two-keys.ts'

const readerOf = ({ id, keys }: OwnKey): Reader => ({ id, seal: keys.seal })
const json = (bytes: Uint8Array | null) => bytes && (JSON.parse(fromUtf8(bytes) ?? 'null') as unknown)

let khan: OwnKey
let jones: OwnKey
let patel: OwnKey
let stranger: OwnKey
beforeAll(async () => {
  ;[khan, jones, patel, stranger] = (await Promise.all(
    Array.from({ length: 4 }, () => memberKeyFrom(newSecret())),
  )) as [OwnKey, OwnKey, OwnKey, OwnKey]
})

describe('a concern', () => {
  test('opens for each of its readers and for nobody else', async () => {
    const sealed = await sealTo([readerOf(khan), readerOf(jones)], { words: 'Zoë' }, 'concern a')
    expect(json(await openSealed(khan, sealed, 'concern a'))).toEqual({ words: 'Zoë' })
    expect(json(await openSealed(jones, sealed, 'concern a'))).toEqual({ words: 'Zoë' })
    expect(await openSealed(patel, sealed, 'concern a')).toBeNull()
    const [wrap] = sealed.to
    const renamed = { ...sealed, to: [{ ...(wrap as Wrap), key: patel.id }] }
    expect(await openSealed(patel, renamed, 'concern a')).toBeNull()
  })
  test('opens in no other place, and not when a bit of it was changed', async () => {
    const sealed = await sealTo([readerOf(khan)], 'words', 'concern a')
    expect(await openSealed(khan, sealed, 'concern b')).toBeNull()
    expect(await openSealed(khan, sealed, 'message a b')).toBeNull()
    const flipped = sealed.sealed.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))
    expect(await openSealed(khan, { ...sealed, sealed: flipped }, 'concern a')).toBeNull()
  })
  test('says nothing of its words in clear', async () => {
    expect(JSON.stringify(await sealTo([readerOf(khan)], 'unmistakable', 'concern a'))).not.toContain(
      'unmistakable',
    )
  })
  test('a reply opens with the key that was made for it', async () => {
    const { reply, pair } = await newReplyKey()
    const sealed = await sealTo([{ id: 'reply', seal: reply }], 'Thank you', 'message a b')
    expect(json(await openSealed({ id: 'reply', pair }, sealed, 'message a b'))).toBe('Thank you')
  })
})

describe('a name behind two keys', () => {
  const identity = () => sealToTwo([khan, jones, patel].map(readerOf), { name: 'ada@school.example' }, 'c1')

  test('any two open together, whoever begins', async () => {
    const sealed = await identity()
    for (const [one, other] of [
      [khan, jones],
      [jones, khan],
      [patel, khan],
    ] as const) {
      const half = await handOver(one, readerOf(other), sealed, 'c1')
      expect(json(await openWithTwo(other, { by: one.id, half: half as Wrap }, sealed, 'c1'))).toEqual({
        name: 'ada@school.example',
      })
    }
  })
  test('one alone does not, nor with a half of another concern or from a stranger', async () => {
    const [sealed, elsewhere] = [await identity(), await sealToTwo([khan, jones].map(readerOf), 'x', 'c2')]
    const other = await handOver(jones, readerOf(khan), elsewhere, 'c2')
    expect(await openWithTwo(khan, { by: jones.id, half: other as Wrap }, sealed, 'c1')).toBeNull()
    expect(await handOver(stranger, readerOf(khan), sealed, 'c1')).toBeNull()
    const own = await handOver(khan, readerOf(khan), sealed, 'c1')
    expect(own).toBeNull()
    const half = await handOver(jones, readerOf(khan), sealed, 'c1')
    expect(await openWithTwo(patel, { by: jones.id, half: half as Wrap }, sealed, 'c1')).toBeNull()
  })
  test('is not made with one key', async () => {
    await expect(sealToTwo([readerOf(khan)], 'x', 'c1')).rejects.toThrow('two keys')
  })
})

describe('a recovery code', () => {
  test('brings back the same key, however it was typed', async () => {
    const secret = newSecret()
    const code = await toRecoveryCode(secret)
    expect(code).toMatch(/^([0-9A-Z]{4} ){13}[0-9A-Z]{4}$/)
    const typed = code.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l')
    const again = await fromRecoveryCode(typed)
    expect(again).toEqual(secret)
    const [one, other] = [await memberKeyFrom(secret), await memberKeyFrom(again ?? newSecret())]
    expect(other.keys).toEqual(one.keys)
  })
  test('with one wrong letter is refused', async () => {
    const code = await toRecoveryCode(newSecret())
    const wrong = code.replace(/^./, (letter) => (letter === '7' ? '8' : '7'))
    expect(await fromRecoveryCode(wrong)).toBeNull()
    expect(await fromRecoveryCode(code.slice(0, -1))).toBeNull()
  })
  test('the private halves do not leave the browser', async () => {
    await expect(crypto.subtle.exportKey('jwk', khan.pair.privateKey)).rejects.toThrow()
    await expect(crypto.subtle.exportKey('jwk', khan.signKey)).rejects.toThrow()
  })
})
