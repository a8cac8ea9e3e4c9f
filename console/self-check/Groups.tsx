import type { SelfChecks } from '../../lib/protocol/self-check.ts'
import { ago, plural } from '../format.ts'
import { Lost, Plan } from './Plan.tsx'
import { isDue, PLACE_NAMES } from './words.ts'

/** Which groups are checked, where, and when the next is due. */
export const Groups = ({ list }: { list: SelfChecks }) => (
  <div class="panel">
    <h3>By group</h3>
    {list.groups.length === 0 ? (
      <p class="empty">No policy is published yet.</p>
    ) : (
      <ul class="rows">
        {list.groups.map((one) => (
          <li key={one.group}>
            <strong>{one.group}</strong>
            <span class={groupBadge(one, list.at)}>{groupWords(one, list.at)}</span>
            <Plan of={one} timeZone={list.timeZone} />
          </li>
        ))}
      </ul>
    )}
    {list.lost.length > 0 && <Lost groups={list.lost} />}
    <p class="soft small">
      {list.places.length === 0
        ? 'No place was checked from in the last year.'
        : `Checked in the last year from: ${list.places.map((place) => PLACE_NAMES[place]).join(', ')}.`}
    </p>
  </div>
)

function groupWords(one: SelfChecks['groups'][number], now: number): string {
  if (one.last === null) return 'Never checked'
  const due = isDue(one, now) ? ', due again' : ''
  const failed = one.last.failed > 0 ? `, ${plural(one.last.failed, 'case')} failed` : ''
  return `Checked ${ago(one.last.at, now)}${failed}${due}`
}

const groupBadge = (one: SelfChecks['groups'][number], now: number): string =>
  isDue(one, now) || (one.last?.failed ?? 0) > 0 ? 'badge badge--waiting' : 'badge badge--enforcing'
