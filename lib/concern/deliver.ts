/**
 * Brings what waits in the box to the school server. Nothing leaves the box before the server has said that it has it; what the server cannot take as it stands stays, and is offered again later.
 */
import { type Mailbox, NO_ROOM } from '../protocol/concerns.ts'
import type { ConcernState } from '../protocol/concern-state.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { ConcernBox, Outgoing, OwnConcern } from './box.ts'

/** The server, as far as concerns need it. Rejects with a WireError. */
export interface ConcernServer {
  /** @param secret opens the concern's mailbox; a concern itself needs none */
  send(one: Outgoing, secret: string | undefined): Promise<ConcernState>
  mailbox(id: string, secret: string): Promise<Mailbox>
}

export interface Delivered {
  /** How much the server has not got yet. What it has and a full disk could not note is not among it, and goes once more. */
  readonly left: number
}

/**
 * Sends what waits, each once, what comes meanwhile too. One that is refused, that fails or that takes too long keeps no
 * other from being tried, nor does one that the server has and the box cannot note. Rejects when the box cannot be read; a
 * server that fails is not an error here.
 */
export async function deliver(box: ConcernBox, server: ConcernServer): Promise<Delivered> {
  const tried = new Set<string>()
  const unnoted = new Set<string>()
  for (;;) {
    const one = inOrder(await box.waiting()).find(({ id }) => !tried.has(id))
    if (!one) break
    tried.add(one.id)
    const concern = await box.get(one.kind === 'concern' ? one.id : one.concern)
    // What was added to a concern is for its mailbox, which the server knows only when it has the concern.
    if (one.kind === 'message' && (concern === undefined || concern.state === 'waiting')) continue
    try {
      const state = await server.send(one, concern?.secret)
      // Told to nobody: that this box is written to would say that somebody reports. Of a full disk the rows tell.
      await box.sent(one, state).catch(() => unnoted.add(one.id))
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      if (one.kind === 'message' && isUnknown(error)) await box.lostAtServer(one.concern).catch(atNextTry)
      else if (isForAll(error)) break
    }
  }
  return { left: (await box.waiting()).filter(({ id }) => !unnoted.has(id)).length }
}

/** A full disk: the server says the same when it is asked again. */
const atNextTry = (): void => undefined

/** Whether the next would fare no better: no network, or the server asked for a pause. */
const isForAll = ({ kind, status, code }: WireError): boolean =>
  kind === 'network' || (status === 429 && code !== NO_ROOM)

/**
 * Help today first. Then what is small: on a slow line one large picture is cut off with the worker minute after minute,
 * and must not keep words behind it. Concerns before what was added to them; otherwise as they were written.
 */
const inOrder = (waiting: readonly Outgoing[]): Outgoing[] =>
  waiting.toSorted((a, b) => rankOf(a) - rankOf(b) || sizeOf(a) - sizeOf(b))

const rankOf = (one: Outgoing): number => (one.kind === 'message' ? 2 : one.body.today ? 0 : 1)

/** In steps, so that a few letters more do not decide. */
const sizeOf = ({ body }: Outgoing): number => Math.ceil(body.content.sealed.length / STEP)
const STEP = 16_384

export interface Asked {
  /** Whether the server could be reached for all of them. */
  readonly reached: boolean
  /** Why the first answer that the box did not take could not be kept: a full disk, mostly. */
  readonly unkept?: unknown
}

/** Asks for the answers to these concerns; one that cannot be kept holds up no other. Never rejects. */
export async function refresh(
  box: ConcernBox,
  server: ConcernServer,
  concerns: readonly OwnConcern[],
): Promise<Asked> {
  const unkept: unknown[] = []
  for (const { id, secret } of concerns) {
    try {
      await box.took(id, await server.mailbox(id, secret))
    } catch (error) {
      if (!(error instanceof WireError)) unkept.push(error)
      else if (!isUnknown(error)) return { reached: false }
      // The server went back to an older copy of its database: it is sent once more.
      else await box.lostAtServer(id).catch(atNextTry)
    }
  }
  return unkept.length > 0 ? { reached: true, unkept: unkept[0] } : { reached: true }
}

const isUnknown = ({ code }: WireError): boolean => code === 'unknown-concern'
