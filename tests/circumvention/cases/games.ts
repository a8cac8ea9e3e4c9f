/** Games on hosts that nobody lists. */
import type { Case } from '../case.ts'
import type { Stage } from '../stage.ts'
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

import { stops } from '../hands.ts'
import { isLeftAlone } from './ordinary.ts'
import { site } from './site.ts'

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
  {
    name: 'dyndns-fresh',
    technique: 'a number for a name',
    tries: 'A game under a dynamic name; an ordinary page under another',
    holds: 'The kind of place is weak evidence: what is there decides',
    run: async (stage) => {
      stage.web.on('my-allotment.duckdns.org', '/', '<h1>Our allotment</h1><p>Beans and potatoes.</p>')
      await isLeftAlone(
        stage,
        await stage.browser.open('http://my-allotment.duckdns.org/'),
        'http://my-allotment.duckdns.org/',
      )
      stage.web.hand('homework-47.duckdns.org', snake())
      await stops(
        stage,
        await stage.browser.open('http://homework-47.duckdns.org/'),
        'homework-47.duckdns.org',
      )
    },
  },
  {
    name: 'vt-cdn-github',
    technique: 'an address within an address',
    tries: 'A game from somebody’s folder at a CDN',
    holds: 'On shared hosting the folder is closed, not the host',
    run: async (stage) => {
      const host = 'raw.githack.com'
      const game = snake()
      stage.web.hand(host, {
        request: (request, response) => {
          const { pathname } = new URL(request.url ?? '/', 'http://x')
          if (!pathname.startsWith('/someone/games/')) return false
          return game.request?.(Object.assign(request, { url: '/' }), response) ?? false
        },
      })
      const page = `https://${host}/someone/games/main/snake.html`
      await stops(stage, await stage.browser.open(page), host)
      const other = `https://${host}/teacher/worksheets/main/rivers.html`
      await isLeftAlone(stage, await stage.browser.open(other), other)
    },
  },
]
