/** The lesson in which something happened stands beside it, and can be asked for. */
import { expect, it, vi } from 'vitest'
import { AMY, KHAN, MINUTE, TEN } from '../lessons/testing-lessons.ts'
import { eachAt } from '../testing-clock.ts'
import { LookStage, seen } from './testing-looks.ts'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  return stage.school
})

it('by the pupil’s own classes alone, from its start to its end', async () => {
  const { school } = stage
  await school.lesson(await school.classOf('9B Maths', KHAN, [AMY]), KHAN)
  vi.setSystemTime(TEN + 5 * MINUTE)
  await school.signIn('jones@school.example')
  await school.lesson(await school.classOf('8A Art', 'jones@school.example', []), 'jones@school.example')
  await stage.amy.activity([
    seen(1, { at: TEN - 1, host: 'before.test' }),
    seen(2, { at: TEN + MINUTE, host: 'during.test' }),
    seen(3, { at: TEN + 7 * MINUTE, host: 'late.test' }),
  ])
  const look = await stage.look()
  const { rows } = await stage.rows(look)
  expect(rows.map(({ row, lesson }) => [row.host, lesson])).toEqual([
    ['late.test', '9B Maths'],
    ['during.test', '9B Maths'],
    ['before.test', undefined],
  ])
  const only = await stage.rows(look, { lesson: '1' })
  expect(only.rows.map(({ row }) => row.host)).toEqual(['late.test', 'during.test'])
  // A lesson that was ended is over.
  await school.server.context.db
    .updateTable('lessons')
    .set({ ended: TEN + 2 * MINUTE })
    .execute()
  expect((await stage.rows(look, { lesson: '1' })).rows.map(({ row }) => row.host)).toEqual(['during.test'])
})
