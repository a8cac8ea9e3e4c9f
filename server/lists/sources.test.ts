/** A source's life: added, fetched, held, taken, compared, put back, pinned; and what devices are given of it. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIndex } from '../../lib/lists/index/open.ts'
import type { ListDiff, ListUpdate } from '../../lib/protocol/list-sources.ts'
import { listSchool, type ListSchool, manyHosts, publisher, says } from '../../tests/fixtures/list-stage.ts'
import { currentDocument } from '../documents/documents.ts'
import { Folders } from './folders.ts'

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

/** What devices are given now. */
async function given() {
  const { context } = school.server
  await context.lists.settled()
  const document = await currentDocument(context.db, context.vault, 'lists')
  const digest = document?.index?.digest
  if (digest === undefined) throw new Error('no index is published')
  const index = openIndex(readFileSync(new Folders(context.environment.dataDir).index(digest)))
  return { document, is: (host: string) => [...index.categoriesOf(host)] }
}

test('what is added is fetched, read and published', async () => {
  lists.answers['/games'] = says(
    `# games\n${manyHosts(100)}\nWWW.Bücher.example\nco.uk\n192.168.0.1\n`,
    '"a"',
  )
  const source = await school.add(lists.at('/games'))
  expect(source).toMatchObject({ state: 'current', failing: null, inForce: { names: 101, problems: [] } })
  expect(source.inForce?.leftOut).toEqual(
    expect.arrayContaining([
      { why: 'public-suffix', count: 1, samples: ['co.uk'] },
      { why: 'local', count: 1, samples: ['192.168.0.1'] },
    ]),
  )
  const { is } = await given()
  expect(is('site-7.example')).toEqual(['games'])
  expect(is('a.www.xn--bcher-kva.example')).toEqual(['games'])
  expect(is('site-700.example')).toEqual([])
  expect(await school.sources()).toMatchObject({ waiting: false, problem: null, published: { names: 101 } })
})

test('what has not changed is neither sent nor read again', async () => {
  lists.answers['/same'] = says(manyHosts(30), '"same"')
  const before = await school.add(lists.at('/same'))
  const after = await school.fetchAgain(before.id)
  expect(after.inForce?.id).toBe(before.inForce?.id)
  expect(after.checked).toBeGreaterThanOrEqual(before.checked ?? Infinity)
  expect(after.state).toBe('current')
})

describe('an update that loses more than a fifth', () => {
  let id = 0
  const last = async (): Promise<ListUpdate[]> =>
    (
      (await school.ask('GET', `/admin/lists/sources/${id}/history`)).body as unknown as {
        updates: ListUpdate[]
      }
    ).updates

  test('is held, the last good one stays, and the network manager is told', async () => {
    lists.answers['/shrinks'] = says(manyHosts(200, 'held'))
    ;({ id } = await school.add(lists.at('/shrinks')))
    lists.answers['/shrinks'] = says(manyHosts(150, 'held'))
    const source = await school.fetchAgain(id)
    expect(source).toMatchObject({ state: 'held', inForce: { names: 200 }, held: { names: 150 } })
    expect(source.held?.problems).toEqual([expect.objectContaining({ code: 'shrinks' })])
    expect((await given()).is('held-190.example')).toEqual(['games'])
    const { db } = school.server.context
    const audit = await db.selectFrom('audit').selectAll().where('action', '=', 'list-held').execute()
    expect(audit).toHaveLength(1)
  })

  test('can be compared', async () => {
    const [held] = await last()
    const { body } = await school.ask('GET', `/admin/lists/sources/${id}/diff?to=${held?.id}`)
    const diff = body as unknown as ListDiff
    expect(diff).toMatchObject({ added: 0, removed: 50, moved: 0 })
    expect(diff.samples.removed).toHaveLength(20)
    expect(diff.byCategory).toEqual([{ category: 'games', added: 0, removed: 50 }])
  })

  test('comes into force when somebody says so with a reason, and can be put back', async () => {
    const [held, first] = await last()
    const take = (update: number | undefined, reason: string) =>
      school.ask('POST', `/admin/lists/sources/${id}/take`, { update, reason })
    expect((await take(held?.id, '')).status).toBe(422)
    expect((await take(held?.id, 'They have cleaned it up')).status).toBe(200)
    expect((await given()).is('held-190.example')).toEqual([])
    expect((await last())[0]).toMatchObject({
      state: 'in-force',
      decided: { what: 'taken', reason: 'They have cleaned it up' },
    })
    expect((await take(first?.id, 'Too much went')).status).toBe(200)
    expect((await given()).is('held-190.example')).toEqual(['games'])
    expect((await take(first?.id, 'Once more')).status).toBe(409)
  })

  test('is not held again and again once somebody has said no', async () => {
    const [waiting] = (await school.fetchAgain(id)).held ? await last() : await last()
    await school.ask('POST', `/admin/lists/sources/${id}/discard`, {
      update: waiting?.id,
      reason: 'A mistake',
    })
    const source = await school.fetchAgain(id)
    expect(source.held).toBeNull()
  })
})

