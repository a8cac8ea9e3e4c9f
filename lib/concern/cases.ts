/**
 * Concerns joined into a case. The record lies at each of them, sealed to those who may read all of them, so that no
 * title tells a reader of one what is in another. Of several the one with the highest number counts: whoever was
 * interrupted between two concerns has still said all.
 */
import { utf8 } from '../protocol/bytes.ts'
import type { CaseRecord } from '../protocol/concern-cases.ts'
import type { NoteRequest } from '../protocol/concern-notes.ts'
import { momentSchema } from '../protocol/moment.ts'
import type { MemberKey } from '../protocol/safeguarding-keys.ts'
import { concernIdSchema } from '../protocol/sealed.ts'
import { base64urlSchema } from '../protocol/wire.ts'
import { z } from '../zod.ts'
import { readSealed } from './content.ts'
import { followUpProof, isFollowUpProof } from './follow-up-proof.ts'
import type { OwnKey } from './member-key.ts'
import { audienceOf, type Readable } from './notes.ts'
import { newConcernId } from './receipt.ts'
import { openSealed, sealTo } from './seal.ts'
import { signedSchema, signerOf, signSaid, wasInForce } from './signed.ts'
import type { TeamLedger } from './team-ledger.ts'

/**
 * Numbers go no further; of records at the end the one that came last counts. Without an end of its own whoever wrote the
 * largest number there is would have the last word for ever.
 */
const LAST_NUMBER = 1_000_000
export const MAX_CASE_TITLE = 120
export const MOST_IN_CASE = 40

const saidSchema = z.object({
  case: concernIdSchema,
  title: z.string().check(z.minLength(1), z.maxLength(MAX_CASE_TITLE)),
  /** From 1: each change of the case has the next, to LAST_NUMBER. */
  number: z.number().check(z.int(), z.minimum(1)),
  concerns: z
    .array(
      z.object({
        id: concernIdSchema,
        /** Shows that whoever put it here had opened it. */
        proof: base64urlSchema.check(z.maxLength(43)),
      }),
    )
    .check(z.maxLength(MOST_IN_CASE)),
  at: momentSchema,
})
type CaseSaid = z.infer<typeof saidSchema>

export interface Case extends Omit<CaseSaid, 'case'> {
  readonly id: string
  /** Who changed it last. */
  readonly by: string
  /** All of its concerns are closed. */
  readonly isClosed: boolean
}

/** The cases that open for this member, of each as it was said last. */
export async function openCases(
  me: OwnKey,
  records: readonly CaseRecord[],
  ledger: TeamLedger,
): Promise<Case[]> {
  const all = await Promise.all(records.map((record) => openRecord(me, record, ledger)))
  const newest = new Map<string, Opened>()
  for (const one of all) {
    const other = one && newest.get(one.case)
    if (one && !(other && isBefore(one, other))) newest.set(one.case, one)
  }
  const closed = new Set(records.filter(({ state }) => state === 'closed').map(({ concern }) => concern))
  return [...newest.values()]
    .filter(({ concerns }) => concerns.length > 0)
    .map(({ case: id, title, number, concerns, at, by }) => ({
      id,
      title,
      number,
      concerns,
      at,
      by,
      isClosed: concerns.every((one) => closed.has(one.id)),
    }))
    .toSorted((a, b) => Number(a.isClosed) - Number(b.isClosed) || b.at - a.at)
}

interface Opened extends CaseSaid {
  readonly by: string
  /** When the server had it. */
  readonly kept: number
}

/** By the server's time where numbers are at their end: what a record says of its own time is its writer's word. */
const isBefore = (one: Opened, other: Opened): boolean =>
  one.number === other.number ? one.kept <= other.kept : one.number < other.number

async function openRecord(
  me: OwnKey,
  { concern, record }: CaseRecord,
  ledger: TeamLedger,
): Promise<Opened | null> {
  const plain = await openSealed(me, record.content, `case ${concern} ${record.id}`)
  const signed = readSealed(signedSchema, plain)
  const signer = signed && (await signerOf(signed, ['case', concern, record.id], ledger))
  const said = signed && readSealed(saidSchema, utf8(signed.said))
  if (!signed || !signer || !said || !wasInForce(signed, said.at, ledger)) return null
  return { ...said, number: Math.min(said.number, LAST_NUMBER), by: signer.name, kept: record.at }
}

/** Whether whoever put this concern into the case had opened it. */
export const belongs = async (of: Case, { waiting, content }: Readable): Promise<boolean> =>
  isFollowUpProof(of.concerns.find(({ id }) => id === waiting.id)?.proof, {
    reply: content.reply,
    concern: waiting.id,
    message: `case ${of.id}`,
  })

export interface CaseChange {
  readonly id: string
  readonly title: string
  /** Of the case as it was; 0 for a new one. */
  readonly number: number
  readonly at: number
  /** All that are in it from here on, opened. */
  readonly concerns: readonly Readable[]
  /** One that is taken out. */
  readonly without?: Readable | undefined
}

/** The records to be kept, each at its concern. */
export async function sealCase(
  me: OwnKey,
  keys: readonly MemberKey[],
  { id, title, number, at, concerns, without }: CaseChange,
): Promise<{ readonly concern: string; readonly record: NoteRequest }[]> {
  const proofs = concerns.map(async ({ waiting, content }) => ({
    id: waiting.id,
    proof: await followUpProof(content.reply, waiting.id, `case ${id}`),
  }))
  const said: CaseSaid = {
    case: id,
    title,
    number: Math.min(number + 1, LAST_NUMBER),
    concerns: await Promise.all(proofs),
    at,
  }
  const all = without ? [without, ...concerns] : concerns
  const readers = all.reduce((left, one) => audienceOf(one, left), [...keys])
  return Promise.all(
    all.map(async ({ waiting: { id: concern } }) => {
      const record = newConcernId()
      const signed = await signSaid(me, ['case', concern, record], JSON.stringify(said))
      return {
        concern,
        record: { id: record, content: await sealTo(readers, signed, `case ${concern} ${record}`) },
      }
    }),
  )
}
