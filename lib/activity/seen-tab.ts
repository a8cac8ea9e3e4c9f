/**
 * What of a pupil's tab a teacher may see in a lesson: the site and the page's title; of mail, documents and messages,
 * of searches and of anything about help, the site's name only; of lifelines nothing. Pure.
 */
import type { CategoryId } from '../policy/categories.ts'
import type { SeenTab } from '../protocol/live.ts'
import { canonical, isUnder } from '../verdict/address.ts'
import { searchTerms } from '../verdict/search.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { recordedHost } from './lifeline-hosts.ts'
import { namesLifeline } from './names-lifeline.ts'
import { pageTitle } from './page-title.ts'
import { redactText } from './redact-path.ts'

export interface OpenTab {
  readonly id: number
  /** What was asked for, when our own page stands in its place. */
  readonly url: string
  readonly title: string
  readonly active: boolean
  readonly stopped: boolean
}

export interface About {
  readonly verdict: Verdict
  /** Of the host, as the lists have them. */
  readonly categories: ReadonlySet<CategoryId>
  /** Exact hosts of lifelines, the built-in ones and the school's own. */
  readonly lifelines: readonly string[]
}

/** A title there is somebody's words, or says what somebody looks for. */
const QUIET: readonly CategoryId[] = [
  'webmail',
  'chat',
  'stranger-chat',
  'social',
  'forums',
  'dating',
  'cloud-storage',
  'ai-assistant',
  'ai-companion',
  'support',
  'self-harm',
  'search',
  'jobs',
  'finance',
]
/** Mail, documents and messages that a school works with, which lists name by other things or not at all. */
const QUIET_SITES = [
  'mail.google.com',
  'chat.google.com',
  'docs.google.com',
  'drive.google.com',
  'keep.google.com',
  'calendar.google.com',
  'classroom.google.com',
  'meet.google.com',
  'office.com',
  'office365.com',
  'office.live.com',
  'sharepoint.com',
  'onedrive.live.com',
  'cloud.microsoft',
  'teams.microsoft.com',
  'teams.live.com',
  'outlook.live.com',
  'icloud.com',
  'notion.so',
  'slack.com',
  'groups.google.com',
  'messages.google.com',
  'voice.google.com',
  'sites.google.com',
  'contacts.google.com',
  'loop.microsoft.com',
  'onenote.com',
  'evernote.com',
  'overleaf.com',
  'canva.com',
  'padlet.com',
  'coda.io',
  'hackmd.io',
  'trello.com',
  'miro.com',
  'figma.com',
] as const
/** A school's own mail. */
const MAIL = /(^|\.)(mail|webmail|owa|outlook|exchange|email)\./
const MOST = 200

/** Nobody is shown who looks for help, nor where something illegal is. */
const UNSEEN: ReadonlySet<Verdict['reason']['kind']> = new Set(['lifeline', 'not-web', 'illegal'])

/** The tab, or null when nothing of it may be seen. */
export function seenTab(tab: OpenTab, { verdict, categories, lifelines }: About): SeenTab | null {
  const address = canonical(tab.url)
  if (!address || UNSEEN.has(verdict.reason.kind)) return null
  const shown = recordedHost(address.host, lifelines, categories.size > 0)
  if (shown === null) return null
  const isQuiet =
    tab.stopped ||
    shown.outer ||
    searchTerms(tab.url) !== null ||
    QUIET.some((id) => categories.has(id)) ||
    MAIL.test(address.host) ||
    QUIET_SITES.some((site) => isUnder(address.host, site))
  const title = isQuiet ? '' : pageTitle(tab.title, tab.url)
  return {
    tab: tab.id,
    title: namesLifeline(title, lifelines) ? '' : redactText(title, MOST).trim(),
    host: shown.host.slice(0, 253),
    active: tab.active,
    stopped: tab.stopped,
  }
}
