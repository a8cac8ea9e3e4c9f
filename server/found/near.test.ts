/** A site and what lies under it, decided about apart: nothing is said to be open that is closed, or the other way round. */
import { describe, expect, it } from 'vitest'
import { DAY, foundStage, HOST, toldTo } from './testing-found.ts'

const stage = foundStage()
const { act, find, later, list } = stage

describe('what was put right under a site', () => {
  const UNDER = `maths.${HOST}`
  const idOf = async (host: string) => (await list()).places.find((one) => one.host === host)?.id

  it('stays open: the site over it is closed neither by devices nor by a person', async () => {
    await find(stage.amys, { host: UNDER })
    await act(await idOf(UNDER), 'clear')
    await find(stage.amys)
    await later(DAY)
    await find(stage.bens)
    expect((await toldTo(stage.amys)).quarantine).toBeUndefined()
    expect((await list('?show=person')).places).toMatchObject([{ host: HOST, held: 'kept-open' }])
    const refused = await act(await idOf(HOST), 'share')
    expect(refused).toMatchObject({ statusCode: 409 })
    expect(refused.json<{ message: string }>().message).toContain(UNDER)
    await act(await idOf(UNDER), 'undo')
    expect(await act(await idOf(HOST), 'share')).toMatchObject({ statusCode: 200 })
  })

  it('is not said to be open while the site over it is closed for the school', async () => {
    await find(stage.amys, {}, { host: UNDER }, { host: UNDER, kind: 'game' })
    await act(await idOf(HOST), 'share')
    const refused = await act(
      (await list(`?find=${UNDER}`)).places.find(({ kind }) => kind === 'unblocker')?.id,
      'clear',
    )
    expect(refused.json()).toMatchObject({ error: 'closed-above' })
    const game = (await list(`?find=${UNDER}`)).places.find(({ kind }) => kind === 'game')
    expect(await act(game?.id, 'clear')).toMatchObject({ statusCode: 200 })
  })
})
