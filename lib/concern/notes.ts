/**
 * Notes of the team at a concern: sealed to whoever may read it, and signed by whoever writes. The signature covers the
 * concern, the note's own id and the point that replies are sealed to, which only those who opened the concern know: so
 * no server makes one up, none is moved to another concern, and nobody outside the readers writes one.
 */
import { type Bytes, fromBase64url, toBase64url, utf8 } from '../protocol/bytes.ts'
import type { NoteRequest, ConcernNote } from '../protocol/concern-notes.ts'
import type { WaitingConcern } from '../protocol/concerns.ts'
import { importSigningPoint, keyNameSchema, type MemberKey } from '../protocol/safeguarding-keys.ts'
import { concernIdSchema, MAX_SEALED_MESSAGE } from '../protocol/sealed.ts'
import { base64urlSchema } from '../protocol/wire.ts'
import { z } from '../zod.ts'
import { type ConcernContent, MAX_WORDS, readSealed } from './content.ts'
import type { OwnKey } from './member-key.ts'
import { OUTCOMES } from './outcomes.ts'
import { newConcernId } from './receipt.ts'
import { openSealed, sealTo } from './seal.ts'
import type { TeamLedger } from './team-ledger.ts'

export const MOST_REFERENCES = 10
export const MAX_REFERENCE = 200
/** Notes that nobody has gone on from: more than a few only where several write at once. */
const MOST_ENDS = 50

const saidSchema = z.object({
  words: z.string().check(z.maxLength(MAX_WORDS)),
  outcome: z.optional(z.enum(OUTCOMES)),
  /** Rows of the record by day, time and website: references, never copies. */
  about: z.array(z.string().check(z.maxLength(MAX_REFERENCE))).check(z.maxLength(MOST_REFERENCES)),
  /** By the writer's clock. */
  at: z.number(),
  /** The notes that were the last ones when this was written: one of them that is missing has been held back. */
  after: z.array(concernIdSchema).check(z.maxLength(MOST_ENDS)),
})
export type NoteSaid = z.infer<typeof saidSchema>

/** What is inside a note's seal. */
const signedSchema = z.object({
  by: keyNameSchema,
  /** JSON of `NoteSaid`, as it was signed. */
  said: z.string().check(z.maxLength(MAX_SEALED_MESSAGE)),
  signature: base64urlSchema.check(z.length(86)),
})

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const

/** Which concern, and the point in its seal. */
interface Of {
  readonly concern: string
  readonly reply: string
}

const signedBytes = ({ concern, reply }: Of, note: string, said: string): Bytes =>
  utf8(`kerb concern note v1\n${JSON.stringify([concern, reply, note, said])}`)

/** A concern that opened. */
export interface Readable {
  readonly waiting: WaitingConcern
  readonly content: ConcernContent
}

/**
 * Whom something about a concern may be sealed to: keys in force that the concern itself is sealed to, and nobody whom
 * the pupil did not want. The server's list is only believed as far as that goes.
 */
export function audienceOf({ waiting, content }: Readable, keys: readonly MemberKey[]): MemberKey[] {
  const named = new Set(waiting.content.to.map(({ key }) => key))
  return keys.filter(({ id, name }) => named.has(id) && !content.notFor.includes(name))
}

/** A note, or why it is not shown. `unsigned`: not by anybody who may write here. */
export type Note = Pick<ConcernNote, 'id' | 'at'> &
  (
    | { readonly kind: 'note'; readonly by: string; readonly name: string; readonly said: NoteSaid }
    | { readonly kind: 'shut' | 'unsigned' }
  )

export interface Notes {
  readonly notes: readonly Note[]
  /** Notes that a writer had before them and that are not here: the server keeps them back. */
  readonly missing: number
}

/** Opens the notes at a concern, and believes those that a member who may read it has signed. */
export async function openNotes(me: OwnKey, concern: Readable, ledger: TeamLedger): Promise<Notes> {
  // Each once, at its first place: to say something twice is to say something else.
  const all = new Map((concern.waiting.notes ?? []).toReversed().map((note) => [note.id, note]))
  const notes = await Promise.all(
    [...all.values()].toReversed().map((note) => openNote(me, concern, note, ledger)),
  )
  const before = notes.flatMap((note) => (note.kind === 'note' ? note.said.after : []))
  return { notes, missing: new Set(before.filter((id) => !all.has(id))).size }
}

async function openNote(
  me: OwnKey,
  concern: Readable,
  { id, at, content }: ConcernNote,
  ledger: TeamLedger,
): Promise<Note> {
  const { waiting } = concern
  const plain = await openSealed(me, content, `note ${waiting.id} ${id}`)
  if (plain === null) return { id, at, kind: 'shut' }
  const signed = readSealed(signedSchema, plain)
  const writer = signed && mayWrite(concern, signed.by, ledger)
  if (!signed || !writer) return { id, at, kind: 'unsigned' }
  const bytes = signedBytes({ concern: waiting.id, reply: concern.content.reply }, id, signed.said)
  const said = readSealed(saidSchema, utf8(signed.said))
  const isSigned = said !== null && (await verifies(writer.sign, signed.signature, bytes))
  const isInTime = said !== null && said.at < (ledger.ended.get(signed.by) ?? Infinity)
  if (!isSigned || !isInTime) return { id, at, kind: 'unsigned' }
  return { id, at, kind: 'note', by: signed.by, name: writer.name, said }
}

/** Somebody who joined at some time, whom the concern is sealed to and whom the pupil did not leave out. */
function mayWrite({ waiting, content }: Readable, by: string, { who }: TeamLedger) {
  const known = who.get(by)
  const isReader = waiting.content.to.some(({ key }) => key === by)
  return known && isReader && !content.notFor.includes(known.name) ? known : null
}

async function verifies(sign: string, signature: string, bytes: Bytes): Promise<boolean> {
  const [key, mark] = [await importSigningPoint(sign), fromBase64url(signature)]
  return key !== null && mark !== null && crypto.subtle.verify(ECDSA, key, mark, bytes)
}

/** What somebody writes, before it is signed. */
export type Writing = Omit<NoteSaid, 'after'>

/** Signs a note and seals it to whoever may read the concern. */
export async function sealNote(
  me: OwnKey,
  concern: Readable,
  keys: readonly MemberKey[],
  writing: Writing,
  before: Notes,
): Promise<NoteRequest> {
  const id = newConcernId()
  const said = JSON.stringify({ ...writing, after: endsOf(before) } satisfies NoteSaid)
  const of = { concern: concern.waiting.id, reply: concern.content.reply }
  const mark = await crypto.subtle.sign(ECDSA, me.signKey, signedBytes(of, id, said))
  const signed = { by: me.id, said, signature: toBase64url(new Uint8Array(mark)) }
  return { id, content: await sealTo(audienceOf(concern, keys), signed, `note ${of.concern} ${id}`) }
}

/** The notes that none of the others goes on from. */
function endsOf({ notes }: Notes): string[] {
  const followed = new Set(notes.flatMap((note) => (note.kind === 'note' ? note.said.after : [])))
  // What is not signed is nobody's to go on from: the server could have put it there, and take it away again.
  return notes
    .flatMap((note) => (note.kind === 'note' && !followed.has(note.id) ? [note.id] : []))
    .slice(-MOST_ENDS)
}
