import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { hotFile, withHotChange } from '../../lib/lists/hot-file.ts'
import { IndexBuilder } from '../../lib/lists/index/build.ts'
import { applyDelta, makeDelta } from '../../lib/lists/index/delta.ts'
import type { Bytes } from '../../lib/protocol/bytes.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { type DeltaJob, type FileKind, listFile, ListFiles, LISTS_FOLDER, partOf } from './deliver.ts'

let server: TestServer
let folder: string
let device: TestDevice

const NAMES = Array.from({ length: 5_000 }, (_, i) => `host-${i}.example`)
const indexOf = (names: readonly string[]): Bytes => {
  const builder = new IndexBuilder()
  for (const name of names) builder.add([name, ['games']])
  return new Uint8Array(builder.finish())
}
const nameOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
function put(bytes: Uint8Array, kind: FileKind = 'index'): string {
  const digest = nameOf(bytes)
  writeFileSync(listFile(folder, kind, digest), bytes)
  return digest
}
const get = (url: string, headers: Record<string, string> = {}) =>
  device.send('GET', url, undefined, { headers })

const old = indexOf(NAMES)
const next = indexOf([...NAMES.slice(10), 'new.example'])

beforeAll(async () => {
  server = await testServer()
  folder = join(server.folder, 'data', LISTS_FOLDER)
  mkdirSync(folder, { recursive: true })
  device = await TestDevice.confirmed(server)
})
afterAll(() => server?.close())

test('an index comes whole, and in parts that make the whole', async () => {
  const digest = put(old)
  const url = `/v1/lists/index/${digest}`
  const whole = await get(url)
  expect([whole.status, nameOf(whole.response.rawPayload)]).toEqual([200, digest])
  const parts: Buffer[] = []
  for (let from = 0; from < old.byteLength; from += 4_000) {
    const { status, response } = await get(url, { range: `bytes=${from}-${from + 3_999}` })
    const to = Math.min(from + 3_999, old.byteLength - 1)
    expect([status, response.headers['content-range']]).toEqual([
      206,
      `bytes ${from}-${to}/${old.byteLength}`,
    ])
    parts.push(response.rawPayload)
  }
  expect(nameOf(Buffer.concat(parts))).toBe(digest)
})

test('what has changed is less than the whole, and makes the new one of the old one', async () => {
  const [from, to] = [put(old), put(next)]
  const { status, response } = await get(`/v1/lists/index/${to}?from=${from}`)
  expect(status).toBe(200)
  expect(response.rawPayload.byteLength).toBeLessThan(next.byteLength / 10)
  expect(nameOf(applyDelta(old, new Uint8Array(response.rawPayload)))).toBe(to)
})

test('what is not there is not found, and a part beyond the end is refused', async () => {
  const digest = put(old)
  const unknown = 'b'.repeat(64)
  expect((await get(`/v1/lists/index/${unknown}`)).status).toBe(404)
  expect((await get(`/v1/lists/index/${digest}?from=${unknown}`)).status).toBe(404)
  expect((await get('/v1/lists/index/..%2F..%2Fkerb.sqlite')).status).toBe(422)
  expect((await get(`/v1/lists/index/${digest}`, { range: 'bytes=99999999-' })).status).toBe(416)
})

test('when nearly all has changed, the whole is the shorter way', async () => {
  const from = put(old)
  const to = put(indexOf(Array.from({ length: 5_000 }, (_, i) => `other-${i}.example`)))
  expect((await get(`/v1/lists/index/${to}?from=${from}`)).body).toMatchObject({ error: 'no-change' })
})

test('names for the rules come by their own hash, and a day’s change of them is small', async () => {
  const [from, to] = [0, 1].map((but) =>
    hotFile([{ category: 'games', hosts: NAMES.filter((_, i) => i % 400 !== but).join(' ') }]),
  ) as [string, string]
  const [one, two] = [from, to].map((text) => put(Buffer.from(text), 'hot')) as [string, string]
  const whole = await get(`/v1/lists/hot/${two}`)
  expect([whole.status, whole.response.rawPayload.toString()]).toEqual([200, to])
  const change = await get(`/v1/lists/hot/${two}?from=${one}`)
  expect(change.response.rawPayload.byteLength).toBeLessThan(Buffer.byteLength(to) * 0.02)
  expect(withHotChange(from, change.response.rawPayload.toString())).toBe(to)
  // What is one kind of file is none of the other.
  expect((await get(`/v1/lists/index/${two}`)).status).toBe(404)
})

test('where the older one is of a format from before, the whole is the way', async () => {
  const before = old.slice()
  before[3] = '1'.charCodeAt(0)
  const [from, to] = [put(before), put(next)]
  const answers = [await get(`/v1/lists/index/${to}?from=${from}`), await get(`/v1/lists/index/${to}`)]
  expect(answers.map(({ status }) => status)).toEqual([404, 200])
  expect(answers[0]?.body).toMatchObject({ error: 'no-change' })
})

test('a thousand that come at once have one change made for all; a failure is tried again, but not by each', async () => {
  const [from, to] = [put(old), put(next)]
  const jobs: DeltaJob[] = []
  let fails = true
  let now = 0
  const files = new ListFiles(
    folder,
    'index',
    async (job) => {
      jobs.push(job)
      await new Promise((resolve) => setImmediate(resolve))
      if (fails) throw new Error('no room on the disk')
      mkdirSync(dirname(job.out), { recursive: true })
      writeFileSync(
        job.out,
        makeDelta(new Uint8Array(readFileSync(job.from)), new Uint8Array(readFileSync(job.to))),
      )
    },
    () => now,
  )
  // One that an earlier test had made would be found on the disk.
  const other = put(indexOf([...NAMES.slice(20), 'another.example']))
  await expect(files.change(from, other)).rejects.toThrow('no room')
  now += 9 * 60_000
  await expect(files.change(from, other)).rejects.toMatchObject({ status: 404, code: 'no-change' })
  expect(jobs).toHaveLength(1)
  now += 2 * 60_000
  fails = false
  const all = await Promise.all(Array.from({ length: 1_000 }, () => files.change(from, other)))
  expect(new Set(all.map(({ file }) => file)).size).toBe(1)
  expect(jobs).toHaveLength(2)
  // Another server process finds it on the disk, as it finds what the test before had made.
  const again = new ListFiles(folder, 'index', () => Promise.reject(new Error('made twice')))
  expect(await again.change(from, other)).toEqual(all[0])
  expect((await again.change(from, to)).bytes).toBeGreaterThan(0)
})

test('a Range that is none of ours asks for the whole', () => {
  expect([undefined, 'bytes=-5', 'items=1-2', 'bytes=0-1,4-5'].map((header) => partOf(header, 10))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(partOf('bytes=4-', 10)).toEqual({ from: 4, to: 9 })
})

test('while many changes are being worked out, whoever wants another fetches the whole', async () => {
  const to = put(next)
  const froms = Array.from({ length: 9 }, (_, i) => put(indexOf([`from-${i}.example`])))
  let atOnce = 0
  const letGo: (() => void)[] = []
  const files = new ListFiles(folder, 'index', async () => {
    atOnce++
    await new Promise<void>((done) => letGo.push(done))
  })
  const refused: unknown[] = []
  const asked = froms.map((from) => files.change(from, to).catch((error: unknown) => refused.push(error)))
  await vi.waitFor(() => expect([atOnce, refused.length]).toEqual([4, 5]))
  expect(refused[0]).toMatchObject({ status: 404, code: 'no-change' })
  for (const done of letGo) done()
  await Promise.all(asked)
  await files.close()
})
