/** The agreement's texts, and what was agreed to here, between this device and the school server. */
import { type AgreementText, type Givens, keptSchema, readAgreementText } from '../protocol/agreement.ts'
import { z } from '../zod.ts'
import type { Client } from './client.ts'

/** A text as it came, and read. */
export interface FetchedText {
  /** Kept as it is: the name is that of these very contents. */
  readonly received: unknown
  readonly text: AgreementText
}

/** A file of 2 MB over a line that a whole school shares. */
const TEXT_WITHIN = 120_000

/** A text by its name; null when what came is not the one of that name. Rejects with a WireError. */
export async function fetchText(client: Client, name: string): Promise<FetchedText | null> {
  const ask = { method: 'GET', path: `/v1/agreement/${name}`, timeoutMs: TEXT_WITHIN } as const
  const received: unknown = await client.ask(ask, z.unknown())
  const text = await readAgreementText(received, name)
  return text && { received, text }
}

/** Sends what the server may not have yet. @returns the ids of those on record */
export async function sendGivens(client: Client, givens: Givens): Promise<readonly string[]> {
  return (await client.ask({ method: 'POST', path: '/v1/agreement', body: givens }, keptSchema)).kept
}
