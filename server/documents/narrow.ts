/**
 * The policy as one installation may read it. The published document names people (who is in which group, whose
 * browsing is suspended); a device gets only what concerns the person who is using it, and an installation that
 * nobody confirmed gets nothing about anybody. The document says which, so that a device does not take silence about
 * somebody for “nothing to say”.
 */
import type { AgreementState } from '../../lib/policy/agreement.ts'
import type { PolicyDocument, Suspension, Unblock } from '../../lib/policy/document.ts'
import type { Told } from '../found/told.ts'

/**
 * The name that a confirmed installation claims, null where it claims none; `withheld` is everybody else. `opened` and
 * `suspended`: what is decided about that person or their group, besides what is published. `onRecord`: what they have
 * agreed to.
 */
export type Reader =
  | {
      readonly person: string | null
      readonly opened?: readonly Unblock[]
      readonly suspended?: readonly Suspension[]
      readonly onRecord?: Pick<AgreementState, 'agreed' | 'permitted'>
    }
  | 'withheld'

/**
 * `texts`: of the agreement, in force. `found`: what the school has closed and cleared. Everybody may read those.
 */
export function narrowPolicy(
  published: PolicyDocument,
  reader: Reader,
  texts: AgreementState['texts'] = [],
  found: Pick<Told, 'quarantine' | 'cleared'> = { quarantine: [], cleared: [] },
): PolicyDocument {
  const { agreement: _agreement, quarantine: _quarantine, cleared: _cleared, ...document } = published
  const name = reader === 'withheld' ? null : (reader.person?.trim().toLowerCase() ?? null)
  const isTheirs = (somebody: string) => name !== null && somebody.trim().toLowerCase() === name
  const group = name === null ? undefined : document.people[name]
  return {
    ...document,
    narrowed: reader === 'withheld' ? 'withheld' : 'reader',
    people: name !== null && group !== undefined ? { [name]: group } : {},
    unblocks: [
      ...document.unblocks.filter((u) => u.forPerson === undefined || isTheirs(u.forPerson)),
      ...(reader === 'withheld' ? [] : (reader.opened ?? [])),
    ],
    suspensions: [
      ...document.suspensions.filter((s) => isTheirs(s.person)),
      ...(reader === 'withheld' ? [] : (reader.suspended ?? [])),
    ],
    ...(found.quarantine.length > 0 && { quarantine: [...found.quarantine] }),
    ...(found.cleared.length > 0 && { cleared: [...found.cleared] }),
    ...(texts.length > 0 && {
      agreement: { texts, ...recordOf(reader, name), ...(reader === 'withheld' && { unconfirmed: true }) },
    }),
  }
}

/** Says whom it speaks of, and of nobody where there is nothing to say: those readers share one envelope. */
function recordOf(reader: Reader, name: string | null): Omit<AgreementState, 'texts'> {
  const { agreed, permitted } = (reader === 'withheld' ? undefined : reader.onRecord) ?? NOTHING
  const says = name !== null && agreed.length + permitted.length > 0
  return says ? { person: name, agreed, permitted } : { person: '', ...NOTHING }
}

const NOTHING: Pick<AgreementState, 'agreed' | 'permitted'> = { agreed: [], permitted: [] }
