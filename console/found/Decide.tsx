/** What can be done about a place: one press each, and one press back. */
import { useSignal } from '@preact/signals'
import type { FoundAt } from '../../lib/protocol/found.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt } from '../state.ts'
import { foundApi } from './api.ts'
import { load } from './state.ts'
import { placeName } from './words.ts'

/** Null: for good. */
const SPANS: readonly (readonly [number | null, string])[] = [
  [null, 'For good'],
  [366, 'A year'],
  [30, '30 days'],
  [7, '7 days'],
]
/** A quarantine always ends. */
const SHARE_DAYS = 30

export function Decide({ one }: { one: FoundAt }) {
  const reason = useSignal('')
  const days = useSignal<number | null>(null)
  const name = placeName(one)
  const { id, state, notShared } = one
  // Where something else keeps it open there is nothing to open.
  const isOpen = one.held === 'kept-open'
  const share = () =>
    done(
      () => foundApi.share(id, Math.min(days.value ?? SHARE_DAYS, 366), reason.value.trim()),
      `${name} is closed for the whole school.`,
    )
  const clear = () =>
    done(
      () => foundApi.clear(id, days.value ?? undefined, reason.value.trim()),
      isOpen
        ? `${name} is put right: it stays open, and the guard says no more of it.`
        : `${name} is put right: it opens again on every device within a minute.`,
    )
  const undo = () =>
    done(
      () => foundApi.undo(id),
      state === 'school'
        ? `${name} is not closed for the school any more.`
        : `${name} is judged by the guard again.`,
    )
  return (
    <div class="found__do">
      <div class="actions">
        {state === 'person' && one.held !== 'kept-open' && (
          <Act main label="Close for the school" name={name} act={share} />
        )}
        {state === 'device' && notShared === undefined && (
          <Act label="Close for the school" name={name} act={share} />
        )}
        {state === 'school' && one.decision?.byDevices && (
          <Act main label="Keep it closed" name={name} act={share} />
        )}
        {state !== 'cleared' && (
          <Act
            label={isOpen ? 'This is wrong: stop finding it' : 'This is wrong: open it'}
            name={name}
            act={clear}
          />
        )}
        {(state === 'school' || state === 'cleared') && <Act quiet label="Undo" name={name} act={undo} />}
      </div>
      {state !== 'cleared' && (
        <details class="found__more">
          <summary>
            With a reason, or an end<span class="visually-hidden">: {name}</span>
          </summary>
          <div class="form">
            <label>
              <span>Why, for the record</span>
              <input
                type="text"
                maxLength={300}
                autocomplete="off"
                value={reason.value}
                onInput={(event) => (reason.value = event.currentTarget.value)}
              />
            </label>
            <label>
              <span>How long</span>
              <select
                value={days.value ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  (days.value = value === '' ? null : Number(value))
                }
              >
                {SPANS.map(([span, words]) => (
                  <option key={words} value={span ?? ''}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <p class="soft small">
            Then press one of the buttons above. What is closed always ends: “for good” closes for 30 days.
          </p>
        </details>
      )}
    </div>
  )
}

interface ActProps {
  readonly label: string
  readonly name: string
  readonly act: () => void
  readonly main?: boolean
  readonly quiet?: boolean
}

const Act = ({ label, name, act, main = false, quiet = false }: ActProps) => (
  <button
    type="button"
    class={`button${main ? ' button--main' : ''}${quiet ? ' button--quiet' : ''}`}
    onClick={act}
  >
    {label}
    <span class="visually-hidden">: {name}</span>
  </button>
)

/** The list is drawn anew by it, and the button may be gone. */
function done(work: () => Promise<unknown>, words: string): void {
  void attempt(async () => {
    await work()
    await load()
    focusSoon('found')
  }, words)
}
