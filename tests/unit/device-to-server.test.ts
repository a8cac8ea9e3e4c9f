/** The device's own code against the real server, over real HTTP: what unit tests on both sides assume of each other. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enrol, mustEnrol } from '../../lib/device/enrolment.ts'
import { sendHeartbeat } from '../../lib/device/heartbeat.ts'
import { testServer, type TestServer } from '../../server/testing.ts'
import { pageAt as visit, realDevice, REAL_CLAIM as claim } from '../fixtures/real-device.ts'

let server: TestServer
let address: string
beforeEach(async () => {
  server = await testServer()
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => server.close())

async function device() {
  const made = await realDevice(address)
  expect(await made.store.keys.useSealKey((await server.context.seal.pinned()).slice('seal:'.length))).toBe(
    true,
  )
  return made
}

test('enrols, beats, and delivers every row; a lost row lets the count go on', async () => {
  const { client, installation, store, sync } = await device()
  const before = await sync()
  expect(before).toMatchObject({ sent: 0 })
  const unknown = await sendHeartbeat(client, { written: 0, claim, problems: [] }).catch((e: unknown) => e)
  expect(mustEnrol(unknown)).toBe(true)
  expect(await enrol(client, installation, server.token, claim)).toMatchObject({ state: 'waiting' })

  await store.append(Array.from({ length: 1_200 }, (_, i) => visit(`h${i}.test`)))
  await store.lose([{ from: 3, to: 700 }], 'test', Date.now())
  const result = await sync()
  expect(result.problem).toBeUndefined()
  const answer = await sendHeartbeat(client, { written: await store.highest(), claim, problems: [] })
  expect(answer.acknowledged).toBe(1_201)
})

test('is told of a bad token in words, and rows wait', async () => {
  const { client, installation, store, sync } = await device()
  await expect(enrol(client, installation, 'not-the-token', claim)).rejects.toMatchObject({ retryable: true })
  await store.append([visit('a.test')])
  expect(await sync()).toMatchObject({ sent: 0, problem: { code: 'unknown-installation' } })
  expect(await store.highest()).toBe(1)
})
