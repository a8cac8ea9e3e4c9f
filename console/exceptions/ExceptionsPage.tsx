/** What is open for somebody for a time, and whose browsing is paused: who, what, why, until when, decided by whom. */
import { useEffect } from 'preact/hooks'
import { timeCell } from '../../lib/protocol/csv.ts'
import type { Exception, Exceptions } from '../../lib/protocol/exceptions.ts'
import { Arriving } from '../Arriving.tsx'
import { dateTime, plural } from '../format.ts'
import { type Column, saveCsv } from '../list/csv.ts'
import { MoreButton } from '../list/More.tsx'
import { Save } from '../list/Save.tsx'
import { has } from '../state.ts'
import { Sure } from '../Sure.tsx'
import { useFresh } from '../use-fresh.ts'
import { exceptionsApi } from './api.ts'
import { NewPause } from './NewPause.tsx'
import { NewUnblock } from './NewUnblock.tsx'
import { act, earlier, exceptions, load } from './state.ts'

export function ExceptionsPage() {
  useFresh(exceptions, load)
  useEffect(() => () => earlier.forget(), [])
  return (
    <section aria-labelledby="exceptions">
      <h2 id="exceptions" tabIndex={-1}>
        {has('network') ? 'Unblocks and pauses' : 'Pauses of browsing'}
      </h2>
      <p class="soft small">
        They end by themselves. Helplines, signing in and telling somebody stay open in a pause. Whoever is
        concerned is told why, until when and whom to talk to.
      </p>
      <Arriving shown={exceptions.value} load={load}>
        {(of) => <Shown of={of} />}
      </Arriving>
    </section>
  )
}

function Shown({ of }: { of: Exceptions }) {
  const holds = of.exceptions.filter(({ ended, until }) => ended === null && until > of.at)
  const newest = { items: of.exceptions.filter((one) => !holds.includes(one)), next: of.next }
  const over = earlier.with(newest)
  const hasMore = earlier.hasMore(newest)
  return (
    <>
      {holds.length === 0 ? (
        <p class="empty">
          {has('network') ? 'Nothing is opened or paused for anybody.' : 'Nobody’s browsing is paused.'}
        </p>
      ) : (
        <ul class="cards">
          {holds.map((one) => (
            <One key={one.id} one={one} />
          ))}
        </ul>
      )}
      {of.written.unblocks + of.written.suspensions > 0 && (
        <p class="soft small">
          The published policy itself has {plural(of.written.unblocks, 'unblock')} and{' '}
          {plural(of.written.suspensions, 'pause')} more: they came with its file.
        </p>
      )}
      {has('network') && <NewUnblock of={of} />}
      <NewPause contact={of.contact} />
      {over.length > 0 && (
        <details class="policy__more panel">
          <summary>
            {plural(over.length, 'earlier one')}
            {hasMore && ', and there are older ones'}
          </summary>
          <div class="list-said">
            <Save
              what="what was opened or paused earlier"
              save={async () => saveCsv('kerb-exceptions', COLUMNS, await earlier.all(newest))}
            />
          </div>
          <ul class="rows policy__rows">
            {over.map((one) => (
              <li key={one.id}>
                <About one={one} />
              </li>
            ))}
          </ul>
          {hasMore && <MoreButton busy={earlier.busy.value} more={() => earlier.more(newest)} />}
        </details>
      )}
    </>
  )
}

const COLUMNS: readonly Column<Exception>[] = [
  ['Kind', ({ kind }) => (kind === 'suspension' ? 'Pause' : 'Unblock')],
  ['For', ({ whom }) => whom],
  ['Sites', ({ sites }) => sites.join(' ')],
  ['Reason', ({ reason }) => reason],
  ['From (UTC)', ({ at }) => timeCell(at)],
  ['Until (UTC)', ({ until }) => timeCell(until)],
  ['Decided by', ({ by }) => by],
  ['Ended (UTC)', ({ ended }) => timeCell(ended)],
  ['Ended by', ({ endedBy }) => endedBy],
]

function One({ one }: { one: Exception }) {
  const end = () =>
    act(
      () => exceptionsApi.end(one.kind, one.id),
      one.kind === 'suspension'
        ? `${one.whom} can browse again within a minute.`
        : `It is closed again for ${one.whom} within a minute.`,
    )
  return (
    <li class="panel">
      <About one={one} />
      <Sure ask="End it…" yes="End it now" no="Leave it" about={one.whom} act={end} />
    </li>
  )
}

function About({ one }: { one: Exception }) {
  const isPause = one.kind === 'suspension'
  return (
    <div class="policy__entry">
      <strong>
        <bdi>{one.whom}</bdi>
      </strong>{' '}
      <span class={`badge ${isPause ? 'badge--held' : 'badge--confirmed'}`}>
        {isPause ? 'Paused' : 'Open'}
      </span>
      <p>
        {isPause ? (one.sites.length === 0 ? 'No set work stays open' : 'Stays open: ') : 'Open: '}
        {one.sites.map((site, i) => (
          <bdi key={site}>{i > 0 ? `, ${site}` : site}</bdi>
        ))}
      </p>
      <p>
        <q>{one.reason}</q>
        {one.talkTo && <span> Talk to: {one.talkTo}</span>}
      </p>
      <p class="soft small">
        From {dateTime(one.at)} until {dateTime(one.until)}, decided by {one.by || 'the one-time link'}
        {one.ended !== null && `; ended ${dateTime(one.ended)} by ${one.endedBy || 'the one-time link'}`}
      </p>
    </div>
  )
}
