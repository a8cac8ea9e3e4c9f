/** From the draft to a version: for all, or for one group before the others; and back to an earlier version. */
import { comparePolicies } from '../../lib/policy/compare.ts'
import type { PolicyDocument, Version } from '../../lib/policy/document.ts'
import { within } from '../db/within.ts'
import { checkPolicy } from '../documents/check.ts'
import { currentDocument, publish, type Published } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import type { By } from '../staff/guard.ts'
import { draftOf, type KeptEdit, needMark, type Parts, readDraft, removeEdits } from './draft.ts'
import { broughtBack, needPolicy } from './versions.ts'

export interface Wanted {
  readonly reason: string
  /** Of the draft that was looked at. */
  readonly mark: string
  /** This group's part alone. */
  readonly group?: string | undefined
}

/**
 * Publishes the draft. For one group: its own rules, with the clauses they name, become a version in which all else is
 * as it was; the rest waits in the draft. Every device holds the same version then, and there is no second policy in force.
 */
export const publishDraft = (parts: Parts, wanted: Wanted, by: By): Promise<Published> =>
  within(parts.db, async (trx) => {
    const own = { ...parts, db: trx }
    const draft = await readDraft(own)
    needMark(draft, wanted.mark)
    if (draft.stuck.size > 0)
      throw new Refusal(
        409,
        'stuck',
        'Some changes no longer fit what is published: decide about them first.',
      )
    const chosen = draft.edits.filter(
      ({ edit }) => wanted.group === undefined || isOf(wanted.group, edit.path),
    )
    const next = wanted.group === undefined ? draft.document : partOf(draft.base, draft.version, chosen)
    if (draft.version !== null && comparePolicies(draft.base, next).length === 0)
      throw new Refusal(409, 'nothing', 'Nothing would change: there is nothing to publish.')
    needOrder(next)
    const note = wanted.group === undefined ? wanted.reason : `${wanted.group} first: ${wanted.reason}`
    const published = await publish(trx, parts.vault, 'policy', next, {
      actor: by.actor,
      note: note.slice(0, 500),
    })
    await removeEdits(
      trx,
      chosen.map(({ id }) => id),
    )
    return published
  })

/** A clause is words alone until a rule names it. */
const isOf = (group: string, [first, second]: readonly string[]): boolean =>
  (first === 'groups' && second === group) || first === 'clauses'

function partOf(base: PolicyDocument, version: Version | null, chosen: readonly KeptEdit[]): PolicyDocument {
  if (version === null)
    throw new Refusal(
      409,
      'first',
      'The first policy is published for everybody: there is none for the others yet.',
    )
  const { document, stuck } = draftOf(base, chosen)
  if (stuck.size > 0)
    throw new Refusal(409, 'together', 'These changes need others of the draft: publish it for everybody.')
  return document
}

function needOrder(document: PolicyDocument): void {
  const checked = checkPolicy(document)
  if (!checked.ok)
    throw new Refusal(422, 'invalid', checked.problems.slice(0, 20).join('\n'), { field: 'document' })
}

/** Publishes an earlier version's content anew. `inForce`: what was in force when that was asked for. */
export const rollBack = (
  parts: Parts,
  {
    version,
    inForce,
    reason,
  }: { readonly version: Version; readonly inForce: Version; readonly reason: string },
  by: By,
): Promise<Published> =>
  within(parts.db, async (trx) => {
    const own = { ...parts, db: trx }
    const now = await currentDocument(trx, parts.vault, 'policy')
    const isSame = now?.version.epoch === inForce.epoch && now.version.number === inForce.number
    if (!now || !isSame)
      throw new Refusal(409, 'changed', 'Another version has come into force meanwhile: look at it again.')
    const next = broughtBack(await needPolicy(own, version), now)
    if (comparePolicies(now, next).length === 0)
      throw new Refusal(409, 'nothing', 'That version says the same as the one in force.')
    needOrder(next)
    const note = `Back to ${version.epoch}.${version.number}: ${reason}`
    return publish(trx, parts.vault, 'policy', next, { actor: by.actor, note })
  })
