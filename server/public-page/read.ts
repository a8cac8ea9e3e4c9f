/** The page for parents as it is now: made from the policy in force and those before it, and kept until one of them changes. */
import { setImmediate } from 'node:timers/promises'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import type { PublicPageSettings } from '../../lib/protocol/public-page.ts'
import type { Context } from '../context.ts'
import { listedDocument, policyInForce } from '../documents/documents.ts'
import { TOLD_KINDS } from '../../lib/policy/keeping.ts'
import { CONCERN_KEPT, LONGEST } from '../jobs/limits.ts'
import { changesOf, toldFrom } from '../keeping/keeping.ts'
import { type Change, toldSince } from '../keeping/times.ts'
import { lockedVersion } from '../lists/locked.ts'
import { publicChanges } from './changes.ts'
import { publicPage, type PublicPast } from './page.ts'
import { type Fact, factsOf } from './said.ts'
import { settingsOf } from './settings.ts'
import { wordsFor, WORDS } from './words/all.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** Changes are shown for this long; at most so many publications are looked at. */
const SHOWN = LONGEST
const MOST = 500

interface Kept {
  readonly facts: readonly Fact[]
  readonly past: readonly PublicPast[]
  /** When what the page says last changed. A publication that changes nothing of it is none of its business. */
  readonly since: number
}
/** A promise, so that many who ask at once wait for the same work. */
const kept = new WeakMap<Context['db'], { readonly of: string; readonly made: Promise<Kept> }>()

/** Pages as markup, of one state of everything that is in them; by the language's tag, so no more than there are. */
const pages = new WeakMap<Context['db'], { readonly of: string; readonly byTag: Map<string, string> }>()

/**
 * The page in the language that is wanted, or null when it is switched off or nothing is published.
 * @param preview as it would be, switched on or not
 */
export async function readPublicPage(
  parts: Parts,
  wanted: { readonly lang?: string | undefined; readonly accept?: string | undefined },
  now: number,
  preview = false,
): Promise<{ readonly page: string; readonly tag: string } | null> {
  const settings = await settingsOf(parts.db)
  if (settings === null || (!settings.on && !preview)) return null
  const policy = await policyInForce(parts)
  if (policy === undefined) return null
  const words = wordsFor(wanted)
  const changes = await changesOf(parts.db)
  const keptDays = toldFrom(changes, now)
  const changed = keptPast(changes, now)
  const { facts, past: published, since: publishedSince } = await madeOf(parts, settings, policy, now)
  const hasIllegalList = (await lockedVersion(parts.db)) !== undefined
  const byTag = pagesOf(
    parts.db,
    JSON.stringify([policy.version, settings, hasIllegalList, keptDays, changed, dayOf(now)]),
  )
  const known = byTag.get(words.tag)
  if (known !== undefined) return { page: known, tag: words.tag }
  const past = [...published, ...changed].toSorted((a, b) => b.at - a.at)
  const since = Math.max(publishedSince, changed[0]?.at ?? 0)
  const named = new Set(settings.groups.map(({ group }) => group))
  const page = publicPage({
    school: policy.school.name,
    timeZone: policy.timeZone,
    settings,
    hasOthers: Object.keys(policy.groups).some((group) => !named.has(group)),
    facts,
    since,
    past,
    hasIllegalList,
    keptDays,
    concernYears: Math.round(CONCERN_KEPT / LONGEST),
    words,
    languages: WORDS,
  })
  byTag.set(words.tag, page)
  return { page, tag: words.tag }
}

/** What parents were told anew of how long things are kept, the newest first. */
function keptPast(all: readonly Change[], now: number): PublicPast[] {
  const past: PublicPast[] = []
  for (const change of all) {
    const at = change.taken === null ? toldSince(change) : null
    const of = TOLD_KINDS.find((kind) => kind === change.kind)
    if (at === null || of === undefined || at < now - SHOWN) continue
    const said = (value: number) => ({ about: 'kept', of, value }) as const
    past.push({ at, changes: [{ group: null, before: said(change.before), after: said(change.days) }] })
  }
  return past.toSorted((a, b) => b.at - a.at)
}

/** The day counts too: what is older than a year goes. */
const dayOf = (now: number): number => Math.floor(now / 86_400_000)

function pagesOf(db: Context['db'], of: string): Map<string, string> {
  const known = pages.get(db)
  if (known?.of === of) return known.byTag
  const byTag = new Map<string, string>()
  pages.set(db, { of, byTag })
  return byTag
}

function madeOf(
  parts: Parts,
  settings: PublicPageSettings,
  policy: PolicyDocument,
  now: number,
): Promise<Kept> {
  const of = JSON.stringify([policy.version, settings.groups, dayOf(now)])
  const known = kept.get(parts.db)
  if (known?.of === of) return known.made
  const made = make(parts, settings, policy, now)
  const entry = { of, made }
  kept.set(parts.db, entry)
  // What failed is tried again by the next who asks; whoever waits for this one is told.
  made.catch(() => kept.get(parts.db) === entry && kept.delete(parts.db))
  return made
}

async function make(
  parts: Parts,
  settings: PublicPageSettings,
  policy: PolicyDocument,
  now: number,
): Promise<Kept> {
  const { past, first } = await pastOf(parts, settings.groups, now)
  return { facts: factsOf(policy, settings.groups), past, since: past[0]?.at ?? first ?? policy.issuedAt }
}

/** What each publication changed of what the page says. Opening many takes long: others have their turn between. */
async function pastOf(
  { db, vault }: Parts,
  named: PublicPageSettings['groups'],
  now: number,
): Promise<{ readonly past: PublicPast[]; readonly first: number | undefined }> {
  const rows = await db
    .selectFrom('documents')
    .select(['epoch', 'number', 'published'])
    .where('kind', '=', 'policy')
    .where('published', '>=', now - SHOWN)
    .orderBy('epoch', 'desc')
    .orderBy('number', 'desc')
    .limit(MOST)
    .execute()
  const past: PublicPast[] = []
  let later: { at: number; facts: Fact[] } | null = null
  for (const { epoch, number, published } of rows) {
    const policy = await listedDocument({ db, vault }, 'policy', { epoch, number })
    const facts = factsOf(policy, named)
    if (later !== null) {
      const changes = publicChanges(facts, later.facts)
      if (changes.length > 0) past.push({ at: later.at, changes })
    }
    later = { at: published, facts }
    await setImmediate()
  }
  return { past, first: later?.at }
}
