/** What routes of safeguarding members share: who asks, and about which concern. */
import type { FastifyRequest } from 'fastify'
import { concernIdSchema } from '../../lib/protocol/sealed.ts'
import { z } from '../../lib/zod.ts'
import type { Whose } from '../safeguarding/acts.ts'

/** Words, sealed to as many keys as a concern has. */
export const BODY = 64 * 1024
export const MEMBER = { who: 'member', isUncounted: true } as const
export const tags = ['safeguarding']
export const CONCERNS = '/v1/safeguarding/concerns'
export const ofConcern = z.object({ concern: concernIdSchema })

export function meOf({ member }: FastifyRequest): string {
  if (!member) throw new Error('a member’s route ran without its proof')
  return member.id
}

export const whose = (
  request: FastifyRequest & { readonly params: { readonly concern: string } },
): Whose => ({
  me: meOf(request),
  id: request.params.concern,
})
