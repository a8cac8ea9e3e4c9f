/** Every change of a time: who, when, why, and what became of it. */
import type { KeepingChange } from '../../lib/protocol/keeping-staff.ts'
import { dateTime, plural } from '../format.ts'
import { KINDS, stateWords } from './words.ts'

export const Changes = ({ changes }: { changes: readonly KeepingChange[] }) => (
  <details class="policy__more panel">
    <summary>
      {changes.length === 0 ? 'No change was ever made' : `History: ${plural(changes.length, 'change')}`}
    </summary>
    {changes.length === 0 ? (
      <p class="soft small">Every time is the usual one.</p>
    ) : (
      <ol class="rows" reversed>
        {changes.map((one) => (
          <Change key={one.id} one={one} />
        ))}
      </ol>
    )}
  </details>
)

const Change = ({ one }: { one: KeepingChange }) => (
  <li>
    <div>
      <p>
        <strong>{KINDS[one.kind].name}</strong>: {one.before} → {plural(one.days, 'day')}{' '}
        <span class={one.taken === null ? 'badge' : 'badge badge--refused'}>
          {stateWords(one, Date.now())}
        </span>
      </p>
      {one.words !== null && (
        <p>
          <q>{one.words}</q>
        </p>
      )}
      <p class="soft small">
        Set {dateTime(one.at)} by <bdi>{one.by || 'somebody no longer on record'}</bdi>, to begin{' '}
        {dateTime(one.starts)}.
        {one.taken !== null && (
          <>
            {' '}
            Taken back {dateTime(one.taken.at)} by <bdi>{one.taken.by || 'the one-time link'}</bdi>.
          </>
        )}
      </p>
    </div>
  </li>
)
