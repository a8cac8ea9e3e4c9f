/** Games by what they do. */
import { page, links, picture, type MakeWorld } from './world.ts'

const played = { animation: 60, keyListeners: 3, pointerListeners: 2, audio: 1 }
const full = { count: 1, share: 0.95 }
export const games: Record<string, MakeWorld> = {
  'engine build': ({ name, say }) => ({
    path: `/${name}/`,
    html: page({ title: say.items[0] ?? '', body: `<canvas id="c"></canvas>` }),
    deeds: {
      canvas: full,
      acts: { ...played, wasm: 1 },
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
    deeds: { canvas: full, acts: { ...played, pointerLock: 1 } },
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
