import type { TargetedEvent } from 'preact'
import { type AgreementPeople, STANDINGS } from '../../lib/protocol/agreement-staff.ts'
import { plural } from '../format.ts'
import { Pager } from '../Pager.tsx'
import { attempt } from '../state.ts'
import { Person } from './Person.tsx'
import { look, people, query } from './state.ts'
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
            {list.total > list.people.length && `. ${plural(list.total, 'person fits', 'people fit')} this.`}
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
          <Pager
            label="Pages of people"
            page={Number(query.value['page'] ?? 0)}
            pages={Math.ceil(list.total / list.pageSize)}
            turn={(page) => void attempt(() => look({ page: String(page) }))}
          />
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
      <span>Find by e-mail or name</span>
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
