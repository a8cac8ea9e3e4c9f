/** For tests: a device on the live channel, which says what it is told to and keeps what it hears. */
import { WebSocket } from 'ws'
import type { Lesson } from '../../lib/policy/lesson.ts'
import { type FromDevice, type FromServer, fromServerSchema, LIVE_PATH } from '../../lib/protocol/live.ts'
import type { TestDevice, TestServer } from '../testing.ts'

/** The address at which a test's server listens, from now on if it did not. */
export async function listening({ app }: TestServer): Promise<string> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server listens nowhere')
  return `http://127.0.0.1:${address.port}`
}

type Of<T extends FromServer['type']> = Extract<FromServer, { type: T }>

export class LiveDevice {
  readonly socket: WebSocket
  readonly heard: FromServer[] = []
  closed: number | undefined
  #woken: (() => void)[] = []

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data: Buffer) => {
      this.heard.push(fromServerSchema.parse(JSON.parse(data.toString())))
      this.#wake()
    })
    socket.on('close', (code) => {
      this.closed = code
      this.#wake()
    })
  }

  /** A connection that has not said anything yet, and the server's challenge. */
  static async open(device: TestDevice): Promise<{ live: LiveDevice; nonce: string }> {
    const live = new LiveDevice(
      new WebSocket((await listening(device.server)).replace('http', 'ws') + LIVE_PATH),
    )
    const { nonce } = await live.next('challenge')
    return { live, nonce }
  }

  /** Proved, and told of its lessons. */
  static async join(device: TestDevice): Promise<LiveDevice> {
    const { live, nonce } = await LiveDevice.open(device)
    live.say({ type: 'proof', ...(await device.prove(nonce)) })
    await live.next('welcome')
    return live
  }

  say(message: FromDevice): void {
    this.socket.send(JSON.stringify(message))
  }

  /** The next message of a kind that was not asked for before. Rejects when the connection ends first. */
  async next<T extends FromServer['type']>(type: T): Promise<Of<T>> {
    for (;;) {
      const at = this.heard.findIndex((message) => message.type === type)
      if (at >= 0) return this.heard.splice(at, 1)[0] as Of<T>
      if (this.closed !== undefined) throw new Error(`closed with ${this.closed}, no ${type}`)
      await this.#something()
    }
  }

  async closes(): Promise<number> {
    while (this.closed === undefined) await this.#something()
    return this.closed
  }

  /** Hears of lessons and says that it holds them, as a device does. */
  async obey(is: 'enforcing' | 'over' | 'clock' | 'refused' = 'enforcing'): Promise<readonly Lesson[]> {
    const { lessons } = await this.next('lessons')
    this.say({ type: 'holding', lessons: lessons.map(({ id, revision }) => ({ id, revision, is })) })
    return lessons
  }

  #something(): Promise<void> {
    return new Promise((resolve) => this.#woken.push(resolve))
  }

  #wake(): void {
    for (const resolve of this.#woken.splice(0)) resolve()
  }
}
