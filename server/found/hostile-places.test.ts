/** Places that a device which was rewritten makes up, to have more closed or opened than what it found. */
import { describe, expect, it } from 'vitest'
import { DAY, foundStage, toldTo } from './testing-found.ts'

const stage = foundStage()
type Seen = NonNullable<Parameters<typeof stage.find>[1]>

async function bothFind(seen: Seen): Promise<void> {
  await stage.find(stage.amys, seen)
  await stage.later(DAY)
  await stage.find(stage.bens, seen)
}

describe('a host that no browser would name so', () => {
  it.each(['co.uk.', 'childline.org.uk.', '.uk', 'a..uk', '2130706433', '0x7f.1', '[::ffff:7f00:1]', 'a:80'])(
    '%s is no place',
    async (host) => {
      await bothFind({ host })
      expect(await toldTo(stage.amys)).toEqual({})
      expect((await stage.list()).places).toEqual([])
    },
  )
})

it.each(['/?a/b', '/view/?games', '/view/#games', '/view/../games'])(
  'the path %s closes no more of hosting that strangers share than one of them has',
  async (path) => {
    await bothFind({ host: 'sites.google.com', path })
    expect(await toldTo(stage.amys)).toEqual({})
  },
)

it('a path that is longer than a policy holds costs no device its policy', async () => {
  await bothFind({ host: 'sites.google.com', path: `/view/${'a'.repeat(1_000)}` })
  expect(await toldTo(stage.amys)).toEqual({})
  expect((await stage.list()).places).toEqual([])
})

describe('put right, it opens nothing of its neighbours:', () => {
  const cleared = async (seen: Seen) => {
    await stage.find(stage.amys, seen)
    expect(await stage.act((await stage.only())?.id, 'clear')).toMatchObject({ statusCode: 200 })
    return (await toldTo(stage.bens)).cleared
  }

  it('an ending under which strangers register', async () =>
    expect(await cleared({ host: 'github.io' })).toEqual([
      { host: 'github.io', path: '/', found: 'unblocker' },
    ]))

  it('the front page of a host that strangers share', async () =>
    expect(await cleared({ host: 'sites.google.com', path: '/new' })).toEqual([
      { host: 'sites.google.com', path: '/new', found: 'unblocker' },
    ]))

  it('what one page says on such a host', async () =>
    expect(await cleared({ host: 'sites.google.com', path: '/view/year9/drugs', kind: 'drugs' })).toEqual([
      { host: 'sites.google.com', path: '/view/year9', found: 'drugs' },
    ]))
})
