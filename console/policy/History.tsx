/** Versions: who published them, why, what they changed, and the way back to one. */
import { useSignal } from '@preact/signals'
import type { PolicyVersion, VersionChanges } from '../../lib/protocol/policy-editor.ts'
import { Arriving } from '../Arriving.tsx'
import { Form } from '../Form.tsx'
import { dateTime, version as versionWords } from '../format.ts'
import { Pager } from '../Pager.tsx'
import { attempt } from '../state.ts'
import { useAnew } from '../use-fresh.ts'
import { useWhy, WhyField } from '../Why.tsx'
import { policyApi } from './api.ts'
import { Lines } from './Publish.tsx'
import { load, loadVersions, versions } from './state.ts'

const AT_ONCE = 20

export function History() {
  useAnew(versions, loadVersions)
  return (
    <section aria-labelledby="policy-history">
      <h2 id="policy-history">History</h2>
      <Arriving shown={versions.value} load={loadVersions}>
        {(list) => <Versions list={list} />}
      </Arriving>
    </section>
  )
}

function Versions({ list }: { list: readonly PolicyVersion[] }) {
  const page = useSignal(0)
  const [newest] = list
  if (newest === undefined) return <p class="empty">Nothing is published yet.</p>
  return (
    <>
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
    </>
  )
}

function One({ one, inForce }: { one: PolicyVersion; inForce: PolicyVersion }) {
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
            {!isInForce && <Back one={one} inForce={inForce} changes={changes.value} />}
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
  const why = useWhy()
  const name = versionWords(one.version)
  if (changes.back.length + changes.aboutPeople.back === 0)
    return <p class="soft">It says the same as the version in force.</p>
  const back = async (): Promise<void> => {
    const reason = why.given()
    if (reason === null) return
    const body = { version: one.version, inForce: inForce.version, reason }
    await attempt(
      async () => void (await policyApi.rollBack(body)),
      `The policy is as it was in version ${name}. Devices take it within a minute.`,
    )
    await Promise.all([loadVersions(), load()])
  }
  return (
    <Form class="policy__add" send={back}>
      <h3>Going back to it would change</h3>
      <Lines lines={changes.back} aboutPeople={changes.aboutPeople.back} />
      <p class="soft small">Unblocks and pauses of browsing stay as they are. A draft stays, too.</p>
      <div class="field">
        <WhyField of={why} label="Why, for the history" most={280} />
      </div>
      <div class="actions">
        <button type="submit" class="button">
          Go back to version {name}
        </button>
      </div>
    </Form>
  )
}
