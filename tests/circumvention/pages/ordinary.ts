/** Pages of ordinary lessons that use what unblockers, games and chats use as well. */
import { engineFile } from '../engines/installed.ts'
import { WASM } from './games.ts'

const LESSON = (topic: string, parts: number): string =>
  Array.from(
    { length: parts },
    (_, at) =>
      `<h2>Part ${at + 1}</h2><p>In this part we look at ${topic}. Read the text, change one value at a time, and write down what you see before you go on. Compare your result with your neighbour’s and explain any difference in a sentence.</p>`,
  ).join('')

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`

/** Bodies falling and bouncing, with a slider and questions: matter-js. */
export const physics = (): string =>
  page(
    'Falling bodies',
    `<p>Set the gravity and press Start. What changes, and what does not?</p>
<label>Gravity <input type="range" min="0" max="2" step="0.1" value="1"></label> <button>Start</button> <output>1.0</output>
<canvas id="lab" width="640" height="360"></canvas>${LESSON('how gravity changes the motion of a falling body', 4)}
<table><tr><th>Gravity</th><th>Time in s</th></tr><tr><td>1.0</td><td></td></tr></table>
<script src="/matter.min.js"></script><script>
const { Engine, Render, Bodies, Composite, Runner } = Matter
const engine = Engine.create(); const render = Render.create({ canvas: lab, engine, options: { width: 640, height: 360, wireframes: false } })
Composite.add(engine.world, [Bodies.circle(200, 40, 20), Bodies.rectangle(320, 350, 640, 20, { isStatic: true })])
Render.run(render); Runner.run(Runner.create(), engine)
</script>`,
  )
export const MATTER = (): { file: string } => ({ file: engineFile('matter-js/build/matter.min.js') })

/** A function plotter: the canvas is redrawn with every key. */
export const plotter = (): string =>
  page(
    'Graph plotter',
    `<p>Type a function of x.</p><input id="f" value="Math.sin(x)" aria-label="f(x)"><canvas id="plot" width="900" height="500"></canvas>${LESSON('how a parameter stretches a graph', 3)}
<script>const pen = plot.getContext('2d'); let shift = 0
const draw = () => { pen.clearRect(0, 0, 900, 500); pen.beginPath(); for (let px = 0; px < 900; px++) pen.lineTo(px, 250 - 100 * Math.sin(px / 60 + shift)); pen.stroke(); shift += 0.01; requestAnimationFrame(draw) }
f.addEventListener('keydown', () => {}); draw()</script>`,
  )

/** Block coding: a toolbox, a workspace, a stage with a sprite that the arrow keys move. */
export const blockCoding = (): string => {
  const blocks = [
    'when flag clicked',
    'move 10 steps',
    'turn 15 degrees',
    'say Hello!',
    'repeat 10',
    'forever',
    'if … then',
    'wait 1 second',
    'change x by 10',
    'play sound pop',
  ]
  const toolbox = blocks
    .map((name) => `<g class="block"><rect width="150" height="28" fill="#4c97ff"/><text>${name}</text></g>`)
    .join('')
  return page(
    'Block coding',
    `<nav><button>File</button><button>Edit</button><button>Tutorials</button></nav><h2>Code</h2><svg width="300" height="400" aria-label="Toolbox">${toolbox}</svg><svg id="workspace" width="500" height="400"></svg>
<h2>Stage</h2><button aria-label="Green flag">⚑</button><button aria-label="Stop">■</button><canvas id="stage" width="480" height="360"></canvas><h2>Sprites</h2><ul><li>Cat</li></ul>
<p>Drag blocks into the workspace and press the flag. Your project is saved on this computer.</p>${LESSON('loops and conditions', 2)}
<script>const gl = stage.getContext('webgl') || stage.getContext('2d'); let x = 0
addEventListener('keydown', ({ key }) => { if (key === 'ArrowRight') x += 10 }); const audio = new AudioContext()
const step = () => { if (gl.clearColor) { gl.clearColor(1, 1, 1, 1); gl.clear(gl.COLOR_BUFFER_BIT) } requestAnimationFrame(step) }; step()</script>`,
  )
}

/** A notebook whose cells run in a worker by wasm. */
export const notebook = (): string =>
  page(
    'Statistics notebook',
    `${LESSON('the mean and the median of a sample', 3)}<div class="cell"><textarea>import statistics
