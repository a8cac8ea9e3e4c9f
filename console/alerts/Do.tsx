/** What a lead does with an alert. What ends it can be taken back. */
import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { DISMISSALS, type OpenedAlert, OUTCOMES } from '../../lib/protocol/alerts.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt } from '../state.ts'
import { alertsApi } from './api.ts'
import { opened } from './state.ts'
import { DISMISSAL_NAMES, OUTCOME_NAMES } from './words.ts'

export function Do({ of: { alert, team } }: { of: OpenedAlert }) {
  const isDone = alert.state === 'dismissed' || alert.state === 'closed'
  return (
    <div class="panel">
      <form class="form form--line" onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>Given to</span>
          <select
            value={alert.assigned?.person ?? ''}
            onChange={({ currentTarget: { value } }) =>
              done(
                () => alertsApi.assign(alert.id, value === '' ? null : Number(value)),
                'It is noted.',
                false,
              )
            }
          >
            <option value="">Nobody</option>
            {team.map(({ person, name }) => (
              <option key={person} value={person}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </form>
      {isDone ? (
        <div class="actions">
          <button
            type="button"
            class="button"
            onClick={() =>
              done(
                () => alertsApi.reopen(alert.id),
                'It is open again, and what it had taught is taken back.',
              )
            }
          >
            Undo: open it again
          </button>
        </div>
      ) : (
        <End id={alert.id} />
      )}
    </div>
  )
}

type Ending = `close ${(typeof OUTCOMES)[number]}` | `dismiss ${(typeof DISMISSALS)[number]}`
const ENDINGS: readonly (readonly [Ending, string])[] = [
  ...OUTCOMES.map((id) => [`close ${id}`, OUTCOME_NAMES[id]] as const),
  ...DISMISSALS.map((id) => [`dismiss ${id}`, DISMISSAL_NAMES[id]] as const),
]

function End({ id }: { id: number }) {
  const how = useSignal<Ending | ''>('')
  const words = useSignal('')
  const send = (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    const said = words.value.trim()
    const outcome = OUTCOMES.find((one) => how.value === `close ${one}`)
    const why = DISMISSALS.find((one) => how.value === `dismiss ${one}`)
    if (outcome !== undefined) done(() => alertsApi.close(id, outcome, said), 'It is closed.')
    if (why !== undefined)
      done(
        () => alertsApi.dismiss(id, why, said),
        why === 'wrong'
          ? 'It is dismissed, and the school’s weights have learned it. You can take that back.'
          : 'It is dismissed.',
      )
  }
  return (
    <form class="look-form" onSubmit={send}>
      <div class="form">
        <label>
          <span>What became of it</span>
          <select
            required
            value={how.value}
            onChange={({ currentTarget: { value } }) =>
              (how.value = ENDINGS.find(([one]) => one === value)?.[0] ?? '')
            }
          >
            <option value="">Choose one</option>
            {ENDINGS.map(([one, name]) => (
              <option key={one} value={one}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>In your own words, if you like</span>
          <input
            type="text"
            maxLength={1000}
            autocomplete="off"
            value={words.value}
            onInput={({ currentTarget }) => (words.value = currentTarget.value)}
          />
        </label>
      </div>
      {how.value === 'dismiss wrong' && (
        <p class="small soft">
          The very same will weigh much less at your school, and others like it a little less. Suicide,
          self-harm and exploitation never weigh less than their words do by themselves.
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button button--main">
          {how.value.startsWith('dismiss') ? 'Dismiss it' : 'Close it'}
        </button>
      </div>
    </form>
  )
}

/** The page is drawn anew by it, and the button may be gone. */
function done(work: () => Promise<OpenedAlert>, words: string, isMoved = true): void {
  void attempt(async () => {
    opened.value = await work()
    if (isMoved) focusSoon('alert-what')
  }, words)
}
