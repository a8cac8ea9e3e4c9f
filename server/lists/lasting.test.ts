/** What a stop, a restored backup, a roll-back and another mapping leave behind: nothing is lost, nothing slips in. */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListUpdate } from '../../lib/protocol/list-sources.ts'
import { listSchool, type ListSchool, manyHosts, publisher, says } from '../../tests/fixtures/list-stage.ts'
import { HOUR } from '../../lib/time/zone.ts'
import { checkAndPublish } from '../documents/check.ts'
import { currentDocument } from '../documents/documents.ts'
import { arrive } from './arrive.ts'
import { Folders } from './folders.ts'
import type { ReadDone } from './jobs.ts'
import { keepUpdate } from './keep-update.ts'
import { madeOf, publishBuilt } from './publish.ts'
import { countsOf, needSource, updateIn } from './store.ts'

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
const folders = () => new Folders(school.server.context.environment.dataDir)
const post = (id: number, what: string, body: object) =>
  school.ask('POST', `/admin/lists/sources/${id}${what}`, body)
const history = async (id: number): Promise<ListUpdate[]> =>
  (
    (await school.ask('GET', `/admin/lists/sources/${id}/history`)).body as unknown as {
      updates: ListUpdate[]
    }
  ).updates

test('what was fetched before a stop, and not read, is fetched again', async () => {
  lists.answers['/stop'] = says(manyHosts(50, 'stop'), '"1"')
  const { id } = await school.add(lists.at('/stop'))
  lists.answers['/stop'] = says(manyHosts(60, 'stop'), '"2"')
  const { context } = school.server
  await arrive(context, folders(), await needSource(context.db, id), { kind: 'address' })
  expect(await school.fetchAgain(id)).toMatchObject({ inForce: { names: 60 } })
  await school.fetchAgain(id)
  expect((await needSource(context.db, id)).etag).toBe('"2"')
})

test('an upload is moved, not copied', async () => {
  lists.answers['/moved'] = says(manyHosts(30, 'moved'))
  const { id } = await school.add(lists.at('/moved'))
  const { context } = school.server
  const path = join(folders().work(), 'upload')
  writeFileSync(path, 'a.example')
  const { ino } = statSync(path)
  await arrive(context, folders(), await needSource(context.db, id), { kind: 'file', path })
  expect([statSync(folders().raw(id)).ino, existsSync(dirname(path))]).toEqual([ino, false])
})

describe('a roll-back', () => {
  test('holds against the very list that was rolled back from', async () => {
    lists.answers['/back'] = says(manyHosts(50, 'back'))
    const { id, inForce } = await school.add(lists.at('/back'))
    lists.answers['/back'] = says(manyHosts(55, 'back'))
    await school.fetchAgain(id)
    await post(id, '/take', { update: inForce?.id, reason: 'Too much' })
    expect(await school.fetchAgain(id)).toMatchObject({ inForce: { names: 50 }, held: null })
    lists.answers['/back'] = says(manyHosts(56, 'back'))
    expect(await school.fetchAgain(id)).toMatchObject({ inForce: { names: 56 }, held: null })
    expect((await history(id))[1]?.decided).toMatchObject({ what: 'discarded', reason: 'Too much' })
  })

  test('is not undone by what was being read meanwhile', async () => {
    lists.answers['/race'] = says(manyHosts(50, 'race'))
    const { id } = await school.add(lists.at('/race'))
    const { context } = school.server
    const inForce = await updateIn(context.db, id, 'in-force')
    if (!inForce) throw new Error('nothing is in force')
    const read: ReadDone = { digest: 'e'.repeat(64), counts: countsOf(inForce), problems: [] }
    const became = await keepUpdate(context, id, read, 1, { previous: 'f'.repeat(64), tags: null })
    expect(became).toBe('outrun')
    expect(await updateIn(context.db, id, 'in-force')).toMatchObject({ digest: inForce.digest })
  })
})

describe('another mapping', () => {
  const social = { mapping: [{ group: '', categories: ['social'] }] }
  test.each([false, true])('brings no held list into force (pinned: %s)', async (pinned) => {
    const path = `/mapped-${pinned}`
    lists.answers[path] = says(manyHosts(100, 'mapped'), '"1"')
    const { id } = await school.add(lists.at(path))
    await post(id, '/pin', { pinned })
    lists.answers[path] = says(manyHosts(50, 'mapped'), '"2"')
    expect(await school.fetchAgain(id)).toMatchObject({ held: { names: 50 } })
    await post(id, '', social)
    await school.source(id)
    await post(id, '/pin', { pinned: false })
    const inForce = { names: 100, segments: [{ category: 'social', names: 100 }] }
    expect(await school.source(id)).toMatchObject({ inForce, held: null })
    expect(await school.fetchAgain(id)).toMatchObject({ inForce, held: { names: 50 } })
  })
})

