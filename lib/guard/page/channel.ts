/**
 * How the part in the page's own world answers the one beside it: the first hands over a target of events that nothing
 * in the page refers to, before any script of the page runs; asked through it, it answers in the same breath.
 */

/** Of the one event by which the target is handed over. */
export const HANDED = 'kerb-acts'
/** What is counted, in the order of the answer. */
export const COUNTED = [
  'animation',
  'gamepad',
  'keyListeners',
  'pointerListeners',
  'audio',
  'wasm',
  'sharedWorkers',
  'binarySockets',
  'camera',
  'peers',
  'dataChannels',
  'transports',
] as const
export type Counted = (typeof COUNTED)[number]

/**
 * Functions that a page may have put its own in place of: of which interface, or of the window itself. First those that no
 * rewriter leaves alone; to ask for the others makes the browser build what the page may never use.
 */
export const LIKELIEST = [
  ['', 'fetch'],
  ['', 'open'],
  ['', 'postMessage'],
  ['Document', 'cookie'],
  ['Document', 'referrer'],
  ['Element', 'setAttribute'],
  ['History', 'pushState'],
] as const
export const WATCHED = [
  ['', 'eval'],
  ['', 'localStorage'],
  ['Document', 'URL'],
  ['Document', 'domain'],
  ['Document', 'documentURI'],
  ['Node', 'baseURI'],
  ['Node', 'appendChild'],
  ['Element', 'innerHTML'],
  ['Element', 'getAttribute'],
  ['HTMLAnchorElement', 'href'],
] as const
export const WATCHED_TOO = [
  ['', 'Function'],
  ['Function', 'toString'],
  ['', 'Worker'],
  ['', 'WebSocket'],
  ['', 'EventSource'],
  ['XMLHttpRequest', 'open'],
  ['XMLHttpRequest', 'responseURL'],
  ['Document', 'write'],
  ['MessageEvent', 'origin'],
  ['MessageEvent', 'data'],
  ['Request', 'url'],
  ['Response', 'url'],
  ['WebSocket', 'url'],
  ['PerformanceEntry', 'name'],
  ['HTMLFormElement', 'action'],
  ['HTMLIFrameElement', 'src'],
  ['HTMLIFrameElement', 'contentWindow'],
  ['HTMLScriptElement', 'src'],
  ['History', 'replaceState'],
  ['Navigator', 'sendBeacon'],
  ['ServiceWorkerContainer', 'register'],
  ['Storage', 'getItem'],
] as const

/** The questions: what is asked for and replaced; that, all that may be replaced, and what the page has named. */
export const QUESTIONS = ['ask', 'ask-all'] as const
export type Question = (typeof QUESTIONS)[number]
/** An answer; and that there is something that was not there before: unasked, so that nobody has to ask in vain. */
export const TOLD = 'told'
export const NEWS = 'news'

export interface Told {
  readonly counts: Readonly<Record<Counted, number>>
  readonly replaced: readonly string[]
  readonly globals: readonly string[]
}

/** Between the three parts of an answer, and between what stands in each. */
export const PARTS = '\u0001'
export const ITEMS = '\u0002'

const items = (text: string | undefined): string[] => (text ?? '').split(ITEMS).filter((item) => item !== '')

/** Reads an answer: counts, what was replaced, globals. */
export function readTold(text: string): Told {
  const [counts, replaced, globals] = text.split(PARTS)
  const numbers = items(counts).map(Number)
  return {
    counts: Object.fromEntries(COUNTED.map((name, i) => [name, numbers[i] ?? 0])) as Told['counts'],
    replaced: items(replaced),
    globals: items(globals),
  }
}
