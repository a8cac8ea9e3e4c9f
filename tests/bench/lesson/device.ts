/**
 * A simulated device: a real key and a real WebSocket, and the live protocol as the extension keeps it (lib/device,
 * lib/worker/live-link.ts). Its browser is a wait: so long it takes to put a lesson's rules and tabs in force.
 */
import { WebSocket } from 'ws'
import { reopenIn } from '../../../lib/device/live-pace.ts'
import { BEAT_MS, type FromDevice, type FromServer, LIVE_PATH } from '../../../lib/protocol/live.ts'
import { proveLive } from '../../../lib/protocol/live-proof.ts'
import type { Device } from '../ingest-devices.ts'

/** Milliseconds, any in between. */
const WORK = { least: 5, most: 30 }
/** As in lib/worker/live-link.ts. Milliseconds. */
const GOOD_MS = 30_000

/** A list of lessons that the device was told. Times are epoch milliseconds. */
export interface Heard {
  /** `id@revision`, one after the other. */
  readonly key: string
  readonly toldAt: number
  /** When it said that it holds them; undefined before. */
  saidAt?: number
}

/** So long a simulated browser works. */
export const work = (): number => WORK.least + Math.random() * (WORK.most - WORK.least)

export const keyOf = (lessons: readonly { readonly id: string; readonly revision: number }[]): string =>
  lessons.map(({ id, revision }) => `${id}@${revision}`).join()

/** What a device says of lessons that it was told of. */
export const holding = (lessons: readonly { id: string; revision: number }[]): FromDevice => ({
  type: 'holding',
  lessons: lessons.map(({ id, revision }) => ({ id, revision, is: 'enforcing' })),
})

export class SimulatedDevice {
  readonly #device: Device
  readonly #onChange: () => void
  /** All that it was told, in order. */
  readonly heard: Heard[] = []
  #socket: WebSocket | undefined
  #again: ReturnType<typeof setTimeout> | undefined
  #address = ''
  #failures = 0
  #openedAt = 0

  constructor(device: Device, onChange: () => void) {
    this.#device = device
    this.#onChange = onChange
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  get isGone(): boolean {
    return this.#socket === undefined && this.#again === undefined
  }

  /** Connects, and again whenever the connection breaks, until `leave`. */
  join(address: string): void {
    this.#address = address
    this.#open()
  }

  leave(): void {
    clearTimeout(this.#again)
    this.#again = undefined
    this.#address = ''
    this.#socket?.close(1000)
  }

  #open(): void {
    this.#again = undefined
    this.#openedAt = performance.now()
    const socket = new WebSocket(this.#address.replace('http', 'ws') + LIVE_PATH, {
      perMessageDeflate: false,
    })
    this.#socket = socket
    const beat = setInterval(() => this.#say({ type: 'beat' }), BEAT_MS)
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as FromServer))
    // A close follows.
    socket.on('error', () => undefined)
    socket.on('close', (code) => {
      clearInterval(beat)
      this.#closed(code)
    })
  }

  #closed(code: number): void {
    this.#socket = undefined
    if (performance.now() - this.#openedAt > GOOD_MS) this.#failures = 0
    if (this.#address !== '') {
      this.#again = setTimeout(() => this.#open(), reopenIn(code, this.#failures, Math.random()))
      this.#failures += 1
    }
    this.#onChange()
  }

  #say(message: FromDevice): void {
    if (this.isOpen) this.#socket!.send(JSON.stringify(message))
  }

  #take(message: FromServer): void {
    if (message.type === 'challenge') void this.#prove(message.nonce)
    else if (message.type === 'lessons') this.#obey(message.lessons)
  }

  async #prove(nonce: string): Promise<void> {
    const { id, pair } = this.#device
    this.#say({ type: 'proof', ...(await proveLive({ id, privateKey: pair.privateKey }, nonce)) })
  }

  #obey(lessons: readonly { readonly id: string; readonly revision: number }[]): void {
    const heard: Heard = { key: keyOf(lessons), toldAt: Date.now() }
    this.heard.push(heard)
    setTimeout(() => {
      this.#say(holding(lessons))
      heard.saidAt = Date.now()
      this.#onChange()
    }, work())
  }
}
