/** A search that should not wait: from a pupil's managed browser to the safeguarding lead's mail. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailServer } from '../../server/mail/testing-mail.ts'
import { until } from '../rig/until.ts'
import { AMY, type Classroom, openClassroom } from './lessons/classroom.ts'

const LEAD = 'lead@hill.test'

let smtp: Awaited<ReturnType<typeof mailServer>>
let room: Classroom
beforeAll(async () => {
  smtp = await mailServer()
  room = await openClassroom(['*.test', '*.google.com'], { debugging: true, environment: smtp.environment })
  room.web.on('*', '/search', '<!doctype html><title>Results</title><h1>Results</h1>')
  await room.teacher(LEAD, ['dsl'])
}, 240_000)
afterAll(async () => {
  await room?.close()
  await smtp?.close()
})

test('a search of high severity is an alert within ten seconds, and its mail is taken within a minute of the visit', async () => {
  const amy = await room.seat(AMY)
  const began = Date.now()
  // Nobody waits for its page: the worker may put its own in place.
  void amy.page('https://www.google.com/search?q=i+want+to+kill+myself').catch(() => undefined)
  const [row] = await until(
    () => {
      const rows = room.school.query<{ theme: string; severity: string; made: number }>(
        'SELECT theme, severity, made FROM alerts',
      )
      return rows.length > 0 && rows
    },
    { what: 'the alert', within: 60_000 },
  )
  expect(row).toMatchObject({ theme: 'suicide', severity: 'high' })
  const [letter] = await until(() => smtp.letters.length > 0 && smtp.letters, {
    what: 'the mail',
    within: 60_000,
  })
  const seconds = { alert: ((row?.made ?? 0) - began) / 1000, mail: ((letter?.at ?? 0) - began) / 1000 }
  expect(seconds.alert, JSON.stringify(seconds)).toBeLessThan(10)
  expect(seconds.mail, JSON.stringify(seconds)).toBeLessThan(60)
  expect(letter).toMatchObject({ to: LEAD, subject: 'Something is waiting for the safeguarding lead' })
  expect(letter?.text).not.toMatch(/amy|kill|suicide/i)
})
