/** For tests: a page that shows nothing, and places that nothing is known of. */
import type { Around, Signals } from './signals.ts'

type Some<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Some<T[K]> }
    : T

const EMPTY: Signals = {
  when: 'loaded',
  top: true,
  kind: 'html',
  url: 'https://fresh.test/',
  title: '',
  headings: [],
  labels: [],
  about: '',
  lang: '',
  iconHost: '',
  claims: [],
  words: '',
  textLength: 0,
  nodes: 50,
  links: { count: 0, hosts: [], texts: [], own: [] },
  images: 0,
  tiles: 0,
  frames: [],
  canvas: { count: 0, share: 0 },
  video: { count: 0, share: 0 },
  customElements: [],
  inputs: { passwords: 0, lonelyBox: false, money: false, controls: 0, editors: 0 },
  oddAttributes: [],
  comments: [],
  doubled: { seen: 0, count: 0, names: [] },
  inlineScript: 0,
  resources: [],
  storage: { databases: [], keys: [], caches: [], workers: [], controlled: false },
  acts: {
    webgl: 0,
    canvas2d: 0,
    animation: 0,
    pointerLock: 0,
    gamepad: 0,
    fullscreen: 0,
    keyListeners: 0,
    pointerListeners: 0,
    audio: 0,
    wasm: 0,
    sharedWorkers: 0,
    workerRegistrations: 0,
    camera: 0,
    peers: 0,
    dataChannels: 0,
    transports: 0,
    sockets: [],
    binarySockets: 0,
    replaced: [],
    globals: [],
  },
}

/** A page with what is given; of the rest nothing. The length of its text goes by its words. */
export function page(some: Some<Signals>): Signals {
  const words = some.words ?? ''
  return merge<Signals>({ ...EMPTY, textLength: words.length }, some)
}

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
    seenServer: false,
  }
  return merge<Around>({ host: hostname, href, isTop: true, network, listed: [], isCheapPlace: false }, some)
}
