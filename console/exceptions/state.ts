/** What is opened or paused for somebody, and how the page comes by it. */
import { signal } from '@preact/signals'
import type { Exceptions } from '../../lib/protocol/exceptions.ts'
import { type Answer, take } from '../answer.ts'
import { attempt } from '../state.ts'
import { exceptionsApi } from './api.ts'

export const exceptions = signal<Answer<Exceptions>>(null)

export const load = (): Promise<void> => take(exceptions, exceptionsApi.list)

/** Does something, says so, and shows how it is then. @returns whether it was done */
export const act = (ask: () => Promise<Exceptions>, done: string): Promise<boolean> =>
  attempt(async () => void (exceptions.value = await ask()), done)
