/** Requests that were decided before those that are shown. */
import type { SiteRequest } from '../../lib/protocol/lessons.ts'
import type { PageRequest } from '../../lib/protocol/page-requests.ts'
import { timeCell } from '../../lib/protocol/csv.ts'
import { lessonsApi } from '../lessons/api.ts'
import { siteName } from '../lessons/words.ts'
import { type Column, saveCsv } from '../list/csv.ts'
import { Older } from '../list/older.ts'
import { askingApi } from './api.ts'
import { nameOf } from './groups.ts'

export const olderPages = new Older<PageRequest>(
  async (before) => {
    const { requests: items, next } = await askingApi.before(before)
    return { items, next }
  },
  ({ id }) => id,
)
export const olderSites = new Older<SiteRequest>(
  async (before) => {
    const { requests: items, next } = await lessonsApi.requests({ before })
    return { items, next }
  },
  ({ id }) => id,
)

const COLUMNS: readonly Column<PageRequest | SiteRequest>[] = [
  ['What', (one) => ('url' in one ? nameOf(one) : siteName(one))],
  ['Asked by', (one) => ('url' in one ? one.name : one.by)],
  ['Asked (UTC)', ({ at }) => timeCell(at)],
  ['Why', (one) => ('url' in one ? one.whys.join(' / ') : one.why)],
  ['State', ({ state }) => state],
  ['Decided by', (one) => ('url' in one ? (one.decided?.by ?? '') : '')],
  ['Decided (UTC)', (one) => ('url' in one ? timeCell(one.decided?.at ?? null) : '')],
  ['Reason', (one) => ('url' in one ? (one.decided?.reason ?? '') : '')],
  ['Opened for', (one) => ('url' in one ? (one.approval?.for ?? '') : '')],
  ['Until (UTC)', (one) => ('url' in one ? timeCell(one.approval?.until ?? null) : '')],
]

export const saveDecided = (rows: readonly (PageRequest | SiteRequest)[]): void =>
  saveCsv('kerb-requests', COLUMNS, rows)
