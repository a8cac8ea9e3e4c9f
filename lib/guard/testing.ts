/** For tests: a page that shows nothing, and places that nothing is known of. */
import { nothingSeen } from './nothing-seen.ts'
import { COUNTED, type Counted, ITEMS, PARTS } from './page/channel.ts'
import type { Picture } from './picture.ts'
import type { Around, Signals } from './signals.ts'

type Some<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Some<T[K]> }
    : T

const EMPTY: Signals = { ...nothingSeen(), url: 'https://fresh.test/' }

/** A page with what is given; of the rest nothing. The length of its text goes by its words. */
export function page(some: Some<Signals>): Signals {
  const words = some.words ?? ''
  return merge<Signals>({ ...EMPTY, textLength: words.length }, some)
}

/** What is sent of a page, with what is given. */
export function picture(some: Partial<Picture>): Picture {
  const { when, top, url, canvas, video, frames, resources, storage } = EMPTY
  return {
    when,
    top,
    url,
    canvas,
    video,
    frames,
    resources,
    storage,
    type: 'text/html',
    base: url,
    care: 'usual',
    html: '',
    cuts: [],
    roots: [],
    isWhole: true,
    nodes: 0,
    written: 0,
    scripts: 0,
    acts: '',
    pointerLock: 0,
    fullscreen: 0,
    ...some,
  }
}

/** The answer of a page's own world. */
export const told = (
  counts: Partial<Record<Counted, number>>,
  replaced: readonly string[] = [],
  globals: readonly string[] = [],
): string =>
  [COUNTED.map((name) => `${counts[name] ?? 0}`), replaced, globals].map((all) => all.join(ITEMS)).join(PARTS)

function merge<T extends object>(base: T, some: Some<T>): T {
  const entries = Object.entries(some).map(([key, value]) => {
    const before = (base as Record<string, unknown>)[key]
    const isPart = typeof value === 'object' && value !== null && !Array.isArray(value)
    return [key, isPart ? merge(before as object, value as object) : value] as const
  })
  return { ...base, ...Object.fromEntries(entries) }
}

/** Where a page stands; nothing is known of it but what is given. */
export function place(url: string, some: Some<Around> = {}): Around {
  const { hostname, href } = new URL(url)
  const network = {
    workerScripts: [],
    engineHeaders: [],
    sockets: [],
    requests: [],
    lines: [],
    boxes: [],
    seenServer: false,
  }
  return merge<Around>({ host: hostname, href, isTop: true, network, listed: [], isCheapPlace: false }, some)
}

/** Of a place: an open socket was seen. */
export const over = (socket: string) => ({ network: { sockets: [socket] } })
