/** What the part of the page about the yearly review shows. */
import { signal } from '@preact/signals'
import type { ReviewState } from '../../lib/protocol/review.ts'
import { ApiError } from '../api.ts'
import { attempt, leave } from '../state.ts'
import { reviewApi } from './api.ts'

/** Null until the first answer; words where none came. */
export const review = signal<ReviewState | string | null>(null)

export async function load(): Promise<void> {
  try {
    review.value = await reviewApi.read()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    if (review.value === null || typeof review.value === 'string') review.value = error.message
  }
}

/** What was said is shown as the server has it now; `after` once it has. */
export const change = (
  work: () => Promise<ReviewState>,
  done: string,
  after?: () => void,
): Promise<boolean> =>
  attempt(async () => {
    review.value = await work()
    after?.()
  }, done)

/** What is written in a form, trimmed. */
export const written = (form: HTMLFormElement): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']),
  )
