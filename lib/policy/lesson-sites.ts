/** The sites in any text that a teacher pastes: links, bare hosts, a page of prose with both. */
import { hasKnownEnding, isAddress, publicSuffix } from '../hosts/public-suffixes.ts'
import { hostSchema, pathSchema } from './document.ts'
import { readHost } from './hosts.ts'
import type { LessonSite } from './lesson.ts'

export interface SitesInText {
  /** Each once, in the order of the text. `path` is what was pasted below the host; whether it counts is not said here. */
  readonly sites: LessonSite[]
  /** What looks like an address and is none that a lesson can have: nothing is lost in silence. */
  readonly unread: string[]
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i
const WEB = /^https?:\/\//i
/** What people put around an address. A bracket that closes is looked at by itself. */
const BEFORE = /^[([{'‘“"•·–—*_-]+/
const AFTER = /[.,;:!?'’”"*_…>]+$/
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/

/** Finds the sites in a text. A leading `www.` is left out where the rest is a name that somebody registered. */
export function sitesOf(text: string): SitesInText {
  const sites = new Map<string, LessonSite>()
  const unread = new Set<string>()
  for (const line of text.split(/[\r\n]+/)) {
    const words = line.split(/[\s<>|"“”]+/).flatMap(pieces)
    const read = words.map((word) => readWord(word, words.length === 1))
    for (const one of read) {
      if (one === undefined) continue
      if (typeof one === 'string') unread.add(one)
      else sites.set(`${one.host}${one.path ?? ''}`, one)
    }
  }
  return { sites: [...sites.values()], unread: [...unread] }
}

/** `a.org,b.org`, `[Maths](https://a.org)`: one word, and more than one address. An address may hold another. */
function pieces(word: string): string[] {
  return word
    .split(/[,;|([]+(?=https?:\/\/)/i)
    .flatMap((part) => (WEB.test(part) ? part.split(/[,;]+(?=www\.)/i) : part.split(/[,;]+/)))
    .map(trimmed)
    .filter((part) => part !== '')
}

function trimmed(word: string): string {
  let text = word.replace(BEFORE, '')
  for (;;) {
    const shorter = withoutLooseBracket(text.replace(AFTER, ''))
    if (shorter === text) return text
    text = shorter
  }
}

/** `(see bbc.co.uk)` closes what it did not open; `/wiki/Mercury_(planet)` did. */
function withoutLooseBracket(text: string): string {
  const pair = { ')': '(', ']': '[', '}': '{' }[text.at(-1) ?? '']
  if (pair === undefined || text.split(pair).length > text.split(text.at(-1) ?? '').length - 1) return text
  return text.slice(0, -1)
}

/** A site; the word itself when it looks like an address and is none; undefined for a word of prose. */
function readWord(word: string, alone: boolean): LessonSite | string | undefined {
  if (WEB.test(word)) return readAddress(word) ?? word
  const bare = word.split(/[/?#]/)[0] ?? ''
  const host = bare.replace(/:\d+$/, '')
  // `mailto:`, `chrome://settings`, `C:\maths.pdf`; not `maths.org:8080`.
  if (SCHEME.test(word) && !/^[^:]+\.[^:]+:\d+$/.test(bare)) return word
  if (word.includes('@') || word.includes('\\')) return word
  if (!looksLikeHost(host)) return alone || /\.\p{L}{2}/u.test(host) ? word : undefined
  return readAddress(`https://${word}`) ?? word
}

function looksLikeHost(host: string): boolean {
  if (IPV4.test(host)) return true
  const read = host.includes('.') ? readHost(host) : undefined
  return read?.ok === true && !isAddress(read.value) && hasKnownEnding(read.value)
}

function readAddress(address: string): LessonSite | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  const host = withoutWww(url.hostname.replace(/\.$/, ''))
  if (!hostSchema.safeParse(host).success) return undefined
  const path = url.pathname.replace(/\/+$/, '')
  return path !== '' && pathSchema.safeParse(path).success ? { host, path } : { host }
}

/**
 * The site that a host is of, and whether what lies under it is of the same site: not where strangers register names
 * (`github.io`), nor under an address that is a number.
 */
export function siteOf(host: string): { readonly host: string; readonly isWhole: boolean } {
  const site = withoutWww(host)
  return { host: site, isWhole: !isAddress(site) && publicSuffix(site, 'all').suffix !== site }
}

/** People mean the site, whichever its front door; but `gov.uk` is every ministry, and `www.gov.uk` is one site. */
function withoutWww(host: string): string {
  const rest = host.replace(/^www\./, '')
  return rest === host || !rest.includes('.') || publicSuffix(rest, 'all').suffix === rest ? host : rest
}
