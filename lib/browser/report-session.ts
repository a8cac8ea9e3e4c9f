/** A report that is being written, in memory only: `storage.session` never reaches the disk and no web page reads it. */
import { type Draft, draftSchema, newDraft } from '../concern/draft.ts'
import type { StartedFrom } from '../concern/compose.ts'
import { type BegunUnder, begunUnder, COVER, storedCover, type StoredCover } from '../messages/cover.ts'
import { CATEGORY_IDS } from '../policy/categories.ts'
import { z } from '../zod.ts'
import { api } from './api.ts'

const ABOUT = 'report:'
const DRAFT = 'report-draft:'
/** What is written back to an answer, by the concern's name. */
const WORDS = 'report-words:'

export const reportAddress = (): string => api.runtime.getURL('report.html')

const reportSchema = z.object({
  /** The report's own tab, once it is there. */
  tab: z.optional(z.number()),
  /** The tab it was started from, which is silent meanwhile. */
  covered: z.optional(z.number()),
  page: z.optional(
    z.object({ address: z.string(), title: z.string(), categories: z.array(z.enum(CATEGORY_IDS)) }),
  ),
  unjudged: z.optional(z.object({ address: z.string(), title: z.string() })),
  under: z.optional(z.string()),
  another: z.optional(z.string()),
})
const wordsSchema = z.object({ tab: z.optional(z.number()), words: z.string() })

export interface Report extends BegunUnder {
  readonly tab?: number | undefined
  readonly covered?: number | undefined
  readonly page?: StartedFrom | undefined
  /** What it was started from, where nobody said in time whether it may go along. */
  readonly unjudged?: Pick<StartedFrom, 'address' | 'title'> | undefined
}

/** @returns the address of its page */
export async function newReport(report: Report, picture: string | undefined): Promise<string> {
  const id = crypto.randomUUID()
  await api.storage.session.set({ [ABOUT + id]: { ...begunUnder(await nowCovered()), ...report } })
  try {
    await api.storage.session.set({ [DRAFT + id]: newDraft(picture) })
  } catch {
    await api.storage.session.set({ [DRAFT + id]: newDraft() }) // A picture that is too large for the room there.
  }
  return `${reportAddress()}#${id}`
}

/** As it stands for every page. */
export const nowCovered = async (): Promise<StoredCover | null> => storedCover(await get(COVER))

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

/** What is known of the report is this from now on: the tab it is in, who writes it. */
export const settleReport = (id: string, report: Report): Promise<void> =>
  api.storage.session.set({ [ABOUT + id]: report })

/** Nothing of what was written, and no picture, stays. */
export const forgetDraft = (id: string): Promise<void> => api.storage.session.remove(DRAFT + id)

/** Nothing of the report stays. */
export const forgetReport = (id: string): Promise<void> =>
  api.storage.session.remove([ABOUT + id, DRAFT + id])

/** What was being written back to a concern's answer. */
export async function wordsOf(concern: string): Promise<string> {
  return wordsSchema.safeParse(await get(WORDS + concern)).data?.words ?? ''
}

export const keepWords = (concern: string, words: string, tab: number | undefined): Promise<void> =>
  words === ''
    ? api.storage.session.remove(WORDS + concern)
    : api.storage.session.set({ [WORDS + concern]: { tab, words } })

/** Whether a tab's report was begun by whoever was there when everything else was covered. */
export async function isBegunUnderCover(tab: number): Promise<boolean> {
  return (await allReports()).some((report) => report.tab === tab && report.under !== undefined)
}

/** Of reports whose page has not been reached, too; those that were begun under a cover stay. */
export async function forgetDrafts(): Promise<void> {
  const spared = new Set((await allReports()).flatMap(({ id, under }) => (under === undefined ? [] : id)))
  const keys = Object.keys(await api.storage.session.get(null))
  await api.storage.session.remove(
    keys.filter((key) => /^report(-draft|-words)?:/.test(key) && !spared.has(key.replace(/^[^:]*:/, ''))),
  )
}

/** Ends the report of a tab that is gone, or of the tab it was started from. @returns the tab to be heard again */
export async function endReportsOf(tab: number): Promise<number[]> {
  const ended = (await allReports()).filter((report) => report.tab === tab)
  const all = Object.entries(await api.storage.session.get(null))
  const words = all.flatMap(([key, value]) =>
    key.startsWith(WORDS) && wordsSchema.safeParse(value).data?.tab === tab ? [key] : [],
  )
  await api.storage.session.remove([...ended.flatMap(({ id }) => [ABOUT + id, DRAFT + id]), ...words])
  return ended.flatMap(({ covered }) => covered ?? [])
}

async function allReports(): Promise<(Report & { readonly id: string })[]> {
  return Object.entries(await api.storage.session.get(null)).flatMap(([key, value]) => {
    const read = key.startsWith(ABOUT) ? reportSchema.safeParse(value) : undefined
    return read?.success ? [{ id: key.slice(ABOUT.length), ...read.data }] : []
  })
}

const get = async (key: string): Promise<unknown> => (await api.storage.session.get(key))[key]
