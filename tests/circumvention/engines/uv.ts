/** Ultraviolet as shells serve it: the engine, bare-mux, one of three transports. */
import type { Guest } from '../../rig/web.ts'
import { plain } from './disguise.ts'
import type { Disguise } from './disguise.ts'
import { engineFile } from './installed.ts'
import { bareServer, files, together, wispServer } from './servers.ts'
import type { Content } from './servers.ts'

export type Transport = 'bare' | 'epoxy' | 'libcurl'

export interface Shell {
  readonly transport?: Transport
  readonly disguise?: Disguise
  /** Only files have other names: what is in them is as published. */
  readonly unchanged?: boolean
  /** Where proxied pages lie. */
  readonly prefix?: string
  /** Folder of the engine's files. */
  readonly folder?: string
  /** Two function texts of its configuration; XOR when left out. */
  readonly codec?: { readonly encode: string; readonly decode: string }
  /** What its page shows and does once the engine stands; `go(url)` shows a proxied page. */
  readonly page?: string
}

const UV = '@titaniumnetwork-dev/ultraviolet/dist'
const XOR = { encode: 'Ultraviolet.codec.xor.encode', decode: 'Ultraviolet.codec.xor.decode' }
export const BASE64 = { encode: 'Ultraviolet.codec.base64.encode', decode: 'Ultraviolet.codec.base64.decode' }
/** One of their own: shifted letters, reversed, in hexadecimal. */
export const OWN = {
  encode: `(s) => s && [...unescape(encodeURIComponent(s))].reverse().map((c) => (c.charCodeAt(0) ^ 7).toString(16).padStart(2, '0')).join('')`,
  decode: `(s) => s && decodeURIComponent(escape(s.split(/[?#]/)[0].match(/../g).map((h) => String.fromCharCode(parseInt(h, 16) ^ 7)).reverse().join('')))`,
}

const TRANSPORTS: Readonly<Record<Transport, { file: string; options: string }>> = {
  bare: { file: '@mercuryworkshop/bare-as-module3/dist/index.mjs', options: `[location.origin + '/bare/']` },
  epoxy: {
    file: '@mercuryworkshop/epoxy-transport/dist/index.mjs',
    options: `[{ wisp: 'wss://' + location.host + '/wisp/' }]`,
  },
  libcurl: {
    file: '@mercuryworkshop/libcurl-transport/dist/index.mjs',
    options: `[{ websocket: 'wss://' + location.host + '/wisp/' }]`,
  },
}

/** What a host with this shell answers. */
export async function ultraviolet(shell: Shell = {}): Promise<Guest> {
  const {
    transport = 'epoxy',
    disguise = plain,
    folder = '/uv/',
    prefix = '/uv/service/',
    codec = XOR,
  } = shell
  const inside = shell.unchanged ? plain : disguise
  const file = (path: string): Content => ({ file: engineFile(path), change: inside })
  const at = (name: string): string => `${folder}${disguise(name)}`
  const config = `self.__uv$config = { prefix: '${prefix}', encodeUrl: ${codec.encode}, decodeUrl: ${codec.decode},
    handler: '${at('uv.handler.js')}', client: '${at('uv.client.js')}', bundle: '${at('uv.bundle.js')}',
    config: '${at('uv.config.js')}', sw: '${at('uv.sw.js')}' }`
  const mux = disguise('/baremux/')
  const carrier = disguise(`/${transport}/index.mjs`)
  const page = `<!doctype html><meta charset="utf-8"><title>Study Hub</title>
<script src="${mux}index.js"></script><script src="${at('uv.bundle.js')}"></script><script src="${at('uv.config.js')}"></script>
<h1>Study Hub</h1><form><input placeholder="Search or enter address"></form>
<script>
window.ready = (async () => {
  const connection = new BareMux.BareMuxConnection('${mux}worker.js')
  await connection.setTransport('${carrier}', ${TRANSPORTS[transport].options})
  const registration = await navigator.serviceWorker.register('${folder}sw.js', { scope: '${prefix}' })
  const worker = registration.installing || registration.waiting || registration.active
  while (worker.state !== 'activated') await new Promise((done) => worker.addEventListener('statechange', done, { once: true }))
})()
window.proxied = (url) => __uv$config.prefix + __uv$config.encodeUrl(url)
window.go = (url) => ready.then(() => { location.href = proxied(url) })
</script>${shell.page ?? ''}`
  const site: Record<string, Content> = {
    '/': inside(page),
    [`${folder}sw.js`]: { file: engineFile(`${UV}/sw.js`), change: disguise },
    [at('uv.config.js')]: inside(config),
    [`${mux}index.js`]: file('@mercuryworkshop/bare-mux/dist/index.js'),
    [`${mux}worker.js`]: file('@mercuryworkshop/bare-mux/dist/worker.js'),
    // Not renamed inside: their names are half of a wasm's imports.
    [carrier]: { file: engineFile(TRANSPORTS[transport].file) },
  }
  for (const name of ['uv.bundle.js', 'uv.handler.js', 'uv.client.js', 'uv.sw.js'])
    site[at(name)] = file(`${UV}/${name}`)
  return together(files(site), transport === 'bare' ? await bareServer('/bare/') : await wispServer())
}
