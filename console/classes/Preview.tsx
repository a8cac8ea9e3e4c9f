import { useSignal } from '@preact/signals'
import type { ClassChange, RosterPreview } from '../../lib/protocol/classes.ts'
import { plural } from '../format.ts'
import { attempt } from '../state.ts'
import { classesApi } from './api.ts'
import { opened, preview, refreshClasses } from './state.ts'
import { changeInWords, countsInWords } from './words.ts'

/** What a roster would change, plainly, and what in its files is wrong. */
export function Preview({ told }: { told: RosterPreview }) {
  const summary = countsInWords(told.counts)
  return (
    <div class="preview" role="region" aria-label="What this roster would change">
      <p role="status">
        <strong>{summary === '' ? 'This roster changes nothing.' : `${summary}.`}</strong>
      </p>
      {told.spared > 0 && (
        <p class="note">
          Rows about {plural(told.spared, 'class', 'classes')} could not be read: nobody is taken out of{' '}
          {told.spared === 1 ? 'it' : 'them'}.
        </p>
      )}
      {told.remarks.map((remark) => (
        <p key={remark} class="soft small">
          {remark}
        </p>
      ))}
      <Problems told={told} />
      {told.changes.length > 0 && (
        <details>
          <summary>{plural(told.changes.length, 'class changes', 'classes change')}: show them</summary>
          <ul class="rows">
            {told.changes.map((change, i) => (
              <Change key={i} change={change} />
            ))}
          </ul>
        </details>
      )}
      <Decide told={told} />
    </div>
  )
}

function Problems({ told }: { told: RosterPreview }) {
  if (told.problemCount === 0) return null
  const more = told.problemCount - told.problems.length
  return (
    <details open={told.problemCount <= 10}>
      <summary>{plural(told.problemCount, 'row')} left out or worth a look, the rest can be applied</summary>
      <ul class="troubles small">
        {told.problems.map(({ file, line, message }, i) => (
          <li key={i}>
            <strong>
              {file}
              {line !== null && `, line ${line}`}
            </strong>{' '}
            {message}
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </details>
  )
}

const Change = ({ change }: { change: ClassChange }) => (
  <li>
    <div>
      <strong>{change.name}</strong> <span class="soft">{changeInWords(change)}</span>
      <Names what="Joining" names={change.pupils.addedNames} of={change.pupils.added} />
      <Names what="Leaving" names={change.pupils.removedNames} of={change.pupils.removed} />
      <Names what="Teaching from now on" names={change.teachers.addedNames} of={change.teachers.added} />
      <Names what="Teaching no more" names={change.teachers.removedNames} of={change.teachers.removed} />
    </div>
  </li>
)

const Names = ({ what, names, of }: { what: string; names: readonly string[]; of: number }) =>
  names.length === 0 ? null : (
    <p class="small">
      {what}: {names.join(', ')}
      {of > names.length && ` and ${of - names.length} more`}
    </p>
  )

function Decide({ told }: { told: RosterPreview }) {
  const sure = useSignal(false)
  const id = told.preview
  return (
    <>
      {id !== null && told.large && (
        <label class="check">
          <input type="checkbox" checked={sure.value} onChange={() => (sure.value = !sure.value)} />
          <span>
            More than a fifth of the classes, or of the places in them, would go. This is meant: it is the
            whole school’s roster.
          </span>
        </label>
      )}
      <div class="actions">
        {id !== null && (
          <button
            type="button"
            class="button button--main"
            disabled={told.large && !sure.value}
            onClick={() => apply(id, told.large && sure.value)}
          >
            Apply
          </button>
        )}
        <button type="button" class="button button--quiet" onClick={() => (preview.value = null)}>
          {id === null ? 'Put away' : 'Do not apply'}
        </button>
      </div>
    </>
  )
}

function apply(id: string, confirm: boolean): void {
  void attempt(async () => {
    await classesApi.apply(id, confirm)
    preview.value = null
    opened.value = null
    await refreshClasses()
  }, 'The roster is applied. It can be undone for a fortnight.')
}
