/** The policy on the school's page: what is in force, what waits in the draft, and the way to the editor. */
import type { PolicyDraft } from '../../lib/protocol/policy-editor.ts'
import { here } from '../answer.ts'
import { dateTime, plural, version as versionWords } from '../format.ts'
import { Arriving } from '../Arriving.tsx'
import { toPolicy } from '../lessons/route.ts'
import { useFresh } from '../use-fresh.ts'
import { load, loadVersions, shownDraft, versions } from './state.ts'

const loadBoth = async (): Promise<void> => void (await Promise.all([load(), loadVersions()]))

export function PolicyPart() {
  useFresh(shownDraft, loadBoth)
  return (
    <section aria-labelledby="policy">
      <h2 id="policy" tabIndex={-1}>
        Policy
      </h2>
      <Arriving shown={shownDraft.value} load={loadBoth}>
        {(of) => <Shown of={of} />}
      </Arriving>
    </section>
  )
}

function Shown({ of: { edits, version } }: { of: PolicyDraft }) {
  const [newest] = here(versions.value) ?? []
  return (
    <div class="panel">
      {version === null ? (
        <p>Nothing is published yet: devices go by their management’s values alone.</p>
      ) : (
        <div>
          <strong>Version {versionWords(version)}</strong>{' '}
          <span class="badge badge--enforcing">In force</span>
          {newest && (
            <p class="soft small">
              {dateTime(newest.at)}, by {newest.by}
              {newest.reason && `: ${newest.reason}`}
            </p>
          )}
        </div>
      )}
      {edits.length > 0 && (
        <p>
          {plural(edits.length, 'change')} in the draft, by{' '}
          {[...new Set(edits.map(({ by }) => by || 'the one-time link'))].join(', ')}
        </p>
      )}
      <div class="actions">
        <a class="button button--main" href={toPolicy(edits.length > 0 ? 'changes' : 'categories')}>
          Edit the policy
        </a>
        <a class="button" href={toPolicy('history')}>
          History
        </a>
      </div>
    </div>
  )
}
