/** What the part of the page about the yearly review shows. */
import { signal } from '@preact/signals'
import type { ReviewState } from '../../lib/protocol/review.ts'
import { type Answer, take } from '../answer.ts'
import { attempt, has } from '../state.ts'
import { reviewApi } from './api.ts'

export const review = signal<Answer<ReviewState>>(null)

export const load = (): Promise<void> => take(review, reviewApi.read)

/** Who leads the school, its safeguarding or its network writes; a governor reads. */
export const mayWrite = (): boolean => has('network') || has('dsl') || has('head')

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
