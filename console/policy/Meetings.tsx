/** Somebody else was first at the same place: both are shown, and the second chooses. */
import { ago } from '../format.ts'
import { choose, meetings, type Meeting } from './state.ts'
import { pathWords, valueWords } from './words.ts'

export const Meetings = () => (
  <div role="alert">
    {meetings.value.map((one) => (
      <Met key={JSON.stringify(one.edit)} one={one} />
    ))}
  </div>
)

function Met({ one }: { one: Meeting }) {
  const { edit, conflict } = one
  const where = pathWords(edit.path)
  const who = conflict.by === undefined ? 'The published policy' : conflict.by || 'Somebody'
  return (
    <div class="note policy__met">
      <p>
        <strong>{where}</strong>: {who} was there first
        {conflict.at !== undefined && ` (${ago(conflict.at, Date.now())})`}. Nothing of yours was taken yet.
      </p>
      <dl class="facts">
        <div>
          <dt>It is now</dt>
          <dd>{valueWords(conflict.now)}</dd>
        </div>
        <div>
          <dt>You wanted</dt>
          <dd>{valueWords(edit.to)}</dd>
        </div>
      </dl>
      <div class="actions">
        <button type="button" class="button" onClick={() => void choose(one, false)}>
          Leave it as it is<span class="visually-hidden">: {where}</span>
        </button>
        <button type="button" class="button" onClick={() => void choose(one, true)}>
          Use mine<span class="visually-hidden">: {where}</span>
        </button>
      </div>
    </div>
  )
}
