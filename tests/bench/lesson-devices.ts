/** The simulated devices of `npm run bench:lesson`, in a process of their own. */
import { WebSocket } from 'ws'
import { importSealKey } from '../../lib/protocol/seal.ts'
import { enrol, hangUp } from './ingest-devices.ts'
import { answer } from './lesson/calls.ts'
import { type Heard, holding, SimulatedDevice, work } from './lesson/device.ts'
import { WITHIN } from './lesson/settings.ts'

/** Enrolling at once. */
const AT_ONCE = 20

const devices: SimulatedDevice[] = []
const bare: WebSocket[] = []
const woken = new Set<() => void>()
const wake = (): void => {
  for (const look of woken) look()
}

/** Looked at whenever a device hears, says or loses something. */
function until(what: string, holds: () => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new Error(`not within ${WITHIN} ms: ${what}`)), WITHIN)
  const look = (): void => {
    if (holds()) resolve()
  }
  woken.add(look)
  look()
  return promise.finally(() => {
    clearTimeout(timer)
    woken.delete(look)
  })
}

const last = ({ heard }: SimulatedDevice): Heard | undefined => heard.at(-1)

async function enrolAll({ port, sealKey, token, names }: EnrolAll): Promise<void> {
  const key = await importSealKey(sealKey)
  if (!key) throw new Error('the seal key does not import')
  for (let i = 0; i < names.length; i += AT_ONCE) {
    const some = names.slice(i, i + AT_ONCE)
    const enrolled = await Promise.all(
      some.map((name) => enrol({ port, sealKey: key }, token, { person: { name, from: 'profile' } })),
    )
    devices.push(...enrolled.map((device) => new SimulatedDevice(device, wake)))
  }
  hangUp()
}

/** Resolves when each is told of its lessons. */
async function join({ address }: { address: string }): Promise<void> {
  for (const device of devices) {
    device.heard.length = 0
    device.join(address)
  }
  await until('all devices to be told', () => devices.every((device) => last(device)?.saidAt !== undefined))
}

async function leave(): Promise<void> {
  for (const device of devices) device.leave()
  await until('all devices to be gone', () => devices.every(({ isGone }) => isGone))
}

/** Resolves when each has last said, not before `since`, that it holds just these; with when they were told and said so. */
async function hold({ key, since }: { key: string; since: number }) {
  const isDone = (one: Heard | undefined): boolean =>
    one !== undefined && one.toldAt >= since && one.key === key && one.saidAt !== undefined
  await until(`all devices to hold “${key}”`, () => devices.every((device) => isDone(last(device))))
  const all = devices.map((device) => last(device)!)
  return { told: all.map(({ toldAt }) => toldAt), said: all.map(({ saidAt }) => saidAt!) }
}

/** What each was told since then, as `id@revision` a list, one after the other. */
const heardSince = (since: number): string[][] =>
  devices.map(({ heard }) => heard.filter(({ toldAt }) => toldAt >= since).map(({ key }) => key))

/** As many further connections to a server that knows nothing of Kerb, with the same work and the same answer. */
async function joinBare({ address }: { address: string }): Promise<void> {
  for (const _ of devices) {
    const socket = new WebSocket(address, { perMessageDeflate: false })
    bare.push(socket)
    socket.on('open', wake)
    socket.on('message', (data: Buffer) => {
      const { lessons } = JSON.parse(data.toString()) as { lessons: { id: string; revision: number }[] }
      setTimeout(() => socket.send(JSON.stringify(holding(lessons))), work())
    })
  }
  await until('all bare connections', () => bare.every(({ readyState }) => readyState === WebSocket.OPEN))
}

interface EnrolAll {
  readonly port: number
  readonly sealKey: string
  readonly token: string
  readonly names: readonly string[]
}

const handlers = { enrolAll, join, leave, hold, heardSince, joinBare }
export type Devices = typeof handlers
answer(handlers)
