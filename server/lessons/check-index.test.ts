/** A lesson's sites are checked against all that devices know, which is more than the lists document holds. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IndexBuilder } from '../../lib/lists/index/build.ts'
import { INDEX_FORMAT } from '../../lib/lists/index/layout.ts'
import type { CategoryId } from '../../lib/policy/categories.ts'
import type { CheckedSite } from '../../lib/protocol/lessons.ts'
import { publish } from '../documents/documents.ts'
import { Folders } from '../lists/folders.ts'
import { samplePolicy, TestDevice } from '../testing.ts'
import { AMY, KHAN, TEN, TestSchool } from './testing-lessons.ts'

const BY = { actor: 'test', note: '' }
let school: TestSchool
let maths: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  maths = await school.classOf('9B Maths', KHAN, [AMY])
  await school.signIn(KHAN)
  await TestDevice.confirmed(school.server, { person: { name: AMY, from: 'profile' } })
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

const NAMES: [string, CategoryId[]][] = [
  ['bets-nobody-knows.test', ['gambling']],
  ['shop-nobody-knows.test', ['shopping']],
]

async function publishLists(): Promise<string> {
  const builder = new IndexBuilder()
  for (const name of NAMES) builder.add(name)
  const bytes = builder.finish()
  const digest = createHash('sha256').update(bytes).digest('hex')
  const { db, vault, environment } = school.server.context
  const folders = new Folders(environment.dataDir)
  mkdirSync(folders.root, { recursive: true })
  writeFileSync(folders.index(digest), bytes)
  const index = { digest, bytes: bytes.length, names: NAMES.length, format: INDEX_FORMAT }
  const version = { epoch: 1, number: 1 }
  await publish(db, vault, 'lists', { version, issuedAt: 0, segments: [], index }, BY)
  return folders.index(digest)
}

async function publishPolicy(unknownHosts: 'allow' | 'block') {
  const { db, vault } = school.server.context
  const [any] = Object.values(samplePolicy().groups)
  if (!any) throw new Error('the sample has no group')
  const categories = { gambling: 'block', shopping: 'allow' } as const
  const group = { ...any, ageGroup: 'sixth' as const, categories, entries: [], timetable: [], unknownHosts }
  const policy = { ...samplePolicy(), people: {}, unblocks: [], suspensions: [] }
  await publish(db, vault, 'policy', { ...policy, groups: { all: group }, defaultGroup: 'all' }, BY)
}

async function why(...hosts: string[]) {
  const sites = hosts.map((host) => ({ host }))
  const answer = await school.ask(KHAN, 'POST', '/admin/lessons/check', { class: maths, sites })
  return answer.json<{ sites: CheckedSite[] }>().sites.map(({ closed }) => closed?.why)
}

const HOSTS = ['www.bets-nobody-knows.test', 'shop-nobody-knows.test', 'really-nobody-knows.test']

test('a site that only the index lists is closed where its category is', async () => {
  await publishLists()
  await publishPolicy('allow')
  expect(await why(...HOSTS)).toEqual(['The school closes “Gambling and betting”.', undefined, undefined])
})

test('what only the index lists is opened by nothing, as on devices', async () => {
  await publishLists()
  await publishPolicy('block')
  const unknown = 'It is in no list, and the school closes such sites.'
  expect((await why(...HOSTS)).slice(1)).toEqual([unknown, unknown])
})

test('an index that is not there is asked again once it is', async () => {
  const file = await publishLists()
  const bytes = readFileSync(file)
  rmSync(file)
  await publishPolicy('allow')
  expect(await why(...HOSTS)).toEqual([undefined, undefined, undefined])
  writeFileSync(file, bytes)
  expect((await why(...HOSTS))[0]).toBe('The school closes “Gambling and betting”.')
})

// Was broken: a teacher waited until a month of rows was counted.
test('a site is checked while the users of another are counted', async () => {
  await publishPolicy('allow')
  await why(...HOSTS)
  const { siteChecker } = school.server.context
  const order: string[] = []
  const place = { host: 'game.test' }
  await Promise.all([
    siteChecker.countUsers({ usersOf: 1, place, now: TEN }).then(() => order.push('counted')),
    siteChecker.check({ who: [], sites: [{ host: 'a.test' }], at: TEN }).then(() => order.push('checked')),
  ])
  expect(order).toEqual(['checked', 'counted'])
})
