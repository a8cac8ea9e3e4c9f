/** The page for parents, as the console asks the server about it. */
import { publicPageSchema, type PublicPageSettings } from '../../lib/protocol/public-page.ts'
import { ask } from '../api.ts'

export const publicPageApi = {
  read: () => ask(publicPageSchema, 'GET', '/admin/public-page'),
  set: (settings: PublicPageSettings) => ask(publicPageSchema, 'POST', '/admin/public-page', settings),
}