describe('a database restored without the lists’ folder', () => {
  test('comes to its lists again by itself', async () => {
    lists.answers['/restored'] = says(manyHosts(50, 'restored'), '"1"')
    const { id } = await school.add(lists.at('/restored'))
    const { context } = school.server
    await context.db.deleteFrom('list_sources').where('id', '!=', id).execute()
    context.lists.publishSoon()
    await context.lists.settled()
    const digest = (await currentDocument(context.db, context.vault, 'lists'))?.index?.digest ?? ''
    expect(existsSync(folders().index(digest))).toBe(true)
    rmSync(folders().root, { recursive: true, force: true })
    folders().make()
    context.lists.publishSoon()
    expect(await school.source(id)).toMatchObject({ state: 'current', inForce: { names: 50 } })
    expect(existsSync(folders().index(digest))).toBe(true)
    expect(context.lists.problem).toBeNull()
  })

  test('takes the next update, with nothing to compare it with', async () => {
    lists.answers['/next'] = says(manyHosts(50, 'next'))
    const { id, inForce } = await school.add(lists.at('/next'))
    rmSync(folders().names(inForce?.digest ?? ''))
    lists.answers['/next'] = says(manyHosts(52, 'next'))
    expect(await school.fetchAgain(id)).toMatchObject({
      state: 'current',
      inForce: { names: 52, change: null },
    })
    lists.answers['/next'] = says(manyHosts(20, 'next'))
    expect(await school.fetchAgain(id)).toMatchObject({ state: 'held', inForce: { names: 52 } })
  })
})

test('a list that only the youngest would miss the BBC by is held', async () => {
  lists.answers['/young'] = says(`${manyHosts(30, 'young')}\nbbc.co.uk\n`)
  const mapping = [{ group: '', categories: ['celebrity-gossip'] }]
  const source = await school.add(lists.at('/young'), { mapping })
  expect(source.held?.problems[0]).toMatchObject({ code: 'stops-canary' })
})

test('what could not be put together is tried again', async () => {
  lists.answers['/again'] = says(manyHosts(30, 'again'))
  const { id, inForce } = await school.add(lists.at('/again'))
  const file = folders().names(inForce?.digest ?? '')
  const whole = readFileSync(file)
  const { context } = school.server
  writeFileSync(file, 'rubbish')
  await post(id, '', { on: false })
  await post(id, '', { on: true })
  await context.lists.settled()
  await context.db.deleteFrom('meta').where('key', '=', 'lists-made-of').execute()
  context.lists.publishSoon()
  await context.lists.settled()
  expect(context.lists.problem).not.toBeNull()
  writeFileSync(file, whole)
  context.lists.publishAgain(Date.now() + HOUR)
  await context.lists.settled()
  expect([context.lists.problem, (await school.sources()).waiting]).toEqual([null, false])
})

test('lists that somebody publishes and what is made of sources do not overwrite each other', async () => {
  const { db, vault } = school.server.context
  const segments = [{ id: 'mine', name: 'Mine', licence: 'Own', category: 'games', hosts: ['mine.example'] }]
  const corrections = [{ host: 'right.example', categories: [] }]
  await Promise.all([
    checkAndPublish(db, vault, 'lists', { segments }, { actor: 'somebody', note: '' }),
    publishBuilt({ db, vault }, folders(), { lists: [], corrections, mark: 'x' }, null),
    checkAndPublish(db, vault, 'lists', { segments }, { actor: 'somebody', note: '' }),
  ])
  const document = await currentDocument(db, vault, 'lists')
  expect(document?.segments.map(({ id }) => id)).toContain('mine')
  expect(document?.corrections).toEqual(corrections)
})

test('what no device could read is not published', async () => {
  const { db, vault } = school.server.context
  const wanted = { lists: [], corrections: [{ host: '-odd.example', categories: [] }], mark: 'odd' }
  await expect(publishBuilt({ db, vault }, folders(), wanted, null)).rejects.toThrow()
  expect(await madeOf(db)).not.toBe('odd')
})
