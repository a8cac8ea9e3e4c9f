/** What is kept of classes, and for how long. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { expire } from '../jobs/retention.ts'
import { testServer, type TestServer } from '../testing.ts'
import { changeMembers, makeClass, setEnded } from './hand.ts'
import { applyPreview, undoLast } from './imports.ts'
import { makePreview } from './previews.ts'

const DAY = 86_400_000
const REST = { format: 'simple' as const, unread: [], remarks: [], problems: [], problemCount: 0 }
let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

const by = (now: number) => ({ actor: 'test', now })
const night = (now: number) => expire(server.context.db, server.context.people, now)
const known = async () => (await server.context.db.selectFrom('people').select('person').execute()).length

it('whoever is in a class is not forgotten; who was in one that ended is, after thirty days', async () => {
  const { context } = server
  const now = Date.now()
  const id = await makeClass(context.db, '9B', by(now))
  await changeMembers(
    context,
    id,
    { role: 'pupils', action: 'add', addresses: 'amy@school.example' },
    by(now),
  )
  await night(now + 400 * DAY)
  expect(await known()).toBe(1)
  await setEnded(context.db, id, true, by(now + 400 * DAY))
  await night(now + 429 * DAY)
  expect(await known()).toBe(1)
  expect(await night(now + 431 * DAY)).toMatchObject({ places: 1, people: 1 })
  expect(await known()).toBe(0)
  // The class stays, as a name.
  expect(await context.db.selectFrom('classes').select('name').execute()).toEqual([{ name: '9B' }])
})

it('whoever only an import could bring back is kept as long as it can be undone', async () => {
  const { context } = server
  const now = Date.now()
  const roster = (people: string[]) => ({
    ...REST,
    people,
    classes: [{ source: 'a', name: '9A', pupils: people.map((_, i) => i), teachers: [], doubtful: false }],
  })
  for (const people of [['amy@school.example', 'ben@school.example'], ['ben@school.example']]) {
    const { preview } = await makePreview(context, roster(people), now)
    await applyPreview(context, { preview: preview ?? '', confirm: true }, by(now))
  }
  await night(now + 13 * DAY)
  expect(await known()).toBe(2)
  await night(now + 15 * DAY)
  expect(await known()).toBe(1)
  await expect(undoLast(context, by(now + 15 * DAY))).rejects.toMatchObject({ status: 404 })
})

it('a preview that nobody applied is deleted', async () => {
  const { context } = server
  const classes = [{ source: 'a', name: '9A', pupils: [0], teachers: [], doubtful: false }]
  const people = ['amy@school.example']
  await makePreview(context, { ...REST, people, classes }, Date.now())
  await night(Date.now() + DAY)
  expect(await context.db.selectFrom('roster_plans').selectAll().execute()).toEqual([])
})
