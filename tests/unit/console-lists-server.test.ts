/** What the console asks about lists, answered by the server itself: both keep to the same schemas. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listsApi } from '../../console/lists/api.ts'
import { SAME_ORIGIN, memberCookie } from '../../server/testing-staff.ts'
import { listSchool, type ListSchool, manyHosts, publisher, says } from '../fixtures/list-stage.ts'

let school: ListSchool
let lists: Awaited<ReturnType<typeof publisher>>
beforeAll(async () => {
  lists = await publisher({ '/games': says(manyHosts(40)) })
  school = await listSchool()
  const { cookie } = await memberCookie(school.server, 'page@school.example', ['network'])
  vi.stubGlobal('fetch', async (url: string, { method, headers, body }: RequestInit) => {
    const payload =
      body instanceof Blob ? Buffer.from(await body.arrayBuffer()) : (body as string | undefined)
    const sent = await school.server.app.inject({
      method: method as 'GET',
      url,
      headers: { ...SAME_ORIGIN, cookie, ...(headers as Record<string, string>) },
      ...(payload !== undefined && { payload }),
    })
    return new Response(sent.body === '' ? null : sent.body, { status: sent.statusCode })
  })
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await school.server.close()
  await lists.close()
})
const settled = () => school.server.context.lists.settled()
const mapping = [{ group: '', categories: ['games' as const] }]

test('a source is added, fetched, compared, decided about, pinned, switched off and removed', async () => {
  const { presets } = await listsApi.presets()
  expect(presets.length).toBeGreaterThan(0)
  const from = { kind: 'address' as const, address: lists.at('/games') }
  const { id } = await listsApi.add({ name: 'Games', licence: 'MIT', from, mapping })
  await settled()
  lists.answers['/games'] = says(manyHosts(10))
  await listsApi.fetchNow(id)
  await settled()
  const [one] = (await listsApi.sources()).sources
  const held = one?.held?.id ?? 0
  expect(one).toMatchObject({ state: 'held', inForce: { names: 40 }, held: { names: 10 } })
  expect(await listsApi.diff(id, held)).toMatchObject({ removed: 30 })
  expect((await listsApi.take(id, held, 'It is right')).inForce?.id).toBe(held)
  const { updates } = await listsApi.history(id)
  await listsApi.take(id, updates.at(-1)?.id ?? 0, 'It was wrong')
  await listsApi.pin(id, true)
  await settled()
  // The one that was left does not come back by itself.
  lists.answers['/games'] = says(manyHosts(9))
  await listsApi.fetchNow(id)
  await settled()
  const waiting = (await listsApi.sources()).sources[0]?.held?.id
  expect((await listsApi.discard(id, waiting ?? 0, 'Not wanted')).held).toBeNull()
  expect((await listsApi.change(id, { on: false })).state).toBe('off')
  await settled()
  await listsApi.remove(id)
  expect((await listsApi.sources()).sources).toEqual([])
})

test('a file is uploaded, whatever its name', async () => {
  const { id } = await listsApi.add({
    name: 'Ours',
    licence: 'Own',
    from: { kind: 'file', name: '' },
    mapping,
  })
  await listsApi.upload(id, new File([manyHosts(5)], `${'long '.repeat(50)}.txt`))
  await settled()
  expect((await listsApi.sources()).sources[0]).toMatchObject({ inForce: { names: 5 } })
})

test('a host is looked up, put right, exported, imported and as it was', async () => {
  const { id } = await listsApi.correct('site-1.example', ['shopping'], 'It is a shop')
  expect(await listsApi.look('www.site-1.example')).toMatchObject({
    categories: ['shopping'],
    correction: id,
  })
  const file = await listsApi.exported()
  expect(await listsApi.imported('other.json', file)).toEqual({ added: 0, kept: 1, refused: [] })
  expect((await listsApi.corrections()).corrections).toHaveLength(1)
  await listsApi.takeBack(id)
  expect((await listsApi.corrections()).corrections).toEqual([])
})
