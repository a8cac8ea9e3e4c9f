/**
 * Nonces for signed requests: given out by the server, good once and for a while. They carry their own time and
 * a keyed check, so only used ones are remembered. The key is fresh at every start: what was given out before a
 * restart is worth nothing after it, and so is a request recorded before it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Used nonces remembered at once, some 40 MB: three times what 5,000 devices use up with a beat a minute. */
const MOST_USED = 300_000

/** How long a nonce can be used. Devices come back at least once a minute; one that slept just asks again. */
export const NONCE_LIFE = 10 * 60_000

const RANDOM = 10
const CHECK = 16

export class Nonces {
  readonly #key = randomBytes(32)
  readonly #clock: () => number
  readonly #most: number
  /** Used nonces, in two halves of the life: the older is dropped whole when both are old. */
  #used = new Set<string>()
  #usedBefore = new Set<string>()
  #turned: number
  /** Those given out before this are void: what was used of them is no longer known. */
  #voidBefore = 0

  /** `clock` must not run backwards (a monotonic source): the wall clock may be set while the server runs. */
  constructor(clock: () => number = () => performance.now(), most = MOST_USED) {
    this.#clock = clock
    this.#most = most
    this.#turned = clock()
  }

  issue(): string {
    const head = Buffer.alloc(6 + RANDOM)
    head.writeUIntBE(Math.floor(this.#clock()), 0, 6)
    randomBytes(RANDOM).copy(head, 6)
    return Buffer.concat([head, this.#check(head)]).toString('base64url')
  }

  /** True when we gave it out, not too long ago, and it was not used. Cheap; changes nothing. */
  isGood(nonce: string): boolean {
    const bytes = Buffer.from(nonce, 'base64url')
    if (bytes.length !== 6 + RANDOM + CHECK || bytes.toString('base64url') !== nonce) return false
    const head = bytes.subarray(0, 6 + RANDOM)
    if (!timingSafeEqual(this.#check(head), bytes.subarray(6 + RANDOM))) return false
    const issued = head.readUIntBE(0, 6)
    if (issued < this.#voidBefore || this.#clock() - issued > NONCE_LIFE) return false
    return !this.#used.has(nonce) && !this.#usedBefore.has(nonce)
  }

  /** Uses it up: true for exactly one caller. */
  use(nonce: string): boolean {
    if (!this.isGood(nonce)) return false
    this.#makeRoom()
    this.#used.add(nonce)
    return true
  }

  /**
   * A flood of signed requests fills no memory: when there are too many, whatever was given out until now is void. Honest
   * devices sign once more, with the nonce of the refusal.
   */
  #makeRoom(): void {
    const now = this.#clock()
    const isFull = this.#used.size + this.#usedBefore.size >= this.#most
    if (!isFull && now - this.#turned <= NONCE_LIFE) return
    this.#usedBefore = isFull ? new Set() : this.#used
    this.#used = new Set()
    this.#turned = now
    if (isFull) this.#voidBefore = Math.floor(now) + 1
  }

  #check(head: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(head).digest().subarray(0, CHECK)
  }
}
