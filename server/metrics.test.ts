/** The counters say what happened, and nothing about anybody. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Row } from '../lib/protocol/rows.ts'
import { TestDevice, testServer, type TestServer, visit } from './testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const asked = async (): Promise<string> =>
  (await server.app.inject({ method: 'GET', url: '/metrics', remoteAddress: '127.0.0.1' })).body
/** The value of a series, as Prometheus reads it. */
const value = (text: string, series: string): number => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? NaN : Number(line.slice(series.length + 1))
}

test('rows that were stored, rows that could not be opened, installations by state, requests by route', async () => {
  const pupil = await TestDevice.confirmed(server)
  await (await TestDevice.make(server)).enrol()
  const nonsense = await pupil.seal({ seq: 4, kind: 'party' } as unknown as Row)
  await pupil.activity([visit(1), visit(2), visit(3, { host: 'secret.test' })])
  const body = { written: 4, keys: [pupil.sessionKey], rows: [nonsense] }
  await pupil.send('POST', '/v1/activity', body)
  // Sent again, as after a lost answer: nothing is stored twice.
  await pupil.send('POST', '/v1/activity', body)
  const text = await asked()
  // What could not be opened is stored, too, under its number.
  expect(value(text, 'kerb_rows_stored_total')).toBe(4)
  expect(value(text, 'kerb_rows_unreadable_total')).toBe(1)
  expect(value(text, 'kerb_installations{state="confirmed"}')).toBe(1)
  expect(value(text, 'kerb_installations{state="waiting"}')).toBe(1)
  expect(value(text, 'kerb_requests_total{route="/v1/activity",status="200"}')).toBe(3)
  for (const secret of ['@', 'secret.test', pupil.id]) expect(text).not.toContain(secret)
})
