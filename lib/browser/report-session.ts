/** A report that is being written, in memory only: `storage.session` never reaches the disk and no web page reads it. */
import { type Draft, draftSchema, newDraft } from '../concern/draft.ts'
import type { StartedFrom } from '../concern/compose.ts'
import { CATEGORY_IDS } from '../policy/categories.ts'
import { z } from '../zod.ts'
import { api } from './api.ts'

const ABOUT = 'report:'
const DRAFT = 'report-draft:'

export const reportAddress = (): string => api.runtime.getURL('report.html')

const reportSchema = z.object({
  /** The report's own tab, once it is there. */
  tab: z.optional(z.number()),
  /** The tab it was started from, which is silent meanwhile. */
  covered: z.optional(z.number()),
  page: z.optional(
    z.object({ address: z.string(), title: z.string(), categories: z.array(z.enum(CATEGORY_IDS)) }),
  ),
})

export interface Report {
  readonly tab?: number | undefined
  readonly covered?: number | undefined
  readonly page?: StartedFrom | undefined
}

/** @returns the address of its page */
export async function newReport(report: Report, picture: string | undefined): Promise<string> {
  const id = crypto.randomUUID()
  await api.storage.session.set({ [ABOUT + id]: report })
  try {
    await api.storage.session.set({ [DRAFT + id]: newDraft(picture) })
  } catch {
    await api.storage.session.set({ [DRAFT + id]: newDraft() }) // A picture that is too large for the room there.
  }
  return `${reportAddress()}#${id}`
}

/** What an open report is about; null when it is over or never was. */
export async function reportOf(id: string): Promise<Report | null> {
  const read = reportSchema.safeParse(await get(ABOUT + id))
  return read.success ? read.data : null
}

export async function draftOf(id: string): Promise<Draft | null> {
  const read = draftSchema.safeParse(await get(DRAFT + id))
  return read.success ? read.data : null
}

/** Rejects when there is no room; what is on the page is not lost by it. */
export const keepDraft = (id: string, draft: Draft): Promise<void> =>
  api.storage.session.set({ [DRAFT + id]: draft })

/** The report's page is in this tab. */
export const settleReport = (id: string, report: Report, tab: number): Promise<void> =>
  api.storage.session.set({ [ABOUT + id]: { ...report, tab } })

/** Nothing of what was written, and no picture, stays. */
export const forgetDraft = (id: string): Promise<void> => api.storage.session.remove(DRAFT + id)

/** Ends the report of a tab that is gone, or of the tab it was started from. @returns the tab to be heard again */
export async function endReportsOf(tab: number): Promise<number[]> {
  const all = await api.storage.session.get(null)
  const ended = Object.entries(all).flatMap(([key, value]) => {
    const read = key.startsWith(ABOUT) ? reportSchema.safeParse(value) : undefined
    return read?.success && read.data.tab === tab ? [{ id: key.slice(ABOUT.length), ...read.data }] : []
  })
  await api.storage.session.remove(ended.flatMap(({ id }) => [ABOUT + id, DRAFT + id]))
  return ended.flatMap(({ covered }) => covered ?? [])
}

const get = async (key: string): Promise<unknown> => (await api.storage.session.get(key))[key]
