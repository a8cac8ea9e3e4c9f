/** Lists of sites and their sources, as the console asks the server about them. */
import {
  type AddListSource,
  listDiffSchema,
  listHistorySchema,
  listPresetsSchema,
  listSourceSchema,
  listSourcesSchema,
} from '../../lib/protocol/list-sources.ts'
import {
  type CorrectionsFile,
  correctionSchema,
  correctionsFileSchema,
  correctionsSchema,
  importedCorrectionsSchema,
  lookSchema,
} from '../../lib/protocol/list-corrections.ts'
import type { CategoryId } from '../../lib/policy/categories.ts'
import { ask, call } from '../api.ts'

const SOURCES = '/admin/lists/sources'
const CORRECTIONS = '/admin/lists/corrections'

type Change = Partial<Pick<AddListSource, 'name' | 'licence' | 'mapping' | 'schedule'>> & {
  readonly on?: boolean
}

export const listsApi = {
  sources: () => ask(listSourcesSchema, 'GET', SOURCES),
  presets: () => ask(listPresetsSchema, 'GET', '/admin/lists/presets'),
  add: (source: AddListSource) => ask(listSourceSchema, 'POST', SOURCES, source),
  change: (id: number, change: Change) => ask(listSourceSchema, 'POST', `${SOURCES}/${id}`, change),
  remove: (id: number) => call('DELETE', `${SOURCES}/${id}`),
  fetchNow: (id: number) => ask(listSourceSchema, 'POST', `${SOURCES}/${id}/fetch`, {}),
  upload: (id: number, file: File) => {
    // As long as the server takes it: a disk allows longer names.
    const name = new URLSearchParams({ name: file.name.slice(0, 200) })
    return ask(listSourceSchema, 'POST', `${SOURCES}/${id}/file?${name}`, file)
  },
  history: (id: number) => ask(listHistorySchema, 'GET', `${SOURCES}/${id}/history`),
  diff: (id: number, to: number) => ask(listDiffSchema, 'GET', `${SOURCES}/${id}/diff?to=${to}`),
  take: (id: number, update: number, reason: string) =>
    ask(listSourceSchema, 'POST', `${SOURCES}/${id}/take`, { update, reason }),
  discard: (id: number, update: number, reason: string) =>
    ask(listSourceSchema, 'POST', `${SOURCES}/${id}/discard`, { update, reason }),
  pin: (id: number, pinned: boolean) => ask(listSourceSchema, 'POST', `${SOURCES}/${id}/pin`, { pinned }),
  look: (host: string) => ask(lookSchema, 'GET', `/admin/lists/look?${new URLSearchParams({ host })}`),
  corrections: () => ask(correctionsSchema, 'GET', CORRECTIONS),
  correct: (host: string, categories: readonly CategoryId[], reason: string) =>
    ask(correctionSchema, 'POST', CORRECTIONS, { host, categories, reason }),
  takeBack: (id: number) => call('DELETE', `${CORRECTIONS}/${id}`),
  exported: () => ask(correctionsFileSchema, 'GET', `${CORRECTIONS}/export`),
  imported: (name: string, file: CorrectionsFile) =>
    ask(importedCorrectionsSchema, 'POST', `${CORRECTIONS}/import`, { name, file }),
}
