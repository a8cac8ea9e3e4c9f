/** What of the alerts is shown: each choice is in the address. */
import { SEVERITIES, THEMES } from '../../lib/policy/themes.ts'
import { ALERT_SORTS, ALERT_VIEWS } from '../../lib/protocol/alerts.ts'
import { go } from '../lessons/route.ts'
import { Choice } from '../list/Choice.tsx'
import { themeName } from '../record/words.ts'
import { SEVERITY_NAMES, SORT_NAMES, VIEW_NAMES } from './words.ts'
import { toInbox, type View } from './where.ts'

export function Filters({ view }: { view: View }) {
  const look = (change: Partial<View>) => go(toInbox({ ...view, page: 0, ...change }))
  return (
    <div class="alerts-filters">
      <fieldset class="choices">
        <legend class="visually-hidden">Show alerts that are</legend>
        {ALERT_VIEWS.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="alerts-show"
              checked={view.show === value}
              onChange={() => look({ show: value })}
            />
            <span>{VIEW_NAMES[value]}</span>
          </label>
        ))}
      </fieldset>
      <div class="form">
        <Choice
          label="Severity"
          value={view.severity}
          all="Every severity"
          of={SEVERITIES.toReversed().map((id) => [id, SEVERITY_NAMES[id]])}
          choose={(severity) => look({ severity })}
        />
        <Choice
          label="Theme"
          value={view.theme}
          all="Every theme"
          of={THEMES.map((id) => [id, themeName(id)])}
          choose={(theme) => look({ theme })}
        />
        <Choice
          label="Order"
          value={view.sort === 'pressing' ? undefined : view.sort}
          all={SORT_NAMES.pressing}
          of={ALERT_SORTS.filter((id) => id !== 'pressing').map((id) => [id, SORT_NAMES[id]])}
          choose={(sort) => look({ sort: sort ?? 'pressing' })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={view.mine === '1'}
            onChange={({ currentTarget }) => look({ mine: currentTarget.checked ? '1' : undefined })}
          />
          <span>Only those given to me</span>
        </label>
      </div>
    </div>
  )
}
