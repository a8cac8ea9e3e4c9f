/** A concern's whole way, with the extension's own code on both ends and the real server between, over real HTTP. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openConcern, sealReply } from '../../lib/concern/inbox.ts'
import { memberClient } from '../../lib/concern/member-client.ts'
import { newReplyKey } from '../../lib/concern/member-key.ts'
import { openMessages } from '../../lib/concern/own-messages.ts'
import { newConcernId, newMailbox } from '../../lib/concern/receipt.ts'
import { NO_LEDGER } from '../../lib/concern/team-ledger.ts'
import { sealTo } from '../../lib/concern/seal.ts'
import { Device } from '../../lib/concern/testing-box.ts'
import { type Client, createClient } from '../../lib/device/client.ts'
import { enrol } from '../../lib/device/enrolment.ts'
import { sendHeartbeat } from '../../lib/device/heartbeat.ts'
import { Concerns } from '../../lib/worker/concerns.ts'
import { SafeguardingLedger } from '../../lib/worker/safeguarding-ledger.ts'
import { FakeStorage, ground } from '../../lib/worker/testing.ts'
import { testServer, type TestServer } from '../../server/testing.ts'
import { realDevice, REAL_CLAIM as claim } from '../fixtures/real-device.ts'
import { member, type Member, vouch } from '../fixtures/safeguarding-stage.ts'

const ADA = 'person ada@school.example'
const T0 = Date.UTC(2026, 10, 25, 10)

let server: TestServer
let address: string
let khan: Member
let disk: FakeStorage
let device: Device
let installation: Awaited<ReturnType<typeof realDevice>>['installation']

beforeEach(async () => {
  server = await testServer()
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  khan = await member(server, 'khan@school.example')
  disk = new FakeStorage()
  device = new Device()
  const made = await realDevice(address)
  installation = made.installation
  await enrol(made.client, installation, server.token, claim)
})
afterEach(() => server.close())

/** A new worker on the same device: nothing of the one before is left but what is on the disk. */
function worker(): { concerns: Concerns; ledger: SafeguardingLedger; client: Client } {
  const { local, session, problems, faults } = ground(disk)
  const client = createClient({ server: address, installation })
  const now = () => T0
  const root = () => khan.own.id
  const asked = { get: async () => undefined, set: (at: number) => session.set('n', at) }
  return {
    client,
    ledger: new SafeguardingLedger({ local, root, now, problems }),
    concerns: new Concerns({ box: device.box(), client: async () => client, faults, now, asked }),
  }
}

async function beat(): Promise<void> {
  const { client, ledger } = worker()
  const { safeguarding } = await sendHeartbeat(client, { written: 0, claim, problems: [] })
  await ledger.offered(safeguarding, client)
}

/** What the report's page does: seals to the keys that the device believes, and keeps it. */
async function report(words: string): Promise<string> {
  const { keys, names } = await worker().ledger.believed()
  const id = newConcernId()
  const [{ secret, mailbox }, { reply, pair }] = [await newMailbox(), await newReplyKey()]
  const said = { kind: 'unkind', words, today: false, at: T0, notFor: [], reply, ledger: names.at(-1) ?? '' }
  const content = await sealTo(keys, said, `concern ${id}`)
  const request = { id, today: false, content, later: [], mailbox }
  await device.box().keep({ request, at: T0, who: ADA, secret, reply: pair })
  return id
}

test('from the heartbeat that brings the keys to the answer that the pupil reads', async () => {
  await beat()
  const id = await report('They took my bag')
  expect(await worker().concerns.send()).toBe(true)
  const opened = await openConcern(khan.own, await khan.open(id), NO_LEDGER)
  expect(opened.content).toMatchObject({ words: 'They took my bag' })
  const { keys } = await server.context.ledgers.current()
  await khan.reply(id, await sealReply(opened, keys, { words: 'Thank you, Ada', name: 'Mrs Khan', at: T0 }))
  expect(await worker().concerns.refresh()).toEqual({ reached: true })
  const [mine] = await device.box().mine(ADA)
  if (!mine) throw new Error('it is not there')
  expect(mine.state).toBe('answered')
  expect(await openMessages(mine, mine.messages)).toMatchObject([
    { from: 'staff', content: { words: 'Thank you, Ada', name: 'Mrs Khan' } },
  ])
})

test('written while the server is away, kept through dead workers, delivered when it is back', async () => {
  await beat()
  const port = Number(new URL(address).port)
  await server.app.close()
  const id = await report('At night')
  expect(await worker().concerns.send()).toBe(false)
  server = await testServer({}, server.folder, server.token)
  await server.app.listen({ host: '127.0.0.1', port })
  expect(await worker().concerns.send()).toBe(true)
  expect((await device.box().get(id))?.state).toBe('sent')
  const rows = await server.context.db.selectFrom('concerns').select('id').execute()
  expect(rows).toEqual([{ id }])
})

test('a server that is restored from a backup gets back the keys and the concerns that it forgot', async () => {
  await beat()
  const port = Number(new URL(address).port)
  const [file, backup] = [join(server.folder, 'data', 'kerb.sqlite'), join(server.folder, 'backup.sqlite')]
  await sql`VACUUM INTO ${backup}`.execute(server.context.db)
  const jones = await member(server, 'jones@school.example')
  await vouch(server, khan, jones)
  await beat()
  const { name } = await server.context.ledgers.current()
  const id = await report('Before the restore')
  await worker().concerns.send()
  await server.app.close()
  copyFileSync(backup, file)
  server = await testServer({}, server.folder, server.token)
  await server.app.listen({ host: '127.0.0.1', port })
  expect((await server.context.ledgers.current()).name).not.toBe(name)
  await beat()
  expect((await server.context.ledgers.current()).name).toBe(name)
  await worker().concerns.refresh()
  expect(await worker().concerns.send()).toBe(true)
  const key = { id: khan.own.id, privateKey: khan.own.signKey }
  const again = memberClient(createClient({ server: address, installation: key }))
  const { content } = await openConcern(khan.own, await again.open(id), NO_LEDGER)
  expect(content?.words).toBe('Before the restore')
})
