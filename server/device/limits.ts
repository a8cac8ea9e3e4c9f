/** Token buckets in memory: how often one key (a device, a network, a token) may do something, or how much of it. */

interface Bucket {
  left: number
  at: number
}

/** More keys than this at once and the fullest ones are forgotten: they are the ones that lose nothing by it. */
const MOST_KEYS = 50_000

export class RateLimit {
  readonly #perMinute: number
  readonly #burst: number
  readonly #clock: () => number
  readonly #buckets = new Map<string, Bucket>()

  constructor(perMinute: number, burst = perMinute, clock: () => number = () => performance.now()) {
    this.#perMinute = perMinute
    this.#burst = burst
    this.#clock = clock
  }

  /** Takes so many; false, and nothing is taken, when there are not so many left for this key. */
  take(key: string, cost = 1): boolean {
    const now = this.#clock()
    let bucket = this.#buckets.get(key)
    if (!bucket) {
      if (this.#buckets.size >= MOST_KEYS) this.#forget(now)
      bucket = { left: this.#burst, at: now }
      this.#buckets.set(key, bucket)
    }
    bucket.left = this.#level(bucket, now)
    bucket.at = now
    if (bucket.left < cost) return false
    bucket.left -= cost
    return true
  }

  #level(bucket: Bucket, now: number): number {
    return Math.min(this.#burst, bucket.left + ((now - bucket.at) * this.#perMinute) / 60_000)
  }

  /** Drops every full bucket, and when that is not enough the older half. */
  #forget(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (this.#level(bucket, now) >= this.#burst) this.#buckets.delete(key)
    }
    if (this.#buckets.size < MOST_KEYS) return
    let excess = MOST_KEYS / 2
    for (const key of this.#buckets.keys()) {
      if (excess-- <= 0) break
      this.#buckets.delete(key)
    }
  }
}
