/** The room of carried lists as the worker has it. */
import type { FactsKeeper } from '../facts.ts'
import type { Faults } from '../faults.ts'
import type { Problems } from '../problems.ts'
import { CarriedLists, type CarriedParts } from './room.ts'

/** `arrived`: a document that waited for its index can be taken. */
export const carriedLists = (
  kerb: { readonly facts: FactsKeeper; readonly problems: Problems; readonly faults: Faults },
  client: CarriedParts['client'],
  arrived: CarriedParts['arrived'],
): CarriedLists =>
  new CarriedLists({
    client,
    current: () => kerb.facts.current.lists,
    problems: kerb.problems,
    faults: kerb.faults,
    wall: () => Date.now(),
    arrived,
  })
