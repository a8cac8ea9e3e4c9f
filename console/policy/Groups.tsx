/** The groups there are, a new one, and which is everybody else's. */
import { useSignal } from '@preact/signals'
import type { AgeGroup } from '../../lib/policy/categories.ts'
import { STARTER } from '../../lib/policy/starter.ts'
import { Form, Line, Select } from '../Form.tsx'
import { plural } from '../format.ts'
import { toPolicy } from '../lessons/route.ts'
import { Choice } from './Fields.tsx'
import { draft, groupInForce, groupNames, groupOf, setTo } from './state.ts'
import { AGE_OPTIONS } from './words.ts'

export function Groups() {
  const names = groupNames.value
  return (
    <section aria-labelledby="policy-groups">
      <h2 id="policy-groups">Groups</h2>
      <ul class="rows policy__rows">
        {names.map((name) => (
          <li key={name}>
            <div>
              <a href={toPolicy('groups', name)}>{name}</a>{' '}
              {groupInForce(name) === undefined && <span class="badge">New</span>}
              <p class="soft small">{groupWords(name)}</p>
            </div>
          </li>
        ))}
      </ul>
      <div class="panel">
        <Choice
          path={['defaultGroup']}
          label="Group of everybody whom nothing else places"
          options={names.map((name) => [name, name])}
          hint="Management can give a device a group; a person can be put into one by address, under School."
        />
      </div>
      <NewGroup />
    </section>
  )
}

function groupWords(name: string): string {
  const group = groupOf(name)
  if (!group) return ''
  const age = AGE_OPTIONS.find(([id]) => id === group.ageGroup)?.[1] ?? group.ageGroup
  const people = draft.value?.people[name] ?? 0
  return [
    age,
    plural(group.entries.length, 'own site'),
    plural(group.timetable.length, 'timetable period'),
    ...(people > 0 ? [`${plural(people, 'person', 'people')} by name`] : []),
  ].join(', ')
}

function NewGroup() {
  const name = useSignal('')
  const like = useSignal('primary')
  const wrong = useSignal('')
  const add = async (): Promise<void> => {
    const wanted = name.value.trim()
    wrong.value =
      wanted === ''
        ? 'Give the group a name.'
        : groupNames.value.includes(wanted)
          ? 'There is a group of this name.'
          : ''
    if (wrong.value !== '') return
    const [from, of] = like.value.startsWith('=') ? ['group', like.value.slice(1)] : ['age', like.value]
    const base = Object.values(STARTER.groups)[0]
    const rules = from === 'group' ? groupOf(of) : base && { ...base, ageGroup: of as AgeGroup }
    if (await setTo(['groups', wanted], rules)) {
      name.value = ''
      location.hash = toPolicy('groups', wanted)
    }
  }
  return (
    <Form class="panel" send={add}>
      <h3>A new group</h3>
      <div class="form">
        <Line
          label="Name"
          maxLength={100}
          of={name}
          aria-invalid={wrong.value !== ''}
          aria-describedby="policy-new-wrong"
        />
        <Select
          label="Begin with"
          of={like}
          options={[
            ...AGE_OPTIONS.map(([age, words]) => [age, `What is usual: ${words}`] as const),
            ...groupNames.value.map((one) => [`=${one}`, `The same as ${one}`] as const),
          ]}
        />
        <button type="submit" class="button">
          Add the group
        </button>
      </div>
      <p id="policy-new-wrong" role="alert" class="small policy__wrong">
        {wrong.value}
      </p>
    </Form>
  )
}
