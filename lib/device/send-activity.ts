/** A batch of sealed rows on its way to the server: compressed and signed. */
import type { Batch, ServerCount } from '../activity/outbox.ts'
import { activityResponseSchema } from '../protocol/wire.ts'
import type { Client } from './client.ts'

/** What `runSync` sends with. */
export const sendActivity =
  (client: Client) =>
  ({ written, keys, rows }: Batch): Promise<ServerCount> =>
    client.ask(
      { method: 'POST', path: '/v1/activity', body: { written, keys, rows }, gzip: true },
      activityResponseSchema,
    )
