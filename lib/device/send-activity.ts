/** A batch of sealed rows on its way to the server: compressed and signed. */
import type { Batch, ServerCount } from '../activity/outbox.ts'
import { ACTIVITY_PATH, batchDigest, ROWS_PARAMETER } from '../protocol/evidence.ts'
import { activityResponseSchema } from '../protocol/wire.ts'
import type { Client } from './client.ts'

/** What `runSync` sends with. */
export const sendActivity =
  (client: Client) =>
  async ({ written, keys, rows, digests }: Batch): Promise<ServerCount> => {
    const proof = await batchDigest(digests)
    return client.ask(
      {
        method: 'POST',
        path: proof === null ? ACTIVITY_PATH : `${ACTIVITY_PATH}?${ROWS_PARAMETER}=${proof}`,
        body: { written, keys, rows },
        gzip: true,
      },
      activityResponseSchema,
    )
  }
