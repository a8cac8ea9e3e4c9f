/** Managed values beside each other: what reads well alone and cannot hold together, and keys nobody knows. */
import { managedKeys, MANAGED_KEYS, type ManagedKey } from './managed-keys.ts'
import { problem, type ManagedProblem } from './managed-report.ts'
import { valuesOf } from './managed-values.ts'
import { nearest } from './read.ts'

/** What reads well alone and cannot hold beside the rest. Changes `text` where it has to. */
export function crossCheck(text: Partial<Record<ManagedKey, readonly string[]>>): ManagedProblem[] {
  const values = valuesOf(text)
  const problems: ManagedProblem[] = []
  if (values.recordingDetail !== 'least' && values.recordingReason === undefined) {
    const wrong = `is “${values.recordingDetail}” without a reason`
    problems.push(
      problem('conflict', 'recordingDetail', {
        wrong,
        fix: 'Write recordingReason; until then the least is recorded.',
      }),
    )
    text.recordingDetail = ['least']
  }
  const without = (what: string): void => {
    const fix = 'Paste it from the school server: without it the server cannot be used.'
    const key = what === 'token' ? 'enrolmentToken' : 'serverKeys'
    problems.push(problem('conflict', key, { wrong: `has no ${what}`, fix }))
  }
  for (const use of ['sign', 'seal'] as const)
    if (!values.serverKeys.some((key) => key.use === use)) without(`${use}: key`)
  if (values.enrolmentToken === undefined) without('token')
  for (const key of values.locked)
    if (text[key as ManagedKey] === undefined) {
      const fix = `Set ${key}, or take it out of locked; until then the server’s policy decides.`
      problems.push(
        problem('conflict', 'locked', { wrong: `names ${key}, which is not set`, fix }, { found: key }),
      )
    }
  return problems
}

export function strangeKeys(input: Record<string, unknown>): ManagedProblem[] {
  return Object.keys(input)
    .filter((key) => !Object.hasOwn(MANAGED_KEYS, key))
    .slice(0, 20)
    .map((key) => {
      const near = nearest(key, managedKeys())
      const fix =
        near === undefined ? 'Remove it; the keys are listed in the reference.' : `Did you mean ${near}?`
      return problem('unknown-key', key.slice(0, 60), { wrong: 'is not a key', fix })
    })
}
