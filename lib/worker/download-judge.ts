/** What is done with a download, by what is in memory at this moment. */
import { decideDownload, type DownloadDecision, type DownloadFile } from '../download/decide.ts'
import { kindOf, type Seen } from '../download/kind.ts'
import type { DownloadItem } from '../download/port.ts'
import { sourceOf, type Source } from '../download/source.ts'
import { addressOf, type Waiting } from '../download/waiting.ts'
import { DOWNLOAD_ACTIONS } from '../policy/downloads.ts'
import type { Judge } from '../navigation/judge.ts'
import type { Verdict } from '../verdict/verdict.ts'

export interface JudgedDownload {
  readonly seen: Seen
  readonly source: Source
  readonly decision: DownloadDecision
  /** Of the site it comes from; absent when nobody can say where that is. */
  readonly verdict?: Verdict
}

/** What the file is; needs nothing in memory. */
export const lookAt = ({ name, mime, finalUrl }: DownloadItem): Seen => kindOf(name, mime, finalUrl)

type Judging = Pick<Judge, 'ruling' | 'verdict'>
type JudgingLate = Pick<Judge, 'ruling' | 'verdict' | 'readyFor'>

/** Null while no policy is in memory, or not all that lists say of its address. */
export function judgeDownload(judge: Judging, item: DownloadItem): JudgedDownload | null {
  const seen = lookAt(item)
  const source = sourceOf(item)
  const judged = judgeFile(judge, { ...seen, bytes: item.bytes }, source.host, answering(item, source))
  return judged && { seen, source, ...judged }
}

/** One that was asked about, by what holds now. Null while no policy is in memory. */
export async function judgeAgain(judge: JudgingLate, file: Waiting): Promise<DownloadDecision | null> {
  const address = addressOf(file)
  await listsOf(judge, address)
  return judgeFile(judge, { ...file, disguised: false }, file.host, address)?.decision ?? null
}

/** Our own download of one that was asked about: of itself it says neither the page nor the person who chose it. */
export const judgeFetched = (
  judge: JudgingLate,
  file: Waiting,
  item: DownloadItem,
): Promise<JudgedDownload | null> =>
  judgeLate(judge, { ...item, referrer: addressOf({ ...file, url: null }) ?? '' })

/** As `judgeDownload`, with all that lists say. Null while no policy is in memory. */
async function judgeLate(judge: JudgingLate, item: DownloadItem): Promise<JudgedDownload | null> {
  await listsOf(judge, answering(item, sourceOf(item)))
  return judgeDownload(judge, item)
}

/** Has in memory what lists say of an address. Waits for no policy: whoever holds a download cannot. */
async function listsOf(judge: JudgingLate, address: string | null): Promise<void> {
  if (address !== null && judge.ruling() !== null) await judge.readyFor(address, 'page')
}

function judgeFile(
  judge: Judging,
  file: DownloadFile,
  host: string | null,
  address: string | null,
): Pick<JudgedDownload, 'decision' | 'verdict'> | null {
  const ruling = judge.ruling()
  if (!ruling) return null
  const verdict = address === null ? null : judge.verdict(address, 'page')
  if (address !== null && verdict === null) return null
  const lifeline = verdict?.reason.kind === 'lifeline'
  const decision: DownloadDecision =
    verdict?.action === 'block'
      ? { action: 'block', reason: 'site', remedy: 'none' }
      : decideDownload(file, ruling.policy.downloads, { host, lifeline })
  return { decision, ...(verdict && { verdict }) }
}

/** The address that answers for it: its own where it has one, else its page's. */
const answering = ({ finalUrl }: Pick<DownloadItem, 'finalUrl'>, { page }: Source): string | null =>
  /^(https?|blob):/i.test(finalUrl) ? finalUrl : page

/**
 * The same for a file of which the browser does not say where it comes from: what a page of https puts into a `data:`
 * address. It counts as of the page that the pupil looks at where that is stricter, and is shown and recorded as its.
 */
export async function judgeTraced(
  judge: JudgingLate,
  item: DownloadItem,
  front: () => Promise<string | undefined>,
): Promise<JudgedDownload | null> {
  const own = await judgeLate(judge, item)
  if (!own || own.source.host !== null) return own
  const traced = await judgeLate(judge, { ...item, referrer: (await front()) ?? '' })
  if (!traced || traced.source.host === null) return own
  const stricter = isMilder(own.decision, traced.decision) ? traced.decision : own.decision
  return { ...traced, decision: stricter, source: traced.source }
}

const isMilder = (a: DownloadDecision, b: DownloadDecision): boolean =>
  DOWNLOAD_ACTIONS.indexOf(a.action) < DOWNLOAD_ACTIONS.indexOf(b.action)
