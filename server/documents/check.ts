/** Whether a document may be published. Used by the command and by the console's routes alike. */
import { checkListsDocument } from '../../lib/lists/check-document.ts'
import { checkUpdate } from '../../lib/lists/canaries.ts'
import { smallerThan } from '../../lib/lists/smaller.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import { comparePolicies, type PolicyChange } from '../../lib/policy/compare.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { checkPolicyDocument, describeDocumentProblem } from '../../lib/policy/validate.ts'
import type { ListsDocument } from '../../lib/protocol/lists-document.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { epochOf } from '../keys/epoch.ts'
import { withMade } from '../lists/publish.ts'
import type { Vault } from '../keys/vault.ts'
import { currentDocument, type DocumentKind, publish, type Published } from './documents.ts'

export type Checked<T> =
  | { readonly ok: true; readonly document: T; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] }

/** A file need not carry a version or a time: publishing gives it both. */
function withVersion(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw
  return { version: { epoch: 0, number: 0 }, issuedAt: 0, ...raw }
}

/** A policy as somebody wrote it. */
export function checkPolicy(raw: unknown): Checked<PolicyDocument> {
  const lists = shippedLists()
  const { document, problems } = checkPolicyDocument(withVersion(raw), (host) => lists.categoriesOf(host))
  return document
    ? { ok: true, document, remarks: [] }
    : { ok: false, problems: problems.map(describeDocumentProblem) }
}

/** Lists as somebody wrote them, against those in force: an update that shrinks too far or fails a canary is refused. */
export async function checkLists(db: Database, vault: Vault, raw: unknown): Promise<Checked<ListsDocument>> {
  const checked = checkListsDocument(withVersion(raw), shippedLists())
  if (!checked.ok) return checked
  const before = (await currentDocument(db, vault, 'lists')) ?? null
  const written = { ...checked.document, version: { epoch: await epochOf(db), number: 0 } }
  const next = withMade(written, before)
  const update = checkUpdate(before, next)
  if (!update.ok) return { ok: false, problems: update.problems }
  const remarks = checked.dropped.map((d) => `${d.segment}: ${d.host} was left out (${d.reason})`)
  return { ok: true, document: { ...next, ...smallerThan(before, next, written.version.epoch) }, remarks }
}

/** Checks and publishes in one go. */
export async function checkAndPublish(
  db: Database,
  vault: Vault,
  kind: DocumentKind,
  raw: unknown,
  by: { readonly actor: string; readonly note: string },
): Promise<
  { ok: true; published: Published; remarks: readonly string[] } | { ok: false; problems: readonly string[] }
> {
  if (kind === 'policy') {
    const checked = checkPolicy(raw)
    if (!checked.ok) return checked
    return {
      ok: true,
      published: await publish(db, vault, 'policy', checked.document, by),
      remarks: checked.remarks,
    }
  }
  // What is made of sources meanwhile must not be overwritten.
  return within(db, async (trx) => {
    const checked = await checkLists(trx, vault, raw)
    if (!checked.ok) return checked
    const published = await publish(trx, vault, 'lists', checked.document, by)
    return { ok: true, published, remarks: checked.remarks }
  })
}

/** What publishing a policy would change, against the one in force. */
export async function policyChanges(
  db: Database,
  vault: Vault,
  next: PolicyDocument,
): Promise<readonly PolicyChange[] | 'first'> {
  const before = await currentDocument(db, vault, 'policy')
  return before ? comparePolicies(before, next) : 'first'
}
