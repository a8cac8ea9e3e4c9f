/** What each group may open, by what it is: groups across, categories down. */
import { useSignal } from '@preact/signals'
import {
  type Action,
  ACTIONS,
  CATEGORIES,
  type CategoryId,
  defaultAction,
  isLocked,
} from '../../lib/policy/categories.ts'
import { Select as Choose } from '../Form.tsx'
import { plural } from '../format.ts'
import { Problems } from './Fields.tsx'
import { groupNames, groupOf, isChanged, setTo } from './state.ts'
import { ACTION_NAMES } from './words.ts'

export function Categories() {
  const only = useSignal('')
  const names = groupNames.value.filter((name) => only.value === '' || only.value === name)
  return (
    <section aria-labelledby="policy-categories">
      <h2 id="policy-categories">Categories</h2>
      <p class="soft small">
        Each site is in the categories that your lists and Kerb’s own catalogue give it; of several the
        strictest counts. “Usual” is what the group’s age has. Own sites and timetables, under Groups, come
        before these. Teaching, help and government sites are never closed by a list.
      </p>
      <Choose
        label="Show"
        class="field field--short"
        of={only}
        options={[
          ['', `All ${plural(groupNames.value.length, 'group')}`],
          ...groupNames.value.map((name) => [name, name] as const),
        ]}
      />
      {/* Focusable, so that the keyboard scrolls it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div class="policy__scroll" role="region" aria-label="Categories by group" tabIndex={0}>
        <table class="policy__grid">
          <thead>
            <tr>
              <th scope="col">Category</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {CATEGORIES.map(({ id, name, theme }) => (
              <tr key={id}>
                <th scope="row">
                  {name}
                  <span class="soft small policy__theme">{theme}</span>
                </th>
                {names.map((group) => (
                  <td key={group}>
                    {isLocked(id) ? (
                      <span class="soft">Always blocked</span>
                    ) : (
                      <Cell group={group} id={id} name={name} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">
                Sites in no list
                <span class="soft small policy__theme">Pages of which nothing is known</span>
              </th>
              {names.map((group) => (
                <td key={group}>
                  <Select
                    path={['groups', group, 'unknownHosts']}
                    label={`Sites in no list, ${group}`}
                    value={groupOf(group)?.unknownHosts ?? 'block'}
                  />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Cell({ group, id, name }: { group: string; id: CategoryId; name: string }) {
  const rules = groupOf(group)
  if (!rules) return null
  const usual = defaultAction(id, rules.ageGroup)
  const path = ['groups', group, 'categories', id]
  return (
    <Select path={path} label={`${name}, ${group}`} value={rules.categories[id] ?? usual} usual={usual} />
  )
}

interface SelectProps {
  readonly path: readonly string[]
  readonly label: string
  readonly value: Action
  /** Choosing it takes the group's own word out. */
  readonly usual?: Action
}

function Select({ path, label, value, usual }: SelectProps) {
  return (
    <>
      <select
        class={`policy__action policy__action--${value}${isChanged(path) ? ' policy__action--changed' : ''}`}
        aria-label={isChanged(path) ? `${label}, changed` : label}
        value={value}
        onChange={({ currentTarget: { value: next } }) => void setTo(path, next === usual ? undefined : next)}
      >
        {ACTIONS.map((one) => (
          <option key={one} value={one}>
            {ACTION_NAMES[one]}
            {one === usual && ' (usual)'}
          </option>
        ))}
      </select>
      <Problems path={path} />
    </>
  )
}
