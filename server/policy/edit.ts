/** Edits put into the draft, taken back, or kept over what was published meanwhile; each is on the audit. */
import { applyEdit, continued, type Edit, folded } from '../../lib/policy/edits.ts'
import { describeDocumentProblem, readShape } from '../../lib/policy/validate.ts'
import { note } from '../db/audit.ts'
import { within } from '../db/within.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import type { By } from '../staff/guard.ts'
import { type Draft, type KeptEdit, keptEdits, needMark, type Parts, readDraft } from './draft.ts'

/** More than a person does in a day; each is put in anew whenever the draft is read. */
const MOST_EDITS = 2000

/** Where an edit that was sent does not fit: what stands there, and whose edit that is, if it is one. */
export interface Conflict {
  readonly edit: number
  readonly now: unknown
  readonly owner: KeptEdit | undefined
}

/** Takes all of the edits, or none. Refuses (422) what no policy could hold. */
export const addEdits = (
  parts: Parts,
  edits: readonly Edit[],
  by: By,
  now: number,
): Promise<readonly Conflict[]> =>
  within(parts.db, async (trx) => {
    const own = { ...parts, db: trx }
    const draft = await readDraft(own)
    const conflicts: Conflict[] = []
    const changing: Edit[] = []
    let document: unknown = draft.document
    for (const [i, edit] of edits.entries()) {
      const done = applyEdit(document, edit)
      if (!done.ok) conflicts.push({ edit: i, now: done.now, owner: ownerOf(draft, edit) })
      else if (done.document !== document) {
        changing.push(edit)
        document = done.document
      }
    }
    if (conflicts.length > 0) return conflicts
    needShape(document)
    if (draft.edits.length + edits.length > MOST_EDITS)
      throw new Refusal(409, 'many', `A draft holds ${MOST_EDITS} changes: publish it, or put it away.`)
    let kept: readonly KeptEdit[] = draft.edits.filter(({ id }) => !draft.stuck.has(id))
    for (const edit of changing) kept = await keep(own, kept, edit, { by, now })
    await note(
      trx,
      by.actor,
      'policy-edit',
      edits
        .map(({ path }) => publicPath(path))
        .join(' ')
        .slice(0, 500),
    )
    return []
  })

/** The audit names nobody. */
const publicPath = (path: readonly string[]): string =>
  (path[0] === 'people' ? path.slice(0, 1) : path).join('.')

const ownerOf = ({ edits, stuck }: Draft, { path }: Edit): KeptEdit | undefined =>
  edits.findLast(
    ({ id, edit }) => !stuck.has(id) && edit.path.every((key, i) => path[i] === undefined || path[i] === key),
  )

function needShape(document: unknown): void {
  const { problems } = readShape(document)
  const [first] = problems
  if (first)
    throw new Refusal(422, 'invalid', describeDocumentProblem(first), { field: first.field.slice(0, 200) })
}

interface Made {
  readonly by: By
  readonly now: number
}

/** Puts an edit into the database, with an earlier one that it continues. @returns the edits as they are then */
async function keep(
  parts: Parts,
  kept: readonly KeptEdit[],
  edit: Edit,
  made: Made,
): Promise<readonly KeptEdit[]> {
  const place = continued(
    kept.map((one) => one.edit),
    edit,
  )
  const earlier = kept[place]
  if (!earlier) return [...kept, await insert(parts, edit, made)]
  const both = folded(earlier.edit, edit)
  if (both === null) {
    await parts.db.deleteFrom('policy_edits').where('id', '=', earlier.id).execute()
    return kept.toSpliced(place, 1)
  }
  const row = rowOf(parts, both, made)
  await parts.db.updateTable('policy_edits').set(row).where('id', '=', earlier.id).execute()
  return kept.with(place, { id: earlier.id, at: row.at, person: row.person, edit: both })
}

const rowOf = ({ vault }: Parts, edit: Edit, { by, now: at }: Made) => ({
  at,
  person: by.person,
  content: new Uint8Array(vault.seal(JSON.stringify(edit), PLACE_OF.policyEdit(at))),
})

async function insert(parts: Parts, edit: Edit, made: Made): Promise<KeptEdit> {
  const row = rowOf(parts, edit, made)
  const { id } = await parts.db
    .insertInto('policy_edits')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, at: row.at, person: row.person, edit }
}

/** Takes one edit back; what was built upon it is stuck then, and says so. */
export const dropEdit = (parts: Parts, id: number, by: By): Promise<void> =>
  within(parts.db, async (trx) => {
    await needEdit({ ...parts, db: trx }, id)
    await trx.deleteFrom('policy_edits').where('id', '=', id).execute()
    await note(trx, by.actor, 'policy-edit-drop', String(id))
  })

/** An edit that is stuck is wanted all the same: it now says that what stands there goes. */
export const insistOn = (parts: Parts, id: number, by: By, now: number): Promise<void> =>
  within(parts.db, async (trx) => {
    const own = { ...parts, db: trx }
    const draft = await readDraft(own)
    const one = await needEdit(own, id)
    if (!draft.stuck.has(id)) return
    const there = draft.stuck.get(id)
    const { from: _from, ...rest } = one.edit
    const edit: Edit = { ...rest, ...(there !== undefined && { from: there }) }
    const done = applyEdit(draft.document, edit)
    if (!done.ok) throw new Refusal(409, 'gone', 'What this was a part of is gone: take the change back.')
    needShape(done.document)
    // Last of all: it stands on what was done meanwhile.
    await trx.deleteFrom('policy_edits').where('id', '=', id).execute()
    await insert(own, edit, { by, now })
    await note(trx, by.actor, 'policy-edit-keep', String(id))
  })

async function needEdit(parts: Parts, id: number): Promise<KeptEdit> {
  const one = (await keptEdits(parts)).find((edit) => edit.id === id)
  if (!one) throw new Refusal(404, 'not-found', 'There is no such change in the draft: look at it again.')
  return one
}

/** Takes back everything. `mark`: of the draft that was looked at, so that nobody's later work goes with it. */
export const dropDraft = (parts: Parts, mark: string, by: By): Promise<void> =>
  within(parts.db, async (trx) => {
    needMark(await readDraft({ ...parts, db: trx }), mark)
    await trx.deleteFrom('policy_edits').execute()
    await note(trx, by.actor, 'policy-draft-drop', '')
  })
