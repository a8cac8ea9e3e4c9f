/** For tests: pages that show other pages, as engines make them, under any names. */
import type { Around, Signals } from '../signals.ts'
import { page, place } from '../testing.ts'

/** Whatever the makers of a shell can call otherwise. */
export interface Names {
  readonly prefix: string
  readonly mark: string
  readonly file: string
  readonly key: string
  readonly global: string
}
export interface Case {
  readonly signals: Signals
  readonly around: Around
}
type Encode = (text: string) => string

const TARGET = 'https://www.forbidden.test/watch?v=1'
const HOST = 'https://maths-help.fresh.test'

/** As published, such names are known; these are not. */
export const UNKNOWN: Names = { prefix: 'lessons', mark: 'zq', file: 'main', key: 'st', global: 'qq' }

const NATIVES = [
  'fetch',
  'open',
  'postMessage',
  'XMLHttpRequest.open',
  'XMLHttpRequest.responseURL',
  'Document.URL',
  'Document.domain',
  'Document.referrer',
  'Document.cookie',
  'Node.baseURI',
  'MessageEvent.origin',
  'Element.innerHTML',
  'Element.setAttribute',
  'History.pushState',
  'Worker',
  'WebSocket',
]
const shown = { title: 'Forbidden', words: 'All that is on the page. '.repeat(40) }

/** A page answered by a worker, at its very start: nothing has run yet. */
export function workerPageAtStart(names: Names, encode: Encode): Case {
  const url = `${HOST}/${names.prefix}/${encode(TARGET)}`
  const scope = `/${names.prefix}/`
  const workers = [{ scope, script: `/${names.file}.js` }]
  return { signals: page({ when: 'start', url, storage: { workers, controlled: true } }), around: place(url) }
}

/** The same once it stands: rewritten links, natives and attributes. */
export function workerPage(names: Names, encode: Encode): Case {
  const { signals, around } = workerPageAtStart(names, encode)
  const at = (path: string): string => `/${names.prefix}/${encode(`https://www.forbidden.test/${path}`)}`
  const { workers } = signals.storage
  const rewritten = page({
    ...shown,
    url: signals.url,
    links: { count: 6, own: ['a', 'b', 'c', 'd', 'e', 'f'].map(at) },
    resources: ['x.js', 'y.js', 'z.css', 'data.json'].map(at),
    oddAttributes: ['href', 'src', 'integrity', 'action'].map((base) => `${names.mark}-${base}`),
    doubled: { seen: 12, count: 11, names: [`${names.mark}-href`, `${names.mark}-src`] },
    storage: {
      workers,
      controlled: true,
      databases: [`https://www.forbidden.test@${names.key}`],
      keys: [`www.forbidden.test@${names.key}`],
    },
    acts: { replaced: NATIVES, globals: [names.global] },
  })
  return { signals: rewritten, around }
}

/** The page around it, once somebody has opened an address: a worker, a shared worker, wasm, a frame that fills it. */
export function shell(names: Names, encode: Encode): Case {
  const url = `${HOST}/`
  const scope = `/${names.prefix}/`
  const signals = page({
    url,
    title: 'Home',
    labels: ['Go'],
    inputs: { lonelyBox: true },
    frames: [{ url: `${HOST}${scope}${encode(TARGET)}`, share: 0.9, sandboxed: false }],
    resources: [`/${names.file}.js`],
    storage: { workers: [{ scope, script: `/${names.file}.sw.js` }], keys: [names.key] },
    acts: { sharedWorkers: 1, wasm: 1 },
  })
  return { signals, around: place(url, { network: { workerScripts: [`/${names.file}.sw.js`] } }) }
}

/** The page around it before anything is opened. */
export function emptyShell(names: Names): Case {
  const { signals, around } = shell(names, encodeURIComponent)
  return { signals: { ...signals, frames: [] }, around }
}

/** A server that rewrites: a session in the path and the address in plain after it. */
export function sessionPage(names: Names): Case {
  const prefix = `/0af3${'9c1e'.repeat(7)}/`
  const at = (path: string): string => `${prefix}https://www.forbidden.test/${path}`
  const url = `${HOST}${at('watch')}`
  const signals = page({
    ...shown,
    url,
    links: { count: 5, own: ['a', 'b', 'c', 'd', 'e'].map(at) },
    resources: ['x.js', 'y.js', 'z.js'].map(at),
    oddAttributes: ['href', 'src', 'integrity'].map((base) => `${base}-${names.mark}-stored`),
    acts: { replaced: NATIVES },
  })
  return { signals, around: place(url) }
}

