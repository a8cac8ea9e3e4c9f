/** What the draft would have done with the last week's visits: with progress, and called off when nobody wants it. */
import { useEffect } from 'preact/hooks'
import { signal } from '@preact/signals'
import type { Preview, PreviewPart as Part, PreviewResult } from '../../lib/protocol/policy-editor.ts'
import { categoryName } from '../category-name.ts'
import { figureWords } from '../charts/words.ts'
import { plural } from '../format.ts'
import { attempt } from '../state.ts'
import { policyApi } from './api.ts'
import { draft } from './state.ts'

/** How often it is asked how far it is. Milliseconds. */
const ASKED = 400

const preview = signal<Preview | null>(null)
const isBusy = (one: Preview | null): boolean => one?.state === 'waiting' || one?.state === 'running'

async function begin(): Promise<void> {
  await attempt(async () => {
    preview.value = await policyApi.beginPreview(draft.value?.mark ?? '')
  })
}

async function callOff(): Promise<void> {
  const { value } = preview
  preview.value = null
  if (value) await attempt(async () => void (await policyApi.dropPreview(value.id)))
}

async function look(id: string): Promise<void> {
  const worked = await attempt(async () => {
    const next = await policyApi.preview(id)
    if (preview.value?.id === id) preview.value = next
  })
  if (!worked && preview.value?.id === id) preview.value = null
}

export function PreviewPart() {
  const one = preview.value
  const busy = isBusy(one)
  useEffect(() => {
    if (!busy || !one) return undefined
    const timer = setTimeout(() => void look(one.id), ASKED)
    return () => clearTimeout(timer)
  }, [one, busy])
  return (
    <div class="panel" aria-busy={busy}>
      <h3>What it would have done last week</h3>
      {!busy && (
        <div class="actions">
          <button type="button" class="button" onClick={() => void begin()}>
            {one?.result ? 'Look again' : 'Try it on last week’s visits'}
          </button>
        </div>
      )}
      {busy && one && (
        <div class="policy__progress">
          <label>
            <span>Going through the week’s visits…</span>
            <progress max={1} value={one.done} />
          </label>
          <button type="button" class="button" onClick={() => void callOff()}>
            Call it off
          </button>
        </div>
      )}
      <div role="status">
        {one?.state === 'failed' && <p>It could not be made: try again.</p>}
        {one?.result && one.mark !== draft.value?.mark && (
          <p class="policy__wrong small">The draft has changed since: look again.</p>
        )}
        {one?.result && <Result of={one.result} />}
      </div>
      <details class="policy__more">
        <summary>What this can and cannot know</summary>
        <ul class="policy__lines small">
          <li>
            Both policies are asked about each page that was opened, stopped or warned of in the last seven
            days, with today’s lists.
          </li>
          <li>
            Not on record, so not counted: parts of pages, pages outside recording hours, helplines, what was
            opened without Kerb or on devices that nobody confirmed. Where only sites are kept, a rule about a
            part of a site counts for what was stopped, but not for what was opened.
          </li>
          <li>
            Whether a device was at school is taken from where it is now. Unblocks, pauses, lessons, searches
            and what the guard finds stay as they were.
          </li>
          <li>
            Everybody is counted in the group that they are in now. It names nobody, counts in fives, rounded
            down, and says nothing of groups with fewer than five people. That you looked is in the audit log.
          </li>
        </ul>
      </details>
    </div>
  )
}

const PARTS = [
  ['stopped', 'Would have stopped', 'It would have stopped nothing that was opened.'],
  ['warned', 'Would have warned before', null],
  ['opened', 'Would open what was stopped', 'It would open nothing that was stopped.'],
  ['unwarned', 'Would open without a warning', null],
] as const

function Result({ of }: { of: PreviewResult }) {
  return (
    <div class="policy__result">
      {PARTS.map(([part, words, none]) => {
        const found = of.parts[part]
        if (found.visits === 0) return none && <p key={part}>{none}</p>
        return <Found key={part} words={words} part={found} />
      })}
      {of.small.length > 0 && (
        <p class="soft small">
          Not counted, because fewer than five people used the web in it: {of.small.join(', ')}.
        </p>
      )}
      <p class="soft small">Looked at: {figureWords(of.looked)} visits.</p>
    </div>
  )
}

const Found = ({ words, part }: { words: string; part: Part }) => (
  <div class="policy__found">
    <p>
      <strong>
        {words} at least {plural(part.visits, 'visit')} by at least {plural(part.pupils, 'person', 'people')}
      </strong>
      ; {plural(part.hosts, 'site')}
      {part.named.length < part.hosts ? `, the most visited ${part.named.length}:` : ':'}
    </p>
    {/* Focusable, so that the keyboard scrolls it. */}
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
    <div class="policy__scroll policy__scroll--short" role="region" aria-label={words} tabIndex={0}>
      <table class="policy__hosts">
        <thead>
          <tr>
            <th scope="col">Site</th>
            <th scope="col">Visits</th>
            <th scope="col">By</th>
            <th scope="col">What it is</th>
            <th scope="col">Groups</th>
          </tr>
        </thead>
        <tbody>
          {part.named.map((one) => (
            <tr key={one.host}>
              <th scope="row">
                <bdi>{one.host}</bdi>
              </th>
              <td>{figureWords(one.visits)}</td>
              <td>{figureWords(one.pupils)}</td>
              <td>{one.categories.map(categoryName).join(', ') || 'In no list'}</td>
              <td>{one.groups.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </div>
)
