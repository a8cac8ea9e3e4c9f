/** Texts of the agreement: published, replaced, withdrawn, brought back. At most one is in force for an audience. */
import type { AgreementState, Audience } from '../../lib/policy/agreement.ts'
import {
  agreementNameOf,
  type AgreementText,
  agreementTextSchema,
  pdfOf,
} from '../../lib/protocol/agreement.ts'
import type { Publication } from '../../lib/protocol/agreement-staff.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import type { By } from '../staff/guard.ts'
import { nameOf } from '../staff/members.ts'
import { checkPdf } from './pdf.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** What devices are told of the texts in force. */
export async function textsInForce({ db, vault }: Parts): Promise<AgreementState['texts']> {
  const rows = await db
    .selectFrom('agreement_publications')
    .innerJoin('agreement_texts', 'agreement_texts.name', 'agreement_publications.text')
    .select(['agreement_texts.name', 'agreement_publications.audience', 'title'])
    .where('ended', 'is', null)
    .orderBy('agreement_publications.audience', 'desc')
    .execute()
  return rows.map(({ name, audience, title }) => ({
    audience,
    name,
    title: vault.open(title, PLACE_OF.agreementTitle(name)),
  }))
}

/** A text as JSON, the very characters that were kept, or null when there never was one of this name. */
export async function textJson({ db, vault }: Parts, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('agreement_texts')
    .select('content')
    .where('name', '=', name)
    .executeTakeFirst()
  return row ? vault.open(row.content, PLACE_OF.agreementText(name)) : null
}

/** A text, for staff. Throws a Refusal (404). */
export async function textOf(parts: Parts, name: string): Promise<AgreementText> {
  const json = await textJson(parts, name)
  if (json === null) throw new Refusal(404, 'not-found', 'There is no such text.')
  return agreementTextSchema.parse(JSON.parse(json))
}

/** Puts a text in force in place of the one that is. Throws a Refusal (422) for a PDF that is none. */
export async function publishText(
  { db, vault, live }: Pick<Context, 'db' | 'vault' | 'live'>,
  text: AgreementText,
  by: By,
  now: number,
): Promise<string> {
  const pdf = pdfOf(text)
  if (text.pdf !== undefined) checkPdf(pdf)
  const name = await agreementNameOf(text)
  const kept = {
    name,
    audience: text.audience,
    questions: text.questions.length,
    pdf: pdf?.length ?? 0,
    title: vault.seal(text.title, PLACE_OF.agreementTitle(name)),
    content: vault.seal(JSON.stringify(text), PLACE_OF.agreementText(name)),
  }
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('agreement_texts')
      .values(kept)
      .onConflict((c) => c.doNothing())
      .execute()
    await putInForce(trx, { name, audience: text.audience }, by, now)
  })
  live.hub.newsToAll()
  return name
}

/** Brings back a text that was published before. Throws a Refusal (404). */
export async function publishAgain(
  { db, live }: Pick<Context, 'db' | 'live'>,
  name: string,
  by: By,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('agreement_texts')
      .select(['name', 'audience'])
      .where('name', '=', name)
      .executeTakeFirst()
    if (!found) throw new Refusal(404, 'not-found', 'There is no such text.')
    await putInForce(trx, found, by, now)
  })
  live.hub.newsToAll()
}

/** In force already, it stays as it is: whoever has agreed to it since is not asked again. */
async function putInForce(
  trx: Database,
  { name, audience }: { readonly name: string; readonly audience: Audience },
  by: By,
  now: number,
): Promise<void> {
  const current = await trx
    .selectFrom('agreement_publications')
    .select(['id', 'text'])
    .where('audience', '=', audience)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (current?.text === name) return
  if (current) await end(trx, current.id, by, now, 0)
  const values = { text: name, audience, at: now, published_by: by.person, ended: null, ended_by: null }
  await trx.insertInto('agreement_publications').values(values).execute()
  await note(trx, by.actor, 'agreement-publish', `${audience} ${name}`)
}

/** Takes a text out of force: nobody is asked for that audience until another is published. Throws a Refusal (404). */
export async function withdrawText(
  { db, live }: Pick<Context, 'db' | 'live'>,
  name: string,
  by: By,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const current = await trx
      .selectFrom('agreement_publications')
      .select(['id', 'audience'])
      .where('text', '=', name)
      .where('ended', 'is', null)
      .executeTakeFirst()
    if (!current) throw new Refusal(404, 'not-found', 'This text is not in force: somebody was faster.')
    await end(trx, current.id, by, now, 1)
    await note(trx, by.actor, 'agreement-withdraw', `${current.audience} ${name}`)
  })
  live.hub.newsToAll()
}

async function end(trx: Database, id: number, by: By, now: number, withdrawn: 0 | 1): Promise<void> {
  await trx
    .updateTable('agreement_publications')
    .set({ ended: now, ended_by: by.person, withdrawn })
    .where('id', '=', id)
    .execute()
}

/** More than any school publishes. */
const MOST_SHOWN = 100

/** What was published, newest first. */
export async function publications(
  context: Pick<Context, 'db' | 'vault' | 'people'>,
): Promise<Publication[]> {
  const { db, vault } = context
  const rows = await db
    .selectFrom('agreement_publications')
    .innerJoin('agreement_texts', 'agreement_texts.name', 'agreement_publications.text')
    .selectAll('agreement_publications')
    .select(['title', 'questions', 'pdf'])
    .orderBy('agreement_publications.id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  const staff = new Map<number, string>()
  for (const { published_by: person } of rows)
    if (person !== null && !staff.has(person)) staff.set(person, (await nameOf(context, person)) ?? '')
  return rows.map((row) => ({
    id: row.id,
    audience: row.audience,
    name: row.text,
    title: vault.open(row.title, PLACE_OF.agreementTitle(row.text)),
    questions: row.questions,
    pdf: row.pdf,
    at: row.at,
    by: row.published_by === null ? '' : (staff.get(row.published_by) ?? ''),
    ended: row.ended,
    withdrawn: row.withdrawn === 1,
  }))
}
