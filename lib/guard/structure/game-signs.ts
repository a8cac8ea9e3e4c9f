/**
 * A game: a moving picture that fills the view and is steered, with nothing to read and nothing to set. Simulations,
 * lessons in code and notebooks use the same engines; they have sliders, labels, editors and explanations.
 */
import type { Signals } from '../signals.ts'
import { gameFiles } from './game-files.ts'
import type { GameFiles } from './game-files.ts'
import type { Facts } from './facts.ts'
import type { Seen } from './judge.ts'
import type { GAME } from './table.ts'
import { about, shareAbout } from './vocabulary.ts'

type GameSign = Seen<keyof typeof GAME>

const FILLS = 0.45
const NEARLY_ALL = 0.6
const STEADY = 20
/** Of what somebody sets who tries something out. */
const FEW_CONTROLS = 3
const LEAST_TILES = 12
const LEAST_NAMES = 10
/** Shares of names that speak of playing, and of learning. */
const [OFTEN, MOSTLY, TAUGHT] = [0.25, 0.6, 0.1]
const LARGE_SCRIPT = 3_000
const BARE_TEXT = 300

export function gameSigns(facts: Facts): GameSign[] {
  const { signals } = facts
  const files = gameFiles(facts.files, signals.customElements, signals.acts.globals)
  return [
    ...fileSigns(files),
    ...(isLesson(facts) ? [] : [...playSigns(facts), ...viewSigns(facts, files)]),
    ...portalSigns(facts),
    ...wordSigns(facts),
  ]
}

/** What tries to teach: its labels say so, and there is something to set or to write. */
function isLesson({ signals, said }: Facts): boolean {
  const { controls, editors } = signals.inputs
  if (editors > 0 || controls >= 2 * FEW_CONTROLS) return true
  return controls >= FEW_CONTROLS && about(said, 'learn').length > 0
}

function fileSigns(files: GameFiles): GameSign[] {
  const seen: GameSign[] = []
  if (files.cartridge !== undefined) seen.push({ sign: 'game-files', detail: files.cartridge })
  if (files.player !== undefined) seen.push({ sign: 'game-player', detail: files.player })
  if (files.build !== undefined) seen.push({ sign: 'build-files', detail: files.build })
  if (files.name !== undefined) seen.push({ sign: 'game-engine-name', detail: files.name })
  return seen
}

function playSigns({ signals }: Facts): GameSign[] {
  const { acts, canvas } = signals
  const seen: GameSign[] = []
  const moves = canvas.count > 0 && acts.animation >= STEADY && acts.keyListeners > 0
  const isPlayed = acts.audio > 0 || acts.pointerLock > 0 || acts.gamepad > 0
  if (moves) seen.push({ sign: isPlayed ? 'plays' : 'moves', detail: `${acts.animation}/s` })
  if (acts.pointerLock > 0 || acts.gamepad > 0)
    seen.push({ sign: 'game-input', detail: acts.gamepad > 0 ? 'gamepad' : 'pointer lock' })
  return seen
}

function viewSigns(facts: Facts, files: GameFiles): GameSign[] {
  const { canvas, inputs, inlineScript } = facts.signals
  const seen: GameSign[] = []
  const fills = canvas.share >= FILLS
  const isPlayer = files.cartridge !== undefined || files.player !== undefined
  if (fills && isBare(facts) && (isSteered(facts) || isPlayer || files.build !== undefined))
    seen.push({ sign: 'only-canvas', detail: percent(canvas.share) })
  else if (fills && inputs.controls < FEW_CONTROLS && (facts.isQuiet || canvas.share >= NEARLY_ALL))
    seen.push({ sign: 'canvas-fills', detail: percent(canvas.share) })
  if (isPlayer && facts.isQuiet && about(facts.said, 'learn').length === 0)
    seen.push({ sign: 'player-alone' })
  if (canvas.count > 0 && inlineScript >= LARGE_SCRIPT)
    seen.push({ sign: 'single-file', detail: `${Math.round(inlineScript / 1_000)} MB` })
  return seen
}

