/** Pages of illegal content that were stopped: for the safeguarding lead, read when asked for. The address is kept nowhere. */
import { useSignal } from '@preact/signals'
import { type LockedHits, lockedHitsSchema } from '../../lib/protocol/locked-hits.ts'
import { ask } from '../api.ts'
import { dateTime } from '../format.ts'
import { attempt } from '../state.ts'

const KINDS: Readonly<Record<string, string>> = {
  'illegal-csam': 'Child sexual abuse material',
  'illegal-terror': 'Unlawful terrorist content',
}

export function StoppedPart() {
  const hits = useSignal<LockedHits['hits'] | null>(null)
  const read = () =>
    attempt(async () => void (hits.value = (await ask(lockedHitsSchema, 'GET', '/admin/illegal')).hits))
  return (
    <section aria-labelledby="illegal">
      <h2 id="illegal" tabIndex={-1}>
        Illegal pages
      </h2>
      <div class="panel">
        <p>
          Kerb stops pages that are on lists of illegal content, and tells you by mail. Which page it was is
          kept nowhere. Do not look for it yourself, and do not ask a pupil to show it: speak to the police,
          or report it to the Internet Watch Foundation. A stopped page can be an accident.
        </p>
        {hits.value !== null && <Hits hits={hits.value} />}
        <div class="actions">
          <button type="button" class="button" onClick={() => void read()}>
            {hits.value === null ? 'Show what was stopped' : 'Look again'}
          </button>
        </div>
        <p class="small soft">That you have looked stands in the server’s log.</p>
      </div>
    </section>
  )
}

const Hits = ({ hits }: { hits: LockedHits['hits'] }) =>
  hits.length === 0 ? (
    <p role="status">Nothing was stopped.</p>
  ) : (
    <ul class="lists__names" aria-label="Illegal pages that were stopped">
      {hits.map(({ at, list, entry, category, who, device }) => (
        <li key={`${at} ${list} ${entry} ${device}`}>
          {dateTime(at)}: <bdi>{who ?? 'nobody signed in'}</bdi>, device <bdi>{device}</bdi>
          <span class="small soft lists__beside">
            {category !== null && `${KINDS[category] ?? category}, `}entry {entry} of the list{' '}
            <bdi>{list}</bdi>
          </span>
        </li>
      ))}
    </ul>
  )
