/** The list of devices that the school expects, from a file: looked at first, then taken. */
import { signal } from '@preact/signals'
import type { ExpectedPlan } from '../../lib/protocol/fleet.ts'
import { plural } from '../format.ts'
import { attempt, refresh } from '../state.ts'
import { fleetApi } from './api.ts'

interface Chosen {
  readonly name: string
  readonly text: string
  readonly isWhole: boolean
  readonly plan: ExpectedPlan
}
const chosen = signal<Chosen | null>(null)

const show = (name: string, text: string, isWhole: boolean): Promise<boolean> =>
  attempt(async () => {
    chosen.value = { name, text, isWhole, plan: await fleetApi.preview(text, isWhole) }
  })

async function choose(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0]
  if (!file) return
  chosen.value = null
  await show(file.name, await file.text(), false)
  // The same file, corrected, may be chosen again.
  input.value = ''
}

const take = ({ text, isWhole }: Chosen): Promise<boolean> =>
  attempt(async () => {
    await fleetApi.take(text, isWhole)
    chosen.value = null
    await refresh()
  }, 'The list of expected devices is taken.')

export function ExpectedFile() {
  const now = chosen.value
  return (
    <details class="panel fleet__import">
      <summary>Import the list of devices you expect</summary>
      <p class="soft small">
        A CSV file as your management exports it, with a column for the directory id or the asset id. Devices
        on it are confirmed when they ask, and those that never do stand under “Never seen”.
      </p>
      <label class="field">
        <span>CSV file</span>
        <input
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={({ currentTarget }) => void choose(currentTarget)}
        />
      </label>
      {now && <Preview now={now} />}
    </details>
  )
}

function Preview({ now }: { now: Chosen }) {
  const { plan, name, isWhole } = now
  const isNothing = plan.added + plan.removed === 0
  return (
    <div role="group" aria-label={`What ${name} would change`} class="fleet__plan">
      <p role="status">
        {name}: {plural(plan.rows, 'line')}, read by {plan.columns.map((one) => `“${one.name}”`).join(', ')}.{' '}
        <strong>{plural(plan.added, 'device')} would be added</strong>, {plan.known} are on the list already
        {isWhole && `, ${plan.removed} would leave it`}.
      </p>
      {plan.samples.added.length > 0 && (
        <p class="small">New, for example: {plan.samples.added.map(({ value }) => value).join(', ')}.</p>
      )}
      {plan.samples.removed.length > 0 && (
        <p class="small">
          Leaving, for example: {plan.samples.removed.map(({ value }) => value).join(', ')}.
        </p>
      )}
      {plan.leftOut > 0 && (
        <ul class="troubles small">
          {plan.problems.map(({ line, what }) => (
            <li key={line}>
              Line {line} {what}.
            </li>
          ))}
          {plan.leftOut > plan.problems.length && (
            <li>{plural(plan.leftOut - plan.problems.length, 'more line')} left out.</li>
          )}
        </ul>
      )}
      <label class="fleet__whole">
        <input
          type="checkbox"
          checked={isWhole}
          onChange={({ currentTarget }) => void show(name, now.text, currentTarget.checked)}
        />
        <span>This is the whole list: devices that it does not name leave it</span>
      </label>
      <div class="actions">
        <button type="button" class="button button--main" disabled={isNothing} onClick={() => void take(now)}>
          Take this list
        </button>
        <button type="button" class="button" onClick={() => (chosen.value = null)}>
          Leave it
        </button>
      </div>
      {isNothing && <p class="soft small">Nothing would change.</p>}
    </div>
  )
}
