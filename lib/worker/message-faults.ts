/** Our own pages' questions that the worker could not answer: a problem until the same question is answered again. */
import { messageSchema } from '../messages/protocol.ts'
import type { OnRefused, Route } from '../messages/router.ts'
import type { Faults } from './faults.ts'
import { FloodError } from './floods.ts'

/** That somebody reports a concern is for no problem and no row: the page itself says that it did not work. */
const isPrivate = (type: string): boolean => type.startsWith('concern.')

const stepOf = (type: string): string => `message-${type}`

/** @param make makes the router; what it refuses for the asker's own fault is no problem of ours */
export function watched(make: (onRefused: OnRefused) => Route, faults: Faults): Route {
  const route = make((type, error, cause) => {
    // A page that asks without end is no problem of ours.
    if (isPrivate(type) || cause instanceof FloodError) return
    if (error === 'failed' || error === 'bad-response') faults.note(stepOf(type), cause)
  })
  return (message, sender) =>
    route(message, sender)?.then((reply) => {
      const asked = messageSchema.safeParse(message)
      if (reply.ok && asked.success) faults.clear(stepOf(asked.data.kerb))
      return reply
    })
}
