/** Periods with actions of their own: later ones in the list win over earlier ones. */
import type { Period } from '../../lib/policy/document.ts'
import { formatHours } from '../../lib/policy/hours.ts'
import { formatPeriod } from '../../lib/policy/periods.ts'
import { isSame } from '../../lib/policy/edits.ts'
import { categoryName } from '../category-name.ts'
import { AddPeriod } from './AddPeriod.tsx'
import { Changed, Problems } from './Fields.tsx'
import { groupInForce, groupOf, setTo } from './state.ts'
import { ACTION_NAMES, WHERE } from './words.ts'

export function Timetable({ group }: { group: string }) {
  const path = ['groups', group, 'timetable']
  const periods = groupOf(group)?.timetable ?? []
  const before = groupInForce(group)?.timetable ?? []
  const put = (next: readonly Period[]) => void setTo(path, next)
  const swap = (place: number): void => {
    const next = periods.toSpliced(place, 1)
    const moved = periods[place]
    if (moved) put(next.toSpliced(place - 1, 0, moved))
  }
  return (
    <div class="panel">
      <h3>
        Timetable <Changed path={path} />
      </h3>
      <p class="soft small">
        At these times other actions hold for some categories. Where two meet, the lower one in this list
        counts.
      </p>
      {periods.length === 0 ? (
        <p class="empty">The same at all times.</p>
      ) : (
        <ol class="rows policy__rows">
          {periods.map((period, i) => (
            <li key={formatPeriod(period)}>
              <div>
                <strong>{period.name}</strong>{' '}
                {!before.some((one) => isSame(one, period)) && (
                  <span class="badge policy__changed">Changed</span>
                )}
                <p class="soft small">
                  {formatHours(period.hours)}, {WHERE[period.place]}: {actionsWords(period)}
                </p>
                <Problems path={[...path, i]} />
              </div>
              <div class="actions">
                {i > 0 && (
                  <button type="button" class="button button--quiet" onClick={() => swap(i)}>
                    Up<span class="visually-hidden">: {period.name}</span>
                  </button>
                )}
                <button
                  type="button"
                  class="button button--quiet"
                  onClick={() => put(periods.toSpliced(i, 1))}
                >
                  Take out<span class="visually-hidden">: {period.name}</span>
                </button>
              </div>
            </li>
          ))}
        </ol>
      )}
      <Problems path={path} />
      <AddPeriod add={(period) => put([...periods, period])} />
    </div>
  )
}

const actionsWords = ({ categories, unknownHosts }: Period): string =>
  [
    ...Object.entries(categories).map(
      ([id, action]) => `${categoryName(id)} ${ACTION_NAMES[action].toLowerCase()}`,
    ),
    ...(unknownHosts === undefined ? [] : [`sites in no list ${ACTION_NAMES[unknownHosts].toLowerCase()}`]),
  ].join(', ')
