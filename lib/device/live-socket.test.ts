import { beforeEach, describe, expect, it, vi } from 'vitest'
import { BEAT_MS, CLOSED, SILENCE_MS } from '../protocol/live.ts'
import type { FromServer } from '../protocol/live.ts'
import { isLiveProof } from '../protocol/live-proof.ts'
import { reopenIn } from './live-pace.ts'
import { LiveSocket } from './live-socket.ts'
import type { Socket } from './live-socket.ts'

class FakeSocket extends EventTarget {
  readonly readyState = 1
  sent: { type: string; signature?: string; installation?: string }[] = []
  closed = 0
  send(text: string): void {
    this.sent.push(JSON.parse(text) as (typeof this.sent)[number])
  }
  close(): void {
    this.closed += 1
  }
  says(message: unknown): void {
    const data = typeof message === 'string' ? message : JSON.stringify(message)
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

let socket: FakeSocket
let heard: FromServer[]
let left: number[]
let failed: unknown[]
let address: string
let key: CryptoKeyPair
const ID = 'x'.repeat(43)

async function open(server = 'https://kerb.school.example'): Promise<LiveSocket> {
  key = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  return new LiveSocket({
    server,
    installation: { id: ID, privateKey: key.privateKey },
    open: (to) => {
      address = to
      return socket as Socket
    },
    joined: () => undefined,
    heard: (message) => heard.push(message),
    left: (code) => left.push(code),
    failed: (error) => failed.push(error),
  })
}
beforeEach(() => {
  socket = new FakeSocket()
  ;[heard, left, failed] = [[], [], []]
})

describe('the channel', () => {
  it('answers the challenge with its key, by TLS, and says nothing of itself in the address', async () => {
    await open()
    expect(address).toBe('wss://kerb.school.example/v1/live')
    socket.says({ type: 'challenge', nonce: 'n1' })
    await vi.waitFor(() => expect(socket.sent).toHaveLength(1))
    const [proof] = socket.sent
    expect(
      await isLiveProof(key.publicKey, { installation: ID, signature: proof?.signature ?? '' }, 'n1'),
    ).toBe(true)
    expect(
      await isLiveProof(key.publicKey, { installation: ID, signature: proof?.signature ?? '' }, 'n2'),
    ).toBe(false)
  })

  it('takes no server without TLS but one on this machine', async () => {
    await expect(open('http://kerb.school.example')).rejects.toThrow('https')
    await open('http://127.0.0.1:1')
    expect(address).toBe('ws://127.0.0.1:1/v1/live')
  })

  it('beats, and is over when nobody answers any more', async () => {
    vi.useFakeTimers()
    try {
      await open()
      socket.says({ type: 'welcome', time: 1 })
      await vi.advanceTimersByTimeAsync(BEAT_MS)
      expect(socket.sent).toEqual([{ type: 'beat' }])
      expect(left).toEqual([])
      await vi.advanceTimersByTimeAsync(SILENCE_MS + BEAT_MS)
      expect(left).toEqual([1006])
    } finally {
      vi.useRealTimers()
    }
  })

  it('passes over what a newer server says, and ends at what does not fit, once', async () => {
    await open()
    socket.says({ type: 'tomorrow', what: 1 })
    expect([heard, left]).toEqual([[], []])
    socket.says({ type: 'watch', seconds: 'many' })
    socket.says('not JSON')
    expect(left).toEqual([CLOSED.malformed])
    expect(failed).toHaveLength(1)
    expect(heard).toEqual([])
  })
})

describe('the wait before the next try', () => {
  it('is short and spread out at first, longer each time, and never for ever', () => {
    expect(reopenIn(1006, 0, 0)).toBeLessThan(200)
    expect(reopenIn(1006, 0, 1)).toBeLessThanOrEqual(2_100)
    expect(reopenIn(1006, 1, 1)).toBeLessThanOrEqual(2_100)
    // A server is back within some ten seconds, and its school with it.
    expect(reopenIn(1006, 5, 1)).toBeLessThanOrEqual(4_100)
    expect(reopenIn(1006, 7, 1)).toBeGreaterThan(10_000)
    expect(reopenIn(1006, 99, 1)).toBeLessThanOrEqual(30_100)
  })

  it('is about a minute for whom the server will not have', () => {
    for (const code of [CLOSED.unproved, CLOSED.notConfirmed, CLOSED.malformed])
      expect(reopenIn(code, 0, 0)).toBeGreaterThanOrEqual(45_000)
    expect(reopenIn(CLOSED.replaced, 0, 0)).toBeLessThan(200)
  })
})
