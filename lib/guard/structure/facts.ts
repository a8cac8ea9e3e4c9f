/** What several scorers need to know of a document, worked out once. */
import type { CategoryId } from '../../policy/categories.ts'
import type { Around, Signals } from '../signals.ts'
import { carriedIn, parts, siteOf } from './carried.ts'
import type { Carried } from './carried.ts'
import { hear } from './vocabulary.ts'
import type { Heard } from './vocabulary.ts'

export interface Facts {
  readonly signals: Signals
  readonly around: Around
  /** The site of its host. */
  readonly site: string
  readonly path: string
  /** Written by a script: `about:srcdoc`, `blob:`. It has no address of its own. */
  readonly isMade: boolean
  /** What its own address carries. */
  readonly carried: Carried | null
  /** What the large frames on its own host carry. */
  readonly framed: Carried | null
  /** What links and forms, and what it loads from its own host, carry. */
  readonly links: readonly Carried[]
  readonly resources: readonly Carried[]
  /** What it fetches from other hosts that carry yet others in their path: relays. */
  readonly relayed: readonly Carried[]
  /** Registers, or is answered by, a service worker. */
  readonly hasWorker: boolean
  /** Nobody knows the host. */
  readonly isUnknown: boolean
  /** Paths of what it loaded, their ends, without queries. */
  readonly files: readonly string[]
  /** What is said in short: title, headings, description; and on buttons and boxes. */
  readonly said: readonly Heard[]
  readonly labelled: Heard
  /** The beginning of all else that it says. */
  readonly read: Heard
  /** Hardly any text: not a lesson, not an article. */
  readonly isQuiet: boolean
}

/** Lists that a host may be on without anybody having looked at what it is for. */
const SAYS_LITTLE: readonly CategoryId[] = [
  'bypass-hosting',
  'proxy-vpn',
  'cloud-storage',
  'url-shortener',
  'games',
  'hacking',
]

const MOST_EXAMINED = 24
const MOST_FRAMES = 4
const END_OF_PATH = 90
const LARGE = 0.3
const QUIET_TEXT = 1_500
/** Pictures are fetched through image services by honest sites; what is run or shown is not. */
const ASSET = /\.(?:png|jpe?g|gif|webp|avif|svg|ico|m?js|css|woff2?|ttf|mp[34])(?:$|[?#&])/i
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|ico)(?:$|[?#&])/i

export function factsOf(signals: Signals, around: Around): Facts {
  const site = siteOf(around.host)
  const { storage } = signals
  const labelled = hear(signals.labels.join('\n'))
  const own = (url: string): boolean => !/^[a-z]+:/i.test(url) || isWithin(hostOf(url), site)
  const frames = signals.frames.filter((frame) => frame.share >= LARGE && own(frame.url))
  const loaded = signals.resources.filter((url) => own(url) && !PICTURE.test(url))
  return {
    signals,
    around,
    site,
    path: parts(signals.url).path,
    isMade: isMadeUrl(signals.url),
    carried: /^(?:about|data):/i.test(signals.url) ? null : carriedIn(signals.url, site),
    framed: first(
      frames.slice(0, MOST_FRAMES).map(({ url }) => url),
      site,
    ),
    links: all(signals.links.own, site),
    resources: all(loaded, site),
    relayed: relayedBy(
      signals.resources.filter((url) => !own(url) && !ASSET.test(url)),
      site,
    ),
    hasWorker: storage.controlled || storage.workers.length + around.network.workerScripts.length > 0,
    isUnknown: around.listed.every((category) => SAYS_LITTLE.includes(category)),
    files: signals.resources.map((url) => parts(url).path.slice(-END_OF_PATH)),
    said: [hear([signals.title, ...signals.headings, signals.about].join('\n').slice(0, 2_000)), labelled],
    labelled,
    read: hear(signals.words.slice(0, 2_000)),
    isQuiet: signals.textLength < QUIET_TEXT,
  }
}

const isWithin = (host: string, site: string): boolean => host === site || host.endsWith(`.${site}`)

/** The whole path or the whole query is the address of a third site: what measures tells a page's own. */
function relayedBy(urls: readonly string[], site: string): Carried[] {
  return urls
    .slice(0, MOST_EXAMINED)
    .map((url) => carriedIn(url, siteOf(hostOf(url))))
    .filter((carried) => carried !== null)
    .filter(({ host, prefix, where }) => siteOf(host) !== site && (where === 'path' || prefix === ''))
}

/** Of a document that a script wrote. */
export const isMadeUrl = (url: string): boolean => /^(?:about|blob|data):/i.test(url)

const all = (urls: readonly string[], site: string): Carried[] =>
  urls
    .slice(0, MOST_EXAMINED)
    .map((url) => carriedIn(url, site))
    .filter((carried) => carried !== null)

const first = (urls: readonly string[], site: string): Carried | null => all(urls, site)[0] ?? null

/** Host of an absolute address, as written; empty when there is none. */
export function hostOf(url: string): string {
  const host = /^(?:blob:|filesystem:)*[a-z]+:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url)?.[1] ?? ''
  return host.toLowerCase()
}
