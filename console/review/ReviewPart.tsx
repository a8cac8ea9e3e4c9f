/** The yearly review: who answers for it, reviews and what is to be done, the school's own words, and the pack. */
import type { TargetedEvent } from 'preact'
import {
  newReviewSchema,
  POST_NAMES,
  POSTS,
  REVIEW_WHYS,
  type ReviewState,
  WHY_NAMES,
} from '../../lib/protocol/review.ts'
import { Arriving } from '../Arriving.tsx'
import { date } from '../format.ts'
import { notice } from '../state.ts'
import { useAnew } from '../use-fresh.ts'
import { written } from '../written.ts'
import { Answers } from './Answers.tsx'
import { reviewApi } from './api.ts'
import { OneReview } from './OneReview.tsx'
import { change, load, mayWrite, review } from './state.ts'

export function ReviewPart() {
  // Not kept fresh by itself: somebody may be writing in it.
  useAnew(review, load)
  return (
    <section aria-labelledby="review">
      <h2 id="review" tabIndex={-1}>
        Yearly review
      </h2>
      <p class="soft small">
        Once a school year the senior leader, the safeguarding lead, whoever runs IT and a governor look at
        filtering and monitoring together. The pack has what the standards ask, with what is in force and on
        record here.
      </p>
      <Arriving shown={review.value} load={load}>
        {(state) => <Parts state={state} />}
      </Arriving>
    </section>
  )
}

const Parts = ({ state }: { state: ReviewState }) => (
  <>
    <div class="panel">
      <div class="device__head">
        <h3>The pack</h3>
        <span class={isDue(state) ? 'badge badge--waiting' : 'badge badge--enforcing'}>
          {state.due === null ? 'None on record' : `Due by ${date(state.due)}`}
        </span>
      </div>
      <div class="actions">
        <a class="button" href="/admin/review/pack" target="_blank" rel="noreferrer">
          Open the review pack
        </a>
      </div>
    </div>
    <People state={state} />
    <div class="panel">
      <h3>Reviews</h3>
      {state.reviews.length === 0 && <p class="empty">No review is on record yet.</p>}
      {state.reviews.map((one) => (
        <OneReview key={one.id} one={one} now={state.at} mayWrite={mayWrite()} />
      ))}
      {mayWrite() && <NewOne />}
    </div>
    <Answers rows={state.rows} mayWrite={mayWrite()} />
  </>
)

const isDue = ({ due, at }: ReviewState): boolean => due === null || Date.parse(due) < at

function People({ state }: { state: ReviewState }) {
  if (!mayWrite())
    return (
      <dl class="panel facts">
        {state.people.map(({ post, name }) => (
          <div key={post}>
            <dt>{POST_NAMES[post]}</dt>
            <dd>{name === '' ? 'Not written down' : <bdi>{name}</bdi>}</dd>
          </div>
        ))}
      </dl>
    )
  return (
    <form class="panel" onSubmit={savePeople}>
      <h3>Who answers for it</h3>
      <div class="form review-names">
        {state.people.map(({ post, name }) => (
          <label key={post}>
            <span>{POST_NAMES[post]}</span>
            <input name={post} type="text" maxLength={160} autocomplete="off" defaultValue={name} />
          </label>
        ))}
      </div>
      <div class="actions">
        <button type="submit" class="button">
          Save the names
        </button>
      </div>
    </form>
  )
}

function savePeople(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = written(event.currentTarget)
  const people = POSTS.map((post) => ({ post, name: form[post] ?? '' }))
  void change(() => reviewApi.people({ people }), 'The names are written down.')
}

const NewOne = () => (
  <details>
    <summary>Record a review that was held</summary>
    <form class="review-form" onSubmit={addReview}>
      <div class="form">
        <label>
          <span>Held on</span>
          <input name="held" type="date" required />
        </label>
        <label>
          <span>Occasion</span>
          <select name="why">
            {REVIEW_WHYS.map((why) => (
              <option key={why} value={why}>
                {WHY_NAMES[why]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Who took part</span>
          <input name="who" type="text" maxLength={500} required autocomplete="off" />
        </label>
      </div>
      <label class="field">
        <span>What was found and decided. Name no pupil.</span>
        <textarea name="found" rows={4} maxLength={4000} required />
      </label>
      <div class="actions">
        <button type="submit" class="button button--main">
          Record it
        </button>
      </div>
    </form>
  </details>
)

function addReview(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = event.currentTarget
  const wanted = newReviewSchema.safeParse(written(form))
  if (!wanted.success) {
    notice.value = { text: 'Give the day, who took part, and what was found.', wrong: true }
    return
  }
  void change(
    () => reviewApi.add(wanted.data),
    'The review is on record.',
    () => form.reset(),
  )
}
