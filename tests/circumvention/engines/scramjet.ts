/** Scramjet as shells serve it: the engine, its wasm, bare-mux and a transport. */
import type { Guest } from '../../rig/web.ts'
import { plain } from './disguise.ts'
import { engineFile } from './installed.ts'
import { files, together, wispServer } from './servers.ts'
import type { Content } from './servers.ts'
import type { Shell } from './uv.ts'

const DIST = '@mercuryworkshop/scramjet/dist'

/** What a host with this shell answers. */
export async function scramjet(shell: Shell = {}): Promise<Guest> {
  const { disguise = plain, folder = '/scram/', prefix = '/scramjet/', codec } = shell
  const at = (name: string): string => `${folder}${disguise(name)}`
  const mux = disguise('/baremux/')
  const carrier = disguise('/epoxy/index.mjs')
  const coded = codec ? `, codec: { encode: ${codec.encode}, decode: ${codec.decode} }` : ''
  const worker = `importScripts('${at('scramjet.all.js')}')
const { ScramjetServiceWorker } = $scramjetLoadWorker()
const engine = new ScramjetServiceWorker()
addEventListener('fetch', (event) => event.respondWith((async () => {
  await engine.loadConfig()
  return engine.route(event) ? engine.fetch(event) : fetch(event.request)
})()))`
  const page = `<!doctype html><meta charset="utf-8"><title>Revision notes</title>
<script src="${mux}index.js"></script><script src="${at('scramjet.all.js')}"></script>
<h1>Revision notes</h1><form><input placeholder="Where to?"></form>
<script>
const { ScramjetController } = $scramjetLoadController()
const engine = new ScramjetController({ prefix: '${prefix}', files: {
  wasm: '${at('scramjet.wasm.wasm')}', all: '${at('scramjet.all.js')}', sync: '${at('scramjet.sync.js')}' }${coded} })
window.ready = (async () => {
  const connection = new BareMux.BareMuxConnection('${mux}worker.js')
  await connection.setTransport('${carrier}', [{ wisp: 'wss://' + location.host + '/wisp/' }])
  await engine.init()
  const registration = await navigator.serviceWorker.register('/worker.js')
  const worker = registration.installing || registration.waiting || registration.active
  while (worker.state !== 'activated') await new Promise((done) => worker.addEventListener('statechange', done, { once: true }))
})()
window.proxied = (url) => engine.encodeUrl(url)
window.go = (url) => ready.then(() => { location.href = proxied(url) })
</script>${shell.page ?? ''}`
  const site: Record<string, Content> = {
    '/': disguise(page),
    '/worker.js': disguise(worker),
    [`${mux}index.js`]: { file: engineFile('@mercuryworkshop/bare-mux/dist/index.js'), change: disguise },
    [`${mux}worker.js`]: { file: engineFile('@mercuryworkshop/bare-mux/dist/worker.js'), change: disguise },
    [carrier]: { file: engineFile('@mercuryworkshop/epoxy-transport/dist/index.mjs') },
    [at('scramjet.wasm.wasm')]: { file: engineFile(`${DIST}/scramjet.wasm.wasm`) },
  }
  for (const name of ['scramjet.all.js', 'scramjet.sync.js'])
    site[at(name)] = { file: engineFile(`${DIST}/${name}`), change: disguise }
  return together(files(site), await wispServer())
}
