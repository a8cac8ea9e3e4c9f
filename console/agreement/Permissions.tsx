import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { PermissionsPreview } from '../../lib/protocol/agreement-staff.ts'
import { plural } from '../format.ts'
import { attempt, notice } from '../state.ts'
import { agreementApi, EXPORTS } from './api.ts'
import { loadNumbers, look, people, permissions } from './state.ts'
import { permissionsInWords, yearName } from './words.ts'

/** Parents' permissions from a file, looked at before they are applied; and everything on record to take away. */
export function Permissions({ year }: { year: number }) {
  const chosen = useSignal(year)
  return (
    <div class="panel">
      <h3>Parents’ permissions from a file</h3>
      <p class="soft small">
        One CSV file with the columns “e-mail” (the pupil’s, or the name that the list shows) and “permission”
        (yes or no), and if you have them “date” and “given by”. Nothing changes before you have seen what
        would.
      </p>
      <div class="form">
        <label>
          <span>School year</span>
          <select onChange={({ currentTarget: { value } }) => (chosen.value = Number(value))}>
            {[year, year + 1].map((one) => (
              <option key={one} value={one} selected={one === chosen.value}>
                {yearName(one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>CSV file</span>
          <input type="file" accept=".csv,.txt,text/csv" onChange={(event) => choose(event, chosen.value)} />
        </label>
      </div>
      {permissions.value && <Told told={permissions.value} />}
      <h3>On record</h3>
      <p class="actions">
        {EXPORTS.map(([words, path]) => (
          <a key={path} class="button" href={path} download>
            {words}
          </a>
        ))}
      </p>
    </div>
  )
}

const Told = ({ told }: { told: PermissionsPreview }) => (
  <div class="preview" role="region" aria-label="What this file would change">
    <p role="status">
      <strong>
        {told.preview === null ? 'This file changes nothing' : permissionsInWords(told)}
        {` for ${yearName(told.year)}.`}
      </strong>
      {told.unchanged > 0 &&
        ` ${plural(told.unchanged, 'line says', 'lines say')} what is on record already.`}
    </p>
    {told.newcomerCount > 0 && (
      <details>
        <summary>
          {plural(told.newcomerCount, 'address', 'addresses')} that nobody here has yet: look whether they are
          right
        </summary>
        <p class="small">
          {told.newcomers.join(', ')}
          {told.newcomerCount > told.newcomers.length &&
            ` and ${told.newcomerCount - told.newcomers.length} more`}
        </p>
      </details>
    )}
    {told.problemCount > 0 && (
      <details open={told.problemCount <= 10}>
        <summary>
          {plural(told.problemCount, 'line')} left out or worth a look, the rest can be applied
        </summary>
        <ul class="troubles small">
          {told.problems.map(({ line, message }, i) => (
            <li key={i}>
              {line !== null && <strong>Line {line}</strong>} {message}
            </li>
          ))}
          {told.problemCount > told.problems.length && (
            <li>and {told.problemCount - told.problems.length} more</li>
          )}
        </ul>
      </details>
    )}
    <div class="actions">
      {told.preview !== null && (
        <button type="button" class="button button--main" onClick={() => apply(told.preview ?? '')}>
          Apply
        </button>
      )}
      <button type="button" class="button button--quiet" onClick={() => (permissions.value = null)}>
        {told.preview === null ? 'Put away' : 'Do not apply'}
      </button>
    </div>
  </div>
)

function choose(event: TargetedEvent<HTMLInputElement>, year: number): void {
  const input = event.currentTarget
  const [file] = input.files ?? []
  if (file)
    void attempt(async () => {
      permissions.value = null
      permissions.value = await agreementApi.preview(file, year)
    })
  // The same file, put in order, can be chosen again.
  input.value = ''
}

function apply(preview: string): void {
  void attempt(async () => {
    const done = await agreementApi.apply(preview)
    permissions.value = null
    await loadNumbers()
    if (people.value !== null) await look()
    const words = permissionsInWords(done)
    notice.value = { text: words === '' ? 'Everything was so already.' : `${words}.`, wrong: false }
  })
}
