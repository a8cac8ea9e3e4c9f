/** What publishing would change, in words; the reason; for all, or for one group before the others. */
import { useSignal } from '@preact/signals'
import { Form } from '../Form.tsx'
import { plural, version as versionWords } from '../format.ts'
import { attempt, notice } from '../state.ts'
import { useWhy, WhyField } from '../Why.tsx'
import { policyApi } from './api.ts'
import { draft, load, loadVersions } from './state.ts'

export function Publish() {
  const why = useWhy()
  const group = useSignal('')
  const now = draft.value
  if (!now) return null
  const groups = [
    ...new Set(now.edits.flatMap(({ path }) => (path[0] === 'groups' && path[1] ? [path[1]] : []))),
  ]
  const known = groups.filter((name) => now.inForce.groups[name] !== undefined)
  const waits = now.edits.some(({ stuck }) => stuck) || now.problems.length > 0
  const publish = async (): Promise<void> => {
    const reason = why.given()
    if (reason === null) return
    const first = known.includes(group.value) ? group.value : undefined
    const worked = await attempt(async () => {
      const body = { mark: now.mark, reason, ...(first !== undefined && { group: first }) }
      const { version } = await policyApi.publish(body)
      why.words.value = ''
      group.value = ''
      const whom = first === undefined ? 'Devices' : `Devices of ${first}`
      notice.value = {
        wrong: false,
        text: `Version ${versionWords(version)} is published. ${whom} take it within a minute.`,
      }
    })
    await Promise.all([load(), worked ? loadVersions() : undefined])
  }
  return (
    <Form class="panel" send={publish}>
      <h3>Publish</h3>
      <Lines lines={now.changes} aboutPeople={now.aboutPeople} />
      <div class="field">
        <WhyField of={why} label="Why, for the history" />
      </div>
      {known.length > 0 && now.version !== null && (
        <label class="field">
          <span>For whom</span>
          <select value={group.value} onChange={({ currentTarget }) => (group.value = currentTarget.value)}>
            <option value="">Everybody</option>
            {known.map((name) => (
              <option key={name} value={name}>
                {name} first
              </option>
            ))}
          </select>
          <span class="soft small">
            One group first: its own rules come into force, everything else waits in the draft. What is of the
            whole school can be tried on no group.
          </span>
        </label>
      )}
      <div class="actions">
        <button type="submit" class="button button--main" disabled={waits}>
          {group.value === '' ? 'Publish for everybody' : `Publish for ${group.value} first`}
        </button>
      </div>
      {waits && <p class="small policy__wrong">Something above has to be put right or decided first.</p>}
    </Form>
  )
}

/** A comparison; what names people is counted alone. */
export function Lines({ lines, aboutPeople }: { lines: readonly string[]; aboutPeople: number }) {
  if (lines.length + aboutPeople === 0) return <p class="soft">Nothing would change.</p>
  return (
    <ul class="policy__lines">
      {lines.map((line, i) => (
        <li key={`${i} ${line}`}>{line}</li>
      ))}
      {aboutPeople > 0 && <li>{plural(aboutPeople, 'change')} about single people</li>}
    </ul>
  )
}
