/** A group's own sites: allowed or blocked by name, each with the clause it serves. Several people can add at once. */
import { useSignal } from '@preact/signals'
import type { Entry } from '../../lib/policy/document.ts'
import { formatEntry, readEntry } from '../../lib/policy/entries.ts'
import { isSame } from '../../lib/policy/edits.ts'
import { plural } from '../format.ts'
import { Pager } from '../Pager.tsx'
import { Problems } from './Fields.tsx'
import { draft, groupInForce, groupOf, itemEdit, send } from './state.ts'

const AT_ONCE = 25
const MOST_ADDED = 100

export function Entries({ group }: { group: string }) {
  const entries = groupOf(group)?.entries ?? []
  const find = useSignal('')
  const page = useSignal(0)
  const wanted = find.value.trim().toLowerCase()
  const found = entries
    .map((entry, place) => ({ entry, place }))
    .filter(({ entry }) => lineOf(entry).includes(wanted))
  const pages = Math.ceil(found.length / AT_ONCE)
  const at = Math.min(page.value, Math.max(0, pages - 1))
  return (
    <div class="panel">
      <h3>Own sites</h3>
      <p class="soft small">
        They come before categories. A site holds with everything under it; the most particular of several
        counts, and on a tie the blocking one.
      </p>
      {entries.length > AT_ONCE && (
        <label class="field">
          <span>Find among {plural(entries.length, 'site')}</span>
          <input
            value={find.value}
            maxLength={200}
            onInput={({ currentTarget }) => (find.value = currentTarget.value)}
          />
        </label>
      )}
      {entries.length === 0 ? (
        <p class="empty">No site of its own yet.</p>
      ) : (
        <ul class="rows policy__rows">
          {found.slice(at * AT_ONCE, (at + 1) * AT_ONCE).map(({ entry, place }) => (
            <One key={JSON.stringify(entry)} group={group} entry={entry} place={place} />
          ))}
        </ul>
      )}
      <Pager label="Own sites" page={at} pages={pages} turn={(next) => (page.value = next)} />
      <Problems path={['groups', group, 'entries']} />
      <Add group={group} />
    </div>
  )
}

/** What it is about, without its note. */
const lineOf = ({ note: _note, ...entry }: Entry): string => formatEntry(entry)

function One({ group, entry, place }: { group: string; entry: Entry; place: number }) {
  const path = ['groups', group, 'entries']
  const name = lineOf(entry)
  const isNew = !(groupInForce(group)?.entries ?? []).some((one) => isSame(one, entry))
  const clause = entry.clause === undefined ? undefined : draft.value?.document.clauses[entry.clause]
  return (
    <li>
      <div class="policy__entry">
        <span class={`badge policy__is-${entry.action}`}>
          {entry.action === 'allow' ? 'Allowed' : 'Blocked'}
        </span>{' '}
        <bdi>{name}</bdi> {isNew && <span class="badge policy__changed">Changed</span>}
        {entry.note && <p class="soft small">{entry.note}</p>}
        {clause && <p class="soft small">Clause: {clause}</p>}
        <Problems path={[...path, place]} />
      </div>
      <button
        type="button"
        class="button button--quiet"
        onClick={() => void send([itemEdit(path, entry, undefined)], `${name} is taken out of the draft.`)}
      >
        Take out<span class="visually-hidden">: {name}</span>
      </button>
    </li>
  )
}

function Add({ group }: { group: string }) {
  const text = useSignal('')
  const action = useSignal<Entry['action']>('block')
  const clause = useSignal('')
  const wrong = useSignal<readonly string[]>([])
  const clauses = Object.entries(draft.value?.document.clauses ?? {})
  const add = async (): Promise<void> => {
    const lines = text.value.split('\n').filter((line) => line.trim() !== '')
    const read = lines.map((line) => ({ line, result: readEntry(line, action.value) }))
    const bad = read.flatMap(({ line, result }) =>
      result.ok ? [] : [`“${line.trim().slice(0, 60)}” ${result.wrong}. ${result.fix}`],
    )
    const none = lines.length === 0 ? ['Write a site, for example games.example.org.'] : []
    const many = lines.length > MOST_ADDED ? [`At most ${MOST_ADDED} at once.`] : []
    wrong.value = [...none, ...many, ...bad]
    if (wrong.value.length > 0) return
    const own = clause.value === '' ? {} : { clause: clause.value }
    const edits = read.flatMap(({ result }) =>
      result.ok ? [itemEdit(['groups', group, 'entries'], undefined, { ...result.value, ...own })] : [],
    )
    if (await send(edits, `${plural(edits.length, 'site')} added to the draft.`)) text.value = ''
  }
  return (
    <form
      class="policy__add"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <label class="field">
        <span>Add sites, one a line</span>
        <textarea
          rows={2}
          spellcheck={false}
          value={text.value}
          aria-invalid={wrong.value.length > 0}
          aria-describedby="policy-entries-wrong policy-entries-how"
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
      </label>
      <p id="policy-entries-how" class="soft small">
        example.com is the site and all under it, =www.example.com that name alone, example.com/games a part
        of it. After a # you can say why, in words a pupil may read.
      </p>
      <div id="policy-entries-wrong" role="alert">
        {wrong.value.length > 0 && (
          <ul class="policy__problems small">
            {wrong.value.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </div>
      <div class="form">
        <label>
          <span>What is done</span>
          <select
            value={action.value}
            onChange={({ currentTarget }) =>
              (action.value = currentTarget.value === 'allow' ? 'allow' : 'block')
            }
          >
            <option value="block">Block</option>
            <option value="allow">Allow</option>
          </select>
        </label>
        {clauses.length > 0 && (
          <label>
            <span>Clause it serves</span>
            <select
              value={clause.value}
              onChange={({ currentTarget }) => (clause.value = currentTarget.value)}
            >
              <option value="">None</option>
              {clauses.map(([id, words]) => (
                <option key={id} value={id}>
                  {words.slice(0, 80)}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit" class="button">
          Add to the draft
        </button>
      </div>
    </form>
  )
}
