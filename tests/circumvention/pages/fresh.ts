/**
 * Ways round of the suite's own making, in shapes that no other case has: what the guard knows of a kind is tried on what
 * nobody tuned it on. They use no name, path or code of any other page here.
 */
import { request as ask } from 'node:http'
import { WebSocketServer } from 'ws'
import type { Guest } from '../../rig/web.ts'
import { files, together } from '../engines/servers.ts'
import { loop } from './games.ts'

const HEAD = '<!doctype html><meta charset="utf-8">'
const HTML = { 'content-type': 'text/html' }
const KEY = 'rivers'
const turned = (text: string): string =>
  Array.from(text, (c, at) => String.fromCharCode(c.charCodeAt(0) ^ KEY.charCodeAt(at % KEY.length))).join('')

/** No frame, no worker, no address that changes: the page fetches the other one and becomes it. */
export const becomesIt = (): Guest =>
  together(
    {
      request: (request, response) => {
        if (request.method !== 'POST' || request.url !== '/api/sync') return false
        let body = ''
        request.on('data', (chunk: Buffer) => (body += chunk.toString()))
        request.on('end', () => {
          const url = new URL(turned(Buffer.from(body, 'base64').toString('latin1')))
          const options = {
            host: '127.0.0.1',
            port: url.port,
            path: url.pathname,
            headers: { host: url.hostname },
          }
          ask(options, (answer) => {
            response.writeHead(200, HTML)
            answer.pipe(response)
          }).end()
        })
        return true
      },
    },
    files({
      '/': `${HEAD}<title>Notes</title><h1>Notes</h1><input placeholder="https://"><script>
const turn = (text) => btoa(Array.from(text, (c, at) => String.fromCharCode(c.charCodeAt(0) ^ '${KEY}'.charCodeAt(at % 6))).join(''))
const go = (url) => fetch('/api/sync', { method: 'POST', body: turn(url) }).then((answer) => answer.text()).then((text) => {
  const far = new DOMParser().parseFromString(text, 'text/html'), base = new URL(url)
  for (const link of far.querySelectorAll('a[href]')) { const to = new URL(link.getAttribute('href'), base).href; link.href = to; link.onclick = (event) => { event.preventDefault(); go(to) } }
  document.title = far.title; document.head.replaceChildren(...far.head.childNodes); document.body.replaceChildren(...far.body.childNodes)
})
</script>`,
    }),
  )

/** A browser elsewhere: its picture comes by one socket in bytes, keys and clicks go back by it. No library. */
export const pictures = (): Guest => {
  const server = new WebSocketServer({ noServer: true })
  const frame = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  return together(
    {
      upgrade: (request, socket, head) =>
        server.handleUpgrade(request, socket, head, (connection) => {
          const timer = setInterval(() => connection.send(frame), 100)
          connection.on('close', () => clearInterval(timer))
        }),
    },
    files({
      '/': `${HEAD}<title>Whiteboard</title><style>html,body{margin:0;height:100%}canvas{width:100%;height:100%;display:block}</style><canvas id="c" width="1280" height="720" tabindex="0"></canvas><script>
const c = document.getElementById('c'), x = c.getContext('2d'), s = new WebSocket('wss://' + location.host + '/s')
s.binaryType = 'blob'; s.onopen = () => s.send(new Uint16Array([0, innerWidth, innerHeight]))
s.onmessage = ({ data }) => createImageBitmap(data).then((one) => x.drawImage(one, 0, 0, 1280, 720))
for (const name of ['mousemove', 'mousedown', 'mouseup', 'wheel']) c.addEventListener(name, ({ offsetX, offsetY, buttons }) => s.send(new Uint16Array([1, offsetX, offsetY, buttons])))
for (const name of ['keydown', 'keyup']) c.addEventListener(name, ({ keyCode }) => s.send(new Uint16Array([2, keyCode])))
</script>`,
    }),
  )
}

