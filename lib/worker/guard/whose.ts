/**
 * By which address what a tab shows is judged: its own, or that of the page that wrote it. A window without an address
 * stays what its page made of it, also where that page has been closed since.
 */
import { canonical } from '../../verdict/address.ts'
import { noLongerThan } from '../patience.ts'
import type { Openers } from './openers.ts'

export interface Shown {
  readonly id: number
  readonly url: string
  /** Where it is on its way to. */
  readonly pending?: string | undefined
}

export interface WhoseParts {
  readonly openers: Pick<Openers, 'of'>
  /** Of the document in a tab, as a script in it says: `null` in a sandbox. Undefined where none of ours may run. */
  readonly originOf: (tabId: number) => Promise<string | undefined>
}

/** A page that runs in a circle does not say: then whoever opened it answers. Milliseconds. */
const SAID_WITHIN = 1_000

/** @returns the address that counts; the tab's own where nobody has written it */
export async function whose({ id, url, pending }: Shown, parts: WhoseParts): Promise<string> {
  // What is on its way is judged when it comes.
  if (!isWritten(url) || (pending !== undefined && canonical(pending) !== null)) return url
  const opener = parts.openers.of(id)
  const maker = canonical((await noLongerThan(SAID_WITHIN, parts.originOf(id))) ?? '')
  if (maker === null) return opener ?? url
  // Of pages of one site the one that opened it is known with its path.
  return opener !== undefined && canonical(opener)?.host === maker.host ? opener : maker.href
}

/** The first document of a window has no address at all yet. */
const isWritten = (url: string): boolean => url === '' || /^(?:about:blank\b|blob:null\/)/i.test(url)
