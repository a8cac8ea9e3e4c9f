/** A new period of a time table. */
import { useSignal } from '@preact/signals'
import { CATEGORIES, isLocked } from '../../lib/policy/categories.ts'
import type { Period } from '../../lib/policy/document.ts'
import { readPeriod } from '../../lib/policy/periods.ts'
import { ACTION_OPTIONS, WHERE } from './words.ts'

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
      <form
        class="policy__add"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div class="form">
          <label>
            <span>Name</span>
            <input
              maxLength={60}
              value={name.value}
              onInput={({ currentTarget }) => (name.value = currentTarget.value)}
            />
          </label>
          <label>
            <span>From</span>
            <input
              type="time"
              value={from.value}
              onInput={({ currentTarget }) => (from.value = currentTarget.value)}
            />
          </label>
          <label>
            <span>To</span>
            <input
              type="time"
              value={to.value}
              onInput={({ currentTarget }) => (to.value = currentTarget.value)}
            />
          </label>
          <label>
            <span>Where</span>
            <select
              value={place.value}
              onChange={({ currentTarget }) => (place.value = currentTarget.value as Period['place'])}
            >
              {Object.entries(WHERE).map(([id, words]) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </select>
          </label>
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
      </form>
    </details>
  )
}

/** `games=allow`, one by one. */
function Settings({ settings }: { settings: { value: readonly string[] } }) {
  const category = useSignal('games')
  const action = useSignal('allow')
  const choose = (): void => {
    const others = settings.value.filter((one) => !one.startsWith(`${category.value}=`))
    settings.value = [...others, `${category.value}=${action.value}`]
  }
  return (
    <div class="policy__settings">
      <div class="form">
        <label>
          <span>Then</span>
          <select
            value={category.value}
            onChange={({ currentTarget }) => (category.value = currentTarget.value)}
          >
            <option value="unknown">Sites in no list</option>
            {CATEGORIES.filter(({ id }) => !isLocked(id)).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>is</span>
          <select value={action.value} onChange={({ currentTarget }) => (action.value = currentTarget.value)}>
            {ACTION_OPTIONS.map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </label>
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
