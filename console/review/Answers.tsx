/** What the standards ask, row by row, with the school's own words where software cannot answer. */
import type { TargetedEvent } from 'preact'
import type { ReviewState } from '../../lib/protocol/review.ts'
import { written } from '../written.ts'
import { reviewApi } from './api.ts'
import { change } from './state.ts'
import { BY_NAMES } from './words.ts'

type Row = ReviewState['rows'][number]

export function Answers({ rows, mayWrite }: { rows: readonly Row[]; mayWrite: boolean }) {
  const open = rows.filter(({ by, words }) => by !== 'kerb' && words === '').length
  return (
    <details class="panel">
      <summary>
        What the standards ask ({rows.length} rows, {open} wait for your words)
      </summary>
      <ul class="review-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <OneRow row={row} mayWrite={mayWrite} />
          </li>
        ))}
      </ul>
    </details>
  )
}

const OneRow = ({ row: { id, asks, by, words }, mayWrite }: { row: Row; mayWrite: boolean }) => (
  <>
    <p>
      <strong>{id}</strong> {asks} <span class="soft small">({BY_NAMES[by]})</span>
    </p>
    {words !== '' && <p class="review__found">{words}</p>}
    {mayWrite && (
      <details>
        <summary>
          {words === '' ? 'Write your words' : 'Change your words'}
          <span class="visually-hidden"> to {id}</span>
        </summary>
        <form class="review-form" onSubmit={(event) => save(event, id)}>
          <label class="field">
            <span>The school says to {id}</span>
            <textarea name="words" rows={3} maxLength={2000} defaultValue={words} />
          </label>
          <div class="actions">
            <button type="submit" class="button">
              Save<span class="visually-hidden"> {id}</span>
            </button>
          </div>
        </form>
      </details>
    )}
  </>
)

function save(event: TargetedEvent<HTMLFormElement, SubmitEvent>, row: string): void {
  event.preventDefault()
  const words = written(event.currentTarget)['words'] ?? ''
  void change(() => reviewApi.answer({ row, words }), `Your words to ${row} are kept.`)
}
