/** A review that was held, and what is to be done after it. */
import type { TargetedEvent } from 'preact'
import { newActionSchema, type ReviewState, WHY_NAMES } from '../../lib/protocol/review.ts'
import { date, dateTime } from '../format.ts'
import { notice } from '../state.ts'
import { written } from '../written.ts'
import { reviewApi } from './api.ts'
import { change } from './state.ts'

type One = ReviewState['reviews'][number]
type Action = One['actions'][number]

/** Its last day counts. */
const DAY = 86_400_000

export const OneReview = ({ one, now, mayWrite }: { one: One; now: number; mayWrite: boolean }) => (
  <article class="review" aria-labelledby={`review-${one.id}`}>
    <h4 id={`review-${one.id}`}>
      {date(one.held)}: {WHY_NAMES[one.why]}
    </h4>
    <p class="soft small">
      <bdi>{one.who}</bdi>
    </p>
    <p class="review__found">{one.found}</p>
    {one.actions.length > 0 && (
      <ul class="rows">
        {one.actions.map((action) => (
          <li key={action.id}>
            <OneAction action={action} now={now} mayWrite={mayWrite} />
          </li>
        ))}
      </ul>
    )}
    {mayWrite && (
      <details>
        <summary>
          Add what is to be done<span class="visually-hidden"> after the review of {date(one.held)}</span>
        </summary>
        <form class="form" onSubmit={(event) => addAction(event, one.id)}>
          <label>
            <span>What</span>
            <input name="what" type="text" maxLength={500} required autocomplete="off" />
          </label>
          <label>
            <span>By whom</span>
            <input name="who" type="text" maxLength={160} required autocomplete="off" />
          </label>
          <label>
            <span>Until</span>
            <input name="due" type="date" required />
          </label>
          <button type="submit" class="button">
            Add
          </button>
        </form>
      </details>
    )}
  </article>
)

function OneAction({ action, now, mayWrite }: { action: Action; now: number; mayWrite: boolean }) {
  const { id, what, who, due, done, outcome } = action
  return (
    <>
      <span>
        <strong>{what}</strong>{' '}
        <span class="soft small">
          (<bdi>{who}</bdi>, until {date(due)})
        </span>
        {done !== null && (
          <span class="small">
            {' '}
            Done {dateTime(done)}: {outcome}
          </span>
        )}
      </span>
      {done === null && (
        <span class="badge badge--waiting">
          {Date.parse(due) < now - DAY ? 'Open, past its day' : 'Open'}
        </span>
      )}
      {done === null && mayWrite && (
        <form class="form" onSubmit={(event) => finish(event, id)}>
          <label>
            <span>
              What came of it<span class="visually-hidden">: {what}</span>
            </span>
            <input name="outcome" type="text" maxLength={500} required autocomplete="off" />
          </label>
          <button type="submit" class="button">
            Done<span class="visually-hidden">: {what}</span>
          </button>
        </form>
      )}
    </>
  )
}

function addAction(event: TargetedEvent<HTMLFormElement, SubmitEvent>, review: number): void {
  event.preventDefault()
  const form = event.currentTarget
  const wanted = newActionSchema.safeParse(written(form))
  if (!wanted.success) {
    notice.value = { text: 'Say what is to be done, by whom and until when.', wrong: true }
    return
  }
  void change(
    () => reviewApi.action(review, wanted.data),
    'It is to be done.',
    () => form.reset(),
  )
}

function finish(event: TargetedEvent<HTMLFormElement, SubmitEvent>, action: number): void {
  event.preventDefault()
  const outcome = written(event.currentTarget)['outcome'] ?? ''
  void change(() => reviewApi.done(action, outcome), 'It is done.')
}
