/** What is opened or paused for somebody, and how the page comes by it. */
import { signal } from '@preact/signals'
import type { Exceptions } from '../../lib/protocol/exceptions.ts'
import { ApiError } from '../api.ts'
import { attempt, leave } from '../state.ts'
import { exceptionsApi } from './api.ts'

/** Null until the first answer; words where none came. */
export const exceptions = signal<Exceptions | string | null>(null)

export async function load(): Promise<void> {
  try {
    exceptions.value = await exceptionsApi.list()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    // What is shown stays shown: the next look may work.
    if (exceptions.value === null || typeof exceptions.value === 'string') exceptions.value = error.message
  }
}

/** Does something, says so, and shows how it is then. @returns whether it was done */
export const act = (ask: () => Promise<Exceptions>, done: string): Promise<boolean> =>
  attempt(async () => void (exceptions.value = await ask()), done)
