/** The yearly review, as the console asks the server about it. */
import {
  type NewAction,
  type NewReview,
  type People,
  type ReviewAnswer,
  reviewStateSchema,
} from '../../lib/protocol/review.ts'
import { ask } from '../api.ts'

export const reviewApi = {
  read: () => ask(reviewStateSchema, 'GET', '/admin/review'),
  people: (people: People) => ask(reviewStateSchema, 'POST', '/admin/review/people', people),
  answer: (answer: ReviewAnswer) => ask(reviewStateSchema, 'POST', '/admin/review/answers', answer),
  add: (review: NewReview) => ask(reviewStateSchema, 'POST', '/admin/reviews', review),
  action: (review: number, action: NewAction) =>
    ask(reviewStateSchema, 'POST', `/admin/reviews/${review}/actions`, action),
  done: (action: number, outcome: string) =>
    ask(reviewStateSchema, 'POST', `/admin/review-actions/${action}/done`, { outcome }),
}
