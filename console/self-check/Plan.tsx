/** When a group is checked by schedule: in words for everybody, and set by those who answer for the filter. */
import type { TargetedEvent } from 'preact'
import { newCheckPlanSchema, OFTEN, OFTEN_NAMES } from '../../lib/protocol/self-check-plans.ts'
import type { SelfChecks } from '../../lib/protocol/self-check.ts'
import { minuteText } from '../../lib/time/zone.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt, has, notice } from '../state.ts'
import { written } from '../written.ts'
import { selfCheckApi } from './api.ts'
import { planTroubles, planWords, WEEKDAYS } from './plan-words.ts'
import { checks } from './state.ts'

interface Props {
  readonly of: SelfChecks['groups'][number]
  readonly timeZone: string
}

/** Lunch on a Wednesday, when devices are on and few are used. */
const USUAL = { often: 'off', weekday: 3, minute: 12 * 60 + 30 } as const

export function Plan({ of: { group, plan }, timeZone }: Props) {
  const troubles = plan === null ? [] : planTroubles(plan, timeZone)
  return (
    <div class="check-plan">
      <p class="soft small">{planWords(plan, timeZone)}</p>
      {troubles.map((words) => (
        <p key={words} class="troubles small">
          {words}
        </p>
      ))}
      {(has('network') || has('dsl')) && <SetPlan group={group} {...(plan ?? USUAL)} />}
    </div>
  )
}

interface SetProps {
  readonly group: string
  readonly often: string
  readonly weekday: number
  readonly minute: number
}

const SetPlan = ({ group, often, weekday, minute }: SetProps) => (
  <details>
    <summary>
      Schedule<span class="visually-hidden"> of {group}</span>
    </summary>
    <form class="form" onSubmit={(event) => save(event, group)}>
      <label>
        <span>How often</span>
        <select name="often">
          <option value="off">By hand alone</option>
          {OFTEN.map((id) => (
            <option key={id} value={id} selected={id === often}>
              {OFTEN_NAMES[id]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Day</span>
        <select name="weekday">
          {WEEKDAYS.map((name, i) => (
            <option key={name} value={i + 1} selected={i + 1 === weekday}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>From</span>
        <input type="time" name="time" required defaultValue={minuteText(minute)} />
      </label>
      <button type="submit" class="button">
        Save<span class="visually-hidden"> the schedule of {group}</span>
      </button>
    </form>
  </details>
)

function save(event: TargetedEvent<HTMLFormElement, SubmitEvent>, group: string): void {
  event.preventDefault()
  const { often, weekday, time = '' } = written(event.currentTarget)
  const [hour = '', minute = ''] = time.split(':')
  const wanted = newCheckPlanSchema.safeParse({
    group,
    often,
    weekday: Number(weekday),
    minute: time === '' ? undefined : Number(hour) * 60 + Number(minute),
  })
  if (!wanted.success) {
    notice.value = { text: 'Choose a day and a time, as 12:30.', wrong: true }
    return
  }
  const done =
    wanted.data.often === 'off' ? 'It is checked by hand alone.' : 'It is checked by schedule from now on.'
  void attempt(async () => {
    checks.value = await selfCheckApi.plan(wanted.data)
  }, done)
}

/** Schedules of groups that the policy does not have any more. */
export const Lost = ({ groups }: { groups: readonly string[] }) => (
  <ul class="rows">
    {groups.map((group) => (
      <li key={group}>
        <span>
          <strong>{group}</strong>{' '}
          <span class="soft small">is no group of the policy: its schedule rests.</span>
        </span>
        {(has('network') || has('dsl')) && (
          <button type="button" class="button button--quiet" onClick={() => end(group)}>
            End the schedule<span class="visually-hidden"> of {group}</span>
          </button>
        )}
      </li>
    ))}
  </ul>
)

const end = (group: string): void =>
  void attempt(async () => {
    checks.value = await selfCheckApi.plan({ ...USUAL, group })
    focusSoon('checks')
  }, 'The schedule is ended.')
