import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { importSealKey, unwrapSessionKey, wrapSessionKey } from '../../lib/protocol/seal.ts'
import { RateLimit } from '../device/limits.ts'
import { SessionKeys } from '../ingest/session-keys.ts'
import { createSecret } from './files.ts'
import { type SealKey, SealKeys } from './seal-key.ts'
import { SigningKeys } from './signing.ts'

const INSTALLATION = 'i'.repeat(43)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerb-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function wrapped(pinned: string, id = 's1') {
  const key = await importSealKey(pinned.slice('seal:'.length))
  if (!key) throw new Error('no seal key')
  return wrapSessionKey(key, INSTALLATION, id, crypto.getRandomValues(new Uint8Array(32)))
}

it('are numbered from seal.pem on; the newest is pinned and comes first, and the older ones still open', async () => {
  const keys = new SealKeys(folder)
  const first = await keys.pinned()
  await keys.rotate()
  const third = await keys.rotate()
  expect(readdirSync(folder).sort()).toEqual(['seal-0002.pem', 'seal-0003.pem', 'seal.pem'])
  expect(await keys.pinned()).toBe(third.pinned)
  const all = await keys.all()
  expect(all.map(({ pinned }) => pinned).toReversed()[0]).toBe(first)
  expect(all[0]).toBe(third)
  const old = await wrapped(first)
  expect(all[2] && (await unwrapSessionKey(all[2].openKey, INSTALLATION, old))).toHaveLength(32)
  expect(all[0] && (await unwrapSessionKey(all[0].openKey, INSTALLATION, old))).toBeNull()
})

it('that another process adds or takes away are seen at once; a deleted first key is not made again', async () => {
  const running = new SealKeys(folder)
  const first = await running.pinned()
  const next = await new SealKeys(folder).rotate()
  expect(await running.pinned()).toBe(next.pinned)
  expect(await running.all()).toHaveLength(2)
  rmSync(join(folder, 'seal.pem'))
  expect((await running.all()).map(({ pinned }) => pinned)).toEqual([next.pinned])
  expect(await running.pinned()).not.toBe(first)
  expect(readdirSync(folder)).toEqual(['seal-0002.pem'])
})

it('do not mix with signing keys, other files and unfinished ones; a damaged one is named', async () => {
  await new SigningKeys(folder).current()
  for (const name of ['seal-2.pem', 'seal-0001.pem', 'seal-0009.pem.7.next', 'seal.pem.bak'])
    writeFileSync(join(folder, name), 'junk')
  const keys = new SealKeys(folder)
  expect(await keys.all()).toHaveLength(1)
  expect(await new SigningKeys(folder).pinned()).toMatch(/^sign:/)
  writeFileSync(join(folder, 'seal-0002.pem'), 'junk')
  await expect(keys.all()).rejects.toThrow('seal-0002.pem')
})

it('are made once: whoever comes second is told', () => {
  createSecret(join(folder, 'seal.pem'), 'mine')
  expect(() => createSecret(join(folder, 'seal.pem'), 'yours')).toThrow('EEXIST')
  expect(readdirSync(folder)).toEqual(['seal.pem'])
})

it('that come later open what did not open before; made-up session keys cost a bounded number of tries', async () => {
  const keys = new SealKeys(folder)
  const early = await keys.all()
  const later = await keys.rotate()
  const both = await keys.all()
  const present: { keys: readonly SealKey[] } = { keys: early }
  let tries = 0
  const limit = new RateLimit(60, 5, () => 0)
  const counting = {
    take: (key: string) => {
      tries += 1
      return limit.take(key)
    },
  } as RateLimit
  const sessions = new SessionKeys({ all: async () => present.keys }, counting)
  const key = await wrapped(later.pinned)
  expect(await sessions.open(INSTALLATION, [key])).toEqual([null])
  expect(await sessions.open(INSTALLATION, [key])).toEqual([null])
  expect(tries).toBe(1)
  present.keys = both
  expect((await sessions.open(INSTALLATION, [key]))[0]?.type).toBe('secret')
  // The key that was tried in vain is not tried again, and what opened is kept.
  expect(tries).toBe(2)
  await sessions.open(INSTALLATION, [key])
  expect(tries).toBe(2)
  const strange = await Promise.all(['a', 'b', 'c'].map((id) => wrapped(later.pinned, id)))
  const forged = strange.map((one) => ({ ...one, id: `${one.id}x` }))
  await expect(sessions.open(INSTALLATION, forged)).rejects.toMatchObject({ status: 429, retryAfter: 15 })
  expect(tries).toBe(6)
  // Nobody else pays for it.
  const [opener] = await sessions.open('j'.repeat(43), [key])
  expect(opener).toBeNull()
})

it('are tried first when the device names them, and a name that is not here is refused with the fix', async () => {
  const keys = new SealKeys(folder)
  const old = await keys.pinned()
  const [oldest] = await keys.all()
  await keys.rotate()
  let tries = 0
  const sessions = new SessionKeys(keys, { take: () => Boolean((tries += 1)) } as unknown as RateLimit)
  const key = await wrapped(old)
  expect((await sessions.open(INSTALLATION, [{ ...key, to: oldest?.name ?? '' }]))[0]).not.toBeNull()
  expect(tries).toBe(1)
  await expect(sessions.open(INSTALLATION, [{ ...key, to: 'nobodysKey12' }])).rejects.toMatchObject({
    status: 409,
    code: 'seal-key',
    field: 'keys.0.to',
  })
  expect(tries).toBe(1)
})
