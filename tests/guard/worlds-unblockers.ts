/** Ways round, and lists of them. */
import { page, target, b64, xor, box, links, type MakeWorld } from './world.ts'

export const unblockers: Record<string, MakeWorld> = {
  'worker that rewrites': ({ seed, name, say }) => ({
    path: `/${name}/${xor(target(seed))}`,
    html: page({ title: 'A page', body: `<p>${say.two}</p>`.repeat(6) }),
    deeds: {
      storage: {
        controlled: true,
        workers: [{ scope: `/${name}/`, script: `/${name}.sw.js` }],
        databases: [`__${name}`],
      },
      acts: { sharedWorkers: 1, wasm: 1, binarySockets: 4 },
    },
    network: { sockets: ['/w/'] },
  }),
  'session in the path': ({ seed, say }) => ({
    path: `/${(seed * 7919 + 1e9).toString(16)}${'ab12cd34ef56'.repeat(2)}/${target(seed)}`,
    html: page({ title: say.title, body: box(say), head: `<link rel="canonical" href="${target(seed)}">` }),
    deeds: { acts: { replaced: ['fetch', 'open', 'WebSocket.url', 'Document.URL', 'History.pushState'] } },
  }),
  'server-side form': ({ seed, say, name }) => ({
    path: `/${name}.php?q=${b64(target(seed))}&hl=3ed`,
    html: page({
      title: say.title,
      body: `<form action="/${name}.php"><input name="q" placeholder="${say.one}"></form>${links(say.items, (at) => `/${name}.php?q=${b64(target(at))}&hl=3ed`)}`,
    }),
    deeds: {},
    isCheapPlace: true,
  }),
  'frame within a shell': ({ seed, say, name }) => ({
    path: '/',
    html: page({ title: say.title, body: box(say) }),
    deeds: {
      frames: [{ url: `/${name}/${b64(target(seed))}`, share: 0.9, sandboxed: false }],
      storage: { workers: [{ scope: `/${name}/`, script: `/${name}/sw.js` }] },
      acts: { sharedWorkers: 1, wasm: 1 },
    },
  }),
  'remote browser': ({ say, name }) => ({
    path: `/room/${name}`,
    html: page({ title: say.title, body: `<p>${say.two}</p>` }),
    deeds: {
      canvas: { count: 1, share: 0.95 },
      video: { count: 1, share: 0.95 },
      acts: {
        peers: 1,
        dataChannels: 1,
        keyListeners: 3,
        pointerListeners: 4,
        binarySockets: 3,
      },
      resources: ['/guacamole-common-js/all.min.js'],
    },
    network: { sockets: [`/ws?password=${name}`] },
  }),
}

const HOSTS = ['xyz', 'top', 'click', 'lol', 'duckdns.org', 'site', 'online', 'icu']
const fresh = (seed: number, at: number): string =>
  `${['maple', 'river', 'notes', 'algebra', 'cloud', 'paper'][at % 6] ?? ''}${seed}${at}.${HOSTS[at % 8] ?? ''}`
export const lists: Record<string, MakeWorld> = {
  'plain list': ({ seed, say, name }) => ({
    path: `/${name}`,
    html: page({
      title: say.title,
      body: `<h1>${say.title}</h1><p>${say.one}</p>${links(
        Array.from({ length: 14 }, (_, at) => `${say.two} ${at + 1}`),
        (at) => `https://${fresh(seed, at)}/`,
      )}`,
    }),
    deeds: {},
  }),
  'hosts as text': ({ seed, say, name }) => ({
    path: `/doc/${name}`,
    html: page({
      title: say.title,
      body: `<p>${say.one}</p><pre>${Array.from({ length: 16 }, (_, at) => fresh(seed, at)).join('\n')}</pre>`,
    }),
    deeds: {},
  }),
  'names that say it': ({ seed, say, name }) => ({
    path: `/${name}`,
    html: page({
      title: say.title,
      body: `<h2>${say.one}</h2><ul>${Array.from({ length: 9 }, (_, at) => `<li><a href="https://proxy-${name}${at}.${HOSTS[(at + seed) % 8] ?? ''}">${say.two} ${at}</a></li>`).join('')}</ul>`,
    }),
    deeds: {},
    isCheapPlace: true,
  }),
  'table with status': ({ seed, say, name }) => ({
    path: `/status/${name}`,
    html: page({
      title: say.title,
      body: `<h1>${say.title}</h1><table>${Array.from({ length: 20 }, (_, at) => `<tr><td><a href="https://${fresh(seed + 3, at)}">${at + 1}</a></td><td>${say.two}</td></tr>`).join('')}</table>`,
    }),
    deeds: {},
  }),
  'shared post': ({ seed, say, name }) => ({
    path: `/p/${name}`,
    html: page({
      title: `${say.title} (${seed})`,
      body: `<article><p>${say.one} ${say.two}</p>${Array.from({ length: 10 }, (_, at) => `<p>${say.items[at % say.items.length]}: <a href="https://${fresh(seed + 7, at)}">${fresh(seed + 7, at)}</a></p>`).join('')}</article><button>Like</button>`,
    }),
    deeds: {},
    isCheapPlace: true,
  }),
}
