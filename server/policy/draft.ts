/**
 * The draft of the policy: edits, each on its own, put into the policy that is in force. So a version that somebody
 * publishes meanwhile needs no merging, and what two people do in different places never meets.
 */
import { contentHash } from '../../lib/policy/hash.ts'
import type { PolicyDocument, Version } from '../../lib/policy/document.ts'
import { applyEdit, type Edit, editSchema, replay } from '../../lib/policy/edits.ts'
import { STARTER } from '../../lib/policy/starter.ts'
import { readShape } from '../../lib/policy/validate.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { currentDocument } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'

export type Parts = Pick<Context, 'db' | 'vault'>

export interface KeptEdit {
  readonly id: number
  readonly at: number
  readonly person: number | null
  readonly edit: Edit
}

export interface Draft {
  /** In force; null while nothing is published. */
  readonly version: Version | null
  /** The policy in force, or what an editor begins with. */
  readonly base: PolicyDocument
  readonly document: PolicyDocument
  readonly edits: readonly KeptEdit[]
  /** Edits that fit no more, by id, with what stands there instead. */
  readonly stuck: ReadonlyMap<number, unknown>
  /** Another whenever any of this is. */
  readonly mark: string
}

export async function readDraft(parts: Parts): Promise<Draft> {
  const published = await currentDocument(parts.db, parts.vault, 'policy')
  return draftOf(published, await keptEdits(parts))
}

/** The edits put into a policy; those whose place is gone, or that would spoil its shape there, are stuck. */
export function draftOf(published: PolicyDocument | undefined, edits: readonly KeptEdit[]): Draft {
  const base = published ?? STARTER
  const version = published?.version ?? null
  const mark = contentHash([version, edits.map(({ id, at }) => [id, at])])
  const whole = replay(
    base,
    edits.map(({ edit }) => edit),
  )
  const { document } = readShape(whole.document)
  const stuck = new Map([...whole.stuck].map(([place, now]) => [edits[place]?.id ?? 0, now]))
  if (document) return { version, base, document, edits, stuck, mark }
  return { version, base, edits, mark, ...oneByOne(base, edits) }
}

/** For a base that has changed under its edits so far that they no longer make a policy together. */
function oneByOne(base: PolicyDocument, edits: readonly KeptEdit[]): Pick<Draft, 'document' | 'stuck'> {
  const stuck = new Map<number, unknown>()
  let document = base
  for (const { id, edit } of edits) {
    const done = applyEdit(document, edit)
    const read = done.ok ? readShape(done.document).document : undefined
    if (read) document = read
    else stuck.set(id, done.ok ? undefined : done.now)
  }
  return { document, stuck }
}

export async function keptEdits({ db, vault }: Parts): Promise<KeptEdit[]> {
  const rows = await db.selectFrom('policy_edits').selectAll().orderBy('id').execute()
  return rows.map(({ id, at, person, content }) => ({
    id,
    at,
    person,
    edit: editSchema.parse(JSON.parse(vault.open(content, PLACE_OF.policyEdit(at)))),
  }))
}

/** Refuses (409) where the draft is another than the one that was looked at. */
export function needMark(draft: Draft, mark: string): void {
  if (draft.mark !== mark)
    throw new Refusal(
      409,
      'changed',
      'Somebody has changed the draft or the policy meanwhile: look at it again.',
    )
}

export const removeEdits = async (db: Database, ids: readonly number[]): Promise<void> => {
  if (ids.length > 0) await db.deleteFrom('policy_edits').where('id', 'in', ids).execute()
}
