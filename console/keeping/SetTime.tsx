/** Another time for one kind: how long, then what that would do, then why. */
import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { type KeepingKind, LEAST_DAYS, MOST_DAYS } from '../../lib/policy/keeping.ts'
import type { KeepingPlan } from '../../lib/protocol/keeping-staff.ts'
import { plural } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt } from '../state.ts'
import { written } from '../written.ts'
import { keepingApi } from './api.ts'
import { changing, keeping } from './state.ts'
import { planWords } from './words.ts'

/** The server is counting: a year of visits takes some seconds. */
const counting = signal(false)

interface Props {
  readonly kind: KeepingKind
  readonly days: number
  readonly name: string
}

export function SetTime(props: Props) {
  const plan = changing.value?.plan ?? null
  return plan === null ? <HowLong {...props} /> : <Confirm plan={plan} name={props.name} />
}

const close = (kind: KeepingKind): void => {
  changing.value = null
  focusSoon(`keeping-${kind}`)
}

const HowLong = ({ kind, days, name }: Props) => (
  <form class="form evidence-form" onSubmit={(event) => plan(event, kind)}>
    <label>
      <span>
        Days<span class="visually-hidden"> to keep: {name}</span>
      </span>
      <input
        id={`keeping-days-${kind}`}
        name="days"
        type="number"
        required
        min={LEAST_DAYS}
        max={MOST_DAYS}
        defaultValue={String(days)}
        aria-describedby={`keeping-bounds-${kind}`}
      />
    </label>
    <p id={`keeping-bounds-${kind}`} class="soft small">
      From {LEAST_DAYS} to {MOST_DAYS}. Nothing changes yet: first you see what it would do.
    </p>
    <div class="actions">
      <button type="submit" class="button button--main" disabled={counting.value}>
        {counting.value ? 'Counting…' : 'See what it would do'}
      </button>
      <button type="button" class="button button--quiet" onClick={() => close(kind)}>
        Cancel
      </button>
    </div>
  </form>
)

function plan(event: TargetedEvent<HTMLFormElement, SubmitEvent>, kind: KeepingKind): void {
  event.preventDefault()
  const days = Number(written(event.currentTarget)['days'])
  counting.value = true
  void attempt(async () => {
    const found = await keepingApi.plan(kind, days)
    // Somebody may have gone on to another meanwhile.
    if (changing.value?.kind !== kind) return
    changing.value = { kind, plan: found }
    focusSoon(`keeping-plan-${kind}`)
  }).finally(() => (counting.value = false))
}

const Confirm = ({ plan: of, name }: { plan: KeepingPlan; name: string }) => (
  <form class="form evidence-form" onSubmit={(event) => set(event, of)}>
    <div class="keeping__plan" id={`keeping-plan-${of.kind}`} tabIndex={-1}>
      <p>
        <strong>
          {name}: {plural(of.days, 'day')} instead of {of.before}.
        </strong>
      </p>
      {planWords(of).map((words) => (
        <p key={words}>{words}</p>
      ))}
    </div>
    <label class="evidence-words">
      <span>Why</span>
      <input name="words" required minLength={3} maxLength={500} autocomplete="off" />
    </label>
    {of.rows !== 'few' && (
      <label>
        <span>To confirm, write the number of entries above</span>
        <input name="rows" inputMode="numeric" pattern="[\d,]+" required autocomplete="off" />
      </label>
    )}
    <div class="actions">
      <button type="submit" class="button button--main">
        {of.days > of.before ? `Keep it for ${plural(of.days, 'day')}` : 'Keep it for a shorter time'}
      </button>
      <button type="button" class="button button--quiet" onClick={() => close(of.kind)}>
        Cancel
      </button>
    </div>
  </form>
)

function set(event: TargetedEvent<HTMLFormElement, SubmitEvent>, of: KeepingPlan): void {
  event.preventDefault()
  const said = written(event.currentTarget)
  const { kind, days, before } = of
  const rows = of.rows === 'few' ? of.rows : Number((said['rows'] ?? '').replaceAll(',', ''))
  void attempt(
    async () => {
      keeping.value = await keepingApi.set({ kind, days, before, rows, words: said['words'] ?? '' })
      close(kind)
    },
    days > before
      ? 'It is set, and told.'
      : 'It is set. It begins tonight, and can be taken back until then.',
  )
}
