/** What a row says of a finding, of a stopped search, and of an address within an address. Pure. */
import type { NewRow } from '../protocol/rows.ts'
import type { Reason } from '../verdict/verdict.ts'
import { recordedHost } from './lifeline-hosts.ts'

type Guarded = Pick<Extract<NewRow, { kind: 'blocked' }>, 'found' | 'carried' | 'theme' | 'severity'>

/** `quiet`: whether a text may be written down. */
export function guardedOf(
  reason: Reason,
  lifelines: readonly string[],
  quiet: (text: string) => boolean,
): Guarded {
  if (reason.kind === 'carried') {
    const shown = recordedHost(reason.host, lifelines, true)
    return { ...guardedOf(reason.inner, lifelines, quiet), ...(shown && { carried: shown.host }) }
  }
  if (reason.kind === 'search') return { theme: reason.theme, severity: reason.severity }
  if (reason.kind !== 'found') return {}
  const { found: kind, sureness, where } = reason
  const evidence = reason.evidence.map(({ detail, ...sign }) =>
    detail !== undefined && quiet(detail) ? { ...sign, detail } : sign,
  )
  return { found: { kind, sureness, evidence, where } }
}
