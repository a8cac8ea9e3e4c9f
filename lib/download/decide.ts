/** What is done with a file that a page gives, and why. Pure. */
import {
  DANGEROUS,
  DOWNLOAD_ACTIONS,
  type DownloadAction,
  type Downloads,
  type FileKind,
} from '../policy/downloads.ts'
import { isUnder } from '../verdict/address.ts'

export interface DownloadFile {
  readonly kind: FileKind
  readonly disguised: boolean
  /** Null when the server does not say. */
  readonly bytes: number | null
}

export interface Where {
  /** Canonical host of what gave it; null when nobody can say. */
  readonly host: string | null
  /** It comes from a helpline. */
  readonly lifeline: boolean
}

/** Which of the rules decided. */
export const DOWNLOAD_REASONS = ['kind', 'site', 'size', 'disguise', 'lifeline'] as const
export type DownloadReason = (typeof DOWNLOAD_REASONS)[number]

/** What the pupil can do next: say yes, ask somebody, or nothing. */
export type DownloadRemedy = 'none' | 'yes' | 'adult'

export interface DownloadDecision {
  readonly action: DownloadAction
  readonly reason: DownloadReason
  readonly remedy: DownloadRemedy
}

const MEGABYTE = 1_000_000
const REMEDY: Readonly<Record<DownloadAction, DownloadRemedy>> = {
  allow: 'none',
  ask: 'yes',
  adult: 'adult',
  block: 'none',
}

const decided = (action: DownloadAction, reason: DownloadReason): DownloadDecision => ({
  action,
  reason,
  remedy: REMEDY[action],
})

const strictness = (action: DownloadAction): number => DOWNLOAD_ACTIONS.indexOf(action)

/** @param rules of the group that the person is in */
export function decideDownload(file: DownloadFile, rules: Downloads, where: Where): DownloadDecision {
  if (file.disguised) return decided('block', 'disguise')
  if (where.lifeline && !DANGEROUS.has(file.kind)) return decided('allow', 'lifeline')
  const site = siteAction(file.kind, rules, where.host)
  const found = site === undefined ? decided(rules.kinds[file.kind], 'kind') : decided(site, 'site')
  const large = file.bytes !== null && file.bytes > rules.adultAbove * MEGABYTE
  return large && strictness(found.action) < strictness('adult') ? decided('adult', 'size') : found
}

/** The nearest host's rule; of two for one host the one that names the kind, and then the stricter. */
function siteAction(kind: FileKind, { sites }: Downloads, host: string | null): DownloadAction | undefined {
  if (host === null) return undefined
  const fitting = sites.filter((one) => isUnder(host, one.host) && speaksOf(one, kind))
  const [best] = fitting.toSorted(
    (a, b) =>
      b.host.length - a.host.length ||
      Number(b.kinds !== undefined) - Number(a.kinds !== undefined) ||
      strictness(b.action) - strictness(a.action),
  )
  return best?.action
}

/** A site is trusted with what it is trusted with by name: to open "everything" opens nothing dangerous. */
function speaksOf({ action, kinds }: Downloads['sites'][number], kind: FileKind): boolean {
  if (kinds !== undefined) return kinds.includes(kind)
  return !DANGEROUS.has(kind) || action === 'block' || action === 'adult'
}
