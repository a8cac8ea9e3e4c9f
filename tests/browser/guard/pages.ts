/** Pages for the guard's tests: each shows what it is by what it does, in a document of another kind. */

/** Draws, is steered, sounds, and says nothing. Works in documents of every kind. */
export const PLAY = `
  const XHTML = 'http://www.w3.org/1999/xhtml'
  const canvas = document.createElementNS(XHTML, 'canvas')
  canvas.width = innerWidth; canvas.height = innerHeight
  canvas.setAttribute('style', 'position:fixed;inset:0;width:100vw;height:100vh')
  const root = document.body ?? document.querySelector('#stage') ?? document.documentElement
  root.append(canvas)
  const pen = canvas.getContext('2d')
  const draw = () => { pen.fillRect(Math.random() * 100, 5, 20, 20); requestAnimationFrame(draw) }
  draw()
  addEventListener('keydown', () => {})
  new AudioContext()`

const script = (text: string): string => `<script>${text}</script>`
const html = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title>${body}`

export const GAME = html('Go', `<body>${script(PLAY)}`)
/** Puts its own pictures and fields in the place of what is asked of a document and its elements, and names its canvas oddly. */
export const NAMED_SO = html(
  'Go',
  `<body>${[
    'title',
    'readyState',
    'URL',
    'contentType',
    'documentElement',
    'visibilityState',
    'addEventListener',
    'querySelectorAll',
  ]
    .map((name) => `<img name="${name}" alt="">`)
    .join(
      '',
    )}<form><input name="outerHTML"><input name="getAttribute"><input name="children"></form>${script(PLAY.replace("'canvas'", "'x:canvas'"))}`,
)
/** Throws every listener away and begins anew, as often as it is loaded. */
export const OPENED_ANEW = html(
  'Old',
  script(`addEventListener('load', () => {
    document.open()
    document.write('<!doctype html><title>New</title><body><p>a</p>')
    document.close()
    setTimeout(() => { ${PLAY} }, 300)
  })`),
)
/** All of it within a closed shadow root. */
export const IN_SHADOW = html(
  'Shadow',
  `<body><div id="host"></div>${script(`
    const closed = document.querySelector('#host').attachShadow({ mode: 'closed' })
    ${PLAY}
    closed.append(canvas)`)}`,
)
export const XHTML = `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Go</title></head><body><script><![CDATA[${PLAY}]]></script></body></html>`
export const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml" id="stage"></div></foreignObject><script><![CDATA[${PLAY}]]></script></svg>`
/** An article that turns, long after it has loaded. */
export const LATE = html(
  'Rivers',
  `<body><p>${'A river runs from a spring to the sea. '.repeat(20)}</p>${script(
    `setTimeout(() => { document.body.replaceChildren(); ${PLAY} }, 5000)`,
  )}`,
)
/** Stands as it is, and only begins to play: no element changes. */
export const QUIET_START = html(
  'Go',
  `<body style="margin:0"><canvas id="c" style="width:100vw;height:100vh"></canvas>${script(`setTimeout(() => {
    const pen = document.querySelector('#c').getContext('2d')
    const draw = () => { pen.fillRect(Math.random() * 100, 5, 20, 20); requestAnimationFrame(draw) }
    draw()
    addEventListener('keydown', () => {})
    new AudioContext()
  }, 4000)`)}`,
)
/** Shows what it is in a blank window that it writes to. */
export const BLANK = html(
  'Open',
  script(`onclick = () => {
    const made = open('about:blank')
    const inside = made.document.createElement('script')
    inside.textContent = ${JSON.stringify(PLAY)}
    made.document.body.append(inside)
  }`),
)
export const BLOB = html(
  'Blob',
  script(
    `location.href = URL.createObjectURL(new Blob([${JSON.stringify(GAME.replaceAll('</script>', '<\\/script>'))}.replaceAll('<\\\\/', '</')], { type: 'text/html' }))`,
  ),
)

