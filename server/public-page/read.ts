/** The page for parents as it is now: made from the policy in force and those before it, and kept until one of them changes. */
import { setImmediate } from 'node:timers/promises'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import type { PublicPageSettings } from '../../lib/protocol/public-page.ts'
import type { Context } from '../context.ts'
import { currentVersion, policyInForce } from '../documents/documents.ts'
import { CONCERN_KEPT, LONGEST } from '../jobs/limits.ts'
import { PLACE_OF } from '../keys/vault.ts'
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
  readonly of: string
  readonly facts: readonly Fact[]
  readonly past: readonly PublicPast[]
  /** When what the page says last changed. A publication that changes nothing of it is none of its business. */
  readonly since: number
}
const kept = new WeakMap<Context['db'], Kept>()

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
  const { facts, past, since } = await madeOf(parts, settings, policy, now)
  const words = wordsFor(wanted)
  const named = new Set(settings.groups.map(({ group }) => group))
  const page = publicPage({
    school: policy.school.name,
    timeZone: policy.timeZone,
    settings,
    hasOthers: Object.keys(policy.groups).some((group) => !named.has(group)),
    facts,
    since,
    past,
    hasIllegalList: (await lockedVersion(parts.db)) !== undefined,
    concernYears: Math.round(CONCERN_KEPT / LONGEST),
    words,
    languages: WORDS,
  })
  return { page, tag: words.tag }
}

async function madeOf(
  parts: Parts,
  settings: PublicPageSettings,
  policy: PolicyDocument,
  now: number,
): Promise<Kept> {
  const version = await currentVersion(parts.db, 'policy')
  // The day counts too: what is older than a year goes.
  const of = JSON.stringify([version, settings.groups, Math.floor(now / 86_400_000)])
  const known = kept.get(parts.db)
  if (known?.of === of) return known
  const { past, first } = await pastOf(parts, settings.groups, now)
  const since = past[0]?.at ?? first ?? policy.issuedAt
  const made = { of, facts: factsOf(policy, settings.groups), past, since }
  kept.set(parts.db, made)
  return made
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
    const row = await db
      .selectFrom('documents')
      .select('payload')
      .where('kind', '=', 'policy')
      .where('epoch', '=', epoch)
      .where('number', '=', number)
      .executeTakeFirst()
    if (row === undefined) continue
    const text = vault.open(row.payload, PLACE_OF.document('policy', epoch, number))
    const facts = factsOf(JSON.parse(text) as PolicyDocument, named)
    if (later !== null) {
      const changes = publicChanges(facts, later.facts)
      if (changes.length > 0) past.push({ at: later.at, changes })
    }
    later = { at: published, facts }
    await setImmediate()
  }
  return { past, first: later?.at }
}
