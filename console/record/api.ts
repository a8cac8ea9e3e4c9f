/** Pupils' records, as the console asks the server for them. */
import {
  foundPupilsSchema,
  looksSchema,
  lookSchema,
  madeRowLinkSchema,
  type NewLook,
  sharedRowSchema,
  timelineSchema,
} from '../../lib/protocol/record-looks.ts'
import { ask } from '../api.ts'
import type { Query } from '../list/growing.ts'
import { withQuery } from '../list/query.ts'

const AT = '/admin/record-looks'
export const recordApi = {
  find: (find: string) => ask(foundPupilsSchema, 'GET', withQuery('/admin/pupils', { find })),
  begin: (look: NewLook) => ask(lookSchema, 'POST', AT, look),
  rows: (look: string, query: Query) => ask(timelineSchema, 'GET', withQuery(`${AT}/${look}/rows`, query)),
  share: (look: string, place: string) => ask(madeRowLinkSchema, 'POST', `${AT}/${look}/links`, { place }),
  follow: (link: string) => ask(sharedRowSchema, 'POST', '/admin/record-links', { link }),
  log: (query: Query) => ask(looksSchema, 'GET', withQuery(AT, query)),
  enquire: (look: string, words: string) => ask(lookSchema, 'POST', `${AT}/${look}/enquiry`, { words }),
  second: (look: string, answer: 'yes' | 'no') => ask(lookSchema, 'POST', `${AT}/${look}/second`, { answer }),
  lift: (look: string) => ask(lookSchema, 'DELETE', `${AT}/${look}/enquiry`),
}
