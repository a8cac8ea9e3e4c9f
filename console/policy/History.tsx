/** Versions: who published them, why, what they changed, and the way back to one. */
import { useEffect } from 'preact/hooks'
import { useSignal } from '@preact/signals'
import type { PolicyVersion, VersionChanges } from '../../lib/protocol/policy-editor.ts'
import { Arriving } from '../Arriving.tsx'
import { dateTime, version as versionWords } from '../format.ts'
import { Pager } from '../Pager.tsx'
import { attempt } from '../state.ts'
import { policyApi } from './api.ts'
import { Lines } from './Publish.tsx'
import { load, loadVersions, versions } from './state.ts'

const AT_ONCE = 20

export function History() {
  const page = useSignal(0)
  useEffect(() => void loadVersions(), [])
  const shown = versions.value
  const list = shown === null || typeof shown === 'string' ? [] : shown
  const [newest] = list
  return (
    <section aria-labelledby="policy-history">
      <h2 id="policy-history">History</h2>
      <Arriving shown={shown} load={loadVersions} />
      {shown !== null && list.length === 0 && <p class="empty">Nothing is published yet.</p>}
      <ol class="cards">
        {list.slice(page.value * AT_ONCE, (page.value + 1) * AT_ONCE).map((one) => (
          <One key={versionWords(one.version)} one={one} inForce={newest} />
        ))}
      </ol>
      <Pager
        label="Versions"
        page={page.value}
        pages={Math.ceil(list.length / AT_ONCE)}
        turn={(next) => (page.value = next)}
      />
    </section>
  )
}

function One({ one, inForce }: { one: PolicyVersion; inForce: PolicyVersion | undefined }) {
  const changes = useSignal<VersionChanges | null>(null)
  const name = versionWords(one.version)
  const isInForce = one === inForce
  const open = (isOpen: boolean): void => {
    if (isOpen && changes.value === null)
      void attempt(async () => void (changes.value = await policyApi.changes(one.version)))
  }
  return (
    <li class="panel">
      <div>
        <strong>Version {name}</strong> {isInForce && <span class="badge badge--enforcing">In force</span>}
        <p>{one.reason || <span class="soft">No reason was given.</span>}</p>
        <p class="soft small">
          {dateTime(one.at)}, by {one.by}
        </p>
      </div>
      <details class="policy__more" onToggle={({ currentTarget }) => open(currentTarget.open)}>
        <summary>
          {isInForce ? 'What it changed' : 'What it changed, and going back to it'}
          <span class="visually-hidden">: version {name}</span>
        </summary>
        {changes.value === null ? (
          <p role="status">Comparing…</p>
        ) : (
          <>
            {changes.value.made === null ? (
              <p class="soft">It was the first.</p>
            ) : (
              <Lines lines={changes.value.made} aboutPeople={changes.value.aboutPeople.made} />
            )}
            {!isInForce && inForce && <Back one={one} inForce={inForce} changes={changes.value} />}
          </>
        )}
      </details>
    </li>
  )
}

interface BackProps {
  readonly one: PolicyVersion
  readonly inForce: PolicyVersion
  readonly changes: VersionChanges
}

function Back({ one, inForce, changes }: BackProps) {
  const reason = useSignal('')
  const wrong = useSignal(false)
  const name = versionWords(one.version)
  if (changes.back.length + changes.aboutPeople.back === 0)
    return <p class="soft">It says the same as the version in force.</p>
  const back = async (): Promise<void> => {
    wrong.value = reason.value.trim().length < 3
    if (wrong.value) return
    const body = { version: one.version, inForce: inForce.version, reason: reason.value.trim() }
    await attempt(
      async () => void (await policyApi.rollBack(body)),
      `The policy is as in version ${name} again. Devices take it within a minute.`,
    )
    await Promise.all([loadVersions(), load()])
  }
  return (
    <form
      class="policy__add"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void back()
      }}
    >
      <h3>Going back to it would change</h3>
      <Lines lines={changes.back} aboutPeople={changes.aboutPeople.back} />
      <p class="soft small">Unblocks and pauses of browsing stay as they are. A draft stays, too.</p>
      <label class="field">
        <span>Why, for the history</span>
        <input
          maxLength={280}
          autocomplete="off"
          value={reason.value}
          aria-invalid={wrong.value}
          onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
        />
      </label>
      <p role="alert" class="small policy__wrong">
        {wrong.value && 'Say why in a few words.'}
      </p>
      <div class="actions">
        <button type="submit" class="button">
          Go back to version {name}
        </button>
      </div>
    </form>
  )
}
