import type { TargetedEvent } from 'preact'
import { type AgreementPeople, type AgreementPerson, STANDINGS } from '../../lib/protocol/agreement-staff.ts'
import { dateTime } from '../format.ts'
import { attempt } from '../state.ts'
import { agreementApi } from './api.ts'
import { look, loadNumbers, people, query } from './state.ts'
import { countsInWords, STATE_NAMES } from './words.ts'

/** Who has agreed. Nobody's name comes before somebody asks for the list: each look is on record. */
export function People() {
  const list = people.value
  return (
    <div class="panel">
      <h3>Who has agreed</h3>
      {list === null ? (
        <>
          <p class="soft small">Names are shown when you ask for them, and each look is on record.</p>
          <div class="actions">
            <button type="button" class="button" onClick={() => void attempt(() => look())}>
              Show the list
            </button>
          </div>
        </>
      ) : (
        <>
          <Filters list={list} />
          <p role="status">
            <strong>{countsInWords(list.counts)}</strong>
            {list.total > list.people.length &&
              `. The first ${list.people.length} of ${list.total} are shown: narrow the list.`}
          </p>
          {list.people.length === 0 ? (
            <p class="empty">Nobody fits this.</p>
          ) : (
            <ul class="rows">
              {list.people.map((one) => (
                <Person key={one.person} one={one} />
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  )
}

const Filters = ({ list: { classes, groups } }: { list: AgreementPeople }) => (
  <form class="form" onSubmit={find}>
    <Choice label="Class" name="class" options={classes.map(({ id, name }) => [String(id), name] as const)} />
    <Choice label="Group" name="group" options={groups.map((name) => [name, name] as const)} />
    <Choice
      label="State"
      name="state"
      options={STANDINGS.map((state) => [state, STATE_NAMES[state]] as const)}
    />
    <label>
      <span>Find by e-mail address</span>
      <input type="search" name="find" defaultValue={query.value['find'] ?? ''} autocomplete="off" />
    </label>
    <button type="submit" class="button">
      Show
    </button>
  </form>
)

interface ChoiceProps {
  readonly label: string
  readonly name: string
  readonly options: readonly (readonly [string, string])[]
}

const Choice = ({ label, name, options }: ChoiceProps) => (
  <label>
    <span>{label}</span>
    <select name={name} defaultValue={query.value[name] ?? ''}>
      <option value="">All</option>
      {options.map(([value, words]) => (
        <option key={value} value={value} selected={query.value[name] === value}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

const Person = ({ one }: { one: AgreementPerson }) => (
  <li>
    <div>
      <strong>{one.name}</strong>{' '}
      <span class={one.state === 'agreed' ? 'badge' : 'badge badge--waiting'}>{STATE_NAMES[one.state]}</span>
      <p class="soft small">
        {[...one.classes, one.group].join(', ')}
        {one.agreed !== null && `; agreed ${dateTime(one.agreed)}`}
        {permissionWords(one)}
      </p>
    </div>
    {one.needsParent && (
      <button
        type="button"
        class="button"
        aria-label={`${one.permission ? 'Take back' : 'Record'} the permission for ${one.name}`}
        onClick={() => permit(one)}
      >
        {one.permission ? 'Take back permission' : 'Record permission'}
      </button>
    )}
  </li>
)

function permissionWords({ needsParent, permission }: AgreementPerson): string {
  if (permission === null) return needsParent ? '; no permission on record' : ''
  const by = permission.by === '' ? '' : ` by ${permission.by}`
  return `; permission given ${permission.on}${by}${permission.how === 'csv' ? ', imported' : ''}`
}

function permit({ name, permission }: AgreementPerson): void {
  const given = permission === null
  void attempt(
    async () => {
      await agreementApi.permit(name, given)
      await Promise.all([look(), loadNumbers()])
    },
    given ? `The permission for ${name} is on record.` : `The permission for ${name} is taken back.`,
  )
}

function find(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = new FormData(event.currentTarget)
  const value = (name: string) => {
    const said = form.get(name)
    return typeof said === 'string' ? said.trim() : ''
  }
  const asked = Object.fromEntries(['class', 'group', 'state', 'find'].map((name) => [name, value(name)]))
  void attempt(() => look(asked))
}
