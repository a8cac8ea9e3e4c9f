/** Pages that somebody asks for, on their way to the school server, and how they stand there. */
import { type PageAsks, type PageStates, pageStatesSchema } from '../protocol/page-requests.ts'
import type { Client } from './client.ts'

/** Sends what the server may not have yet. Answers how all that was asked for on this installation stands. */
export const sendAsks = (client: Client, asks: PageAsks): Promise<PageStates> =>
  client.ask({ method: 'POST', path: '/v1/requests', body: asks }, pageStatesSchema)
