/** "I am here, with this policy and this many rows", and what the server says to it. */
import { heartbeatRequestSchema, heartbeatResponseSchema } from '../protocol/wire.ts'
import type { z } from '../zod.ts'
import type { Client } from './client.ts'

export type Heartbeat = z.infer<typeof heartbeatRequestSchema>
export type HeartbeatAnswer = z.infer<typeof heartbeatResponseSchema>

const MOST_PROBLEMS = 50

/** Texts that are too long are cut, not refused: a long error message must not silence the device. */
export function sendHeartbeat(client: Client, heartbeat: Heartbeat): Promise<HeartbeatAnswer> {
  const problems = heartbeat.problems
    .slice(0, MOST_PROBLEMS)
    .map(({ code, detail }) => ({ code: code.slice(0, 80), detail: detail.slice(0, 500) }))
  const body = { ...heartbeat, problems }
  return client.ask({ method: 'POST', path: '/v1/heartbeat', body }, heartbeatResponseSchema)
}
