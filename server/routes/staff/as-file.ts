import type { FastifyReply } from 'fastify'

/** An answer that a browser saves as CSV, under a name with the day. */
export const asFile = (reply: FastifyReply, name: string, now: number): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8')
    .header(
      'Content-Disposition',
      `attachment; filename="${name}-${new Date(now).toISOString().slice(0, 10)}.csv"`,
    )
