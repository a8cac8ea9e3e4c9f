/** The device's own code against the real server, over real HTTP: what unit tests on both sides assume of each other. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KerbDatabase } from '../../lib/activity/database.ts'
import { Outbox } from '../../lib/activity/outbox.ts'
import { SessionKeys } from '../../lib/activity/session-keys.ts'
import { ActivityStore, type PendingRow } from '../../lib/activity/store.ts'
import { runSync } from '../../lib/activity/sync.ts'
import { createClient } from '../../lib/device/client.ts'
import { enrol, mustEnrol } from '../../lib/device/enrolment.ts'
import { sendHeartbeat } from '../../lib/device/heartbeat.ts'
import { loadInstallation } from '../../lib/device/keys.ts'
import { sendActivity } from '../../lib/device/send-activity.ts'
import { testServer, type TestServer } from '../../server/testing.ts'

const claim = { platform: 'linux', browser: 'Chrome 156', extension: '1.0.0', ephemeral: false }

let server: TestServer
let address: string
beforeEach(async () => {
  server = await testServer()
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => server.close())

async function device() {
  const db = new KerbDatabase('kerb-activity', { indexedDB: new IDBFactory(), IDBKeyRange })
  const installation = await loadInstallation(db)
  const secrets = new Map<string, string>()
  const memory = {
    all: () => Promise.resolve(Object.fromEntries(secrets)),
    add: (id: string, raw: string) => Promise.resolve(void secrets.set(id, raw)),
  }
  const keys = new SessionKeys(memory, installation.id)
  const store = new ActivityStore({ db, keys, installation: installation.id })
  expect(await store.keys.useSealKey(server.context.seal.pinned.slice('seal:'.length))).toBe(true)
  const client = createClient({ server: address, installation })
  const outbox = new Outbox(store)
  const sync = () => runSync({ store, outbox, send: sendActivity(client), now: Date.now, random: () => 0.5 })
  return { installation, client, store, outbox, sync }
}

const visit = (host: string): PendingRow => ({
  row: { kind: 'visit', host, categories: [], action: 'allow', reason: 'unknown-host' },
  at: Date.now(),
})

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