/** A script on a server: the address packed up in a field, and every link so. */
export function fieldPage(names: Names, encode: Encode): Case {
  const at = (path: string): string =>
    `/${names.prefix}.php?${names.key}=${encode(`https://www.forbidden.test/${path}`)}&b=4`
  const url = `${HOST}${at('watch')}`
  const own = ['a', 'b', 'c', 'd', 'e'].map(at)
  const resources = ['x.css', 'y.js', 'z.js'].map(at)
  return { signals: page({ ...shown, url, links: { count: 5, own }, resources }), around: place(url) }
}

/** A server known by its number, with the address of origin in a field. */
export function numberedPage(): Case {
  const url = `https://203.0.113.7/watch?v=1&__cpo=${btoa('https://www.forbidden.test')}`
  return { signals: page({ ...shown, url, acts: { replaced: NATIVES } }), around: place(url) }
}

/** A relay: hands out whatever stands in its path, and says in a header where that was. */
export function relayPage(header: string): Case {
  const url = `${HOST}/http://www.forbidden.test/`
  const claims = ['www.forbidden.test']
  return {
    signals: page({ ...shown, url, claims }),
    around: place(url, { network: { engineHeaders: [header] } }),
  }
}

/** An own code that nobody can read, under a worker's folder. */
export function unreadable(names: Names): Case {
  const url = `${HOST}/${names.prefix}/q7Rz0PmX2vB9kLw4TnY8cJd1Hf6GsA3e/index`
  const { signals } = workerPage(names, encodeURIComponent)
  return {
    signals: { ...signals, url, resources: [], links: { ...signals.links, own: [] } },
    around: place(url),
  }
}

/** A page that came over a socket, written into a frame: seen from the frame. */
export function writtenPage(): Case {
  const sockets = ['wss://maths-help.fresh.test/live']
  const signals = page({
    ...shown,
    url: 'about:srcdoc',
    top: false,
    claims: ['www.forbidden.test'],
  })
  return { signals, around: place(`${HOST}/`, { isTop: false, network: { sockets } }) }
}

/** The same, seen from the frame, where the line is the page's around it. */
export function writtenOverLine(): Case {
  const signals = page({ ...shown, url: 'about:srcdoc', top: false, claims: ['www.forbidden.test'] })
  return { signals, around: place(`${HOST}/`, { isTop: false, network: { lines: ['data channel'] } }) }
}

/** The page around it. */
export function writer(acts: Partial<Signals['acts']>, sockets: readonly string[] = []): Case {
  const url = `${HOST}/`
  const frames = [{ url: 'about:srcdoc', share: 1, sandboxed: false }]
  const signals = page({
    url,
    title: 'Reader',
    labels: ['web address'],
    inputs: { lonelyBox: true },
    frames,
    acts,
  })
  return { signals, around: place(url, { network: { sockets } }) }
}

const view = { canvas: { count: 1, share: 0.95 }, words: 'Connected' }
const input = { keyListeners: 3, pointerListeners: 6 }

/** A browser elsewhere, drawn onto one canvas. */
export function remoteCanvas(client: string): Case {
  const url = `${HOST}/room`
  const sockets = [`wss://maths-help.fresh.test/${client}`]
  return {
    signals: page({
      url,
      title: 'Room',
      ...view,
      resources: [`/core/${client}.js`],
      acts: { ...input, binarySockets: 1 },
    }),
    around: place(url, { network: { sockets } }),
  }
}

/** A computer in the page, with a disk, firmware and a socket to the world. */
export function computerInPage(names: Names): Case {
  const url = `${HOST}/${names.prefix}`
  const sockets = [`wss://relay.fresh.test/${names.prefix}/`]
  const resources = [`/${names.file}.wasm`, '/bios/seabios.bin', `/images/${names.key}.img`]
  return {
    signals: page({ url, ...view, resources, acts: { ...input, wasm: 1, binarySockets: 1 } }),
    around: place(url, { network: { sockets } }),
  }
}

/** The same, whose socket is opened by a worker or later. */
export function computerAlone(): Case {
  const url = `${HOST}/box`
  const resources = ['/build/core.wasm', '/bios/seabios.bin', '/images/small.iso']
  const acts = { keyListeners: 2, pointerListeners: 8, wasm: 1 }
  return { signals: page({ url, canvas: { count: 1, share: 0 }, resources, acts }), around: place(url) }
}
