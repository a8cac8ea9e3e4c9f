/**
 * Search engines with a safe search that an address or a header can enforce, and how. Engines without one carry
 * the category `unsafe-search`. One table for the browser's rules and for the backstop.
 *
 * The hosts, parameters and headers come from general knowledge of these engines. They have not been checked against
 * the engines' documentation or the engines themselves, and the tests only hold that what stands here is asked for.
 * Before a release a person must check every row: a search that safe search changes, asked with and without it.
 */
import { GOOGLE_DOMAINS } from './google-domains.ts'

export interface SearchSite {
  /** The hosts and everything under them. */
  readonly hosts: readonly string[]
  /** Hosts (and everything under them) that this site's enforcement leaves alone. */
  readonly except?: readonly string[]
  /** Paths by whole segments; absent means every path. */
  readonly paths?: readonly string[]
  /** What enforcement applies to: pages and frames, or everything that a page loads too. */
  readonly loads: 'documents' | 'everything'
  /** The request goes to this host instead. */
  readonly host?: string
  /** And there to this path. */
  readonly path?: string
  /** Parameters that must be there, each once, with this value. */
  readonly query?: Readonly<Record<string, string>>
  /** A request header whose value depends on the policy's level. */
  readonly header?: { readonly name: string; readonly moderate: string; readonly strict: string }
  /** The parameters that carry what was searched for, the first that is there counts. */
  readonly terms: readonly string[]
}

export interface SearchEngine {
  readonly id: string
  readonly name: string
  /** Which policy setting switches it on. */
  readonly setting: 'safeSearch' | 'youtube'
  readonly sites: readonly SearchSite[]
}

const DUCKDUCKGO_OTHERS = ['html.duckduckgo.com', 'lite.duckduckgo.com']

export const SEARCH_ENGINES: readonly SearchEngine[] = [
  {
    id: 'google',
    name: 'Google',
    setting: 'safeSearch',
    sites: [
      {
        hosts: GOOGLE_DOMAINS,
        paths: ['/search', '/images', '/imghp', '/webhp', '/videohp', '/custom', '/cse'],
        loads: 'everything',
        query: { safe: 'active', ssui: 'on' },
        terms: ['q', 'as_q', 'as_epq'],
      },
    ],
  },
  {
    id: 'bing',
    name: 'Bing',
    setting: 'safeSearch',
    sites: [
      {
        hosts: ['bing.com'],
        paths: ['/search', '/images', '/videos', '/news', '/shop', '/copilotsearch'],
        loads: 'everything',
        query: { adlt: 'strict' },
        terms: ['q'],
      },
    ],
  },
  {
    id: 'duckduckgo',
    name: 'DuckDuckGo',
    setting: 'safeSearch',
    sites: [
      // Their strict host, where the control is gone. What the page then loads comes from the same host.
      {
        hosts: ['duckduckgo.com', 'ddg.gg'],
        except: [
          ...DUCKDUCKGO_OTHERS,
          'safe.duckduckgo.com',
          'external-content.duckduckgo.com',
          'links.duckduckgo.com',
          'improving.duckduckgo.com',
        ],
        loads: 'documents',
        host: 'safe.duckduckgo.com',
        query: { kp: '1' },
        terms: ['q'],
      },
      { hosts: ['safe.duckduckgo.com'], loads: 'documents', query: { kp: '1' }, terms: ['q'] },
      // For browsers without scripts: their forms send what is searched for where no rule and no address shows it.
      {
        hosts: DUCKDUCKGO_OTHERS,
        loads: 'documents',
        host: 'safe.duckduckgo.com',
        path: '/',
        query: { kp: '1' },
        terms: ['q'],
      },
      // What a results page loads while it is scrolled or refined.
      {
        hosts: ['duckduckgo.com'],
        paths: ['/i.js', '/d.js', '/v.js', '/news.js'],
        loads: 'everything',
        query: { p: '1' },
        terms: [],
      },
    ],
  },
  {
    id: 'yahoo',
    name: 'Yahoo',
    setting: 'safeSearch',
    sites: [
      {
        hosts: ['search.yahoo.com', 'search.yahoo.co.jp'],
        paths: ['/search', '/image', '/video', '/news', '/yhs', '/mobile'],
        loads: 'everything',
        query: { vm: 'r' },
        terms: ['p'],
      },
    ],
  },
  {
    id: 'ecosia',
    name: 'Ecosia',
    setting: 'safeSearch',
    sites: [
      {
        hosts: ['ecosia.org'],
        paths: ['/search', '/images', '/videos', '/news'],
        loads: 'everything',
        query: { safesearch: '2' },
        terms: ['q'],
      },
    ],
  },
  {
    id: 'brave',
    name: 'Brave Search',
    setting: 'safeSearch',
    sites: [
      {
        hosts: ['search.brave.com'],
        paths: ['/search', '/images', '/videos', '/news', '/goggles', '/ask'],
        loads: 'everything',
        query: { safesearch: 'strict' },
        terms: ['q'],
      },
    ],
  },
  {
    id: 'qwant',
    name: 'Qwant',
    setting: 'safeSearch',
    sites: [
      {
        hosts: ['qwant.com'],
        except: ['api.qwant.com', 'help.qwant.com', 'about.qwant.com', 'betterweb.qwant.com'],
        loads: 'documents',
        query: { s: '2' },
        terms: ['q'],
      },
      {
        hosts: ['api.qwant.com'],
        paths: ['/v3/search'],
        loads: 'everything',
        query: { safesearch: '2' },
        terms: [],
      },
    ],
  },
  {
    id: 'youtube',
    name: 'YouTube',
    setting: 'youtube',
    sites: [
      {
        hosts: ['youtube.com'],
        paths: ['/results'],
        loads: 'documents',
        terms: ['search_query', 'q'],
      },
      {
        hosts: ['youtube.com', 'youtube-nocookie.com', 'youtubei.googleapis.com', 'youtube.googleapis.com'],
        loads: 'everything',
        header: { name: 'YouTube-Restrict', moderate: 'Moderate', strict: 'Strict' },
        terms: [],
      },
    ],
  },
]
