/** Orders that a device cannot do yet. */
import { beforeEach, expect, it } from 'vitest'
import type { Connection } from './connection.ts'
import { Orders } from './orders.ts'

const UNTIL = 1000
let sent: { id: string }[]
let orders: Orders
const device = { id: 7, send: (message: { id: string }) => sent.push(message) } as unknown as Connection
beforeEach(() => {
  sent = []
  orders = new Orders({ of: (id) => (id === 7 ? device : undefined) })
  orders.give([7], { lesson: 'one', action: { open: 'https://maths.test/' }, until: UNTIL })
})
const says = (why?: string) => orders.done(device, { id: sent[0]?.id ?? '', why })

it.each(['no-lesson', 'not-in-lesson'])('come again after %s, when it says what it holds', (why) => {
  says(why)
  expect(sent).toHaveLength(1)
  orders.resume(device, 0)
  expect(sent).toHaveLength(2)
  says()
  orders.resume(device, 0)
  expect(sent).toHaveLength(2)
})

it('come a few times, and not after the lesson', () => {
  says('no-lesson')
  orders.resume(device, UNTIL)
  expect(sent).toHaveLength(1)
  for (let i = 0; i < 20; i += 1) {
    orders.resume(device, 0)
    says('no-lesson')
  }
  expect(sent).toHaveLength(5)
})

it('do not come again after any other refusal', () => {
  says('no-window')
  orders.resume(device, 0)
  expect(sent).toHaveLength(1)
})
