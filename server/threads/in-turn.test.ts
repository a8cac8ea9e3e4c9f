import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('work is begun when what came before is done, however that ended', async () => {
  const seen: string[] = []
  const work = inTurn(async (name: string) => {
    seen.push(`${name} begins`)
    await Promise.resolve()
    seen.push(`${name} ends`)
    if (name === 'bad') throw new Error('bad')
    return name
  })
  const all = await Promise.allSettled([work('bad'), work('good')])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  expect(seen).toEqual(['bad begins', 'bad ends', 'good begins', 'good ends'])
})
