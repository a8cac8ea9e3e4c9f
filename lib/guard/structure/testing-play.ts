/** For tests: games, as engines, players and people make them. */
import type { Signals } from '../signals.ts'
import { page, place } from '../testing.ts'
import type { Case, Names } from './testing-unblockers.ts'

type Some = Parameters<typeof page>[0]
const HOST = 'https://maths-help.fresh.test'
const at = (some: Some, path = '/'): Case => ({
  signals: page({ ...some, url: `${HOST}${path}` }),
  around: place(`${HOST}${path}`),
})

const full = { count: 1, share: 0.95 }
const played: Partial<Signals['acts']> = { animation: 60, keyListeners: 3, pointerListeners: 2, audio: 1 }

export const games = ({ prefix, file, key, global }: Names): Record<string, Case> => ({
  'a build in parts that share a name': at({
    title: key,
    canvas: full,
    resources: [
      `/${prefix}/${file}.loader.js`,
      `/${prefix}/${file}.data.br`,
      `/${prefix}/${file}.wasm.br`,
      `/${prefix}/${file}.framework.js`,
    ],
    acts: { ...played, wasm: 1, globals: [global] },
  }),
  'a package beside its wasm': at({
    title: key,
    canvas: full,
    resources: [`/${file}.js`, `/${file}.wasm`, `/${file}.pck`],
    acts: { ...played, wasm: 1, gamepad: 1 },
  }),
  'a film player with a film': at({
    title: key,
    canvas: { count: 1, share: 0.5 },
    customElements: ['ruffle-player'],
    resources: [`/${prefix}/core.wasm`, `/${file}.swf`],
    acts: { ...played, wasm: 1 },
  }),
  'an emulator with a cartridge': at({
    title: key,
    headings: ['Play now'],
    canvas: { count: 1, share: 0.7 },
    resources: [`/${prefix}/core-wasm.data`, `/${file}.gba`],
    acts: { ...played, gamepad: 1, wasm: 1 },
  }),
  'an own engine': at({ title: key, canvas: full, acts: { ...played } }),
  'an own engine that looks around': at({
    title: key,
    canvas: full,
    labels: ['Settings', 'Music', 'Sound', 'Quality', 'Credits'],
    acts: { ...played, pointerLock: 1 },
  }),
  'a small one, without a sound, that says what it is': at({
    title: 'Snake game',
    headings: ['Score: 0', 'Press space to play'],
    canvas: { count: 1, share: 0.8 },
    acts: { animation: 60, keyListeners: 1 },
  }),
  'all in one file': at({
    title: key,
    canvas: full,
    inlineScript: 18_000,
    acts: { ...played, pointerLock: 1, binarySockets: 1 },
  }),
  'one behind an essay': at({
    title: 'Photosynthesis',
    headings: ['Photosynthesis'],
    words: 'Plants make sugar out of light, water and air. '.repeat(100),
    canvas: full,
    resources: [`/${file}.data`, `/${file}.wasm`, `/${file}.loader.js`],
    acts: { ...played, wasm: 1, pointerLock: 1 },
  }),
})

const NAMES = ['Slope', 'Run 3', '1v1.LOL', 'Retro Bowl', 'Moto X3M', 'Snow Rider 3D', 'Tunnel Rush', 'Vex 5']
const tiles = [...NAMES, ...Array.from({ length: 30 }, (_, i) => `Thing ${i}`)]

export const PORTALS: Record<string, Case> = {
  tiles: at({ title: 'Unblocked Games 66', tiles: 38, links: { count: 38, texts: tiles } }),
  'tiles in disguise': at({
    title: 'U\u200bn\u200bbl\u043ecked G\u0430mes 77',
    tiles: 38,
    links: { count: 38, texts: tiles },
  }),
  'names alone, and one that is played': at({
    title: 'Classroom 6x',
    headings: ['Play games'],
    frames: [{ url: 'https://frames.test/x', share: 0.6, sandboxed: false }],
    links: { count: 38, texts: tiles },
  }),
  'tiles in another language': at({
    title: 'Juegos desbloqueados',
    tiles: 30,
    links: { count: 30, texts: Array.from({ length: 30 }, (_, i) => `Juego ${i}`) },
  }),
}