test('a list that would stop the BBC is held from the first', async () => {
  lists.answers['/bbc'] = says(`${manyHosts(30, 'bbc')}\nbbc.co.uk\n`)
  const source = await school.add(lists.at('/bbc'))
  expect(source).toMatchObject({ state: 'held', inForce: null, held: { names: 31 } })
  expect(source.held?.problems[0]).toMatchObject({ code: 'stops-canary' })
  expect((await given()).is('www.bbc.co.uk')).toEqual([])
})

test('what is pinned stays until it is let go', async () => {
  lists.answers['/pinned'] = says(manyHosts(50, 'pin'))
  const { id } = await school.add(lists.at('/pinned'))
  expect((await school.ask('POST', `/admin/lists/sources/${id}/pin`, { pinned: true })).status).toBe(200)
  lists.answers['/pinned'] = says(manyHosts(60, 'pin'))
  expect(await school.fetchAgain(id)).toMatchObject({
    inForce: { names: 50 },
    held: { names: 60, problems: [] },
  })
  await school.ask('POST', `/admin/lists/sources/${id}/pin`, { pinned: false })
  expect(await school.source(id)).toMatchObject({ inForce: { names: 60 }, held: null })
})

test('a failure keeps the last good list, is said, and is over with the next success', async () => {
  lists.answers['/fails'] = says(manyHosts(50, 'fails'))
  const { id } = await school.add(lists.at('/fails'))
  lists.answers['/fails'] = says('<!DOCTYPE html><html><body>Sign in</body></html>')
  expect(await school.fetchAgain(id)).toMatchObject({
    state: 'failing',
    failing: { code: 'list-page', times: 1 },
    inForce: { names: 50 },
  })
  expect((await school.fetchAgain(id)).failing?.times).toBe(2)
  expect((await given()).is('fails-3.example')).toEqual(['games'])
  lists.answers['/fails'] = says(manyHosts(51, 'fails'))
  expect(await school.fetchAgain(id)).toMatchObject({
    state: 'current',
    failing: null,
    inForce: { names: 51 },
  })
})

test('a file is uploaded, taken for something else, switched off and removed', async () => {
  const from = { kind: 'file', name: '' }
  const added = await school.ask('POST', '/admin/lists/sources', { name: 'Ours', licence: 'Own', from })
  const { id } = added.body as unknown as { id: number }
  const upload = `/admin/lists/sources/${id}/file?name=ours.csv`
  const csv = 'host,category\nplay-1.example,game\nbet-1.example,bets\n'
  expect((await school.ask('POST', upload, Buffer.from(csv))).status).toBe(200)
  expect(await school.source(id)).toMatchObject({
    from: { kind: 'file', name: 'ours.csv' },
    held: {
      names: 0,
      groups: [
        { group: 'bets', names: 1 },
        { group: 'game', names: 1 },
      ],
    },
  })
  const mapping = [{ group: 'bets', categories: ['gambling'] }]
  await school.ask('POST', `/admin/lists/sources/${id}`, { mapping })
  expect(await school.source(id)).toMatchObject({ inForce: { names: 1 }, held: null })
  expect((await given()).is('bet-1.example')).toEqual(['gambling'])
  await school.ask('POST', `/admin/lists/sources/${id}`, { on: false })
  expect((await given()).is('bet-1.example')).toEqual([])
  await school.ask('POST', `/admin/lists/sources/${id}`, { on: true })
  expect((await given()).is('bet-1.example')).toEqual(['gambling'])
  expect((await school.ask('DELETE', `/admin/lists/sources/${id}`)).status).toBe(204)
  expect((await given()).is('bet-1.example')).toEqual([])
})

test('the illegal categories can be given by no list', async () => {
  const mapping = [{ group: '', categories: ['illegal-csam'] }]
  const from = { kind: 'file', name: '' }
  const body = { name: 'X', licence: 'X', from, mapping }
  expect((await school.ask('POST', '/admin/lists/sources', body)).status).toBe(422)
})

test('the same lists give the same index, to the byte', async () => {
  const before = (await given()).document?.index?.digest
  lists.answers['/twin'] = says(manyHosts(5, 'twin'))
  const { id } = await school.add(lists.at('/twin'))
  expect((await given()).document?.index?.digest).not.toBe(before)
  await school.ask('DELETE', `/admin/lists/sources/${id}`)
  expect((await given()).document?.index?.digest).toBe(before)
})
