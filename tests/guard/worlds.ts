/**
 * Pages told by what they do rather than by what they say: each with what a browser would add to its document - workers,
 * sockets, storage, a canvas that fills the view - and what the worker would know of the network around it.
 */
import type { Around, Signals } from '../../lib/guard/signals.ts'
import {
  CHAT_SAYS,
  GAME_SAYS,
  LIST_SAYS,
  SIGN_IN_SAYS,
  STRANGER_SAYS,
  UNBLOCK_SAYS,
  type Says,
} from './worlds-say.ts'

export interface Deeds {
  readonly acts?: Partial<Signals['acts']>
  readonly storage?: Partial<Signals['storage']>
  readonly canvas?: Signals['canvas']
  readonly video?: Signals['video']
  readonly resources?: string[]
  readonly frames?: Signals['frames']
  readonly customElements?: string[]
  readonly oddAttributes?: string[]
  readonly doubled?: Signals['doubled']
}
export interface World {
  readonly path: string
  readonly html: string
  readonly deeds: Deeds
  readonly network?: Partial<Around['network']>
  readonly isCheapPlace?: boolean
}
interface At {
  readonly seed: number
  readonly say: Says
  /** A made-up name, another one for each page. */
  readonly name: string
}
type MakeWorld = (at: At) => World

const page = ({ title = '', body = '', head = '', lang = 'en' }): string =>
  `<!doctype html><html lang="${lang}"><head><title>${title}</title>${head}</head><body>${body}</body></html>`
const target = (seed: number): string => `https://site${seed}.somewhere.test/watch?v=${seed}`
const b64 = (text: string): string => btoa(text).replaceAll('=', '')
const xor = (text: string): string =>
  encodeURIComponent(
    Array.from(text, (one, at) => (at % 2 === 1 ? String.fromCharCode(one.charCodeAt(0) ^ 2) : one)).join(''),
  )
const box = ({ title, one, two }: Says): string =>
  `<h1>${title}</h1><form><input type="text" placeholder="${one}"></form><p>${two}</p>`
const links = (
  texts: readonly string[],
  href: (at: number) => string,
  inner = (text: string) => text,
): string => texts.map((text, at) => `<a href="${href(at)}">${inner(text)}</a>`).join(' ')
const picture = (text: string): string => `<img src="/${text.length}.png" alt=""><span>${text}</span>`

const unblockers: Record<string, MakeWorld> = {
  'worker that rewrites': ({ seed, name, say }) => ({
    path: `/${name}/${xor(target(seed))}`,
    html: page({ title: 'A page', body: `<p>${say.two}</p>`.repeat(6) }),
    deeds: {
      storage: {
        controlled: true,
        workers: [{ scope: `/${name}/`, script: `/${name}.sw.js` }],
        databases: [`__${name}`],
      },
      acts: { sharedWorkers: 1, wasm: 1, sockets: ['/w/'], binarySockets: 4 },
    },
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
        sockets: [`/ws?password=${name}`],
        binarySockets: 3,
      },
      resources: ['/guacamole-common-js/all.min.js'],
    },
  }),
}

const HOSTS = ['xyz', 'top', 'click', 'lol', 'duckdns.org', 'site', 'online', 'icu']
const fresh = (seed: number, at: number): string =>
  `${['maple', 'river', 'notes', 'algebra', 'cloud', 'paper'][at % 6] ?? ''}${seed}${at}.${HOSTS[at % 8] ?? ''}`