/** A game in one data: address, in an element that is no frame. */
export const embedded = (tag: 'embed' | 'object'): Guest => {
  const game = `<style>body{margin:0}</style><canvas id="game"></canvas><script>${loop()}</script>`
  const address = `data:text/html;base64,${Buffer.from(game).toString('base64')}`
  const style = 'position:fixed;inset:0;width:100%;height:100%'
  const element =
    tag === 'embed'
      ? `<embed type="text/html" style="${style}" src="${address}">`
      : `<object type="text/html" style="${style}" data="${address}"></object>`
  return files({ '/': `${HEAD}<title>Worksheet 4</title><h1>Worksheet 4</h1>${element}` })
}

const PEOPLE = ['kai', 'mo', 'lena', 'zed', 'ivy', 'sam']
/** Servers down the side, channels, people who are there, messages that come by a socket. */
export const community = (): Guest => {
  const server = new WebSocketServer({ noServer: true })
  const rooms = ['general', 'memes', 'off-topic', 'clips']
    .map((one, at) => `<li><a href="/c/88/${at + 1}">#${one}</a></li>`)
    .join('')
  const said = PEOPLE.map(
    (one, at) => `<li><b>${one}</b> <time>Today at 10:0${at}</time><p>anyone on later? ${at}</p></li>`,
  ).join('')
  return together(
    {
      upgrade: (request, socket, head) =>
        server.handleUpgrade(request, socket, head, (connection) => {
          connection.send('{"op":10,"d":{"beat":41250}}')
          connection.on('message', () => connection.send('{"op":0,"t":"READY"}'))
        }),
    },
    files({
      '/': `${HEAD}<title>general | The Den</title><div id="app"><nav aria-label="Servers"><button>The Den</button><button>Year 9</button><button>+</button></nav>
<aside><h2>The Den</h2><ul>${rooms}</ul></aside><main><ol role="log">${said}</ol><div role="textbox" contenteditable="true" aria-label="Message #general"></div></main>
<aside><h3>Online — 6</h3><ul>${PEOPLE.map((one) => `<li>${one}</li>`).join('')}</ul></aside></div><script>
const s = new WebSocket('wss://' + location.host + '/live'); s.onmessage = ({ data }) => { if (JSON.parse(data).op === 10) s.send(JSON.stringify({ op: 2, d: { token: localStorage.token } })) }
localStorage.token ??= 'x'</script>`,
    }),
  )
}

/** A page of links as people make them on the web for their friends: no name of any engine, no word of a filter. */
export const friends = (): Guest => {
  const names = [
    'main',
    'backup',
    'backup 2',
    'new one',
    'fast',
    'if main is down',
    'chromebook',
    'phone',
    'old',
    'last',
  ]
  const hosts = names.map(
    (_, at) => `${['maple', 'otter', 'cinder', 'quartz', 'willow'][at % 5]}-${at * 13}.netlify.app`,
  )
  const links = hosts.map((host, at) => `<a href="https://${host}/">🔥 ${names[at]}</a><br>`).join('')
  return files({
    '/': `${HEAD}<title>links</title><h1>working links 🔓</h1><p>if your school blocks one just try the next, new links every day</p>${links}`,
  })
}

/** A frame without an origin that opens a window without one, and writes a game into it. */
export const popupFromSandbox = (): Guest => {
  const game = `<style>body{margin:0}</style><canvas id="game"></canvas><script>${loop()}<\\/script>`
  const inner = `<body style="margin:0"><button style="width:100vw;height:100vh">Open</button><script>
document.querySelector('button').onclick = () => { const popup = open('about:blank'); popup.document.write(${JSON.stringify(game).replaceAll('\\\\/', '\\/')}); popup.document.close() }
</script>`
  const attribute = inner.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return files({
    '/': `${HEAD}<title>Worksheet</title><style>body{margin:0}</style><iframe sandbox="allow-scripts allow-popups" style="width:100vw;height:100vh;border:0" srcdoc="${attribute}"></iframe>`,
  })
}
