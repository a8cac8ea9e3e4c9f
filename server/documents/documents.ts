/** Published documents: the policy and the lists, every version kept, (epoch, number) always rising. */
import type { ListsDocument } from '../../lib/protocol/lists-document.ts'
import type { PolicyDocument, Version } from '../../lib/policy/document.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { epochOf } from '../keys/epoch.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

export type DocumentKind = 'policy' | 'lists'
export type Content<K extends DocumentKind> = K extends 'policy' ? PolicyDocument : ListsDocument

export interface Published {
  readonly version: Version
  readonly published: number
}

/** The version in force, or undefined when nothing is published yet. */
export const currentVersion = (db: Database, kind: DocumentKind): Promise<Version | undefined> =>
  db
    .selectFrom('documents')
    .select(['epoch', 'number'])
    .where('kind', '=', kind)
    .orderBy('epoch', 'desc')
    .orderBy('number', 'desc')
    .executeTakeFirst()

/** The document in force. */
export async function currentDocument<K extends DocumentKind>(
  db: Database,
  vault: Vault,
  kind: K,
): Promise<Content<K> | undefined> {
  const row = await db
    .selectFrom('documents')
    .select(['epoch', 'number', 'payload'])
    .where('kind', '=', kind)
    .orderBy('epoch', 'desc')
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return (
    row && (JSON.parse(vault.open(row.payload, PLACE_OF.document(kind, row.epoch, row.number))) as Content<K>)
  )
}

/** The document of one version, or undefined where there is none. */
export async function documentOf<K extends DocumentKind>(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  kind: K,
  { epoch, number }: Version,
): Promise<Content<K> | undefined> {
  const row = await db
    .selectFrom('documents')
    .select('payload')
    .where('kind', '=', kind)
    .where('epoch', '=', epoch)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && (JSON.parse(vault.open(row.payload, PLACE_OF.document(kind, epoch, number))) as Content<K>)
}

/**
 * The document of a version that a list of them names. Throws where it is gone all the same: what it changed would be put
 * down to the next one.
 */
export async function listedDocument<K extends DocumentKind>(
  parts: Pick<Context, 'db' | 'vault'>,
  kind: K,
  version: Version,
): Promise<Content<K>> {
  const document = await documentOf(parts, kind, version)
  if (document === undefined) throw new Error(`The ${kind} ${version.epoch}.${version.number} is gone.`)
  return document
}

const known = new WeakMap<
  Database,
  { readonly version: string; readonly policy: PolicyDocument | undefined }
>()

/** The policy in force, opened once for each version: opening it at each device's request is slow. Not to be changed. */
export async function policyInForce({
  db,
  vault,
}: Pick<Context, 'db' | 'vault'>): Promise<PolicyDocument | undefined> {
  const version = JSON.stringify((await currentVersion(db, 'policy')) ?? null)
  const kept = known.get(db)
  if (kept?.version === version) return kept.policy
  const policy = await currentDocument(db, vault, 'policy')
  known.set(db, { version, policy })
  return policy
}

/** Where the school is; before a policy says so, where most are. */
export const zoneOf = (policy: Pick<PolicyDocument, 'timeZone'> | undefined): string =>
  policy?.timeZone ?? 'Europe/London'

/**
 * Publishes a validated document: gives it the next version of the epoch in force and its time. The version that it
 * came with does not matter: whoever writes a file does not know what was published meanwhile.
 */
export async function publish<K extends DocumentKind>(
  db: Database,
  vault: Vault,
  kind: K,
  document: Content<K>,
  by: { readonly actor: string; readonly note: string },
): Promise<Published> {
  return within(db, async (trx) => {
    const epoch = await epochOf(trx)
    const last = await currentVersion(trx, kind)
    const version = { epoch, number: last?.epoch === epoch ? last.number + 1 : 1 }
    const published = Date.now()
    const text = JSON.stringify({ ...document, version, issuedAt: published })
    await trx
      .insertInto('documents')
      .values({
        kind,
        ...version,
        published,
        published_by: by.actor,
        note: by.note ? vault.seal(by.note, PLACE_OF.note(kind, version.epoch, version.number)) : null,
        payload: vault.seal(text, PLACE_OF.document(kind, version.epoch, version.number)),
      })
      .execute()
    const subject = `${version.epoch}.${version.number}`
    await trx
      .insertInto('audit')
      .values({ at: published, actor: by.actor, action: `publish-${kind}`, subject })
      .execute()
    return { version, published }
  })
}

/** What was published, newest first, without contents. */
export async function history(db: Database, vault: Vault, kind: DocumentKind, most: number) {
  const rows = await db
    .selectFrom('documents')
    .select(['epoch', 'number', 'published', 'published_by', 'note'])
    .where('kind', '=', kind)
    .orderBy('epoch', 'desc')
    .orderBy('number', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ note, ...row }) => ({
    ...row,
    note: note === null ? '' : vault.open(note, PLACE_OF.note(kind, row.epoch, row.number)),
  }))
}
