/** What the guard found goes when its rows do; what was put right for good stays until somebody takes it back. */
import { expect, it } from 'vitest'
import { expire } from '../jobs/retention.ts'
import { DAY, foundStage, HOST, toldTo } from './testing-found.ts'

const stage = foundStage()

const expireAt = async (days: number): Promise<void> => {
  const { db, people } = stage.school.server.context
  await expire(db, people, Date.now() + days * DAY)
}
const left = async () => {
  const { db } = stage.school.server.context
  return {
    places: (await db.selectFrom('found_places').select('host').execute()).map(({ host }) => host),
    findings: (await db.selectFrom('findings').select('day').execute()).length,
    decisions: (await db.selectFrom('found_decisions').select('what').execute()).map(({ what }) => what),
  }
}

it('after twelve months, with what was decided about it', async () => {
  await stage.find(stage.amys, {}, { host: 'right.test' }, { host: 'closed.test' })
  const id = async (host: string) => (await stage.list(`?find=${host}`)).places[0]?.id
  await stage.act(await id('right'), 'clear')
  await stage.act(await id('closed'), 'share', { days: 30 })
  await expireAt(360)
  expect(await left()).toMatchObject({ findings: 3, decisions: ['cleared', 'shared'] })
  await expireAt(367)
  expect(await left()).toEqual({
    places: ['right.test', 'closed.test'],
    findings: 0,
    decisions: ['cleared', 'shared'],
  })
  await expireAt(400)
  expect(await left()).toEqual({ places: ['right.test'], findings: 0, decisions: ['cleared'] })
  expect((await toldTo(await stage.school.device('cat@school.example'))).cleared).toEqual([
    { host: 'right.test', found: 'unblocker' },
  ])
  expect((await stage.list()).places).toMatchObject([{ host: 'right.test', devices: 0, evidence: [] }])
})

it('with an installation that is forgotten', async () => {
  await stage.find(stage.amys)
  const { db } = stage.school.server.context
  await db.deleteFrom('rows').execute()
  await db.deleteFrom('installations').where('installation', '=', stage.amys.id).execute()
  expect(await left()).toEqual({ places: [HOST], findings: 0, decisions: [] })
  await expireAt(0)
  expect(await left()).toMatchObject({ places: [] })
})
