import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { listsArb, plainAddressArb, policyArb, written, WEEK } from '../../tests/fixtures/arbitraries.ts'
import { plainLists } from '../../tests/fixtures/plain-lists.ts'
import { ACTIONS } from '../policy/categories.ts'
import { decide } from '../verdict/decide.ts'
import { JUMP, checkpoint, checkpointSchema, prove, read, start } from './clock.ts'
import type { ClockState } from './clock.ts'
import { exactly } from './now.ts'
import { DAY, MINUTE } from './zone.ts'

/** What may happen to a device: time passes, somebody moves its clock, workers and browsers come and go. */
type Event =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'move'; readonly ms: number }
  | { readonly kind: 'checkpoint' }
  | { readonly kind: 'worker' }
  | { readonly kind: 'browser' }
  | { readonly kind: 'prove' }

const passArb = fc.record({
  kind: fc.constant('pass' as const),
  ms: fc.integer({ min: 0, max: 10 * MINUTE }),
})
const moveArb = fc.record({
  kind: fc.constant('move' as const),
  ms: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
})
const otherArb = fc.record({ kind: fc.constantFrom('checkpoint', 'worker', 'browser') })
const proveArb = fc.record({ kind: fc.constant('prove' as const) })

/** A device with a true time, a clock that may lie, and our clock on top. */
class Device {
  true: number
  wall: number
  mono = 0
  state: ClockState
  stored: string
  constructor(at: number) {
    this.true = at
    this.wall = at
    this.state = start(null, at, 0, false)
    this.stored = JSON.stringify(checkpoint(this.state, at, 0))
  }
  apply(event: Event): void {
    if (event.kind === 'pass') {
      this.true += event.ms
      this.wall += event.ms
      this.mono += event.ms
    } else if (event.kind === 'move') this.wall += event.ms
    else if (event.kind === 'prove') {
      this.state = prove(this.state, this.true, this.wall, this.mono, 'server').state
      this.save()
    } else if (event.kind === 'checkpoint') this.save()
    else {
      this.mono = 0
      this.state = start(
        checkpointSchema.parse(JSON.parse(this.stored)),
        this.wall,
        0,
        event.kind === 'worker',
      )
      this.save()
    }
  }
  save(): void {
    this.now()
    this.stored = JSON.stringify(checkpoint(this.state, this.wall, this.mono))
  }
  now() {
    const { now, state } = read(this.state, this.wall, this.mono)
    this.state = state
    return now
  }
}

const strictness = (verdict: { action: (typeof ACTIONS)[number] }) => ACTIONS.indexOf(verdict.action)

test('time does not go back before a checkpoint, whatever is done to the clock, until a proof sets it', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(passArb, moveArb, otherArb), { maxLength: 30 }), (events) => {
      const device = new Device(WEEK.from)
      let saved = device.now().at
      for (const event of events) {
        device.apply(event)
        const { at } = device.now()
        expect(at).toBeGreaterThanOrEqual(saved)
        if (event.kind !== 'pass' && event.kind !== 'move') saved = at
      }
    }),
    { numRuns: 1000 },
  )
})

test('while nobody moves the clock, the true time is always among the candidates', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(passArb, otherArb, proveArb), { maxLength: 30 }), (events) => {
      const device = new Device(WEEK.from)
      for (const event of events) {
        device.apply(event)
        const off = device.now().candidates.map((at) => Math.abs(at - device.true))
        expect(Math.min(...off)).toBeLessThanOrEqual(JUMP)
      }
    }),
    { numRuns: 1000 },
  )
})

test('while a worker lives, moving the clock does not move its time', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(passArb, moveArb, proveArb), { maxLength: 30 }), (events) => {
      const device = new Device(WEEK.from)
      for (const event of events) {
        device.apply(event)
        expect(device.now().at).toBe(device.true)
      }
    }),
    { numRuns: 1000 },
  )
})

test('after a proof there is one time, and it is the true one', () => {
  const any = fc.oneof(passArb, moveArb, otherArb)
  fc.assert(
    fc.property(fc.array(any, { maxLength: 20 }), (events) => {
      const device = new Device(WEEK.from)
      for (const event of [...events, { kind: 'prove' as const }]) device.apply(event)
      const now = device.now()
      expect(now.candidates).toHaveLength(1)
      expect(Math.abs(now.at - device.true)).toBeLessThanOrEqual(5000)
    }),
    { numRuns: 1000 },
  )
})

test('moving the clock never makes a verdict milder than at both times', () => {
  const scene = fc.record({
    policy: policyArb,
    lists: listsArb,
    address: plainAddressArb,
    at: fc.integer({ min: WEEK.from, max: WEEK.to }),
    move: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
    after: fc.constantFrom('nothing', 'worker', 'checkpoint and worker', 'checkpoint and browser'),
  })
  fc.assert(
    fc.property(scene, ({ policy, lists, address, at, move, after }) => {
      const device = new Device(at)
      device.apply({ kind: 'move', ms: move })
      if (after.startsWith('checkpoint')) device.apply({ kind: 'checkpoint' })
      if (after.endsWith('worker')) device.apply({ kind: 'worker' })
      if (after.endsWith('browser')) device.apply({ kind: 'browser' })
      const judge = (now: ReturnType<Device['now']>) =>
        strictness(decide(written(address), policy, plainLists(lists), now))
      // A move that no jump can be told from is no move: two minutes, and the minute between two checkpoints.
      fc.pre(Math.abs(move) > JUMP + MINUTE)
      expect(judge(device.now())).toBe(Math.max(judge(exactly(at)), judge(exactly(at + move))))
    }),
    { numRuns: 1000 },
  )
})
