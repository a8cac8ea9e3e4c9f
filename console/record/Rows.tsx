import type { ComponentChildren } from 'preact'
import type { Timeline } from '../../lib/protocol/record-looks.ts'
import { Told } from '../found/Told.tsx'
import { plural } from '../format.ts'
import { Share, SharedSaid } from './Share.tsx'
import { again, load, type Open } from './state.ts'
import { categoryWords, clockOf, fileWords, KIND_NAMES, lengthWords, themeWords } from './words.ts'

type Shown = Omit<Timeline['rows'][number], 'place'>

/** The rows by day, and the way to older ones. */
export function Rows({ record }: { record: Open }) {
  const { look, rows, next, reached, state, wrong, filter, timeZone, shared } = record
  const clock = clockOf(timeZone)
  return (
    <>
      <SharedSaid record={record} />
      <p role="status" class="small soft">
        {state === 'loading' ? 'Loading…' : saidOf(record, clock.day(reached))}
      </p>
      {[...Map.groupBy(rows, ({ row }) => clock.day(row.at))].map(([day, ofDay]) => (
        <section key={day} class="record-day" aria-label={day}>
          <h4>{day}</h4>
          <ul class="record-rows">
            {ofDay.map((one) => (
              <Row key={one.place} one={one} time={clock.time(one.row.at)} isShared={one.place === shared}>
                <Share look={look} place={one.place} time={clock.time(one.row.at)} />
              </Row>
            ))}
          </ul>
        </section>
      ))}
      {wrong !== undefined && (
        <div class="note small">
          <p role="alert">{wrong}</p>
          <button type="button" class="button" onClick={() => again(record)}>
            Try again
          </button>
        </div>
      )}
      {next !== null && wrong === undefined && (
        <div class="pages">
          <button
            type="button"
            class="button"
            aria-disabled={state === 'loading'}
            onClick={() => state === 'ready' && void load(filter, next)}
          >
            {rows.length === 0 ? 'Look further back' : 'Show older'}
          </button>
        </div>
      )}
    </>
  )
}

/** Nothing found is not nothing there: a search for something rare goes on from where it came to. */
function saidOf({ rows, next, filter }: Open, reached: string): string {
  const isFiltered = Object.keys(filter).length > 0
  if (rows.length === 0 && next !== null) return `Nothing so far, back to ${reached}.`
  if (rows.length === 0) return isFiltered ? 'Nothing fits this.' : 'Nothing is on record for this time.'
  return `${plural(rows.length, 'entry', 'entries')}${next === null ? ', and no older ones' : `, back to ${reached}`}.`
}

interface RowProps {
  readonly one: Shown
  readonly time: string
  /** A colleague's link led to it. */
  readonly isShared?: boolean
  readonly children?: ComponentChildren
}

/** Names, addresses, titles and terms are anybody's words: text, each apart from what stands around it. */
export const Row = ({ one: { row, behind, device, lesson }, time, isShared = false, children }: RowProps) => (
  <li
    class={`record-row${row.action === 'block' ? ' record-row--stopped' : ''}${isShared ? ' record-row--shared' : ''}`}
    {...(isShared && { id: SHARED_ROW, tabIndex: -1 })}
  >
    <span class="record-row__time">{time}</span>
    <span class="record-row__what">
      {isShared && <strong class="record-row__shared">Shared with you</strong>}
      <strong>{KIND_NAMES[row.kind]}</strong>{' '}
      {row.terms !== undefined && (
        <>
          <q>
            <bdi>{row.terms}</bdi>
          </q>{' '}
          on{' '}
        </>
      )}
      {row.host === '' ? (
        'An illegal page, whose address is kept nowhere'
      ) : (
        <bdi>
          {row.host}
          {row.path === undefined || row.path === '/' ? '' : row.path}
        </bdi>
      )}
      {behind?.listed !== undefined && (
        <span class="record-row__beside">
          Entry {behind.listed.entry} of the list <bdi>{behind.listed.list}</bdi>
        </span>
      )}
      {row.words !== undefined && (
        <span class="record-row__beside">
          <q>
            <bdi>{row.words}</bdi>
          </q>
        </span>
      )}
      {row.titles?.map((title) => (
        <span key={title} class="record-row__beside">
          <bdi>{title}</bdi>
        </span>
      ))}
      {row.file && (
        <span class="record-row__beside">
          {fileWords(row.file)}
          {row.file.name !== undefined && (
            <>
              : <bdi>{row.file.name}</bdi>
            </>
          )}
        </span>
      )}
      {behind?.carried !== undefined && (
        <span class="record-row__beside">
          Its address leads to another site: <bdi>{behind.carried}</bdi>
        </span>
      )}
      {behind?.found && <Told found={behind.found} />}
      <span class="record-row__beside soft">
        {notesOf(row, behind).map((words) => (
          <span key={words}>{words}; </span>
        ))}
        {lesson !== undefined && (
          <>
            in a lesson of <bdi>{lesson}</bdi>;{' '}
          </>
        )}
        device <bdi>{device}</bdi>
      </span>
    </span>
    {children}
  </li>
)

/** Where the keyboard goes when a link was followed. */
export const SHARED_ROW = 'shared-row'

const notesOf = (row: Shown['row'], behind: Shown['behind']): string[] => [
  ...themeWords(row),
  ...(behind?.help ? ['It asked for help'] : []),
  ...(row.seconds === undefined ? [] : [lengthWords(row.seconds)]),
  ...(row.categories.length > 0 ? [categoryWords(row)] : []),
]
