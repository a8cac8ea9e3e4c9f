/**
 * What the policy says about an address. Pure: the same arguments give the same verdict. The order of the steps
 * is the precedence of docs/adr/0003-precedence.md; `compile` in lib/rules makes the same of it in the browser.
 */
import { closesAt } from '../agreement/missing.ts'
import { isLocked } from '../policy/categories.ts'
import type { CategoryId } from '../policy/categories.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Lesson } from '../policy/lesson.ts'
import type { CategoryLists } from '../lists/lists.ts'
import type { Now } from '../time/now.ts'
import { canonical, isWrittenPage, lineage, looksLikeWeb } from './address.ts'
import type { Address } from './address.ts'
import { isBeyond } from './beyond.ts'
import { byWhatItCarries } from './carried.ts'
import { compareEntries, describeEntry } from './entry.ts'
import { closes, runs } from './lesson.ts'
import { categoryVerdict, clauseOf, unknownHost } from './listed.ts'
import { isActive } from './moment.ts'
import { prepare } from './prepare.ts'
import type { PlainSuspension, PreparedPolicy } from './prepare.ts'
import { quarantined } from './quarantine.ts'
import { stricterVerdict } from './stricter.ts'
import type { Reason, Remedy, Target, Verdict } from './verdict.ts'

export { stricterVerdict } from './stricter.ts'

const NOT_WEB: Verdict = { action: 'allow', reason: { kind: 'not-web' }, remedy: 'none' }
const UNREADABLE: Verdict = { action: 'block', reason: { kind: 'unknown-host' }, remedy: 'none' }

/**
 * The verdict on an address for what loads there. While the time is in doubt every candidate time is judged and
 * the strictest verdict counts. Never throws; a web address that cannot be read is blocked, and so is a page that is
 * written into its own.
 */
export function decide(
  url: string,
  policy: EffectivePolicy,
  lists: CategoryLists,
  now: Now,
  target: Target = 'page',
): Verdict {
  const address = canonical(url)
  if (address === null)
    return looksLikeWeb(url) || (target === 'page' && isWrittenPage(url)) ? UNREADABLE : NOT_WEB
  return decideAddress(address, policy, lists, now, target)
}

/** As `decide`, for an address that is canonical already. */
export function decideAddress(
  address: Address,
  policy: EffectivePolicy,
  lists: CategoryLists,
  now: Now,
  target: Target = 'page',
): Verdict {
  const plain = prepare(policy)
  const verdict = judged(address, plain, lists, now, target)
  if (target === 'resource' || verdict.action === 'block') return verdict
  const judgeInner = (inner: Address): Verdict => judged(inner, plain, lists, now, target)
  const within = byWhatItCarries({ address, policy, lists, verdict }, judgeInner)
  return within === undefined ? verdict : stricterVerdict(verdict, within)
}

/** The verdict on an address for what it is, whatever it carries. */
function judged(
  address: Address,
  plain: PreparedPolicy,
  lists: CategoryLists,
  now: Now,
  target: Target,
): Verdict {
  const listed = lists.locked?.find(address)
  if (listed !== undefined) return { ...ILLEGAL, reason: { kind: 'illegal', listed } }
  const hosts = lineage(address.host)
  const inLesson = lesson(plain, address, hosts, now, target)
  const [first, ...others] = now.candidates
  const asked = { address, hosts, plain, lists, target, inLesson }
  let verdict = judge(asked, first)
  for (const at of others) verdict = stricterVerdict(verdict, judge(asked, at))
  return verdict
}

/** The verdict once the pupil has chosen to go on past a warning: only a warning is lifted. */
export const liftWarning = (verdict: Verdict, continued: boolean): Verdict =>
  continued && verdict.action === 'warn' ? { ...verdict, action: 'allow', remedy: 'none' } : verdict

interface Asked {
  readonly address: Address
  readonly hosts: readonly string[]
  readonly plain: PreparedPolicy
  readonly lists: CategoryLists
  readonly target: Target
  /** What a running lesson says, when it closes the address. */
  readonly inLesson: Verdict | undefined
}

function judge({ address, hosts, plain, lists, target, inLesson }: Asked, at: number): Verdict {
  const { host } = address
  if (lists.isIllegal(host)) return ILLEGAL
  if (lists.isLifeline(host) || plain.lifelines.has(host)) return LIFELINE
  if (plain.needed.has(host)) return NEEDED
  const categories = address.isIp ? NO_CATEGORIES : lists.categoriesOf(host)
  for (const id of categories) if (isLocked(id)) return ILLEGAL
  const suspended = target === 'resource' ? undefined : suspension(plain, hosts, at)
  if (suspended !== undefined) return suspended
  const unagreed = target === 'resource' ? undefined : agreement(plain, address, hosts, at)
  if (unagreed !== undefined) return unagreed
  if (inLesson !== undefined) return inLesson
  return (
    unblocked({ address, hosts, plain, lists }, categories, at) ??
    ownEntry(address, hosts, plain) ??
    (lists.isNeverBlock(host) ? NEVER_BLOCK : undefined) ??
    lastSteps({ address, hosts, plain, target }, categories, at)
  )
}

