/** What is opened or paused for somebody, and how the page comes by it. */
import { signal } from '@preact/signals'
import type { Exception, Exceptions } from '../../lib/protocol/exceptions.ts'
import { type Answer, take } from '../answer.ts'
import { Older } from '../list/older.ts'
import { attempt } from '../state.ts'
import { exceptionsApi } from './api.ts'

export const exceptions = signal<Answer<Exceptions>>(null)

/** Those that were over before the ones that are shown. */
export const earlier = new Older<Exception>(
  async (before) => {
    const { exceptions: items, next } = await exceptionsApi.before(before)
    return { items, next }
  },
  ({ id }) => id,
)

export const load = (): Promise<void> => take(exceptions, exceptionsApi.list)

/** Does something, says so, and shows how it is then. @returns whether it was done */
export const act = (ask: () => Promise<Exceptions>, done: string): Promise<boolean> =>
  attempt(async () => void (exceptions.value = await ask()), done)
