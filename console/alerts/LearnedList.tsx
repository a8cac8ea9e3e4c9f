/** What dismissing as wrong has taught, one by one, and the way back. */
import type { Learned } from '../../lib/protocol/alerts.ts'
import { Arriving } from '../Arriving.tsx'
import { dateTime } from '../format.ts'
import { attempt } from '../state.ts'
import { useAnew } from '../use-fresh.ts'
import { themeName } from '../record/words.ts'
import { alertsApi } from './api.ts'
import { learned, type LearnedRows, loadLearned, moreLearned } from './state.ts'
import { HOW_NAMES, pointsWords, SEVERITY_NAMES } from './words.ts'

export function LearnedList() {
  useAnew(learned, loadLearned)
  return (
    <section aria-label="What was learned">
      <p class="soft small">
        Each alert that was dismissed as wrong has taught your school’s weights something. Nothing else has,
        and nothing of it leaves your school. What you take back counts no more from the next row on. Suicide,
        self-harm and exploitation have a floor: they never weigh less than their words do by themselves.
      </p>
      <Arriving shown={learned.value} load={loadLearned}>
        {(shown) => <Rows {...shown} />}
      </Arriving>
    </section>
  )
}

const Rows = ({ learned, more }: LearnedRows) =>
  learned.length === 0 ? (
    <p class="empty">Nothing was learned yet: no alert was dismissed as wrong.</p>
  ) : (
    <>
      <ul class="rows">
        {learned.map((one) => (
          <One key={one.id} one={one} />
        ))}
      </ul>
      {more && (
        <div class="pages">
          <button type="button" class="button" onClick={() => void attempt(moreLearned)}>
            Show older
          </button>
        </div>
      )}
    </>
  )

function One({ one }: { one: Learned }) {
  const name = nameOf(one)
  const change = () =>
    void attempt(
      async () => void (learned.value = await (one.ended ? alertsApi.again : alertsApi.takeBack)(one.id)),
      one.ended ? 'It counts again.' : 'It is taken back.',
    )
  return (
    <li class={one.ended ? 'learned learned--ended' : 'learned'}>
      <div class="learned__what">
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <span class="badge">{pointsWords(one.points)}</span>
        {one.floor && <span class="badge">has a floor</span>}
        <p class="soft small">
          {dateTime(one.at)}, by <bdi>{one.by || 'somebody no longer on record'}</bdi>
          {one.ended && (
            <>
              ; taken back {dateTime(one.ended.at)} by{' '}
              <bdi>{one.ended.by || 'somebody no longer on record'}</bdi>
            </>
          )}
        </p>
      </div>
      <button
        type="button"
        class="button"
        aria-label={`${one.ended ? 'Let it count again' : 'Take it back'}: ${name}`}
        onClick={change}
      >
        {one.ended ? 'Let it count again' : 'Take it back'}
      </button>
    </li>
  )
}

const nameOf = ({ what, theme, how, severity, text }: Learned): string => {
  const about = `${themeName(theme)}, by ${HOW_NAMES[how]}`
  if (what === 'kind') return `${about}: all that a device calls ${SEVERITY_NAMES[severity].toLowerCase()}`
  return text === null || text === '' ? `${about}: the very same` : `${about}: “${text}”`
}
