/** Chats as they are served, and a remote desktop: pages, and the servers behind them. */
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { engineFile } from '../engines/installed.ts'
import { files, together } from '../engines/servers.ts'
import type { Guest } from '../../rig/web.ts'

/** A socket server that says hello and answers. */
export const talks = (
  hello: string | Buffer,
  answer: (message: Buffer, socket: WebSocket) => void = () => undefined,
): Guest => {
  const server = new WebSocketServer({ noServer: true })
  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (connection) => {
        connection.send(hello)
        connection.on('message', (data: Buffer) => answer(data, connection))
      }),
  }
}

/** Video chat with whoever comes next, by PeerJS. */
export const strangers = (): Guest =>
  together(
    files({
      '/': `<!doctype html><meta charset="utf-8"><title>Meet new people</title>
<style>video{width:48vw;height:70vh;background:#000}</style><h1>Talk to strangers!</h1><p>You’re now chatting with a random stranger. Say hi!</p>
<video id="me" muted autoplay></video><video id="you" autoplay></video><button>Next stranger</button><button>Stop</button><input placeholder="Type a message">
<script src="/peerjs.min.js"></script><script>
const peer = new Peer({ host: location.hostname, port: 443, path: '/', secure: true })
navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then((stream) => { me.srcObject = stream; peer.on('open', () => peer.call('stranger-1', stream)) })
const connection = new RTCPeerConnection(); connection.createDataChannel('chat'); connection.createOffer().then((offer) => connection.setLocalDescription(offer))
const signal = new WebSocket('wss://' + location.host + '/signal'); signal.onopen = () => signal.send('{"find":"stranger"}')
</script>`,
      '/peerjs.min.js': { file: engineFile('peerjs/dist/peerjs.min.js') },
      '/peerjs/id': 'someone',
    }),
    talks('{"type":"OPEN"}'),
  )

/** A Matrix client that logs in and syncs. */
export const matrix = (): Guest =>
  files({
    '/': `<!doctype html><meta charset="utf-8"><title>Rooms</title><div id="matrixchat"><nav>#general #memes</nav><div role="log"></div><input placeholder="Send a message…"></div><script>
localStorage.mx_hs_url = location.origin; localStorage.mx_user_id = '@me:fresh'; localStorage.mx_has_access_token = 'true'
indexedDB.open('matrix-js-sdk:crypto')
fetch('/_matrix/client/versions').then(() => fetch('/_matrix/client/v3/login')).then(() => fetch('/_matrix/client/v3/sync?timeout=30000'))
</script>`,
    '/_matrix/client/versions': '{"versions":["v1.11"]}',
    '/_matrix/client/v3/login': '{"flows":[{"type":"m.login.password"}]}',
    '/_matrix/client/v3/sync': '{"next_batch":"1","rooms":{}}',
  })

/** A web client of IRC as The Lounge is: a socket.io handshake, channels, a network form. */
export const irc = (): Guest =>
  together(
    files({
      '/': `<!doctype html><meta charset="utf-8"><title>The Lounge</title><meta name="theme-color" content="#415364">
<div id="app"><aside id="sidebar">#chat #random</aside><form class="container" action=""><h1>Connect</h1>
<label>Nick <input name="nick"></label><label>Server <input name="host" value="irc.libera.chat"></label><label>Channels <input name="join" value="#thelounge"></label><button>Connect</button></form></div>
<script>localStorage['thelounge.networks.collapsed'] = '[]'
const socket = new WebSocket('wss://' + location.host + '/socket.io/?EIO=4&transport=websocket')
socket.onmessage = () => socket.send('42["input",{"target":1,"text":"/join #chat"}]')</script>`,
    }),
    talks('0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":5000}'),
  )

const DESKTOP = 'Desktop of somebody'
/** The first steps of RFB 3.8: version, no password, 800 by 600, a name. */
function desktop(): Guest {
  const steps = [
    Buffer.from([1, 1]),
    Buffer.from([0, 0, 0, 0]),
    Buffer.concat([
      Buffer.from([3, 32, 2, 88, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0]),
      Buffer.from([0, 0, 0, DESKTOP.length]),
      Buffer.from(DESKTOP),
    ]),
  ]
  const at = new WeakMap<WebSocket, number>()
  return talks(Buffer.from('RFB 003.008\n'), (_message, socket) => {
    const step = at.get(socket) ?? 0
    at.set(socket, step + 1)
    const next = steps[step]
    if (next) socket.send(next)
  })
}

/** noVNC against a desktop. */
export const remoteBrowser = (): Guest =>
  together(
    {
      request: (request, response) => {
        const path = new URL(request.url ?? '/', 'http://x').pathname
        if (!/^\/(core|vendor)\//.test(path) || extname(path) !== '.js') return false
        response.writeHead(200, { 'content-type': 'text/javascript' })
        response.end(readFileSync(engineFile(`@novnc/novnc${path}`)))
        return true
      },
    },
    files({
      '/': `<!doctype html><meta charset="utf-8"><title>Cloud browser</title><style>html,body,#screen{margin:0;width:100%;height:100%}</style><div id="screen"></div>
<script type="module">import RFB from '/core/rfb.js'
const rfb = new RFB(document.getElementById('screen'), 'wss://' + location.host + '/websockify', { wsProtocols: ['binary'] }); rfb.scaleViewport = true; rfb.resizeSession = true
</script>`,
    }),
    desktop(),
  )

/** Two halves of a page that talk by a data channel alone: what is asked for comes that way. */
export const dataChannel = (): Guest =>
  files({
    '/': `<!doctype html><meta charset="utf-8"><title>Files</title><input placeholder="Enter URL"><script>
const near = new RTCPeerConnection(), far = new RTCPeerConnection()
near.onicecandidate = ({ candidate }) => far.addIceCandidate(candidate); far.onicecandidate = ({ candidate }) => near.addIceCandidate(candidate)
const channel = near.createDataChannel('http')
far.ondatachannel = ({ channel }) => { channel.onmessage = ({ data }) => channel.send('<title>' + data + '</title><h1>proxied</h1><base href="' + data + '">') }
channel.onopen = () => channel.send('https://faraway.test/')
channel.onmessage = ({ data }) => { const frame = document.createElement('iframe'); frame.style = 'position:fixed;inset:0;width:100%;height:100%'; frame.srcdoc = data; document.body.append(frame) }
near.createOffer().then((o) => near.setLocalDescription(o)).then(() => far.setRemoteDescription(near.localDescription)).then(() => far.createAnswer()).then((a) => far.setLocalDescription(a)).then(() => near.setRemoteDescription(far.localDescription))
</script>`,
  })