/** What was found closes what the lists leave open, and never the other way round. */
function lastSteps(
  { address, hosts, plain, target }: Pick<Asked, 'address' | 'hosts' | 'plain' | 'target'>,
  categories: ReadonlySet<CategoryId>,
  at: number,
): Verdict {
  const listed = categoryVerdict(categories, plain, at, target) ?? unknownHost(plain, at, target)
  const found = quarantined(plain, address, hosts, at, target)
  return found === undefined ? listed : stricterVerdict(found, listed)
}

const NO_CATEGORIES: ReadonlySet<CategoryId> = new Set()
const ILLEGAL: Verdict = { action: 'block', reason: { kind: 'illegal' }, remedy: 'none' }
const LIFELINE: Verdict = { action: 'allow', reason: { kind: 'lifeline' }, remedy: 'none' }
const NEEDED: Verdict = { action: 'allow', reason: { kind: 'needed' }, remedy: 'none' }
const NEVER_BLOCK: Verdict = { action: 'allow', reason: { kind: 'never-block' }, remedy: 'none' }

/** Of several suspensions that close the address, the one that ends last speaks. */
function suspension(plain: PreparedPolicy, hosts: readonly string[], at: number): Verdict | undefined {
  let last: PlainSuspension | undefined
  for (const one of plain.suspensions) {
    if (!isActive(one.suspension, at) || hosts.some((host) => one.open.has(host))) continue
    if (last === undefined || one.suspension.until > last.suspension.until) last = one
  }
  if (last === undefined) return undefined
  const { id, reason, until } = last.suspension
  return { action: 'block', reason: { kind: 'suspension', id, note: reason }, remedy: 'wait', until }
}

/** Closed until the agreement is read, or a parent's permission is on record. */
function agreement(
  { policy, agreementOpen }: PreparedPolicy,
  { host }: Address,
  hosts: readonly string[],
  at: number,
): Verdict | undefined {
  const missing = closesAt(policy, at)
  if (missing === undefined) return undefined
  if (agreementOpen.exact.has(host) || hosts.some((one) => agreementOpen.under.has(one))) return undefined
  const remedy: Remedy = missing === 'reading' ? 'agree' : 'none'
  return { action: 'block', reason: { kind: 'agreement', missing }, remedy }
}

/** Of several lessons that close the address, the one that ends last speaks. */
function lesson(
  plain: PreparedPolicy,
  address: Address,
  hosts: readonly string[],
  now: Now,
  target: Target,
): Verdict | undefined {
  let last: Lesson | undefined
  for (const one of plain.lessons) {
    if (!closes(one, address, hosts, target) || !runs(one.lesson, plain.policy, now)) continue
    if (last === undefined || one.lesson.until > last.until) last = one.lesson
  }
  if (last === undefined) return undefined
  const { id, name, mode, until } = last
  const remedy: Remedy = mode === 'eyes-up' ? 'wait' : 'ask'
  return { action: 'block', reason: { kind: 'lesson', id, name, mode }, remedy, until }
}

/** Of several unblocks that open the address, the one that ends last speaks. */
function unblocked(
  { address, hosts, plain, lists }: Pick<Asked, 'address' | 'hosts' | 'plain' | 'lists'>,
  categories: ReadonlySet<CategoryId>,
  at: number,
): Verdict | undefined {
  const open = plain.unblocks
    .matches(address, hosts)
    .filter(({ unblock }) => isActive(unblock, at))
    .filter(({ host }) => !isBeyond(categories, lists.categoriesOf(host), plain.momentAt(at).categories))
  if (open.length === 0) return undefined
  const { unblock } = open.reduce((last, one) => (one.unblock.until > last.unblock.until ? one : last))
  const reason: Reason = { kind: 'unblock', id: unblock.id, note: unblock.reason }
  const clause = clauseOf(unblock.entry.clause, plain)
  return { action: 'allow', reason, remedy: 'none', until: unblock.until, ...clause }
}

function ownEntry(address: Address, hosts: readonly string[], plain: PreparedPolicy): Verdict | undefined {
  const matching = plain.entries.matches(address, hosts)
  if (matching.length === 0) return undefined
  const { entry } = matching.reduce((best, one) => (compareEntries(one, best) > 0 ? one : best))
  const note = entry.note === undefined ? {} : { note: entry.note }
  const reason: Reason = { kind: 'own-entry', entry: describeEntry(entry), ...note }
  const remedy: Remedy = entry.action === 'block' ? 'ask' : 'none'
  return { action: entry.action, reason, remedy, ...clauseOf(entry.clause, plain) }
}
