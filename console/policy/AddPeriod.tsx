/** A new period of a timetable. */
import { useSignal } from '@preact/signals'
import { type Action, CATEGORIES, isLocked } from '../../lib/policy/categories.ts'
import type { Period } from '../../lib/policy/document.ts'
import { readPeriod } from '../../lib/policy/periods.ts'
import { Form, Line, Select } from '../Form.tsx'
import { ACTION_OPTIONS, WHERE_OPTIONS } from './words.ts'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** Made of fields, and read as a line is: one reader says what is wrong. */
export function AddPeriod({ add }: { add: (period: Period) => void }) {
  const name = useSignal('')
  const days = useSignal<readonly string[]>(DAYS.slice(0, 5))
  const from = useSignal('12:00')
  const to = useSignal('13:00')
  const place = useSignal<Period['place']>('any')
  const settings = useSignal<readonly string[]>([])
  const wrong = useSignal('')
  const submit = (): void => {
    const line = `${days.value.join(',')} ${from.value}-${to.value} ${place.value} ${name.value.trim()}: ${settings.value.join(', ')}`
    const read = readPeriod(line)
    wrong.value =
      name.value.trim() === ''
        ? 'Give it a name, for example Lunch.'
        : days.value.length === 0
          ? 'Choose a day.'
          : settings.value.length === 0
            ? 'Say what is different at that time.'
            : read.ok
              ? ''
              : `This ${read.wrong}. ${read.fix}`
    if (wrong.value !== '' || !read.ok) return
    add(read.value)
    name.value = ''
    settings.value = []
  }
  return (
    <details class="policy__more">
      <summary>Add a time</summary>
      <Form class="policy__add" send={submit}>
        <div class="form">
          <Line label="Name" maxLength={60} of={name} />
          <Line label="From" type="time" of={from} />
          <Line label="To" type="time" of={to} />
          <Select label="Where" of={place} options={WHERE_OPTIONS} />
        </div>
        <fieldset class="choices">
          <legend class="small">Days</legend>
          {DAYS.map((day) => (
            <label key={day}>
              <input
                type="checkbox"
                checked={days.value.includes(day)}
                onChange={({ currentTarget: { checked } }) =>
                  (days.value = DAYS.filter((one) => (one === day ? checked : days.value.includes(one))))
                }
              />
              <span>{day}</span>
            </label>
          ))}
        </fieldset>
        <Settings settings={settings} />
        <p role="alert" class="small policy__wrong">
          {wrong.value}
        </p>
        <div class="actions">
          <button type="submit" class="button">
            Add to the draft
          </button>
        </div>
      </Form>
    </details>
  )
}

const CATEGORY_OPTIONS: readonly (readonly [string, string])[] = [
  ['unknown', 'Sites in no list'],
  ...CATEGORIES.filter(({ id }) => !isLocked(id)).map(({ id, name }) => [id, name] as const),
]

/** `games=allow`, one by one. */
function Settings({ settings }: { settings: { value: readonly string[] } }) {
  const category = useSignal('games')
  const action = useSignal<Action>('allow')
  const choose = (): void => {
    const others = settings.value.filter((one) => !one.startsWith(`${category.value}=`))
    settings.value = [...others, `${category.value}=${action.value}`]
  }
  return (
    <div class="policy__settings">
      <div class="form">
        <Select label="Then" of={category} options={CATEGORY_OPTIONS} />
        <Select label="is" of={action} options={ACTION_OPTIONS} />
        <button type="button" class="button" onClick={choose}>
          And
        </button>
      </div>
      {settings.value.length > 0 && (
        <ul class="actions">
          {settings.value.map((one) => (
            <li key={one}>
              <button
                type="button"
                class="button button--quiet"
                onClick={() => (settings.value = settings.value.filter((other) => other !== one))}
              >
                {one.replace('=', ': ')} ✕<span class="visually-hidden">, take out</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
