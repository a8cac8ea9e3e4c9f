/** What the guard found at a page that a pupil asks for stands beside the request, for whoever decides. */
import { describe, expect, it } from 'vitest'
import type { PageRequest } from '../../lib/protocol/page-requests.ts'
import { EVIDENCE, foundStage, HOST, NELL } from '../found/testing-found.ts'
import { ask } from './testing-asking.ts'

const stage = foundStage()
const requests = async (): Promise<PageRequest[]> =>
  (await stage.school.ask(NELL, 'GET', '/admin/page-requests')).json<{ requests: PageRequest[] }>().requests

describe('beside a request', () => {
  it('stands what was found at its site, by what, and nobody’s name but of who asks', async () => {
    await stage.find(stage.bens, { sureness: 'suspected', kind: 'game' }, {})
    await ask(stage.amys, `https://www.${HOST}/read?x=1`)
    const [one] = await requests()
    expect(one?.found).toEqual({ kind: 'unblocker', sureness: 'sure', where: 'host', evidence: EVIDENCE })
    expect(JSON.stringify(one)).not.toContain('ben@')
  })

  it('stands of hosting that strangers share what was found at that place, and nothing beside another', async () => {
    await stage.find(stage.bens, { host: 'sites.google.com', path: '/view/gamer/play' })
    await ask(stage.amys, 'https://sites.google.com/view/gamer/home')
    await ask(stage.amys, 'https://sites.google.com/view/teacher/home')
    await ask(stage.amys, 'https://art.test/monet')
    expect((await requests()).map(({ url, found }) => [url, found?.kind])).toEqual([
      ['https://sites.google.com/view/gamer/home', 'unblocker'],
      ['https://sites.google.com/view/teacher/home', undefined],
      ['https://art.test/monet', undefined],
    ])
  })

  it('stands nothing once the school has put it right', async () => {
    await stage.find(stage.bens)
    await ask(stage.amys, `https://${HOST}/`)
    expect((await requests())[0]?.found?.kind).toBe('unblocker')
    await stage.act((await stage.only())?.id, 'clear')
    expect((await requests())[0]?.found).toBeUndefined()
  })
})
