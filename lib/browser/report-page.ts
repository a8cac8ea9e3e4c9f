/** What the report's page does with the browser: its own draft, the tab it was started from, and its end. */
import { type Draft, newDraft, withoutPicture } from '../concern/draft.ts'
import type { StartedFrom } from '../concern/compose.ts'
import { begunUnder, coverOfReport, type CoverState } from '../messages/cover.ts'
import { oneAtATime } from '../rules/queue.ts'
import { api } from './api.ts'
import {
  draftOf,
  forgetDraft,
  forgetReport,
  keepDraft,
  keepWords,
  newReport,
  nowCovered,
  type Report,
  reportAddress,
  reportOf,
  settleReport,
  wordsOf,
} from './report-session.ts'
import { type Judge, silence, tabOf, unsilence } from './report.ts'
import { stayInFront } from './stay-in-front.ts'

/** A report as its page finds it. */
export interface OpenReport {
  readonly page: StartedFrom | undefined
  /** Asks about the page it was started from where nobody had said in time what that is. @returns whether `page` is new */
  learn(judge: Judge): Promise<boolean>
  /** As it was found, or as it was last kept. */
  readonly draft: Draft | null
  /** Keeps what is written, in memory; never rejects, for the page has it too. A report that is over begins anew with it. */
  keep(draft: Draft): Promise<void>
  /** Sent, or thrown away: nothing of it stays. The address says so too, so that the next tap begins anew. */
  over(): Promise<void>
  /** What was being written back to a concern's answer, and what is now. */
  wordsFor(concern: string): Promise<string>
  keepWords(concern: string, words: string): Promise<void>
  /** Under what its writer is known, where somebody else is signed in. */
  readonly another: string | undefined
  /** It was begun while what is somebody else's own was covered. */
  readonly isUnderCover: boolean
  /** Whether there is a page to go back to. */
  readonly canReturn: boolean
  /** Shows the page it was started from again, heard as it was, and closes this one. */
  leave(): Promise<void>
}

/** How it stands to the cover (lib/messages/cover): the page's own, for what is drawn knows nothing of it. */
export interface CoveredReport extends OpenReport {
  cover(): Promise<CoverState>
  /** Whoever is there says that it is they who wrote it. */
  isWriter(): Promise<void>
  /** It is somebody else: nothing of it stays. */
  isNotWriter(): Promise<void>
}

const isUntouched = (draft: Draft): boolean =>
  draft.kind === undefined && draft.words === '' && draft.step === newDraft().step

/** The pauses before a question, from the first on. Milliseconds. */
const ASKED_AFTER = [0, 100, 1_000, 3_000, 10_000]

/** A worker can end over the question. Whoever hangs has said nothing, and the next time the page is read it asks again. */
async function persistently(judge: Judge, address: string): ReturnType<Judge> {
  for (const after of ASKED_AFTER) {
    if (after > 0) await new Promise((resolve) => setTimeout(resolve, after))
    const known = await judge(address).catch(() => null) // Asked again, and in the end as if it hung.
    if (known) return known
  }
  return null
}

/** @param hash of the page's address: the report's name */
export async function openReportPage(hash: string): Promise<CoveredReport> {
  const tab = await api.tabs.getCurrent()
  let id = hash.slice(1)
  // A page without a name is begun by whoever opens it.
  const fresh = async (): Promise<Report> => ({ tab: tab?.id, ...begunUnder(await nowCovered()) })
  const found = id === '' ? null : await reportOf(id)
  let report: Report = found === null ? await fresh() : { ...found, tab: tab?.id }
  let draft = id === '' ? null : await draftOf(id)
  if (id !== '' && tab?.id !== undefined) await settleReport(id, report)
  const { covered } = report
  if (covered !== undefined && tab?.id !== undefined && tab.active) {
    stayInFront({ own: tab.id, windowId: tab.windowId, covered })
    await keepSilent(covered)
  }

  /** Changes at once make one report. */
  const inTurn = oneAtATime()
  const set = async (change: Partial<Report>): Promise<void> => {
    report = { ...report, ...change }
    if (id !== '') await settleReport(id, report)
  }
  const store = async (kept: Draft): Promise<void> => {
    if (id === '') {
      if (isUntouched(kept)) return
      const address = await newReport(report, undefined)
      id = new URL(address).hash.slice(1)
      history.replaceState(null, '', address)
    }
    // Where the picture is too much, the words are not.
    await keepDraft(id, kept).catch(() => keepDraft(id, withoutPicture(kept)))
  }
  return {
    get page() {
      return report.page
    },
    async learn(judge) {
      const { unjudged } = report
      const known = unjudged && (await persistently(judge, unjudged.address))
      if (!known || report.unjudged !== unjudged) return false
      const page = known.attach ? { ...unjudged, categories: known.categories } : undefined
      await inTurn(() => set({ unjudged: undefined, page }))
      return page !== undefined
    },
    get draft() {
      return draft
    },
    keep(kept) {
      draft = kept
      return inTurn(() => store(kept)).catch(() => undefined) // No room: a reload would lose it, and nothing else would.
    },
    over() {
      draft = null
      return inTurn(async () => {
        if (id !== '') await forgetDraft(id)
        id = ''
        // The next one is about another page, or none.
        report = { ...report, page: undefined, unjudged: undefined }
        history.replaceState(null, '', reportAddress())
      })
    },
    wordsFor: wordsOf,
    keepWords: (concern, words) => keepWords(concern, words, tab?.id).catch(() => undefined), // As above.
    get another() {
      return report.another
    },
    get isUnderCover() {
      return report.under !== undefined
    },
    async cover() {
      const stored = await nowCovered()
      const state = coverOfReport(report, stored)
      // Whoever writes here has said meanwhile, elsewhere, that they are not who was there before.
      const { another } = begunUnder(stored)
      if (state === null && report.another === undefined && another !== undefined) await set({ another })
      return state
    },
    isWriter: async () => set({ under: (await nowCovered())?.mark }),
    async isNotWriter() {
      if (id !== '') await forgetReport(id)
      if (covered !== undefined) await unsilence(covered)
    },
    canReturn: covered !== undefined,
    async leave() {
      if (covered !== undefined) {
        await unsilence(covered)
        await api.tabs.update(covered, { active: true }).catch(() => undefined) // It has been closed meanwhile.
      }
      if (tab?.id !== undefined) await close(tab.id, tab.windowId)
    },
  }
}

/** The last tab of a window takes the window with it: a new tab then. */
async function close(tabId: number, windowId: number): Promise<void> {
  const beside = await api.tabs.query({ windowId })
  if (beside.length > 1) await api.tabs.remove(tabId)
  else await api.tabs.update(tabId, { url: 'chrome://newtab/' })
}

/** Until the tab is looked at again, or this page goes. A reload is no going: what it let be heard is silenced again. */
async function keepSilent(covered: number): Promise<void> {
  api.tabs.onActivated.addListener(({ tabId }) => {
    if (tabId === covered) void unsilence(covered)
  })
  addEventListener('pagehide', () => void unsilence(covered))
  await silence(await tabOf(covered)).catch(() => undefined) // It has been closed meanwhile.
}
