/** The room of carried lists as the worker has it. */
import type { Kerb } from '../kerb.ts'
import { CarriedLists, type CarriedParts } from './room.ts'

/** `arrived`: a document that waited for its index can be taken. */
export const carriedLists = (
  kerb: Pick<Kerb, 'enforcement' | 'facts' | 'faults' | 'problems'>,
  client: CarriedParts['client'],
  arrived: CarriedParts['arrived'],
): CarriedLists =>
  new CarriedLists({
    client,
    current: () => kerb.facts.current.lists,
    problems: kerb.problems,
    faults: kerb.faults,
    wall: () => Date.now(),
    // The names for the rules first: tabs are judged by what holds.
    arrived: (isInForce) =>
      void (isInForce ? kerb.enforcement.renew(0) : Promise.resolve()).then(() => arrived(isInForce)),
  })
