/** Signals of a document that has shown nothing yet, to be filled in. */
import type { Signals } from './signals.ts'

type Open<T> = T extends readonly (infer E)[]
  ? E[]
  : T extends object
    ? { -readonly [K in keyof T]: Open<T[K]> }
    : T
/** Signals while they are collected. */
export type Draft = Open<Signals>

export function nothingSeen(): Draft {
  return {
    when: 'loaded',
    top: true,
    kind: 'html',
    url: '',
    isUnread: false,
    title: '',
    lang: '',
    headings: [],
    labels: [],
    about: '',
    iconHost: '',
    claims: [],
    words: '',
    textLength: 0,
    links: { count: 0, hosts: [], texts: [], own: [] },
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
      animation: 0,
      pointerLock: 0,
      gamepad: 0,
      fullscreen: 0,
      keyListeners: 0,
      pointerListeners: 0,
      audio: 0,
      wasm: 0,
      sharedWorkers: 0,
      camera: 0,
      peers: 0,
      dataChannels: 0,
      transports: 0,
      binarySockets: 0,
      replaced: [],
      globals: [],
    },
  }
}