statistics.mean([1, 2, 3, 4])</textarea><button>Run</button><pre class="output"></pre></div><div class="cell"><textarea>plot(data)</textarea><canvas width="400" height="200"></canvas></div>
<script>const code = "onmessage = async ({ data }) => { await WebAssembly.compile(data); postMessage('2.5') }"
const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
worker.onmessage = ({ data }) => { document.querySelector('.output').textContent = data }
fetch('/kernel.wasm').then((r) => r.arrayBuffer()).then((bytes) => worker.postMessage(bytes))</script>`,
  )
export { WASM }

/** A lesson by video, as a permitted service has it. */
export const videoLesson = (): string =>
  page(
    'Lesson 9B',
    `<video id="teacher" autoplay muted></video><video id="me" autoplay muted></video><button>Raise hand</button><button>Leave</button><ul><li>Ms Khan (teacher)</li><li>You</li></ul>
<script>navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then((stream) => { me.srcObject = stream })
const connection = new RTCPeerConnection(); connection.createDataChannel('board'); connection.createOffer().then((offer) => connection.setLocalDescription(offer))
new WebSocket('wss://' + location.host + '/signal')</script>`,
  )

/** A quiz that comes by a socket. */
export const quiz = (): string =>
  page(
    'Live quiz',
    `<p>Enter the code on the board.</p><input aria-label="Game code" placeholder="Game PIN"><button>Join</button><h2 id="q">Waiting for the first question …</h2>
<script>const socket = new WebSocket('wss://' + location.host + '/quiz'); socket.onmessage = ({ data }) => { q.textContent = data }</script>`,
  )

/** An encyclopaedia’s article about what is closed. */
export const vpnArticle = (): string =>
  page(
    'Virtual private network',
    `<p>A <b>virtual private network</b> (VPN) extends a private network across a public one. It is used by companies to let staff reach their systems from home, and by people who want to hide their address or get past a block. A <b>proxy server</b> answers in another’s name; web proxies such as CGIProxy, PHProxy, Ultraviolet or CroxyProxy rewrite pages so that a school or workplace filter does not see the site that is visited. To unblock websites, some pupils use lists of working proxies.</p>
<h2>History</h2><p>Tunnelling protocols were first written down in 1996. Remote access grew with broadband. Public web proxies came in the same years.</p><h2>Law</h2><p>In several countries unblocked access is an offence; in others filters at school are required.</p>
<h2>See also</h2><ul>${['Proxy server', 'Tor', 'Internet censorship', 'Content-control software', 'WebRTC', 'Service worker', 'WebSocket'].map((name) => `<li><a href="/wiki/${name.replaceAll(' ', '_')}">${name}</a></li>`).join('')}</ul>
<h2>References</h2><ol>${Array.from({ length: 20 }, (_, at) => `<li><a href="https://journal-${at}.test/paper">A survey of tunnelling, part ${at}</a></li>`).join('')}</ol>`,
  )

/** A page of a hotel, whose services lie under /service/. */
export const hotel = (): string =>
  page(
    'Room service',
    `<p>Breakfast is served from seven to ten. Call reception for towels, an iron or a bare-bones late supper.</p>${LESSON('what the house offers', 2)}<a href="/service/rooms">Rooms</a> <a href="/bare/feet">Barefoot path</a>`,
  )

/** A documentation site that works offline by a service worker, and shares one between its tabs. */
export const WEB_APP = page(
  'Notes that work offline',
  `${LESSON('notes and how to keep them', 2)}<script>
const shared = new SharedWorker('/shared.js'); shared.port.onmessage = ({ data }) => { document.body.dataset.shared = data }; shared.port.start()
navigator.serviceWorker.register('/app-worker.js').then(() => navigator.serviceWorker.ready).then(() => { document.title = 'offline ready' })</script>`,
)
export const APP_WORKER = `addEventListener('install', (event) => event.waitUntil(caches.open('app').then((cache) => cache.add('/')).then(() => skipWaiting())))
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => event.respondWith(caches.match(event.request).then((found) => found || fetch(event.request))))`
export const SHARED_WORKER = `onconnect = ({ ports: [port] }) => port.postMessage('shared')`
