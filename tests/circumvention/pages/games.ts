/** Games as they are served: real engines from npm with a small game, and the shapes of exports of others. */
import { engineFile } from '../engines/installed.ts'
import { files } from '../engines/servers.ts'
import type { Content } from '../engines/servers.ts'
import type { Guest } from '../../rig/web.ts'

const page = (title: string, body: string, head = ''): string =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>html,body{margin:0;height:100%;background:#111;overflow:hidden}
canvas{display:block}</style>${head}<body>${body}`

/** A package's script beside the page, and the page that uses it. */
const withEngine = (path: string, file: string, html: string, extra: Record<string, Content> = {}): Guest =>
  files({ '/': html, [path]: { file: engineFile(file) }, ...extra })

export const phaser = (): Guest =>
  withEngine(
    '/js/phaser.min.js',
    'phaser/dist/phaser.min.js',
    page(
      'Astro Dash',
      `<script src="/js/phaser.min.js"></script><script>
new Phaser.Game({ type: Phaser.AUTO, width: innerWidth, height: innerHeight, physics: { default: 'arcade' }, input: { gamepad: true },
  scene: { create() {
    this.ship = this.add.rectangle(200, 300, 40, 24, 0x66ccff); this.physics.add.existing(this.ship)
    this.keys = this.input.keyboard.createCursorKeys()
    this.score = this.add.text(16, 16, 'SCORE 0  LIVES 3', { fontSize: 28 })
  }, update() { this.ship.rotation += 0.02; if (this.keys.left.isDown) this.ship.x -= 4 } } })
</script>`,
    ),
  )

export const kaplay = (): Guest =>
  withEngine(
    '/kaplay.js',
    'kaplay/dist/kaplay.js',
    page(
      'Bean Jump',
      `<script src="/kaplay.js"></script><script>
kaplay({ background: [20, 20, 60] })
setGravity(1600)
const bean = add([rect(32, 32), pos(120, 80), area(), body()])
add([rect(width(), 48), pos(0, height() - 48), area(), body({ isStatic: true })])
onKeyPress('space', () => bean.isGrounded() && bean.jump())
loop(1, () => add([rect(24, 60), pos(width(), height() - 108), area(), move(LEFT, 240)]))
const score = add([text('0'), pos(24, 24)]); onUpdate(() => { score.text = String(Math.floor(time() * 10)) })
</script>`,
    ),
  )

export const excalibur = (): Guest =>
  withEngine(
    '/assets/excalibur.min.js',
    'excalibur/build/dist/excalibur.min.js',
    page(
      'Brick Breaker',
      `<script src="/assets/excalibur.min.js"></script><script>
const game = new ex.Engine({ displayMode: ex.DisplayMode.FillScreen, backgroundColor: ex.Color.Black })
const paddle = new ex.Actor({ x: 300, y: 560, width: 200, height: 20, color: ex.Color.Chartreuse })
paddle.onPreUpdate = () => { if (game.input.keyboard.isHeld(ex.Keys.Left)) paddle.pos.x -= 6; paddle.pos.x += Math.sin(Date.now() / 300) }
game.add(paddle); game.start()
</script>`,
    ),
  )

export const littlejs = (): Guest =>
  withEngine(
    '/littlejs.min.js',
    'littlejsengine/dist/littlejs.min.js',
    page(
      'Space Huggers',
      `<script src="/littlejs.min.js"></script><script>
engineInit(() => {}, () => {}, () => {}, () => { drawRect(vec2(Math.sin(time) * 5, 0), vec2(2), new Color(1, 0, 0)) }, () => { drawTextScreen('SCORE ' + Math.floor(time), vec2(200, 40), 32) })
</script>`,
    ),
  )

export const melon = (): Guest =>
  withEngine(
    '/melonjs.js',
    'melonjs/build/index.js',
    page(
      'Platform Quest',
      `<script type="module">
import * as me from '/melonjs.js'
me.device.onReady(async () => {
  const app = new me.Application(innerWidth, innerHeight, { parent: document.body, scale: 'auto', renderer: me.video.CANVAS })
  await app.init()
  me.input.bindKey(me.input.KEY.LEFT, 'left'); me.input.bindKey(me.input.KEY.SPACE, 'jump')
  class Hero extends me.Renderable { constructor() { super(100, 100, 64, 64); this.anchorPoint.set(0, 0) }
    update() { this.pos.x = 100 + Math.sin(Date.now() / 400) * 80; return true } draw(r) { r.setColor('#f80'); r.fillRect(0, 0, 64, 64) } }
  app.world.addChild(new Hero())
})
</script>`,
    ),
  )

export const ruffle = (): Guest =>
  files({
    '/': page(
      'Flash arcade',
      `<script src="/ruffle/ruffle.js"></script><script>
addEventListener('load', () => { const player = RufflePlayer.newest().createPlayer(); player.style = 'width:100vw;height:95vh'
document.body.append(player); player.ruffle().load('/swf/bloons.swf') })
</script>`,
    ),
    '/ruffle/ruffle.js': { file: engineFile('@ruffle-rs/ruffle/ruffle.js') },
    ...Object.fromEntries(
      [
        '72a20ef1c0b8ceb37720.wasm',
        '826bb0938097485a2c9d.wasm',
        'core.ruffle.c80159b526e567babaf5.js',
        'core.ruffle.f000070ea72f8ae4fe3a.js',
      ].map((name) => [`/ruffle/${name}`, { file: engineFile(`@ruffle-rs/ruffle/${name}`) }]),
    ),
    // A film of one empty frame: header, one frame shown, the end.
    '/swf/bloons.swf':
      'FWS\u0006\u0017\u0000\u0000\u0000\u0078\u0000\u0005\u005f\u0000\u0000\u000f\u00a0\u0000\u0000\u0018\u0001\u0000\u0040\u0000',
  })

const EMULATOR = [
  'loader.js',
  'emulator.css',
  'version.json',
  'src/emulator.js',
  'src/nipplejs.js',
  'src/shaders.js',
  'src/storage.js',
  'src/gamepad.js',
  'src/GameManager.js',
  'src/socket.io.min.js',
  'src/compression.js',
  'compression/extract7z.js',
  'compression/extractzip.js',
]
export const emulator = (): Guest =>
  files({
    '/': page(
      'Retro handheld',
      `<div style="width:100vw;height:95vh"><div id="game"></div></div><script>
EJS_player = '#game'; EJS_core = 'nes'; EJS_gameUrl = '/roms/smb3.nes'; EJS_pathtodata = '/data/'; EJS_startOnLoaded = true; EJS_DEBUG_XX = true
</script><script src="/data/loader.js"></script>`,
    ),
    '/data/cores/reports/fceumm.json': { file: engineFile('@emulatorjs/core-fceumm/reports/fceumm.json') },
    '/data/cores/fceumm-wasm.data': { file: engineFile('@emulatorjs/core-fceumm/fceumm-wasm.data') },
    '/data/cores/fceumm-legacy-wasm.data': {
      file: engineFile('@emulatorjs/core-fceumm/fceumm-legacy-wasm.data'),
    },
    '/roms/smb3.nes': `NES\u001a${'\u0001'.repeat(40_000)}`,
    ...Object.fromEntries(
      EMULATOR.map((name) => [`/data/${name}`, { file: engineFile(`@emulatorjs/emulatorjs/data/${name}`) }]),
    ),
  })

export const v86 = (): Guest =>
  files({
    '/': page(
      'DOS box',
      `<div id="screen" style="white-space:pre;font:14px monospace;color:#ccc"><div></div><canvas></canvas></div>
<script src="/build/libv86.js"></script><script>
window.emulator = new V86({ wasm_path: '/build/v86.wasm', memory_size: 33554432, vga_memory_size: 2097152,
  screen_container: document.getElementById('screen'), bios: { url: '/bios/seabios.bin' }, vga_bios: { url: '/bios/vgabios.bin' },
  cdrom: { url: '/images/linux.iso' }, network_relay_url: 'wss://' + location.host + '/relay/', autostart: true })
</script>`,
    ),
    '/build/libv86.js': { file: engineFile('v86/build/libv86.js') },
    '/build/v86.wasm': { file: engineFile('v86/build/v86.wasm') },
    '/bios/seabios.bin': '\u0000'.repeat(65_536),
    '/bios/vgabios.bin': '\u0000'.repeat(32_768),
    '/images/linux.iso': '\u0000'.repeat(65_536),
  })

/** What games do when they run, without an engine: for shapes whose own engines npm does not have. */
export const loop = (id = 'game'): string => `
const canvas = document.getElementById('${id}'), pen = canvas.getContext('2d'); let x = 0, left = false
canvas.width = innerWidth; canvas.height = innerHeight
addEventListener('keydown', (event) => { left = event.code === 'ArrowLeft'; event.preventDefault() })
addEventListener('keyup', () => { left = false })
addEventListener('gamepadconnected', () => {})
canvas.addEventListener('click', () => canvas.requestPointerLock())
const sound = new AudioContext()
const tick = () => { x += left ? -5 : 5; pen.fillStyle = '#000'; pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = 'lime'; pen.fillRect(x % canvas.width, 200, 40, 40); pen.fillText('SCORE ' + x, 20, 20); requestAnimationFrame(tick) }
tick()`

/** The smallest wasm there is: a magic number and a version. */
export const WASM = '\u0000asm\u0001\u0000\u0000\u0000'

export const unity = (): Guest =>
  files({
    '/': page(
      'Unity WebGL Player | Drift Hunters',
      `<div id="unity-container"><canvas id="unity-canvas"></canvas><div id="unity-loading-bar"></div></div>
<script src="Build/Drift.loader.js"></script><script>createUnityInstance(document.querySelector('#unity-canvas'), {
dataUrl: 'Build/Drift.data', frameworkUrl: 'Build/Drift.framework.js', codeUrl: 'Build/Drift.wasm', companyName: 'DefaultCompany', productName: 'Drift' })</script>`,
    ),
    '/Build/Drift.loader.js': `window.createUnityInstance = async (canvas, config) => {
  await Promise.all([fetch(config.dataUrl), fetch(config.codeUrl).then((r) => r.arrayBuffer()).then((b) => WebAssembly.compile(b))])
  const script = document.createElement('script'); script.src = config.frameworkUrl; document.body.append(script) }`,
    '/Build/Drift.framework.js': loop('unity-canvas'),
    '/Build/Drift.data': 'UnityWebData1.0',
    '/Build/Drift.wasm': WASM,
  })

export const godot = (): Guest =>
  files({
    '/': page(
      'Cave Runner',
      `<canvas id="canvas"></canvas><script src="index.js"></script><script>
const GODOT_CONFIG = { args: [], canvasResizePolicy: 2, executable: 'index', fileSizes: { 'index.pck': 100, 'index.wasm': 8 } }
new Engine(GODOT_CONFIG).startGame()</script>`,
    ),
    '/index.js': `class Engine { constructor(c) { this.c = c } async startGame() {
  await fetch('index.pck'); await WebAssembly.compile(await (await fetch('index.wasm')).arrayBuffer()); ${loop('canvas')} } }`,
    '/index.pck': 'GDPC',
    '/index.wasm': WASM,
  })

export const construct = (): Guest =>
  files({
    '/': page(
      'Rush',
      `<div id="c2canvasdiv"><canvas id="c2canvas"></canvas></div><script src="c3runtime.js"></script><script>fetch('data.json'); ${loop('c2canvas')}</script>`,
    ),
    '/c3runtime.js': 'globalThis.C3 = {}; globalThis.cr_createRuntime = () => {}',
    '/data.json': '{"project":["Rush"]}',
  })

export const eagler = (weight = 0): Guest =>
  files({
    '/': page(
      'Block world 1.8.8',
      `<div id="game_frame" style="width:100vw;height:95vh"><canvas id="game"></canvas></div><script>
window.eaglercraftXOpts = { container: 'game_frame', assetsURI: ${weight ? `'data:application/octet-stream;base64,${'QUFB'.repeat(weight)}'` : `'assets.epk'`}, worldsDB: 'worlds', servers: [{ addr: 'wss://' + location.host + '/mc/', name: 'Server' }] }
</script>${weight ? '<script>window.main = () => {}</script>' : '<script src="classes.js"></script><script>fetch("assets.epk")</script>'}
<script>indexedDB.open('_net_lax1dude_eaglercraft_v1_8_internal_PlatformFilesystem_worlds'); ${loop()}</script>`,
    ),
    '/classes.js': 'window.main = () => {}',
    '/assets.epk': 'EAGPKG$$',
  })

export const snake = (): Guest =>
  files({ '/': page('Snake', `<canvas id="game"></canvas><script>${loop()}</script>`) })
