// @vitest-environment happy-dom
/** A list that grows: what is shown was asked for with the filters above it, and nobody finds another's. */
import { expect, it, vi } from 'vitest'
import { ApiError } from '../api.ts'
import { here } from '../answer.ts'
import { Growing, type Piece, type Query } from './growing.ts'

const pieces = (answers: Record<string, Piece<number>>) =>
  vi.fn(async (query: Query) => {
    const answer = answers[JSON.stringify(query)]
    if (answer === undefined) throw new ApiError(503, 'Busy.')
    return answer
  })
const shown = (list: Growing<number>) => here(list.shown.value)?.items

it('with other filters keeps nothing of before, also when their answer does not come', async () => {
  const list = new Growing<number>(pieces({ '{}': { items: [2, 1], next: null } }))
  await list.load({})
  await list.load({})
  expect(shown(list)).toEqual([2, 1])
  await list.load({ find: 'amy' })
  expect(list.shown.value).toBe('Busy.')
})

it('that was forgotten is loaded, and saved, without the filters of before', async () => {
  const ask = pieces({
    '{"find":"amy"}': { items: [1], next: null },
    '{}': { items: [2, 1], next: null },
  })
  const list = new Growing<number>(ask)
  await list.load({ find: 'amy' })
  list.forget()
  expect(list.shown.value).toBeNull()
  await list.load()
  expect(shown(list)).toEqual([2, 1])
  expect(await list.all()).toEqual([2, 1])
})

it('looked at again keeps what is older, and goes on where that ended', async () => {
  const answers: Record<string, Piece<number>> = {
    '{}': { items: [4, 3], next: '3' },
    '{"before":"3"}': { items: [2], next: '2' },
    '{"before":"2"}': { items: [1], next: null },
  }
  const list = new Growing<number>(pieces(answers))
  await list.load()
  await list.more()
  answers['{}'] = { items: [5, 4], next: '4' }
  await list.again((one) => one)
  expect(shown(list)).toEqual([5, 4, 3, 2])
  await list.more()
  expect(shown(list)).toEqual([5, 4, 3, 2, 1])
})

it('looked at again while older ones come loses neither', async () => {
  const older = Promise.withResolvers<Piece<number>>()
  const list = new Growing<number>(async ({ before }) =>
    before === undefined ? { items: [2], next: '2' } : older.promise,
  )
  await list.load()
  const more = list.more()
  await list.again((one) => one)
  older.resolve({ items: [1], next: null })
  await more
  expect(shown(list)).toEqual([2, 1])
})
