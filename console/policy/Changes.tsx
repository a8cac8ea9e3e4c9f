/** The draft as a whole: what was changed by whom, what is wrong, what it would do, and the way into force. */
import type { KeptEdit } from '../../lib/protocol/policy-editor.ts'
import { ago, version as versionWords } from '../format.ts'
import { Sure } from '../Sure.tsx'
import { policyApi } from './api.ts'
import { PreviewPart } from './Preview.tsx'
import { Publish } from './Publish.tsx'
import { act, draft } from './state.ts'
import { pathWords, valueWords } from './words.ts'

export function Changes() {
  const now = draft.value
  if (!now) return null
  return (
    <section aria-labelledby="policy-changes">
      <div class="heading">
        <h2 id="policy-changes">Changes</h2>
        <p class="soft small">
          {now.version
            ? `Version ${versionWords(now.version)} is in force`
            : 'Nothing is published yet: this begins with Kerb’s own defaults'}
        </p>
      </div>
      {now.edits.length === 0 && now.version !== null ? (
        <p class="empty">
          The draft says the same as the policy in force. Change something under the other parts.
        </p>
      ) : (
        <>
          <Edits edits={now.edits} />
          <Wrong />
          <PreviewPart />
          <Publish />
        </>
      )}
    </section>
  )
}

function Edits({ edits }: { edits: readonly KeptEdit[] }) {
  if (edits.length === 0) return null
  return (
    <div class="panel">
      <ul class="rows policy__rows">
        {edits.map((one) => (
          <Edit key={one.id} one={one} />
        ))}
      </ul>
      <Sure
        ask="Take all back…"
        yes={`Take all ${edits.length} back, also those of others`}
        no="Keep them"
        act={() => act(() => policyApi.drop(draft.value?.mark ?? ''), 'Every change is taken back.')}
      />
    </div>
  )
}

function Edit({ one }: { one: KeptEdit }) {
  const where = pathWords(one.path)
  return (
    <li>
      <div class="policy__entry">
        <strong>{where}</strong>
        <p>{editWords(one)}</p>
        <p class="soft small">
          {one.by || 'The one-time link'}, {ago(one.at, Date.now())}
        </p>
        {one.stuck && (
          <p class="policy__wrong small">
            This no longer fits: a version that was published meanwhile says {valueWords(one.now)} there.
          </p>
        )}
      </div>
      <div class="actions">
        {one.stuck && (
          <button
            type="button"
            class="button"
            onClick={() =>
              void act(() => policyApi.keepEdit(one.id), `${where}: the draft’s version is kept.`)
            }
          >
            Keep it all the same<span class="visually-hidden">: {where}</span>
          </button>
        )}
        <button
          type="button"
          class="button button--quiet"
          onClick={() => void act(() => policyApi.dropEdit(one.id), `${where}: taken back.`)}
        >
          Take back<span class="visually-hidden">: {where}</span>
        </button>
      </div>
    </li>
  )
}

function editWords({ what, from, to, path }: KeptEdit): string {
  if (what === 'item' && from === undefined) return `Added: ${valueWords(to)}`
  if (to === undefined)
    return what === 'item' ? `Taken out: ${valueWords(from)}` : `Taken out (it was ${valueWords(from)})`
  // A whole group has more in it than anybody reads here; the comparison below says it line by line.
  if (path.length === 2 && path[0] === 'groups') return from === undefined ? 'A new group' : 'Changed'
  return `${valueWords(from)} → ${valueWords(to)}`
}

function Wrong() {
  const { problems = [] } = draft.value ?? {}
  if (problems.length === 0) return null
  return (
    <div class="note" role="alert">
      <p>
        <strong>To put right before it can be published:</strong>
      </p>
      <ul class="policy__lines">
        {problems.map((one) => (
          <li key={one.field + one.fix}>
            <bdi>{one.field}</bdi> {one.wrong}. {one.fix}
          </li>
        ))}
      </ul>
    </div>
  )
}
