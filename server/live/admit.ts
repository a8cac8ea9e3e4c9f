/**
 * Takes a device in on the live channel: a challenge, then its proof, within seconds, bound to this connection. What
 * is not proved costs nothing but a socket for those seconds; what is malformed ends the connection.
 */
import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { RawData, WebSocket } from 'ws'
import type { Place } from '../../lib/policy/document.ts'
import { CLOSED, type FromDevice, fromDeviceSchema, PROVE_WITHIN_MS } from '../../lib/protocol/live.ts'
import { isLiveProof } from '../../lib/protocol/live-proof.ts'
import type { Context } from '../context.ts'
import { RateLimit } from '../device/limits.ts'
import { findInstallation, personOf } from '../enrolment/installations.ts'
import { Connection } from './connection.ts'
import { holdIfTwo } from './two-at-once.ts'

/** A proof is short: nobody who has not proved anything sends more. Characters. */
const LONGEST_PROOF = 1024
/** Messages of one device a minute, besides tabs: a beat every quarter of one, and what it holds as that changes. */
const PER_MINUTE = 240
/** Tabs of one device a minute, as they change while somebody watches. What is more is not looked at. */
const TABS_PER_MINUTE = 240

export class Admission {
  readonly #context: Context
  readonly #limit = new RateLimit(PER_MINUTE)
  readonly #tabs = new RateLimit(TABS_PER_MINUTE)
  readonly #onError: (error: unknown) => void

  constructor(context: Context, onError: (error: unknown) => void) {
    this.#context = context
    this.#onError = onError
  }

  /** Listens to a connection from its first message on. Synchronous: no message comes before its listener. */
  open(socket: WebSocket, place: Place): void {
    const nonce = randomBytes(24).toString('base64url')
    const timer = setTimeout(() => socket.close(CLOSED.unproved), PROVE_WITHIN_MS)
    let connection: Connection | undefined
    // One after the other: a message that follows the proof at once waits for it.
    let last: Promise<void> = Promise.resolve()
    const take = async (earlier: Promise<void>, data: RawData): Promise<void> => {
      await earlier
      if (socket.readyState !== socket.OPEN) return
      try {
        if (connection) return this.#heard(socket, connection, data)
        connection = await this.#prove(socket, nonce, place, data)
        clearTimeout(timer)
      } catch (error) {
        socket.close(1011)
        this.#onError(error)
      }
    }
    socket.on('message', (data) => {
      last = take(last, data)
    })
    socket.on('close', () => {
      clearTimeout(timer)
      void last.then(() => connection && this.#context.live.hub.leave(connection))
    })
    // A connection that breaks off closes too: there is nothing to do twice.
    socket.on('error', () => undefined)
    socket.send(JSON.stringify({ type: 'challenge', nonce }))
  }

  async #prove(
    socket: WebSocket,
    nonce: string,
    place: Place,
    data: RawData,
  ): Promise<Connection | undefined> {
    const { db, deviceKeys, live } = this.#context
    const message = read(data, LONGEST_PROOF)
    if (message?.type !== 'proof') return refuse(socket, CLOSED.malformed)
    const found = await findInstallation(db, message.installation)
    if (!found || !(await isLiveProof(await deviceKeys.of(found), message, nonce)))
      return refuse(socket, CLOSED.unproved)
    if (!this.#limit.take(found.installation)) return refuse(socket, CLOSED.malformed)
    if (personOf(found) === 'withheld') return refuse(socket, CLOSED.notConfirmed)
    // It left while it was looked up.
    if (socket.readyState !== socket.OPEN) return undefined
    const connection = new Connection(socket, { id: found.id, place }, performance.now())
    const before = live.hub.of(found.id)
    connection.send({ type: 'welcome', time: Date.now() })
    live.hub.join(connection)
    if (before) void holdIfTwo(this.#context, before, connection).catch(this.#onError)
    return connection
  }

  #heard(socket: WebSocket, connection: Connection, data: RawData): void {
    const message = read(data)
    if (!message) return refuse(socket, CLOSED.malformed)
    const key = String(connection.id)
    // A page that changes its title without end costs a look at it, not the lesson.
    if (message.type === 'tabs' && !this.#tabs.take(key)) return
    if (message.type !== 'tabs' && !this.#limit.take(key)) return refuse(socket, CLOSED.malformed)
    this.#context.live.heard(connection, message)
  }
}

function refuse(socket: WebSocket, code: number): undefined {
  socket.close(code)
}

function read(data: RawData, longest = Infinity): FromDevice | undefined {
  // oxlint-disable-next-line typescript/no-base-to-string -- a Buffer: binaryType is ours, and fragments are joined
  const text = data.toString()
  if (text.length > longest) return undefined
  try {
    return fromDeviceSchema.parse(JSON.parse(text))
  } catch {
    return undefined // Not JSON, or not of this shape: the connection is closed for it.
  }
}
