/**
 * What a document shows of itself: counts and names that the script beside it collects, without forcing a layout, and
 * that the worker judges. It stays on the device and in memory. A page's process may lie: it can only make itself
 * look worse, or hide; nothing here opens anything.
 */
import type { CategoryId } from '../policy/categories.ts'
import { z } from '../zod.ts'

const text = (most: number) => z.string().check(z.maxLength(most))
const list = (each: number, most: number) => z.array(text(each)).check(z.maxLength(most))
const count = z.int().check(z.minimum(0), z.maximum(1_000_000))
const share = z.number().check(z.minimum(0), z.maximum(1))

/** Why it was looked at: at its start, once it stood, when it had changed, or because a closer look was asked for. */
export const WHENS = ['start', 'loaded', 'changed', 'closer'] as const

export const signalsSchema = z.object({
  when: z.enum(WHENS),
  top: z.boolean(),
  kind: z.enum(['html', 'xhtml', 'svg', 'other']),
  /** Elements are there that it does not show, however it is asked. */
  isUnread: z.boolean(),
  /** As the document has it: `about:blank` and `blob:` too. */
  url: text(8_192),
  title: text(300),
  /** Of the first headings, and labels of buttons and inputs: what it says it is. */
  headings: list(200, 12),
  labels: list(80, 30),
  /** Of the page's description and keywords. */
  about: text(600),
  lang: text(35),
  /** Host of its icon, where that is another's. */
  iconHost: text(253),
  /** Hosts that it says it lives at, where they are not its own: canonical link, `og:url`, `base`. */
  claims: list(253, 6),
  /** A sample of what can be read: from the beginning, the middle and the end. */
  words: text(12_000),
  /** How long all text is. Characters. */
  textLength: count,
  links: z.object({
    count,
    /** Other hosts that it links to, each once. */
    hosts: list(253, 120),
    /** The texts of links, each once: a page of tiles says what it lists here. */
    texts: list(80, 120),
    /** Paths with query of links and forms to its own host: samples from all over the page. */
    own: list(400, 40),
  }),
  /** Pictures that are links: tiles. */
  tiles: count,
  frames: z.array(z.object({ url: text(2_048), share, sandboxed: z.boolean() })).check(z.maxLength(20)),
  /** The largest canvas and video, as shares of the view; from attributes and boxes already known. */
  canvas: z.object({ count, share }),
  video: z.object({ count, share }),
  /** Elements that name what they are: `ruffle-player`, `embed[type]`; the tag names with a hyphen. */
  customElements: list(60, 30),
  inputs: z.object({
    passwords: count,
    /** A single box for an address or a search, with nothing else to fill in. */
    lonelyBox: z.boolean(),
    /** Asks for a card, an account, a stake. */
    money: z.boolean(),
    /** Sliders, numbers, ticks and choices: what somebody sets who tries something out. */
    controls: count,
    /** Areas to write in: `textarea`, `contenteditable`. */
    editors: count,
  }),
  /** Attribute names and comments that no hand writes: what a rewriter leaves. Samples. */
  oddAttributes: list(80, 40),
  comments: list(120, 10),
  /**
   * Of the links, scripts, styles and forms that were looked at: how many carry a second address in another attribute,
   * and what those attributes are called.
   */
  doubled: z.object({ seen: count, count, names: list(60, 10) }),
  /** Thousands of characters of script within the document itself. */
  inlineScript: count,
  /** Addresses of scripts, workers, wasm, data and frames it loaded: without their hosts where they are its own. */
  resources: list(400, 120),
  storage: z.object({
    databases: list(120, 30),
    keys: list(120, 60),
    caches: list(120, 20),
    /** Scope and script of each service worker. */
    workers: z.array(z.object({ scope: text(400), script: text(400) })).check(z.maxLength(10)),
    /** Whether a service worker answered for this document. */
    controlled: z.boolean(),
  }),
  /** From the part in the page's own world: what its scripts asked the browser for. Counts since the start. */
  acts: z.object({
    /** Frames of animation a second, over the last second that was looked at. */
    animation: count,
    pointerLock: count,
    gamepad: count,
    fullscreen: count,
    keyListeners: count,
    /** For pointers, mice, wheels and touch. */
    pointerListeners: count,
    audio: count,
    wasm: count,
    sharedWorkers: count,
    camera: count,
    peers: count,
    dataChannels: count,
    transports: count,
    /** Sockets that were told to hand over bytes (`binaryType`), or were sent some. */
    binarySockets: count,
    /** Functions of the browser that are not the browser's any more. */
    replaced: list(60, 30),
    /** Global names that are not the browser's, the first ones. */
    globals: list(60, 60),
  }),
})
export type Signals = z.infer<typeof signalsSchema>

/** What the worker knows of a document beside what it shows. */
export interface Around {
  /** Canonical host of the document, or of who made it when it has no address of its own. */
  readonly host: string
  /** Its canonical address, or of who made it. */
  readonly href: string
  /** The page in the address bar is this host. */
  readonly isTop: boolean
  /** Seen in the network, by its tab or without one: what a page cannot hide. */
  readonly network: {
    /** Scripts fetched as a service worker, by path. */
    readonly workerScripts: readonly string[]
    /** Names of headers that only an engine sends or is sent, by their shape (`isEngineHeader`). */
    readonly engineHeaders: readonly string[]
    /** Addresses of sockets. */
    readonly sockets: readonly string[]
    /** What was asked of chat servers by their protocol: addresses without their queries. */
    readonly requests: readonly string[]
    /** Boxes that its pages have shown: `address` to go to. */
    readonly boxes: readonly string[]
    /** Kinds of direct lines for data, without a camera, that its pages opened. */
    readonly lines: readonly string[]
    /** The server's address was seen serving an engine under another name. */
    readonly seenServer: boolean
  }
  /** What the lists say of the host. Nothing: nobody knows it. */
  readonly listed: readonly CategoryId[]
  /** The host lies on free or throw-away hosting, or under a dynamic name. */
  readonly isCheapPlace: boolean
}