const lists: Record<string, MakeWorld> = {
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

const played = { animation: 60, keyListeners: 3, pointerListeners: 2, audio: 1 }
const full = { count: 1, share: 0.95 }
const games: Record<string, MakeWorld> = {
  'engine build': ({ name, say }) => ({
    path: `/${name}/`,
    html: page({ title: say.items[0] ?? '', body: `<canvas id="c"></canvas>` }),
    deeds: {
      canvas: full,
      acts: { ...played, webgl: 1, wasm: 1 },
      resources: [
        `/Build/${name}.loader.js`,
        `/Build/${name}.data`,
        `/Build/${name}.wasm`,
        `/Build/${name}.framework.js`,
      ],
    },
  }),
  'own engine': ({ name, say }) => ({
    path: `/${name}.html`,
    html: page({ title: say.items[1] ?? '', body: `<canvas></canvas><button>${say.one}</button>` }),
    deeds: { canvas: full, acts: { ...played, canvas2d: 1, pointerLock: 1 } },
  }),
  portal: ({ say }) => ({
    path: '/',
    html: page({
      title: say.title,
      body: `<h1>${say.title}</h1><h2>${say.two}</h2>${links([...say.items, ...say.items.map((item) => `${item} 2`)], (at) => `/g/${at}`, picture)}`,
    }),
    deeds: {},
  }),
  emulator: ({ name, say }) => ({
    path: `/play/${name}`,
    html: page({ title: `${say.one} ${name}`, body: `<div id="game"></div><button>${say.one}</button>` }),
    deeds: {
      canvas: { count: 1, share: 0.7 },
      acts: { ...played, wasm: 1, gamepad: 1 },
      resources: [`/cores/core-wasm.data`, `/roms/${name}.gba`],
    },
  }),
  'film player': ({ name, say }) => ({
    path: `/f/${name}`,
    html: page({ title: say.items[2] ?? '', body: `<ruffle-player></ruffle-player><p>${say.two}</p>` }),
    deeds: {
      canvas: { count: 1, share: 0.6 },
      customElements: ['ruffle-player'],
      acts: { ...played, wasm: 1 },
      resources: [`/${name}.swf`],
    },
  }),
}

const talk = (say: Says): string =>
  `<h1>${say.title}</h1><p>${say.two}</p>${say.items.map((item) => `<button>${item}</button>`).join('')}`
const strangers: Record<string, MakeWorld> = {
  'two pictures': ({ say }) => ({
    path: '/',
    html: page({ title: say.title, body: `${talk(say)}<video></video><video></video>` }),
    deeds: { video: { count: 2, share: 0.4 }, acts: { camera: 1, peers: 1, sockets: ['/signal'] } },
  }),
  'text only': ({ say }) => ({
    path: '/text',
    html: page({ title: say.title, body: `${talk(say)}<textarea placeholder="${say.one}"></textarea>` }),
    deeds: { acts: { sockets: ['wss://pair.somewhere.test/ws'], keyListeners: 1 } },
  }),
  landing: ({ say }) => ({
    path: '/start',
    html: page({
      title: say.title,
      body: `<header>${say.title}</header><p>${say.one}. ${say.two}</p>${say.items.map((item) => `<button>${item}</button>`).join('')}<video></video><video></video>`,
    }),
    deeds: { video: { count: 2, share: 0.5 }, acts: { camera: 1, peers: 2, sockets: ['/ws'] } },
  }),
  'library for peers': ({ say, name }) => ({
    path: `/r/${name}`,
    html: page({ title: say.title, body: talk(say) + `<video></video><video></video>` }),
    deeds: {
      video: { count: 2, share: 0.3 },
      resources: ['/peerjs.min.js'],
      acts: { peers: 1, camera: 1, dataChannels: 1, sockets: ['/peerjs?key=x'] },
    },
  }),
  'cheap copy': ({ say }) => ({
    path: '/',
    html: page({
      title: say.title,
      body: `<center><b>${say.title}</b><br>${say.one}<br>${say.items.map((item) => `<input type="button" value="${item}">`).join('')}</center><video></video><video></video>`,
    }),
    deeds: { video: { count: 2, share: 0.3 }, acts: { camera: 1, peers: 1, sockets: ['/s'] } },
    isCheapPlace: true,
  }),
}

const room = (say: Says, name: string): string =>
  `<aside>${links(say.items, (at) => `/#/room/!${name}${at}`)}</aside><h2>${say.title}</h2><p>${say.two}</p><textarea placeholder="${say.one}"></textarea>`
const chats: Record<string, MakeWorld> = {
  matrix: ({ say, name }) => ({
    path: `/#/room/!${name}:somewhere.test`,
    html: page({ title: say.title, body: room(say, name) }),
    deeds: {
      resources: [
        'https://m.somewhere.test/_matrix/client/v3/sync?timeout=30000',
        `https://m.somewhere.test/_matrix/client/v3/rooms/!${name}/messages`,
      ],
      storage: { databases: ['matrix-js-sdk:crypto'] },
    },
  }),
  irc: ({ say, name }) => ({
    path: `/#chan-${name.length}`,
    html: page({
      title: say.title,
      body: `<form><input placeholder="Nick"><input placeholder="Channel"><button>${say.items[0] ?? ''}</button></form>${room(say, name)}`,
    }),
    deeds: {
      acts: { sockets: ['/webirc/websocket/'] },
      resources: ['/kiwi/app.js'],
      storage: { keys: ['kiwi-state'] },
    },
  }),
  gateway: ({ say, name }) => ({
    path: `/channels/${name}`,
    html: page({ title: say.title, body: room(say, name) }),
    deeds: { acts: { sockets: ['wss://gw.somewhere.test/?v=10&encoding=json'] } },
  }),
  'own rooms': ({ say, name }) => ({
    path: `/room/${name}`,
    html: page({
      title: say.title,
      body: `${room(say, name)}<p>${say.two} ${say.items.join(' ')}</p><input placeholder="${say.one}">`,
    }),
    deeds: {
      acts: { sockets: ['/socket.io/?EIO=4&transport=websocket'] },
      storage: { keys: ['chat-nickname'] },
    },
  }),
  'group messenger': ({ say, name }) => ({
    path: `/c/${name}`,
    html: page({
      title: say.title,
      body: `<nav>${links(say.items, (at) => `/channel/${name}${at}`)}</nav><p>${say.two}</p><div contenteditable aria-label="${say.one}"></div><input placeholder="${say.one}">`,
    }),
    deeds: {
      resources: ['/api/v9/channels/123456/messages'],
      acts: { sockets: ['/gateway/?encoding=json&v=9'] },
    },
  }),
}

const signIn = ({ say, name }: At, brand: string, head = ''): string =>
  page({
    title: brand,
    head,
    body: `<h1>${say.title}</h1><form><input type="email" placeholder="${say.one}"><input type="password" placeholder="${say.two}"><button>${say.items[0] ?? ''}</button></form><a href="/${name}">${say.items[1] ?? ''}</a>`,
  })
const falseSignIns: Record<string, MakeWorld> = {
  'search company': (at) => ({
    path: '/signin',
    html: signIn(
      at,
      'Sign in - Google Accounts',
      '<link rel="icon" href="https://www.google.com/favicon.ico">',
    ),
    deeds: {},
  }),
  office: (at) => ({
    path: '/common/oauth2',
    html: signIn(
      at,
      'Sign in to your Microsoft account',
      '<link rel="icon" href="https://logincdn.msauth.net/favicon.ico">',
    ),
    deeds: {},
  }),
  'cheap copy': (at) => ({
    path: `/${at.name}.html`,
    html: signIn(at, 'Google Classroom'),
    deeds: {},
    isCheapPlace: true,
  }),
  'saved page': (at) => ({
    path: '/index.html',
    html: signIn(at, 'Microsoft Teams', '<link rel="canonical" href="https://login.microsoftonline.com/">'),
    deeds: {},
  }),
  homework: (at) => ({
    path: '/login',
    html: signIn(
      at,
      'Satchel One',
      '<link rel="icon" href="https://www.satchelone.com/favicon.ico"><meta property="og:url" content="https://www.satchelone.com/login">',
    ),
    deeds: {},
  }),
}

export const WORLDS: Readonly<
  Record<string, { readonly ways: Record<string, MakeWorld>; readonly says: readonly Says[] }>
> = {
  unblocker: { ways: unblockers, says: UNBLOCK_SAYS },
  'unblocker-list': { ways: lists, says: LIST_SAYS },
  game: { ways: games, says: GAME_SAYS },
  'stranger-chat': { ways: strangers, says: STRANGER_SAYS },
  chat: { ways: chats, says: CHAT_SAYS },
  impersonation: { ways: falseSignIns, says: SIGN_IN_SAYS },
}
