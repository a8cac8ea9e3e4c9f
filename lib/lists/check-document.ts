/**
 * What the school server does with category lists before it signs them: reads them, tidies the names, and drops
 * what would block far more than was meant.
 */
import { publicSuffix } from '../hosts/public-suffixes.ts'
import { isLocked, isNeverBlock, type CategoryId } from '../policy/categories.ts'
import { categoryIdSchema, isHostName, versionSchema } from '../policy/document.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import { z } from '../zod.ts'
import { isAddress } from '../hosts/public-suffixes.ts'
import { normaliseHost, suffixesOf } from './host.ts'

export type DropReason =
  | 'not-a-host'
  | 'public-suffix'
  | 'local-address'
  | 'local-name'
  | 'lifeline'
  | 'never-block'
  | 'under-a-listed-parent'

export interface Dropped {
  readonly segment: string
  readonly host: string
  readonly reason: DropReason
}

export type CheckedDocument =
  | { readonly ok: true; readonly document: ListsDocument; readonly dropped: readonly Dropped[] }
  | { readonly ok: false; readonly problems: readonly string[] }

/** What no list may block, whatever it says: from `shippedLists()`. */
export interface Protected {
  isLifeline(host: string): boolean
  isNeverBlock(host: string): boolean
}

/** Like `listsDocumentSchema`, with names still as they were written: one bad name drops that name only. */
const looseSchema = z.object({
  version: versionSchema,
  issuedAt: z.number(),
  segments: z.array(
    z.object({
      id: z.string().check(z.minLength(1)),
      name: z.string(),
      licence: z.string(),
      category: categoryIdSchema,
      hosts: z.array(z.string()),
    }),
  ),
})

/**
 * Categories that name hosting as such: here a suffix under which anybody registers (duckdns.org, translate.goog)
 * is the very thing that is meant.
 */
const MAY_LIST_HOSTING: ReadonlySet<CategoryId> = new Set([
  'bypass-hosting',
  'translation-proxy',
  'proxy-vpn',
])

const LOCAL_V4 = /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|22[4-9]|2[3-5]\d)\./

/** True for a suffix under which unrelated people register: `co.uk` always, `blogspot.com` unless hosting is meant. */
export function isPublicSuffix(host: string, category: CategoryId): boolean {
  if (publicSuffix(host).suffix === host) return true
  return !MAY_LIST_HOSTING.has(category) && publicSuffix(host, 'all').suffix === host
}

/** A name as documents hold hosts; null for what a browser may take and no document can hold: `a+b.com`, `-a.com`. */
export function listedHost(name: string): string | null {
  const host = normaliseHost(name)
  return host !== null && isHostName(host) ? host : null
}

/**
 * Reads a lists document that somebody means to publish. Answers the tidy document with every name it dropped
 * and why, or what is wrong with it as a whole. Names are normalised, sorted and unique; a name under a listed
 * parent of the same segment is dropped, because the parent says it already.
 */
export function checkListsDocument(raw: unknown, guarded: Protected): CheckedDocument {
  const read = looseSchema.safeParse(raw)
  if (!read.success)
    return {
      ok: false,
      problems: read.error.issues.map((i) => `${i.path.join('.') || 'document'}: ${i.message}`),
    }
  const ids = read.data.segments.map((s) => s.id)
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i)
  if (twice.length > 0)
    return {
      ok: false,
      problems: twice.map((id) => `segments: the id "${id}" is used twice; give each its own`),
    }

  const dropped: Dropped[] = []
  const segments = read.data.segments.map((segment) => {
    const drop = (host: string, reason: DropReason): void => {
      dropped.push({ segment: segment.id, host, reason })
    }
    const kept = new Set<string>()
    for (const name of segment.hosts) {
      const host = listedHost(name)
      const reason = host === null ? 'not-a-host' : reasonToDrop(host, segment.category, guarded)
      if (host !== null && reason === null) kept.add(host)
      else drop(name, reason ?? 'not-a-host')
    }
    return { ...segment, hosts: collapse(kept, (host) => drop(host, 'under-a-listed-parent')) }
  })
  return { ok: true, document: { ...read.data, segments }, dropped }
}

/** Why no list of this category may hold the (normalised) host; null when it may. */
export function reasonToDrop(host: string, category: CategoryId, guarded: Protected): DropReason | null {
  if (isAddress(host)) return isLocalAddress(host) ? 'local-address' : null
  if (/(^|\.)(local|localhost|internal|test|invalid|arpa)$/.test(host)) return 'local-name'
  if (isPublicSuffix(host, category)) return 'public-suffix'
  if (isNeverBlock(category)) return null
  if (guarded.isLifeline(host)) return 'lifeline'
  // What is unlawful comes before the never-block set, and only a member of the IWF or CTIRU fills that segment.
  return guarded.isNeverBlock(host) && !isLocked(category) ? 'never-block' : null
}

const isLocalAddress = (host: string): boolean =>
  LOCAL_V4.test(host) || /^\[(::1?\]|::ffff:|f[cd]|fe[89ab])/.test(host)

function collapse(hosts: ReadonlySet<string>, onDrop: (host: string) => void): string[] {
  const kept: string[] = []
  for (const host of [...hosts].sort()) {
    const covered = [...suffixesOf(host)].slice(1).some((parent) => hosts.has(parent))
    if (covered) onDrop(host)
    else kept.push(host)
  }
  return kept
}
