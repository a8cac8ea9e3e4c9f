/**
 * Rewriting proxies of nobody's making: small ones written for this suite, so that what the guard knows is the kind and
 * not the product. None of their names, paths or codes stands anywhere else.
 */
import { request as ask } from 'node:http'
import { WebSocketServer } from 'ws'
import type { Guest } from '../../rig/web.ts'
import { files, together } from './servers.ts'

/** Fetches an address of the test's internet. */
const fetched = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(url)
    const options = { host: '127.0.0.1', port, path: pathname, headers: { host: hostname } }
    ask(options, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.on('end', () => resolve(text))
    })
      .on('error', reject)
      .end()
  })

/** A socket that is told an address and answers with the page. */
function relay(): Guest {
  const server = new WebSocketServer({ noServer: true })
  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (connection) => {
        connection.on('message', (data: Buffer) => {
          const { id, url } = JSON.parse(data.toString()) as { id: number; url: string }
          void fetched(url).then((text) => connection.send(JSON.stringify({ id, text })))
        })
      }),
  }
}

/** In a worker of either kind: asks the relay, one socket for all. */
const SOCKET = `let socket, last = 0; const waiting = new Map()
const connect = () => socket ??= new Promise((done) => { const s = new WebSocket('wss://' + location.host + '/live')
  s.onopen = () => done(s); s.onmessage = ({ data }) => { const { id, text } = JSON.parse(data); waiting.get(id)(text) } })
const load = (url) => connect().then((s) => new Promise((done) => { const id = ++last; waiting.set(id, done); s.send(JSON.stringify({ id, url })) }))`

const READ = `const read = (path) => decodeURIComponent(atob(decodeURIComponent(path.slice('/page/'.length))))`
const WORKER = (load: string): string => `${load}
${READ}
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => { const { pathname } = new URL(event.request.url)
  if (pathname.startsWith('/page/')) event.respondWith(load(read(pathname)).then((text) => new Response(text, { headers: { 'content-type': 'text/html' } }))) })`

/** The service worker asks a page, and the page the shared worker, which has the socket. */
const BY_SHARED = `const load = async (url) => { const all = await clients.matchAll({ includeUncontrolled: true })
  const channel = new MessageChannel(); all[0].postMessage(url, [channel.port2])
  return new Promise((done) => { channel.port1.onmessage = ({ data }) => done(data) }) }`

const START = (
  shared: boolean,
): string => `<!doctype html><meta charset="utf-8"><title>Timetable</title><h1>Timetable</h1>
<input placeholder="search or type a url"><script>
${
  shared
    ? `const shared = new SharedWorker('/pool.js'); shared.port.start(); const waiting = []
shared.port.onmessage = ({ data }) => waiting.shift()(data)
navigator.serviceWorker.addEventListener('message', ({ data, ports }) => { waiting.push((text) => ports[0].postMessage(text)); shared.port.postMessage(data) })
navigator.serviceWorker.startMessages()`
    : ''
}
const ready = navigator.serviceWorker.register('/helper.js').then(() => navigator.serviceWorker.ready)
const proxied = (url) => '/page/' + encodeURIComponent(btoa(encodeURIComponent(url)))
// The first page stays, as the bridge: the other one stands in a frame over all of it.
const go = (url) => ready.then(() => { const frame = document.createElement('iframe'); frame.style = 'position:fixed;inset:0;width:100%;height:100%;border:0'
  frame.src = proxied(url); document.body.append(frame) })
</script>`

/** A service worker that serves other sites' pages; its socket in a shared worker, or in itself. */
export const ownWorkers = (shared: boolean): Guest =>
  together(
    files({
      '/': START(shared),
      '/helper.js': WORKER(shared ? BY_SHARED : SOCKET),
      '/pool.js': `${SOCKET}
addEventListener('connect', ({ ports: [port] }) => { port.onmessage = ({ data }) => load(data).then((text) => port.postMessage(text)); port.start() })`,
    }),
    relay(),
  )

/** No worker at all: the page asks by its own socket and writes what comes into a frame without an address. */
export const pageRelay = (): Guest =>
  together(
    files({
      '/': `<!doctype html><meta charset="utf-8"><title>Reader</title><h1>Reader</h1><input placeholder="web address"><script>
${SOCKET}
const ready = connect()
const go = (url) => load(url).then((html) => { const frame = document.createElement('iframe'); frame.style = 'position:fixed;inset:0;width:100%;height:100%;border:0'; frame.srcdoc = html; document.body.append(frame) })
</script>`,
    }),
    relay(),
  )

const HTML = { 'content-type': 'text/html' }
/** Every link of the page leads back through this host. */
const ledBack = (text: string): string =>
  text.replaceAll(
    /(href|action)="([^"]+)"/g,
    (_all, name: string, to: string) => `${name}="/browse?q=${Buffer.from(to).toString('base64url')}"`,
  )

/** A server that rewrites pages itself: `/browse?q=<base64>`, links led back through it. */
export const serverSide = (): Guest =>
  together(
    {
      request: (request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
        if (pathname !== '/browse') return false
        const url = Buffer.from(searchParams.get('q') ?? '', 'base64url').toString()
        void fetched(url).then((text) => response.writeHead(200, HTML).end(ledBack(text)))
        return true
      },
    },
    files({
      '/': `<!doctype html><meta charset="utf-8"><title>Home</title><h1>Home</h1><form><input name="q" placeholder="Enter a URL"></form><script>
const go = (url) => { location.href = '/browse?q=' + btoa(url).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') }
</script>`,
    }),
  )
