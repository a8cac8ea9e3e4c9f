import { useEffect } from 'preact/hooks'
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import { dateTime, plural } from '../format.ts'
import { GrowingList } from '../list/GrowingList.tsx'
import { LongWork } from '../LongWork.tsx'
import { has } from '../state.ts'
import { Sure } from '../Sure.tsx'
import { useAnew } from '../use-fresh.ts'
import { ERASURE_COLUMNS } from './columns.ts'
import { erasures, stopErasure, watchErasures } from './state.ts'
import { atWorkWords, backupsWords } from './words.ts'

/** What was erased on demand, by whom and why; and what is being erased just now. */
export function Erasures() {
  useEffect(watchErasures, [])
  useAnew(erasures.shown, erasures.load)
  return (
    <div class="panel">
      <h3>Erased on demand</h3>
      <GrowingList
        list={erasures}
        empty="Nothing was erased."
        names={['erasure', 'erasures']}
        file="kerb-erasures"
        columns={ERASURE_COLUMNS}
      >
        {(one) => (
          <li key={one.id}>
            <div class="look-entry">
              <p>
                <strong>
                  <bdi>{one.pupil || 'Somebody no longer on record'}</bdi>
                </strong>
                , {dateTime(one.since)} to {dateTime(one.until - 1)}: {howMuch(one)}
              </p>
              <p class="small soft">
                <bdi>{one.words}</bdi>. Asked by <bdi>{one.by}</bdi>
                {one.confirmed !== null && (
                  <>
                    , confirmed {dateTime(one.confirmed.at)} by <bdi>{one.confirmed.by}</bdi>
                  </>
                )}
                {one.stopped !== null && (
                  <>
                    , stopped by <bdi>{one.stopped}</bdi>
                  </>
                )}
                . {backupsWords(one, Date.now())}
              </p>
              {one.done === null && <AtWork one={one} />}
            </div>
          </li>
        )}
      </GrowingList>
    </div>
  )
}

function howMuch({ done, erased, planned, stopped }: ErasureSaid): string {
  if (done === null) return 'under way'
  const rows = plural(erased ?? 0, 'row')
  return stopped === null ? rows : `${rows} of ${planned}`
}

const AtWork = ({ one }: { one: ErasureSaid }) => (
  <>
    <LongWork words={atWorkWords(one)} done={one.planned === 0 ? null : (one.erased ?? 0) / one.planned} />
    {has('dsl') && one.stopped === null && (
      <Sure
        ask="Stop…"
        yes="Stop: keep what is left"
        no="Go on"
        about={`erasing what ${one.pupil} did`}
        says="What is erased already stays erased, the oldest first. The rest stays, until somebody asks for it anew. That you stopped it is on record."
        act={() => stopErasure(one.id)}
      />
    )}
  </>
)
