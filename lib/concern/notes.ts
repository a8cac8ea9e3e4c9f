/**
 * Notes of the team at a concern: sealed to whoever may read it, and signed by whoever writes. The signature covers the
 * concern, the note's own id and the point that replies are sealed to, which only those who opened the concern know: so
 * no server makes one up, none is moved to another concern, and nobody outside the readers writes one.
 */
import { utf8 } from '../protocol/bytes.ts'
import type { NoteRequest, ConcernNote } from '../protocol/concern-notes.ts'
import { momentSchema } from '../protocol/moment.ts'
import type { WaitingConcern } from '../protocol/concerns.ts'
import type { MemberKey } from '../protocol/safeguarding-keys.ts'
import { concernIdSchema } from '../protocol/sealed.ts'
import { z } from '../zod.ts'
import { type ConcernContent, MAX_WORDS, readSealed } from './content.ts'
import type { OwnKey } from './member-key.ts'
import { OUTCOMES } from './outcomes.ts'
import { newConcernId } from './receipt.ts'
import { openSealed, sealTo } from './seal.ts'
import { type Place, signedSchema, signerOf, signSaid, wasInForce } from './signed.ts'
import type { TeamLedger } from './team-ledger.ts'

export const MOST_REFERENCES = 10
export const MAX_REFERENCE = 100
/** Notes that nobody has gone on from: more than a few only where several write at once. */
const MOST_ENDS = 20

const saidSchema = z.object({
  words: z.string().check(z.maxLength(MAX_WORDS)),
  outcome: z.optional(z.enum(OUTCOMES)),
  /** Rows of the record by day, time and website: references, never copies. */
  about: z.array(z.string().check(z.maxLength(MAX_REFERENCE))).check(z.maxLength(MOST_REFERENCES)),
  /** Why it was handed on to those who were to read it later. */
  onward: z.optional(z.boolean()),
  /** By the writer's clock. */
  at: momentSchema,
  /** The notes that were the last ones when this was written: one of them that is missing has been held back. */
  after: z.array(concernIdSchema).check(z.maxLength(MOST_ENDS)),
})
export type NoteSaid = z.infer<typeof saidSchema>

/** A concern that opened. */
export interface Readable {
  readonly waiting: WaitingConcern
  readonly content: ConcernContent
}

/**
 * The keys that a concern is sealed to: the server's list as far as the seal says so too. Of a concern whose device had a
 * former version the server's list is all there is.
 */
export function readersOf({ waiting, content }: Readable): ReadonlySet<string> {
  const told = new Set(waiting.content.to.map(({ key }) => key))
  return content.to ? new Set(content.to.filter((key) => told.has(key))) : told
}

/**
 * Whom something about a concern may be sealed to: keys in force that the concern itself is sealed to, and nobody whom
 * the pupil did not want.
 */
export function audienceOf(concern: Readable, keys: readonly MemberKey[]): MemberKey[] {
  const readers = readersOf(concern)
  return keys.filter(({ id, name }) => readers.has(id) && !concern.content.notFor.includes(name))
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
  /** The server gave some in another order than their writers had them in. */
  readonly isMoved: boolean
}

/** Opens the notes at a concern, and believes those that a member who may read it has signed. */
export async function openNotes(me: OwnKey, concern: Readable, ledger: TeamLedger): Promise<Notes> {
  // Each once, at its first place: to say something twice is to say something else.
  const all = new Map((concern.waiting.notes ?? []).toReversed().map((note) => [note.id, note]))
  const notes = await Promise.all(
    [...all.values()].toReversed().map((note) => openNote(me, concern, note, ledger)),
  )
  const before = notes.flatMap((note) => (note.kind === 'note' ? note.said.after : []))
  const ordered = inOrder(notes)
  const isMoved = ordered.some((note, i) => note !== notes[i])
  return { notes: ordered, missing: new Set(before.filter((id) => !all.has(id))).size, isMoved }
}

/** Each after those that its writer had before it; of what was written at once, as the server has it. */
function inOrder(notes: readonly Note[]): Note[] {
  const left = new Map(notes.map((note) => [note.id, note]))
  const ordered: Note[] = []
  const put = (note: Note): void => {
    // Taken out first: two that name each other, as a hostile member could write them, end here.
    if (!left.delete(note.id)) return
    for (const id of note.kind === 'note' ? note.said.after : []) {
      const before = left.get(id)
      if (before) put(before)
    }
    ordered.push(note)
  }
  for (const note of notes) put(note)
  return ordered
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
  const place: Place = ['note', waiting.id, concern.content.reply, id]
  const writer = signed && mayWrite(concern, signed.by, ledger) ? await signerOf(signed, place, ledger) : null
  const said = signed && readSealed(saidSchema, utf8(signed.said))
  if (!signed || !writer || !said || !wasInForce(signed, said.at, ledger)) return { id, at, kind: 'unsigned' }
  return { id, at, kind: 'note', by: signed.by, name: writer.name, said }
}

/** Somebody who joined at some time, whom the concern is sealed to and whom the pupil did not leave out. */
export function mayWrite(concern: Readable, by: string, { who }: TeamLedger): boolean {
  return readersOf(concern).has(by) && !concern.content.notFor.includes(who.get(by)?.name ?? '')
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
  const of = concern.waiting.id
  const signed = await signSaid(me, ['note', of, concern.content.reply, id], said)
  return { id, content: await sealTo(audienceOf(concern, keys), signed, `note ${of} ${id}`) }
}

/** The notes that none of the others goes on from. */
function endsOf({ notes }: Notes): string[] {
  const followed = new Set(notes.flatMap((note) => (note.kind === 'note' ? note.said.after : [])))
  // What is not signed is nobody's to go on from: the server could have put it there, and take it away again.
  return notes
    .flatMap((note) => (note.kind === 'note' && !followed.has(note.id) ? [note.id] : []))
    .slice(-MOST_ENDS)
}
