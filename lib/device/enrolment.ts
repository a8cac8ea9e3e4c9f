/** Asking the school server to take this installation in. Repeating it is harmless. */
import { enrolResponseSchema } from '../protocol/wire.ts'
import type { z } from '../zod.ts'
import type { Client } from './client.ts'
import type { Claim } from './identity.ts'
import type { Installation } from './keys.ts'
import { WireError } from '../protocol/wire-error.ts'

export type Enrolled = z.infer<typeof enrolResponseSchema>

export async function enrol(
  client: Client,
  installation: Installation,
  token: string,
  claim: Claim,
): Promise<Enrolled> {
  const body = { token, publicKey: installation.publicKey, claim }
  const answer = await client.ask({ method: 'POST', path: '/v1/enrol', body }, enrolResponseSchema)
  if (answer.installation !== installation.id) {
    throw new WireError('answer', 'The school server enrolled another key than this one.')
  }
  return answer
}

/** True when the server does not know this installation (any more): it must enrol again. */
export const mustEnrol = (error: unknown): boolean =>
  error instanceof WireError && error.code === 'unknown-installation'
