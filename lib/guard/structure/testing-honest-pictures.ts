/** For tests: lessons, laboratories and tools that draw, move and sound as games do. */
import { over, page, place } from '../testing.ts'
import type { Case } from './testing-unblockers.ts'

export const HOST = 'https://lessons.fresh.test'

export const at = (
  path: string,
  some: Parameters<typeof page>[0],
  known: Parameters<typeof place>[1] = {},
): Case => ({
  signals: page({ ...some, url: `${HOST}${path}` }),
  around: place(`${HOST}${path}`, known),
})

export const ARTICLE =
  'A proxy server stands between a browser and a site. Schools filter what passes. '.repeat(60)
export const HONEST_PICTURES: Record<string, Case> = {
  'fp-canvas-sim': at('/pendulum', {
    title: 'Pendulum simulation',
    headings: ['Pendulum'],
    labels: ['Length', 'Gravity', 'Mass', 'Friction', 'Reset'],
    words: 'Change the length and watch the period. '.repeat(10),
    canvas: { count: 1, share: 0.7 },
    inputs: { controls: 5 },
    acts: { animation: 60, keyListeners: 2, pointerListeners: 4, audio: 1, wasm: 1 },
    resources: ['/sim.wasm', '/sim.js'],
  }),
  'a simulation with nothing to set': at('/waves', {
    title: 'Waves',
    words: 'Click to make a wave.',
    canvas: { count: 1, share: 0.9 },
    acts: { animation: 60, pointerListeners: 3 },
  }),
  'a simulation made with an engine of games': at('/lab', {
    title: 'Titration lab',
    labels: ['Volume', 'Indicator', 'Concentration', 'Start experiment'],
    words: 'Learn how to find the concentration of an acid. '.repeat(12),
    canvas: { count: 1, share: 0.6 },
    inputs: { controls: 4 },
    acts: { animation: 60, keyListeners: 3, audio: 1, wasm: 1 },
    resources: ['/Build/lab.loader.js', '/Build/lab.data', '/Build/lab.wasm', '/Build/lab.framework.js'],
  }),
  'a museum to walk through': at('/tour', {
    title: 'Museum tour: the Roman rooms',
    labels: ['Map', 'Information', 'Rooms', 'About', 'Help'],
    words: ARTICLE,
    canvas: { count: 1, share: 0.5 },
    acts: { animation: 60, keyListeners: 2, pointerListeners: 5 },
  }),
  'an article about old PCs, with one that starts': at('/museum/dos', {
    title: 'The PC of 1985',
    headings: ['What it could do', 'Try it'],
    words: ARTICLE,
    canvas: { count: 1, share: 0.6 },
    resources: ['/libv86.js', '/v86.wasm', '/bios/seabios.bin', '/bios/vgabios.bin', '/images/freedos.img'],
    acts: { keyListeners: 2, pointerListeners: 8, audio: 1, wasm: 1 },
  }),
  'making music': at('/song', {
    title: 'Song maker',
    labels: ['Tempo', 'Instrument', 'Percussion', 'Undo', 'Save', 'Restart'],
    canvas: { count: 1, share: 0.8 },
    inputs: { controls: 2 },
    acts: { animation: 30, pointerListeners: 4, audio: 1 },
  }),
  'fp-scratch': at('/editor', {
    title: 'Project: cat',
    labels: ['Motion', 'Looks', 'Sound', 'Events', 'Control', 'Start', 'Stop'],
    words: 'move 10 steps turn 15 degrees go to x y glide say hello for 2 seconds play sound meow '.repeat(6),
    canvas: { count: 2, share: 0.22 },
    inputs: { controls: 6, editors: 0 },
    acts: { animation: 30, keyListeners: 6, pointerListeners: 12, audio: 1 },
  }),
  'a notebook in wasm': at('/lab/index.html?path=intro.ipynb', {
    title: 'intro — notebook',
    words: 'import numpy as np print hello In [1] kernel idle '.repeat(20),
    inputs: { editors: 4 },
    canvas: { count: 1, share: 0.3 },
    resources: ['/pyodide/pyodide.asm.wasm', '/pyodide/python_stdlib.zip', '/service-worker.js'],
    storage: {
      controlled: true,
      workers: [{ scope: '/', script: '/service-worker.js' }],
      databases: ['JupyterLite Storage'],
    },
    acts: { wasm: 3, sharedWorkers: 1, keyListeners: 8 },
  }),
  'fp-webrtc-class': at(
    '/meet/maths-7b',
    {
      title: 'Maths 7B: lesson',
      labels: ['Mute', 'Stop camera', 'Share screen', 'Raise hand', 'Chat', 'Participants', 'Start', 'Leave'],
      video: { count: 2, share: 0.6 },
      acts: { camera: 1, peers: 1, dataChannels: 1 },
    },
    over('wss://lessons.fresh.test/rtc'),
  ),
  'a lesson for two by video, which says nothing': at(
    '/call/9',
    {
      title: 'Call',
      labels: ['Mute', 'Hang up'],
      video: { count: 2, share: 0.9 },
      acts: { camera: 1, peers: 1 },
    },
    over('wss://lessons.fresh.test/signal'),
  ),
  'fp-quiz-ws': at(
    '/play',
    {
      title: 'Live quiz',
      labels: ['Game PIN', 'Nickname', 'Join'],
      words: 'Join the room of your class. Players: 12. Question 1 of 10. Score 0.',
      acts: { animation: 60, keyListeners: 1, audio: 1 },
    },
    over('wss://lessons.fresh.test/socket.io/?EIO=4&transport=websocket'),
  ),
  'a board to draw on together': at(
    '/board/1',
    {
      title: 'Whiteboard',
      labels: ['Select', 'Pen', 'Text', 'Shapes', 'Sticky note', 'Eraser', 'Undo', 'Share', 'Zoom'],
      canvas: { count: 2, share: 0.95 },
      inputs: { controls: 8 },
      acts: {
        keyListeners: 5,
        pointerListeners: 9,
        binarySockets: 1,
        animation: 10,
      },
    },
    over('wss://lessons.fresh.test/board/'),
  ),
}
