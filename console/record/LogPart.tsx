import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { timeCell } from '../../lib/protocol/csv.ts'
import type { KeptReason, Look } from '../../lib/protocol/record-looks.ts'
import { dateTime } from '../format.ts'
import { Choice } from '../list/Choice.tsx'
import type { Column } from '../list/csv.ts'
import { Days, type DaySpan } from '../list/Days.tsx'
import { GrowingList } from '../list/GrowingList.tsx'
import { queryOf } from '../list/query.ts'
import { roleNames } from '../roles.ts'
import { written } from '../written.ts'
import { Enquire } from './Enquire.tsx'
import { log, open } from './state.ts'
import { SecondSaid } from './Second.tsx'
import { REASON_NAMES, toldWords } from './words.ts'

/** Who looked at whose record, when and why: for the safeguarding leads and the head. */
export function LogPart() {
  // A look that begins on this page stands in the log at once.
  const begun = open.value?.look.id
  useEffect(() => void log.load(), [begun])
  useEffect(
    () => () => {
      log.forget()
      view.value = {}
    },
    [],
  )
  const isFiltered = Object.keys(queryOf(view.value)).length > 0
  return (
    <section aria-labelledby="looks">
      <h2 id="looks" tabIndex={-1}>
        Viewing log
      </h2>
      <div class="panel">
        <p class="soft small">
          Every look at a pupil’s record, for twelve months. No look is left out, and none can be taken back.
        </p>
        <Filters />
        <GrowingList
          list={log}
          empty={isFiltered ? 'No look fits this.' : 'Nobody has looked at a pupil’s record.'}
          names={['look', 'looks']}
          file="kerb-viewing-log"
          columns={COLUMNS}
        >
          {(look) => <Entry key={look.id} look={look} />}
        </GrowingList>
      </div>
    </section>
  )
}

interface View extends DaySpan {
  readonly find?: string
  readonly reason?: KeptReason | undefined
}
const view = signal<View>({})

function look(change: View): void {
  view.value = { ...view.value, ...change }
  void log.load(queryOf(view.value))
}

const Filters = () => (
  <form
    class="form"
    role="search"
    aria-label="Looks that are shown"
    onSubmit={(event) => {
      event.preventDefault()
      look({ find: written(event.currentTarget)['find'] ?? '' })
    }}
  >
    <label>
      <span>Name of the pupil, or of who looked</span>
      <input type="search" name="find" maxLength={320} autocomplete="off" spellcheck={false} />
    </label>
    <Choice
      label="Why they looked"
      value={view.value.reason}
      all="Every reason"
      of={Object.entries(REASON_NAMES) as [KeptReason, string][]}
      choose={(reason) => look({ reason })}
    />
    <Days from={view.value.from} to={view.value.to} choose={look} />
    <button type="submit" class="button">
      Find looks
    </button>
  </form>
)

const COLUMNS: readonly Column<Look>[] = [
  ['When (UTC)', ({ at }) => timeCell(at)],
  ['Who', ({ by }) => by],
  ['Role', ({ role }) => role],
  ['Whose record', ({ pupil }) => pupil],
  ['Back to (UTC)', ({ from }) => timeCell(from)],
  ['Reason', ({ reason }) => REASON_NAMES[reason]],
  ['In words', ({ words }) => words],
  ['The pupil', toldWords],
  ['Enquiry since (UTC)', ({ enquiry }) => timeCell(enquiry?.at ?? null)],
  ['Enquiry, said by', ({ enquiry }) => enquiry?.by ?? ''],
  ['Why', ({ enquiry }) => enquiry?.words ?? ''],
  ['Second person', ({ second }) => (second === null ? '' : (second.answer?.what ?? 'not answered'))],
  ['Said by', ({ second }) => second?.answer?.by ?? ''],
]

const Entry = ({ look }: { look: Look }) => (
  <li>
    <div id={`look-${look.id}`} tabIndex={-1} class="look-entry">
      <p>
        <strong>
          <bdi>{look.by || 'Somebody no longer on record'}</bdi>
        </strong>{' '}
        ({roleNames([look.role])}) looked at <bdi>{look.pupil || 'somebody no longer on record'}</bdi>
      </p>
      <p class="small soft">
        {dateTime(look.at)}, back to {dateTime(look.from)}. {REASON_NAMES[look.reason]}:{' '}
        <bdi>{look.words}</bdi>
      </p>
      <p class="small">{toldWords(look)}</p>
      <SecondSaid look={look} />
      {look.enquiry !== null && (
        <p class="small look-why">
          Part of an enquiry since {dateTime(look.enquiry.at)}, said by <bdi>{look.enquiry.by}</bdi>:{' '}
          <bdi>{look.enquiry.words}</bdi>
          {look.enquiry.ended !== null && (
            <>
              . Ended {dateTime(look.enquiry.ended.at)} by <bdi>{look.enquiry.ended.by}</bdi>
            </>
          )}
        </p>
      )}
    </div>
    <Enquire look={look} where="log" />
  </li>
)
