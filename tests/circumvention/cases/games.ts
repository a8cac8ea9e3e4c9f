/** Games on hosts that nobody lists. */
import type { Case, Technique } from '../case.ts'
import { stops } from '../hands.ts'
import type { Stage } from '../stage.ts'
import type { Guest } from '../../rig/web.ts'
import {
  construct,
  eagler,
  emulator,
  excalibur,
  godot,
  kaplay,
  littlejs,
  melon,
  phaser,
  ruffle,
  snake,
  unity,
  v86,
} from '../pages/games.ts'
import {
  essayWithGame,
  gamesList,
  impersonator,
  oddDocument,
  proxyList,
  wordlessGame,
} from '../pages/sites.ts'

const HOLDS = 'The guard, by structure and behaviour: two kinds of evidence'

/** Opens it on a host of its own; it is stopped, and when it is opened again too. Returns how long it stood. */
const site = (
  name: string,
  tries: string,
  guest: () => Guest,
  technique: Technique = 'a game',
): Case<Stage> => ({
  name,
  technique,
  tries,
  holds: HOLDS,
  run: async (stage) => {
    const host = `${name.replaceAll(/[aeiou]/g, '')}.test`
    stage.web.hand(host, guest())
    const tab = await stage.browser.open(`https://${host}/`)
    const at = await stops(stage, tab, host)
    const { finishedAt = at } = stage.web.seen(host, '/')[0] ?? {}
    await stops(stage, await stage.browser.open(`https://${host}/`), host)
    return Math.max(0, at - finishedAt)
  },
})

export const GAMES: readonly Case<Stage>[] = [
  site('gm-phaser', 'A Phaser game', phaser),
  site('gm-kaplay', 'A KAPLAY game', kaplay),
  site('gm-excalibur', 'An Excalibur game', excalibur),
  site('gm-littlejs', 'A LittleJS game', littlejs),
  site('gm-melonjs', 'A melonJS game', melon),
  site('gm-ruffle', 'Flash by Ruffle', ruffle),
  site('gm-emulatorjs', 'A console by EmulatorJS', emulator),
  site('gm-unity', 'A Unity export', unity),
  site('gm-godot-construct', 'A Godot export', godot),
  site('gm-construct', 'A Construct export', construct),
  site('gm-eagler-online', 'Eaglercraft with its assets beside it', () => eagler()),
  site('gm-eagler-offline', 'Eaglercraft as one large file, online', () => eagler(1_000_000)),
  site('gm-snake', 'A game without any engine', snake),
  site('gm-sites-66-76-77', 'A list of unblocked games, its words broken', gamesList),
  site('px-prescreen', 'A list of working proxies', proxyList, 'a disguise'),
  site('px-v86', 'A PC in the page', v86, 'a tunnel'),
  site('xhtml-svg', 'A game as XHTML', () => oddDocument('xhtml'), 'an odd document'),
  site('svg-game', 'A game as SVG', () => oddDocument('svg'), 'an odd document'),
  site('title-favicon-cloak', 'A game with a school service’s name and icon', impersonator, 'a disguise'),
  site('image-text', 'A game without a word', wordlessGame, 'a disguise'),
  site('decoy-article', 'A school essay that becomes a game', essayWithGame, 'a disguise'),
]
