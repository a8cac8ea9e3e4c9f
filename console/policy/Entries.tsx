/** A group's own sites: allowed or blocked by name, each with the clause it serves. Several people can add at once. */
import { useSignal } from '@preact/signals'
import type { Entry } from '../../lib/policy/document.ts'
import { formatEntry, readEntry } from '../../lib/policy/entries.ts'
import { isSame } from '../../lib/policy/edits.ts'
import { Form, Line, Select, Wrong } from '../Form.tsx'
import { plural } from '../format.ts'
import { Pager } from '../Pager.tsx'
import { readLines } from '../read-lines.ts'
import { Problems } from './Fields.tsx'
import { draft, groupInForce, groupOf, itemEdit, send } from './state.ts'

const AT_ONCE = 25
const MOST_ADDED = 100
const ACTIONS = [
  ['block', 'Block'],
  ['allow', 'Allow'],
] as const

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
        <Line
          label={`Find among ${plural(entries.length, 'site')}`}
          class="field"
          maxLength={200}
          of={find}
        />
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
    const lines = readLines(text.value, (line) => readEntry(line, action.value))
    const none = lines.count === 0 ? ['Write a site, for example games.example.org.'] : []
    const many = lines.count > MOST_ADDED ? [`At most ${MOST_ADDED} at once.`] : []
    wrong.value = [...none, ...many, ...lines.wrong]
    if (wrong.value.length > 0) return
    const own = clause.value === '' ? {} : { clause: clause.value }
    const edits = lines.values.map((entry) =>
      itemEdit(['groups', group, 'entries'], undefined, { ...entry, ...own }),
    )
    if (await send(edits, `${plural(edits.length, 'site')} added to the draft.`)) text.value = ''
  }
  return (
    <Form class="policy__add" send={add}>
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
      <Wrong id="policy-entries-wrong" words={wrong.value} />
      <div class="form">
        <Select label="What is done" of={action} options={ACTIONS} />
        {clauses.length > 0 && (
          <Select
            label="Clause it serves"
            of={clause}
            options={[['', 'None'], ...clauses.map(([id, words]) => [id, words.slice(0, 80)] as const)]}
          />
        )}
        <button type="submit" class="button">
          Add to the draft
        </button>
      </div>
    </Form>
  )
}
