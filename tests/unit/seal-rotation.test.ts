/** The seal key is rotated by command beside a running server, and devices follow their managed configuration. */
import { execFile } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settleKeys } from '../../lib/activity/recover.ts'
import { enrol } from '../../lib/device/enrolment.ts'
import { parseManaged } from '../../lib/policy/managed.ts'
import { useSealKey } from '../../lib/worker/seal-key.ts'
import { SealKeys } from '../../server/keys/seal-key.ts'
import { testServer, type TestServer } from '../../server/testing.ts'
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import { pageAt, realDevice, REAL_CLAIM } from '../fixtures/real-device.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Enough for a batch that goes to the decoding thread. */
const MANY = 300

let server: TestServer
let address: string
beforeEach(async () => {
  server = await testServer()
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => server.close())

async function command(...words: string[]): Promise<string[]> {
  const { dataDir, keysDir } = server.context.environment
  const env = { ...process.env, KERB_DATA: dataDir, KERB_KEYS: keysDir, KERB_LOG_LEVEL: 'silent' }
  const done = await promisify(execFile)(process.execPath, ['server/cli/policy.ts', ...words], {
    cwd: ROOT,
    env,
  })
  return done.stdout.trim().split('\n')
}
const managed = (...seal: string[]) =>
  parseManaged({
    ...EXAMPLE_VALUES,
    serverKeys: [String((EXAMPLE_VALUES.serverKeys as string[])[0]), ...seal],
  }).config

async function enrolled(...seal: string[]) {
  const device = await realDevice(address)
  await enrol(device.client, device.installation, server.token, REAL_CLAIM)
  await useSealKey(device.store, managed(...seal))
  return device
}
type Device = Awaited<ReturnType<typeof enrolled>>

const stored = async ({ installation }: Device) =>
  (
    await server.context.db
      .selectFrom('rows')
      .innerJoin('installations', 'installations.id', 'rows.installation')
      .select(['rows.seq', 'rows.kind', 'rows.host'])
      .where('installations.installation', '=', installation.id)
      .orderBy('rows.seq')
      .execute()
  ).map((row) => row.host ?? row.kind)
const pages = (name: string, count = MANY) =>
  Array.from({ length: count }, (_, i) => pageAt(`${name}${i}.test`))
const hosts = (name: string, count = MANY) => pages(name, count).map(({ row }) => 'host' in row && row.host)
/** A key of another school, well made. */
const elsewhere = async () => new SealKeys(join(server.folder, 'elsewhere')).pinned()

test('devices on the old key, on both and on the new one all deliver, in small batches and large ones', async () => {
  const old = await server.context.seal.pinned()
  const before = await enrolled(old)
  await before.store.append(pages('before'))
  expect((await before.sync()).problem).toBeUndefined()

  const said = await command('rotate-seal-key')
  const next = said.at(-1) ?? ''
  expect(next).toMatch(/^seal:/)
  expect(next).not.toBe(old)
  expect((await command('keys')).at(-1)).toBe(next)
  const audit = await server.context.db.selectFrom('audit').select(['action', 'subject']).execute()
  expect(audit).toContainEqual({ action: 'rotate-seal-key', subject: next })

  // Still on the old one.
  await before.store.append(pages('old'))
  expect((await before.sync()).problem).toBeUndefined()
  await before.store.append(pages('small', 3))
  expect((await before.sync()).problem).toBeUndefined()
  expect(await stored(before)).toEqual([...hosts('before'), ...hosts('old'), ...hosts('small', 3)])

  const fresh = await enrolled(old, next)
  expect(fresh.store.keys.sealedTo).toBe((await server.context.seal.all())[0]?.name)
  await fresh.store.append(pages('fresh'))
  await fresh.store.append(pages('more', 3))
  expect((await fresh.sync()).problem).toBeUndefined()
  expect(await stored(fresh)).toEqual([...hosts('fresh'), ...hosts('more', 3)])
}, 60_000)

test('a session that outlives the change seals to the new key from then on, also in its next worker', async () => {
  const old = await server.context.seal.pinned()
  const device = await enrolled(old)
  await device.store.append(pages('a', 2))
  const { pinned } = await new SealKeys(server.context.environment.keysDir).rotate()
  const [newest, oldest] = await server.context.seal.all()
  await useSealKey(device.store, managed(old, pinned))
  await device.store.append(pages('b', 2))
  const woken = device.worker()
  await useSealKey(woken.store, managed(old, pinned))
  await woken.store.append(pages('c', 2))
  const rows = await device.db.rows.toArray()
  const keys = new Map((await device.db.keys.toArray()).map(({ id, to }) => [id, to]))
  expect(keys.size).toBe(2)
  expect(rows.map(({ key }) => keys.get(key))).toEqual(
    [oldest, oldest, newest, newest, newest, newest].map((key) => key?.name),
  )
  expect((await woken.sync()).problem).toBeUndefined()
  expect(await stored(device)).toEqual([...hosts('a', 2), ...hosts('b', 2), ...hosts('c', 2)])
})

test('what was sealed to an old key and kept is taken again by a server that was restored', async () => {
  const old = await server.context.seal.pinned()
  const device = await enrolled(old)
  await device.store.append(pages('kept', 20))
  expect((await device.sync()).problem).toBeUndefined()
  device.closeBrowser()
  await command('rotate-seal-key')
  const { db } = server.context
  await db.deleteFrom('rows').execute()
  await db.updateTable('installations').set({ acknowledged: 0, stored: 0, written: 0 }).execute()
  const woken = device.worker()
  await useSealKey(woken.store, managed(await server.context.seal.pinned()))
  await woken.outbox.acknowledge({ epoch: 2, acknowledged: 0 }, Date.now())
  expect((await woken.sync()).problem).toBeUndefined()
  expect(await stored(device)).toEqual(hosts('kept', 20))
}, 60_000)

test('rows sealed to a key that nobody here has are refused with the fix, stay, and arrive once it is put right', async () => {
  const device = await enrolled(await elsewhere())
  await device.store.append(pages('wrong', 20))
  const { problem } = await device.sync()
  expect(problem?.code).toBe('seal-key')
  expect(problem?.detail).toContain('npm run policy -- keys')
  expect(await stored(device)).toEqual([])
  expect(await device.db.rows.count()).toBe(20)

  await useSealKey(device.store, managed(await server.context.seal.pinned()))
  await settleKeys(device.store, Date.now())
  await device.store.append(pages('right', 2))
  expect((await device.sync()).problem).toBeUndefined()
  expect(await stored(device)).toEqual([...hosts('wrong', 20), ...hosts('right', 2)])
})

// Was broken: only a device that had been refused wrapped its key again; one that was offline lost its session's rows.
test('a device that was offline while the seal key was lost and replaced delivers what its session wrote', async () => {
  const device = await enrolled(await elsewhere())
  await device.store.append(pages('offline', 20))
  await useSealKey(device.store, managed(await server.context.seal.pinned()))
  await settleKeys(device.store, Date.now())
  await device.store.append(pages('later', 2))
  expect((await device.sync()).problem).toBeUndefined()
  expect(await stored(device)).toEqual([...hosts('offline', 20), ...hosts('later', 2)])
})

test('rows of a closed session that nobody can open are kept as they came, and hold up nothing', async () => {
  const device = await enrolled(await elsewhere())
  await device.store.append(pages('wrong', 20))
  expect((await device.sync()).problem?.code).toBe('seal-key')
  device.closeBrowser()
  const woken = device.worker()
  await useSealKey(woken.store, managed(await server.context.seal.pinned()))
  await settleKeys(woken.store, Date.now())
  await woken.store.append(pages('right', 2))
  expect((await woken.sync()).problem).toBeUndefined()
  expect(await stored(device)).toEqual([...Array<string>(20).fill('unreadable'), ...hosts('right', 2)])
  const kept = await server.context.db.selectFrom('unreadable').selectAll().execute()
  expect(kept).toHaveLength(20)
  expect(kept.every(({ enc, wrapped }) => enc !== null && wrapped !== null)).toBe(true)
})

test('a key file that went missing loses nothing: devices wait until it is back', async () => {
  const { keysDir } = server.context.environment
  const { pinned } = await new SealKeys(keysDir).rotate()
  const device = await enrolled(pinned)
  await device.store.append(pages('waiting', 5))
  renameSync(join(keysDir, 'seal-0002.pem'), join(server.folder, 'elsewhere.pem'))
  expect((await device.sync()).problem?.code).toBe('seal-key')
  device.closeBrowser()
  renameSync(join(server.folder, 'elsewhere.pem'), join(keysDir, 'seal-0002.pem'))
  expect((await device.sync()).problem).toBeUndefined()
  expect(await stored(device)).toEqual(hosts('waiting', 5))
})
