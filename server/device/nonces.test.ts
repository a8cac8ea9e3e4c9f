import { describe, expect, it } from 'vitest'
import { NONCE_LIFE, Nonces } from './nonces.ts'

describe('nonces', () => {
  it('are used once each', () => {
    const nonces = new Nonces(() => 1000)
    const nonce = nonces.issue()
    expect([nonces.use(nonce), nonces.use(nonce), nonces.isGood(nonce)]).toEqual([true, false, false])
  })

  it('are not used again when those of the last life are forgotten', () => {
    let now = 1000
    const nonces = new Nonces(() => now)
    const [early, late] = [nonces.issue(), nonces.issue()]
    nonces.use(early)
    now += NONCE_LIFE - 1
    nonces.use(late)
    const fresh = nonces.issue()
    now += 2
    nonces.use(fresh)
    expect([early, late, fresh].map((one) => nonces.use(one))).toEqual([false, false, false])
  })

  it('fill no memory: past the most that are remembered, none given out before is good, used or not', () => {
    let now = 1000
    const nonces = new Nonces(() => now, 10)
    const [used, unused] = [nonces.issue(), nonces.issue()]
    nonces.use(used)
    for (let i = 0; i < 10; i++) nonces.use(nonces.issue())
    expect([used, unused].map((one) => nonces.use(one))).toEqual([false, false])
    now += 2
    const next = nonces.issue()
    expect([nonces.use(next), nonces.use(next)]).toEqual([true, false])
  })
})
