/**
 * A restore, rehearsed: the real server and its commands as processes, and the devices' own code. Backed up, a day goes
 * on, the disk is lost, the backup is restored.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KEEP_ACKNOWLEDGED_MS } from '../../lib/activity/limits.ts'
import { enrol, mustEnrol } from '../../lib/device/enrolment.ts'
import {
  type Accepted,
  type DocumentKind,
  type DocumentStore,
  fetchDocument,
} from '../../lib/device/fetch-documents.ts'
import { sendHeartbeat } from '../../lib/device/heartbeat.ts'
import { samplePolicy } from '../../server/testing.ts'
import { pageAt, realDevice, REAL_CLAIM } from '../fixtures/real-device.ts'
import { type School, startSchool } from '../rig/server.ts'

let school: School
beforeEach(async () => {
  school = await startSchool()
})
afterEach(() => school.close())

const dataFolder = () => join(school.folder, 'data')
const backups = () => readdirSync(join(school.folder, 'backups'))

/** A device that asks as the extension does: beats, follows what it is told, delivers. */
async function device() {
  const real = await realDevice(school.address)
  await real.store.keys.useSealKey((school.keys[1] ?? '').slice('seal:'.length))
  const held = new Map<DocumentKind, Accepted<DocumentKind>>()
  const store = {
    get: async (kind: DocumentKind) => held.get(kind),
    set: async (kind: DocumentKind, accepted: Accepted<DocumentKind>) => void held.set(kind, accepted),
  } as unknown as DocumentStore
  const signKeys = [(school.keys[0] ?? '').slice('sign:'.length)]
  const ask = () => enrol(real.client, real.installation, school.token, REAL_CLAIM)
  /** One round, as the extension makes it each minute. */
  const round = async (now = Date.now()) => {
    const beat = { written: await real.store.highest(), claim: REAL_CLAIM, problems: [] }
    const answer = await sendHeartbeat(real.client, beat).catch(async (error: unknown) => {
      if (!mustEnrol(error)) throw error
      await ask()
      return sendHeartbeat(real.client, beat)
    })
    const { epoch, acknowledged } = answer
    await real.outbox.acknowledge({ epoch, acknowledged }, now)
    await fetchDocument('policy', { client: real.client, store, signKeys })
    expect((await real.sync()).problem).toBeUndefined()
  }
  const visit = (name: string, count: number) =>
    real.store.append(Array.from({ length: count }, (_, i) => pageAt(`${name}${i}.test`)))
  const version = () => {
    const { epoch, number } = (held.get('policy') as Accepted<'policy'>).document.version
    return `${epoch}.${number}`
  }
  await round()
  return { ...real, round, visit, version }
}
type Device = Awaited<ReturnType<typeof device>>

const hosts = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}.test`)
const stored = ({ installation }: Device) =>
  school
    .rows()
    .filter((row) => row.installation === installation.id)
    .map(({ host, kind }) => host ?? kind)

test('devices follow the restored server in their next round, and what it lacks comes back or is a named gap', async () => {
  await school.publish(samplePolicy())
  await school.openWindow(10)
  const here = await device()
  const away = await device()
  for (const one of [here, away]) await one.visit('before', 20)
  await Promise.all([here.round(), away.round()])
  await school.command('backup', 'now')
  const [file = ''] = backups()

  // The day that will be lost.
  await school.publish(samplePolicy(), 'that day')
  await here.visit('that-day', 30)
  await away.visit('gone', 10)
  const late = await device()
  await late.visit('late', 5)
  await Promise.all([here.round(), away.round(), late.round()])
  expect(here.version()).toBe('1.2')
  expect(stored(here)).toHaveLength(50)
  // One does not come back for longer than rows are kept.
  await away.outbox.prune(Date.now() + KEEP_ACKNOWLEDGED_MS + 2 * 3_600_000)

  await school.kill()
  rmSync(dataFolder(), { recursive: true })
  const said = await school.command('backup', 'restore', file)
  expect(said).toContain('Epoch 2 has begun')
  await school.start()
  expect(stored(here)).toEqual(hosts('before', 20))

  const began = performance.now()
  await Promise.all([here.round(), away.round(), late.round()])
  expect(performance.now() - began).toBeLessThan(60_000)
  for (const one of [here, away, late]) expect(one.version()).toBe('2.1')
  expect(stored(here)).toEqual([...hosts('before', 20), ...hosts('that-day', 30)])
  // It was let in on the day that was lost, and asked again.
  expect(stored(late)).toEqual(hosts('late', 5))
  await away.round()
  expect(stored(away)).toEqual([...hosts('before', 20), 'lost'])
  const lost = school.query('SELECT from_seq, to_seq FROM lost')
  expect(lost).toEqual([{ from_seq: 21, to_seq: 30 }])
  const counts = school.query<{ written: number; acknowledged: number }>(
    'SELECT written, acknowledged FROM installations ORDER BY id',
  )
  for (const { written, acknowledged } of counts) expect(acknowledged).toBe(written)

  // What is published next is above all that devices have.
  await school.publish(samplePolicy(), 'after')
  await here.round()
  expect(here.version()).toBe('2.2')
})

test('a restore is refused, and changes nothing, while the server runs, beside other keys, and for a file that was changed', async () => {
  await school.publish(samplePolicy())
  await school.command('backup', 'now')
  const [file = ''] = backups()
  const restore = () =>
    school.command('backup', 'restore', file).catch((error: { stderr: string }) => error.stderr)
  expect(await school.command('backup', 'verify', file)).toContain('It is whole')
  expect(await restore()).toContain('stop it first')
  await school.stop()

  const data = join(school.folder, 'keys/data.key')
  const key = readFileSync(data)
  writeFileSync(data, `${Buffer.alloc(32, 9).toString('base64url')}\n`)
  expect(await restore()).toContain('The data key is another one')
  writeFileSync(data, key)

  const path = join(school.folder, 'backups', file)
  const whole = readFileSync(path)
  writeFileSync(path, whole.subarray(0, whole.length - 100))
  expect(await restore()).toContain('cut short')
  expect(readdirSync(dataFolder()).filter((name) => name.startsWith('before-restore'))).toEqual([])
  expect(readdirSync(join(dataFolder(), 'backup-work'))).toEqual([])
  writeFileSync(path, whole)

  expect(await restore()).toContain('Restored as of')
  expect(readdirSync(dataFolder()).filter((name) => name.startsWith('before-restore'))).toHaveLength(1)
  await school.start()
  expect(school.query<{ n: number }>("SELECT count(*) AS n FROM audit WHERE action = 'restore'")).toEqual([
    { n: 1 },
  ])
})
