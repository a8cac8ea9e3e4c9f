/** Pages of illegal content that were stopped: for the safeguarding lead, read when asked for. The address is kept nowhere. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { timeCell } from '../../lib/protocol/csv.ts'
import { type LockedHits, lockedHitsSchema } from '../../lib/protocol/locked-hits.ts'
import { ask } from '../api.ts'
import { dateTime } from '../format.ts'
import type { Column } from '../list/csv.ts'
import { Growing } from '../list/growing.ts'
import { GrowingList } from '../list/GrowingList.tsx'
import { withQuery } from '../list/query.ts'

type Hit = LockedHits['hits'][number]

const KINDS: Readonly<Record<string, string>> = {
  'illegal-csam': 'Child sexual abuse material',
  'illegal-terror': 'Unlawful terrorist content',
}
const kindOf = ({ category }: Hit): string => (category === null ? '' : (KINDS[category] ?? category))

const hits = new Growing<Hit>(async (query) => {
  const { hits: items, next } = await ask(lockedHitsSchema, 'GET', withQuery('/admin/illegal', query))
  return { items, next }
})

export function StoppedPart() {
  const isAsked = useSignal(false)
  useEffect(() => () => void (hits.shown.value = null), [])
  const read = () => {
    isAsked.value = true
    void hits.load()
  }
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
        {isAsked.value && (
          <GrowingList
            list={hits}
            empty="Nothing was stopped."
            names={['page that was stopped', 'pages that were stopped']}
            file="kerb-illegal"
            columns={COLUMNS}
          >
            {(one) => <Stopped key={`${one.at} ${one.list} ${one.entry} ${one.device}`} hit={one} />}
          </GrowingList>
        )}
        <div class="actions">
          <button type="button" class="button" onClick={read}>
            {isAsked.value ? 'Look again' : 'Show what was stopped'}
          </button>
        </div>
        <p class="small soft">That you have looked stands in the audit.</p>
      </div>
    </section>
  )
}

const Stopped = ({ hit }: { hit: Hit }) => (
  <li>
    <div class="look-entry">
      {dateTime(hit.at)}: <bdi>{hit.who ?? 'nobody signed in'}</bdi>, device <bdi>{hit.device}</bdi>
      <span class="small soft lists__beside">
        {hit.category !== null && `${kindOf(hit)}, `}entry {hit.entry} of the list <bdi>{hit.list}</bdi>
      </span>
    </div>
  </li>
)

const COLUMNS: readonly Column<Hit>[] = [
  ['When (UTC)', ({ at }) => timeCell(at)],
  ['Who', ({ who }) => who ?? ''],
  ['Device', ({ device }) => device],
  ['Kind', kindOf],
  ['List', ({ list }) => list],
  ['Entry', ({ entry }) => entry],
]
