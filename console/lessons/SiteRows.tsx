import type { ListBox } from './add-sites.ts'
import { checked } from './check.ts'
import { ClosedSite } from './ClosedSite.tsx'
import { focusSoon } from './focus.ts'
import {
  type ListedSite,
  narrowed,
  type NeededFrame,
  type SiteList,
  withoutFrame,
  withoutSite,
} from './site-list.ts'
import { closedInWords } from './words.ts'

const ROWS = 'site-rows'

interface RowsProps {
  readonly box: ListBox
  /** The class; null while none is chosen. */
  readonly of: number | null
  /** What the policy closes is marked. */
  readonly marks: boolean
}

/** The sites, each with what it needs, what of it is open, and what the policy says of it. */
export function SiteRows({ box, of, marks }: RowsProps) {
  const { sites, frames } = box.value
  const others = frames.filter((frame) => !sites.some(({ host }) => host === frame.of))
  return (
    <div class="site-rows" id={ROWS} role="group" aria-label="List of sites" tabIndex={-1}>
      {sites.length === 0 && <p class="empty">No sites yet. Paste a link or a few below.</p>}
      {sites.length > 0 && (
        <ul class="sites">
          {sites.map((site) => (
            <Row key={site.host} site={site} box={box} of={of} marks={marks} />
          ))}
        </ul>
      )}
      <Needs frames={others} box={box} words="These sites need:" />
      {marks && <CheckState />}
    </div>
  )
}

/** What was pressed is gone with it: the keyboard goes on from the list. */
function drop(box: ListBox, next: SiteList): void {
  box.change(next)
  focusSoon(ROWS)
}

function Row({ site, box, of, marks }: RowsProps & { site: ListedSite }) {
  const { host, paths, narrow } = site
  const names = narrow && paths.length > 0 ? paths.map((path) => `${host}${path}`) : [host]
  const closed = marks ? names.flatMap((name) => checked.value.closed.get(name) ?? [])[0] : undefined
  return (
    <li class={closed ? 'site site--closed' : 'site'}>
      <div class="site__head">
        <strong class="site__name">{host}</strong>
        <button
          type="button"
          class="plain plain--large"
          aria-label={`Take ${host} out of the list`}
          onClick={() => drop(box, withoutSite(box.value, host))}
        >
          <span aria-hidden="true">✕</span>
        </button>
      </div>
      {paths.length > 0 && <Reach site={site} box={box} />}
      <Needs frames={box.value.frames.filter((frame) => frame.of === host)} box={box} words="Needs:" />
      {closed && of !== null && (
        <ClosedSite
          of={of}
          site={narrow && paths[0] !== undefined ? { host, path: paths[0] } : { host }}
          words={closedInWords(closed)}
          asked={closed.asked}
        />
      )}
    </li>
  )
}

/** The whole site is the default; a page was pasted, and may be all that is meant. */
function Reach({ site: { host, paths, narrow }, box }: { site: ListedSite; box: ListBox }) {
  const choose = (next: boolean) => box.change(narrowed(box.value, host, next))
  const pages = paths.join(', ')
  return (
    <fieldset class="reach small">
      <legend class="visually-hidden">How much of {host}</legend>
      <label>
        <input type="radio" name={`reach-${host}`} checked={!narrow} onChange={() => choose(false)} />
        <span>the whole site</span>
      </label>
      <label>
        <input type="radio" name={`reach-${host}`} checked={narrow} onChange={() => choose(true)} />
        <span>
          only {pages} and {paths.length === 1 ? 'what is below it' : 'what is below them'}
        </span>
      </label>
    </fieldset>
  )
}

/** Hosts that are open as frames only, such as a video's player. One tap drops each. */
function Needs({ frames, box, words }: { frames: readonly NeededFrame[]; box: ListBox; words: string }) {
  if (frames.length === 0) return null
  return (
    <div class="needs small">
      <span>{words}</span>
      <ul class="needs__list">
        {frames.map(({ host }) => (
          <li key={host}>
            <button
              type="button"
              class="tag"
              aria-label={`Do without ${host}`}
              onClick={() => drop(box, withoutFrame(box.value, host))}
            >
              {host} <span aria-hidden="true">✕</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function CheckState() {
  const { state } = checked.value
  return (
    <p class="soft small" role="status">
      {state === 'asking' && 'Asking the school’s policy about these sites…'}
      {state === 'failed' &&
        'The school’s policy could not be asked about these sites. What it closes stays closed in the lesson.'}
    </p>
  )
}