/** Nothing to read, to set or to press, and no word of learning. */
const isBare = ({ signals, said }: Facts): boolean =>
  signals.textLength < BARE_TEXT &&
  signals.inputs.controls === 0 &&
  signals.labels.length <= 3 &&
  about(said, 'learn').length === 0

const isSteered = ({ signals: { acts } }: Facts): boolean => acts.keyListeners > 0 && acts.animation >= STEADY

/** Tiles with short names, most of which say what they are; or many names and one frame that is played in. */
function portalSigns({ signals, said }: Facts): GameSign[] {
  const { tiles, links, frames } = signals
  const short = links.texts.filter((text) => text.length > 1 && text.length <= 32)
  const isTiled = tiles >= LEAST_TILES && signals.textLength < tiles * 120
  const isGrid =
    short.length >= LEAST_NAMES &&
    short.length * 5 >= links.texts.length * 4 &&
    signals.textLength <= BARE_TEXT + short.length * 60
  if (!isTiled && !isGrid) return []
  const share = shareAbout(short, 'play')
  const titles = short.filter((text) => TITLES.test(text.trim()))
  const seen: GameSign[] = [
    isTiled ? { sign: 'tiles', detail: String(tiles) } : { sign: 'name-grid', detail: String(short.length) },
  ]
  if (titles.length >= 3) seen.push({ sign: 'game-titles', detail: titles.slice(0, 3).join(', ') })
  const teaches = about(said, 'learn').length > 0 || shareAbout(short, 'learn') >= TAUGHT
  if (share >= MOSTLY && !teaches) seen.push({ sign: 'tiles-all-named', detail: percent(share) })
  else if (share >= OFTEN && !teaches) seen.push({ sign: 'tiles-named-so', detail: percent(share) })
  if (frames.some((frame) => frame.share >= FILLS)) seen.push({ sign: 'games-framed' })
  return seen
}

/** Names that such pages carry nearly always, as they are written there. */
const TITLES =
  /^(?:1v1|2048|agar|among us|angry birds|basket ?(?:random|bros)|bloons|bit ?life|cookie clicker|cut the rope|doodle jump|drift (?:hunters|boss)|duck life|eagler ?craft|fireboy|flappy bird|fnaf|five nights|friday night funkin|geometry dash|getaway shootout|happy wheels|jetpack joyride|krunker|minecraft|moto x3m|ovo|paper ?io|papa'?s|pac-?man|retro bowl|rooftop snipers|run 3|shell shockers|slither|slope|smash karts|snow rider|soccer (?:random|skills)|stickman|subway surfers|super mario|temple run|tetris|tunnel rush|tomb of the mask|vex|worlds? hardest|zombs)/i

function wordSigns({ signals, around, said }: Facts): GameSign[] {
  const words = about(said, 'play')
  const unblocked = about(said, 'unblock')
  const seen: GameSign[] = []
  if (words.length > 0 && unblocked.length > 0)
    seen.push({ sign: 'unblocked-games', detail: [...words, ...unblocked].slice(0, 5).join(', ') })
  else if (words.length >= 2) seen.push({ sign: 'play-words', detail: words.slice(0, 5).join(', ') })
  if (words.length >= 3 && isBoard(signals)) seen.push({ sign: 'board' })
  if (around.isCheapPlace) seen.push({ sign: 'cheap-place' })
  return seen
}

/** Played with keys on ordinary elements: nothing to read, to fill in or to go to. */
const isBoard = ({ acts, canvas, inputs, links, textLength }: Signals): boolean =>
  canvas.count === 0 &&
  acts.keyListeners > 0 &&
  textLength < 2 * BARE_TEXT &&
  links.count <= LEAST_TILES &&
  inputs.controls + inputs.editors + inputs.passwords === 0

const percent = (share: number): string => `${Math.round(share * 100)} %`
