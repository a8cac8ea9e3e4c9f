/** What is in force changes on purpose or by accident: devices take the one, and the server mends the other. */
import { existsSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkUpdate } from '../../lib/lists/canaries.ts'
import { openIndex } from '../../lib/lists/index/open.ts'
import type { ListsDocument } from '../../lib/protocol/lists-document.ts'
import { listSchool, type ListSchool, manyHosts, publisher, says } from '../../tests/fixtures/list-stage.ts'
import { checkAndPublish } from '../documents/check.ts'
import { currentDocument } from '../documents/documents.ts'
import { Folders } from './folders.ts'
import { INDEX_KEPT, sweepIndexes } from './old-indexes.ts'

let school: ListSchool
let lists: Awaited<ReturnType<typeof publisher>>
beforeAll(async () => {
  lists = await publisher({})
  school = await listSchool()
})
afterAll(async () => {
  await school.server.close()
  await lists.close()
})

const folders = (): Folders => new Folders(school.server.context.environment.dataDir)
async function given(): Promise<ListsDocument> {
  const { context } = school.server
  await context.lists.settled()
  const document = await currentDocument(context.db, context.vault, 'lists')
  if (!document) throw new Error('nothing is published')
  return document
}
const pathOf = ({ index }: ListsDocument): string => folders().index(index?.digest ?? '')
/** As a device asks it. */
const is = (document: ListsDocument, host: string) => [
  ...openIndex(readFileSync(pathOf(document))).categoriesOf(host),
]

test('a source that is removed makes the lists smaller, and devices take them, also those that missed some', async () => {
  lists.answers['/small'] = says(manyHosts(20, 'small'))
  lists.answers['/large'] = says(manyHosts(100, 'large'))
  await school.add(lists.at('/small'))
  const { id } = await school.add(lists.at('/large'))
  const before = await given()
  await school.ask('DELETE', `/admin/lists/sources/${id}`)
  const smaller = await given()
  expect([before.index?.names, smaller.index?.names]).toEqual([120, 20])
  expect(checkUpdate(before, smaller)).toEqual({ ok: true, problems: [] })
  lists.answers['/more'] = says(manyHosts(2, 'more'))
  const more = await school.add(lists.at('/more'))
  const later = await given()
  expect(checkUpdate(before, later).ok).toBe(true)
  // Whoever has the smaller ones already is told nothing that would excuse a loss.
  expect(checkUpdate({ ...smaller, index: before.index }, { ...later, index: smaller.index }).ok).toBe(false)
  await school.ask('DELETE', `/admin/lists/sources/${more.id}`)
})

test('lists by hand keep what the server said of being smaller, and lose no more than a fifth', async () => {
  const { db, vault } = school.server.context
  const own = (count: number) => ({
    segments: [
      { id: 'own', name: 'Own', licence: '', category: 'games', hosts: manyHosts(count, 'own').split('\n') },
    ],
  })
  const publish = (count: number) =>
    checkAndPublish(db, vault, 'lists', own(count), { actor: 'test', note: '' })
  expect((await publish(100)).ok).toBe(true)
  const first = await given()
  expect((await publish(85)).ok).toBe(true)
  expect((await publish(70)).ok).toBe(true)
  const third = await given()
  // Two steps that each were small enough: a device that saw neither takes both.
  expect(checkUpdate(first, third)).toEqual({ ok: true, problems: [] })
  expect((await publish(10)).ok).toBe(false)
})

test('an update that somebody took all the same stops nothing that devices must find open', async () => {
  lists.answers['/bbc'] = says(`${manyHosts(30, 'bbc')}\nbbc.co.uk\n`)
  const { id, held } = await school.add(lists.at('/bbc'))
  await school.ask('POST', `/admin/lists/sources/${id}/take`, { update: held?.id, reason: 'We want it' })
  const document = await given()
  expect(is(document, 'bbc-3.example')).toEqual(['games'])
  expect(is(document, 'www.bbc.co.uk')).toEqual([])
})

test('an index that is gone from the disk is made again, and stays the same', async () => {
  const before = await given()
  const files = folders().of(before.index!)
  expect(files).toHaveLength(2)
  for (const lost of files) {
    rmSync(lost)
    school.server.context.lists.publishSoon()
    const after = await given()
    expect(files.map((file) => existsSync(file))).toEqual([true, true])
    expect(after.version).toEqual(before.version)
  }
})

test('names that were lost on the disk are no smaller list: the last good one stays', async () => {
  lists.answers['/lost'] = says(manyHosts(50, 'lost'))
  const lost = await school.add(lists.at('/lost'))
  const before = await given()
  const path = folders().names(lost.inForce?.digest ?? '')
  const text = readFileSync(path, 'latin1')
  truncateSync(path, text.indexOf('\n', text.length / 2) + 1)
  lists.answers['/next'] = says(manyHosts(5, 'next'))
  const next = await school.add(lists.at('/next'))
  expect(await given()).toEqual(before)
  expect((await school.sources()).problem).not.toBeNull()
  writeFileSync(path, text, 'latin1')
  school.server.context.lists.publishSoon()
  expect(is(await given(), 'next-1.example')).toEqual(['games'])
  expect((await school.sources()).problem).toBeNull()
  await school.ask('DELETE', `/admin/lists/sources/${next.id}`)
})

test('an index goes when no device can have it any more, and never the one in force', async () => {
  const first = await given()
  const long = new Date(Date.now() - 3 * INDEX_KEPT)
  const files = folders().of(first.index!)
  for (const file of files) utimesSync(file, long, long)
  lists.answers['/newer'] = says(manyHosts(7, 'newer'))
  await school.add(lists.at('/newer'))
  const second = await given()
  // In force until just now, however long ago it was made.
  const inForce = folders().of(second.index!)
  const are = () => [...files, ...inForce].map((file) => existsSync(file))
  expect(are()).toEqual([true, true, true, true])
  for (const file of inForce) utimesSync(file, long, long)
  await sweepIndexes(folders().root, inForce, Date.now())
  expect(are()).toEqual([true, true, true, true])
  await sweepIndexes(folders().root, inForce, Date.now() + INDEX_KEPT + 60_000)
  expect(are()).toEqual([false, false, true, true])
})
