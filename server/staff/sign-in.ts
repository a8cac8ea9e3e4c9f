/** The last step of every way to sign in: a session of its own, whatever cookie the browser came with. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Guard } from './guard.ts'
import { endSession, type How, type Session, sessionOf, startSession } from './sessions.ts'

/**
 * Starts a session and sets its cookie. A session that this browser had ends: its secret was known before, and nobody
 * is two people at once.
 */
export async function begin(
  { db }: Context,
  guard: Guard,
  exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  by: { readonly person: number | null; readonly how: How },
  now: number,
): Promise<Session> {
  const before = await guard.session(exchange.request)
  if (before) await endSession(db, before.id, now)
  const { secret, id } = await startSession(db, by, now)
  const session = await sessionOf(db, secret, now)
  if (!session) throw new Error('a session that was just started is none')
  await note(db, by.person === null ? `administrator:${id}` : `staff:${by.person}`, 'sign-in', by.how)
  guard.setCookie(exchange.reply, secret)
  return session
}
