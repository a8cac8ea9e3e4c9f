/**
 * One connection of the live channel: answers the server's challenge, beats, and notices when nobody is there any
 * more. What comes is held to the schema; what does not fit is told of and ends the connection, for the next one
 * brings what holds, whole.
 */
import {
  BEAT_MS,
  CLOSED,
  FROM_SERVER,
  type FromDevice,
  type FromServer,
  fromServerSchema,
  LIVE_PATH,
  SILENCE_MS,
} from '../protocol/live.ts'
import { proveLive } from '../protocol/live-proof.ts'
import { checkServer } from './client.ts'
import type { Installation } from './keys.ts'

/** As much of a WebSocket as is used here. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'readyState' | 'addEventListener'>

export interface LiveSocketParts {
  /** The school server, for example `https://kerb.school.example`. */
  readonly server: string
  readonly installation: Pick<Installation, 'id' | 'privateKey'>
  readonly open?: (address: string) => Socket
  /** Proved: from now on what is said is heard. */
  readonly joined: () => void
  readonly heard: (message: FromServer) => void
  /** Once, whatever ended it; 1006 when nothing was said about why. */
  readonly left: (code: number) => void
  readonly failed: (error: unknown) => void
}

const OPEN = 1

export class LiveSocket {
  readonly server: string
  private readonly parts: LiveSocketParts
  private readonly socket: Socket
  private readonly beat: ReturnType<typeof setInterval>
  private heardAt = performance.now()
  private isOver = false
  private isProved = false

  /** Opens at once. Throws a WireError for a server that is neither https nor on this machine. */
  constructor(parts: LiveSocketParts) {
    this.parts = parts
    this.server = parts.server
    const address = new URL(LIVE_PATH, checkServer(parts.server))
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    this.socket = (parts.open ?? ((to) => new WebSocket(to)))(address.href)
    this.socket.addEventListener('message', ({ data }) => this.take(data))
    // After an error too, which says no more than this does.
    this.socket.addEventListener('close', ({ code }) => this.over(code))
    this.beat = setInterval(() => this.onBeat(), BEAT_MS)
  }

  say(message: FromDevice): void {
    if (!this.isOver && this.socket.readyState === OPEN) this.socket.send(JSON.stringify(message))
  }

  close(): void {
    this.over(1000)
    this.socket.close(1000)
  }

  private onBeat(): void {
    if (performance.now() - this.heardAt > SILENCE_MS) {
      this.over(1006)
      this.socket.close()
    } else if (this.isProved) this.say({ type: 'beat' })
  }

  private take(data: unknown): void {
    if (this.isOver) return
    this.heardAt = performance.now()
    const said = json(data)
    // A newer server may say more than this version knows.
    if (!FROM_SERVER.includes(typeOf(said) ?? '')) return
    const read = fromServerSchema.safeParse(said)
    if (!read.success) {
      const what = read.error.issues[0]?.message
      this.parts.failed(new Error(`the live channel said what does not fit: ${what}`))
      this.over(CLOSED.malformed)
      this.socket.close(1000)
      return
    }
    const message = read.data
    if (message.type === 'challenge') void this.prove(message.nonce).catch(this.parts.failed)
    else if (message.type === 'welcome') {
      this.isProved = true
      this.parts.joined()
    } else this.parts.heard(message)
  }

  private async prove(nonce: string): Promise<void> {
    this.say({ type: 'proof', ...(await proveLive(this.parts.installation, nonce)) })
  }

  private over(code: number): void {
    if (this.isOver) return
    this.isOver = true
    clearInterval(this.beat)
    this.parts.left(code)
  }
}

const typeOf = (said: unknown): string | undefined =>
  typeof said === 'object' && said !== null && 'type' in said ? String(said.type) : undefined

function json(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined // The schema says that it does not fit.
  }
}