/** A lesson in physics: the same canvas and keys, with what somebody sets and reads. */
export const SIMULATION = html(
  'Pendulum',
  `<body><h1>Pendulum</h1><p>${'The period of a pendulum depends on its length and not on its mass. Move the sliders and measure. '.repeat(8)}</p>
  ${['Length', 'Mass', 'Gravity', 'Friction'].map((name) => `<label>${name} <input type="range"></label>`).join('')}
  <input type="checkbox"> <select><option>Earth<option>Moon</select>
  <canvas id="c" width="500" height="300"></canvas>${script(`
    const pen = document.querySelector('#c').getContext('2d')
    const draw = (t) => { pen.fillRect(t % 300, 5, 5, 5); requestAnimationFrame(draw) }
    requestAnimationFrame(draw)
    addEventListener('keydown', () => {})`)}`,
)
/** A notebook that computes with wasm. */
export const NOTEBOOK = html(
  'Notebook',
  `<body><h1>Notebook</h1><p>${'Run a cell to see what it computes. '.repeat(20)}</p><textarea>1 + 1</textarea><textarea>plot(x)</textarea><button>Run</button><pre></pre>${script(
    `WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => { document.querySelector('pre').textContent = '2' })`,
  )}`,
)

const asJson = JSON.stringify
/** Says about what runs beside it all that a page can find out. */
export const CURIOUS = html(
  'Curious',
  `<body><canvas></canvas><p>hello</p>${script(`
  const wrapped = {
    getContext: HTMLCanvasElement.prototype.getContext,
    addEventListener: EventTarget.prototype.addEventListener,
    requestAnimationFrame,
    RTCPeerConnection,
    AudioContext,
    send: WebSocket.prototype.send,
  }
  const thrown = (work) => { try { work(); return '' } catch (error) { return error.constructor.name + ' ' + error.stack } }
  class Peer extends RTCPeerConnection { get mine() { return 1 } }
  const peer = new Peer()
  const called = []
  addEventListener({ toString() { called.push(new Error().stack); return 'x' } }, () => {})
  Object.prototype.get = function () { called.push('a trap was looked up'); return undefined }
  delete Object.prototype.get
  window.found = ${asJson(null)}
  window.found = {
    sources: Object.values(wrapped).map((one) => Function.prototype.toString.call(one)),
    names: Object.values(wrapped).map(({ name, length }) => name + length),
    own: [RTCPeerConnection.prototype.constructor === RTCPeerConnection, peer instanceof RTCPeerConnection, peer.mine === 1,
      Object.getPrototypeOf(Peer) === RTCPeerConnection, typeof RTCPeerConnection.generateCertificate],
    thrown: [thrown(() => RTCPeerConnection()), thrown(() => document.querySelector('canvas').getContext()), thrown(() => requestAnimationFrame())],
    called,
    globals: Object.getOwnPropertyNames(window).filter((name) => /kerb|guard|acts/i.test(name)),
    elements: document.querySelectorAll('*').length,
  }`)}`,
)

/** A host that serves every page from its own worker, by addresses within its own. */
export const UNBLOCKER = {
  shell: html(
    'Study help',
    `<body><form><input name="q" placeholder="Type an address"></form>${script(`
    navigator.serviceWorker.register('/sw.js', { scope: '/read/' }).then(({ installing, active }) => {
      const ready = () => (document.title = 'ready')
      if (active) ready()
      else installing.onstatechange = ({ target }) => target.state === 'activated' && ready()
    })`)}`,
  ),
  worker: `addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => {
  if (!new URL(event.request.url).pathname.startsWith('/read/')) return
  event.respondWith(new Response('<!doctype html><title>Elsewhere</title><p>words of another site<script>setTimeout(() => fetch("/was-read"), 1500)<\\/script>', { headers: { 'content-type': 'text/html' } }))
})`,
  page: `/read/${Buffer.from('https://www.another-site.org/watch?v=1').toString('base64url')}`,
} as const
