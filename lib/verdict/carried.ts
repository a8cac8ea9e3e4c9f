/**
 * Judging an address by what it carries: a page in a translator is the page. It can only become stricter. What counts
 * depends on what the outer address is to the school and on what it does with the inner one
 * (docs/adr/0021-found-and-carried.md).
 */
import { isSafeguarding } from '../policy/categories.ts'
import type { Entry } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { CategoryLists } from '../lists/lists.ts'
import { canonical } from './address.ts'
import type { Address } from './address.ts'
import { describeEntry } from './entry.ts'
import { categoryIn } from './reasons.ts'
import { searchTerms } from './search.ts'
import { strictest } from './stricter.ts'
import { carried, type Carried, type How } from './unwrap.ts'
import type { Reason, Verdict } from './verdict.ts'

export interface Outer {
  readonly address: Address
  readonly policy: EffectivePolicy
  readonly lists: CategoryLists
  /** On the outer address, for what it is. */
  readonly verdict: Verdict
}

/** What the school, or a person, has said of the outer address. Not here: what stays open whatever it carries. */
const SCOPES: Partial<Record<Reason['kind'], 'all' | 'shown' | 'worst'>> = {
  category: 'all',
  found: 'all',
  'unknown-host': 'all',
  // A school that opens an archive opens what it shows as far as that is open by itself.
  'own-entry': 'shown',
  // Who opened it for a while did not know what else it can show (as in `isBeyond`).
  unblock: 'worst',
}

/** The strictest verdict on what the address carries, where it counts; undefined where none does. */
export function byWhatItCarries(
  { address, policy, lists, verdict }: Outer,
  judge: (inner: Address) => Verdict,
): Verdict | undefined {
  const scope = SCOPES[verdict.reason.kind]
  if (scope === undefined) return undefined
  const inside = carried(address, isListedService(address, lists, verdict))
  if (inside.length === 0) return undefined
  if (scope !== 'all' && isMeant(verdict.reason, policy)) return undefined
  // Who searches for an address has not gone there.
  const spokenCounts = scope === 'all' && searchTerms(address.href) === null
  const within = inside
    .filter(({ how }) => spokenCounts || how !== 'spoken')
    .map((one) => ({ one, inner: judge(one.address) }))
    .filter(({ one, inner }) => counts(inner, one.how) && (scope !== 'worst' || isWorst(inner)))
    .map(({ one, inner }) => named(one, inner))
  return strictest(within)
}

/** A host that no list knows is in none as a service. */
const isListedService = ({ host }: Address, lists: CategoryLists, { reason }: Verdict): boolean =>
  reason.kind !== 'unknown-host' && lists.categoriesOf(host).has('translation-proxy')

/** Whether the entry, or unblock, that opens the address names what it carries: then that is what was opened. */
function isMeant(reason: Reason, policy: EffectivePolicy): boolean {
  if (reason.kind === 'own-entry') return namesInside(reason.entry)
  if (reason.kind !== 'unblock') return false
  const entry: Entry | undefined = policy.unblocks.find(({ id }) => id === reason.id)?.entry
  return entry !== undefined && namesInside(describeEntry(entry))
}

function namesInside(entry: string): boolean {
  const address = canonical(`https://${entry.replace(/^\*\./, '')}`)
  return address !== null && carried(address).length > 0
}

/**
 * Closed for a stated reason counts wherever it stands. A warning, and what is closed only because it is not open (an
 * unknown host, a lesson's or a pause's other sites), counts where the page would surely be shown here: a link to such
 * a page is no way to it.
 */
function counts({ action, reason }: Verdict, how: How): boolean {
  if (action === 'allow') return false
  if (action === 'warn') return how === 'service'
  if (reason.kind === 'lesson') return reason.mode === 'except' || how === 'service'
  const onlyNotOpen =
    reason.kind === 'unknown-host' || reason.kind === 'suspension' || reason.kind === 'agreement'
  return !onlyNotOpen || how === 'service'
}

function isWorst({ reason }: Verdict): boolean {
  const category = categoryIn(reason)
  return reason.kind === 'illegal' || (category !== undefined && isSafeguarding(category))
}

/** An illegal address is named nowhere, and neither is what carries it. */
const named = ({ address }: Carried, inner: Verdict): Verdict =>
  inner.reason.kind === 'illegal'
    ? inner
    : { ...inner, reason: { kind: 'carried', host: address.host, inner: inner.reason } }
