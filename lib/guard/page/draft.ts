/** Signals while they are collected: nothing seen yet, and how each is kept within what a message may hold. */
import { attribute, rootElement } from './dom.ts'
import type { Signals } from '../signals.ts'

type Open<T> = T extends readonly (infer E)[]
  ? E[]
  : T extends object
    ? { -readonly [K in keyof T]: Open<T[K]> }
    : T
export type Draft = Open<Signals>

const KINDS: Readonly<Record<string, Draft['kind']>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'xhtml',
  'image/svg+xml': 'svg',
}

export const clip = (text: string | null | undefined, most: number): string =>
  (text ?? '').trim().slice(0, most)

const rootLang = (document: Document): string | null => {
  const root = rootElement(document)
  return root === null ? null : attribute(root, 'lang')
}

/** Adds what is not there yet, while there is room. */
export function add(to: string[], text: string, most: number): void {
  if (text !== '' && to.length < most && !to.includes(text)) to.push(text)
}

export const atMost = (count: number, most = 1_000_000): number =>
  Math.min(most, Math.max(0, Math.round(count)))

export function blank(when: Draft['when'], document: Document, isTop: boolean): Draft {
  return {
    when,
    top: isTop,
    kind: KINDS[document.contentType] ?? 'other',
    url: document.URL.slice(0, 8_192),
    title: clip(document.title, 300),
    headings: [],
    labels: [],
    about: '',
    lang: clip(rootLang(document), 35),
    iconHost: '',
    claims: [],
    words: '',
    textLength: 0,
    nodes: 0,
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
}
