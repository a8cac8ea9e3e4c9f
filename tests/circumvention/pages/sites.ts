/** Sites that list games and proxies, and pages that hide what they are. */
import { files } from '../engines/servers.ts'
import type { Guest } from '../../rig/web.ts'
import { loop } from './games.ts'

const GAMES = [
  'Slope',
  'Run 3',
  'Moto X3M',
  'Retro Bowl',
  'Happy Wheels',
  '1v1.LOL',
  'Cookie Clicker',
  'Tunnel Rush',
  'Basket Random',
  'Drift Boss',
]
/** A character that nobody sees, in every word: what reads text by the letter finds nothing. */
const hide = (text: string): string => text.split('').join('\u200b')

/** “Unblocked games 76” on a free site builder: a grid of tiles, words broken by invisible characters. */
export const gamesList = (): Guest => {
  const tiles = Array.from({ length: 60 }, (_, at) => {
    const name = `${GAMES[at % GAMES.length]} ${at > 9 ? at : ''}`
    return `<a class="tile" href="/g/${at}"><img alt="" width=120 height=90 src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><span>${hide(name)}</span></a>`
  }).join('')
  return files({
    '/': `<!doctype html><meta charset="utf-8"><title>${hide('Unblocked Games 76')}</title><h1>${hide('Unblocked games 76 – play free at school')}</h1>
<p>${hide('All the best unblocked games, no download. Works on school Chromebooks.')}</p><nav>${tiles}</nav>`,
  })
}

/** Fifty links to hosts that open what a school closes. */
export const proxyList = (): Guest => {
  const links = Array.from(
    { length: 50 },
    (_, at) =>
      `<li><a href="https://${['math', 'learn', 'algebra', 'cloud', 'study'][at % 5]}-${at * 37}.b-cdn.test/">Interstellar mirror ${at} – working proxy link</a></li>`,
  ).join('')
  return files({
    '/': `<!doctype html><meta charset="utf-8"><title>working links</title><h1>Unblocker links (updated daily)</h1>
<p>New proxy links every day. If your school blocks one, try the next. Ultraviolet, Rammerhead, Holy Unblocker, Interstellar.</p><ul>${links}</ul>`,
  })
}

const ESSAY = Array.from(
  { length: 12 },
  (_, at) =>
    `<p>Photosynthesis is how plants make food from light. In lesson ${at + 1} we look at the leaf, its cells and what they need: water, light and carbon dioxide. Write down what you see under the microscope and compare it with the drawing.</p>`,
).join('')

/** A school-like essay in front; behind a button, the game. */
export const essayWithGame = (): Guest =>
  files({
    '/': `<!doctype html><meta charset="utf-8"><title>Biology notes</title><h1>Photosynthesis</h1>${ESSAY}
<script>setTimeout(() => { document.body.replaceChildren(Object.assign(document.createElement('canvas'), { id: 'game' })); document.body.style = 'margin:0;background:#000'; ${loop()} }, 50)</script>`,
  })

/** The same game, all words in pictures. */
export const wordlessGame = (): Guest =>
  files({
    '/': `<!doctype html><meta charset="utf-8"><title>.</title><style>body{margin:0}</style><canvas id="game"></canvas><script>${loop().replace("'SCORE ' + x", "''")}</script>`,
  })

/** The game as XHTML, and as SVG with the canvas in a foreign object. */
export const oddDocument = (kind: 'xhtml' | 'svg'): Guest => {
  const inner = `<canvas xmlns="http://www.w3.org/1999/xhtml" id="game" width="1200" height="800"></canvas>`
  const script = `<script xmlns="http://www.w3.org/1999/xhtml"><![CDATA[${loop()}]]></script>`
  const text =
    kind === 'xhtml'
      ? `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body style="margin:0">${inner}${script}</body></html>`
      : `<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><foreignObject width="100%" height="100%">${inner}</foreignObject>${script}</svg>`
  return {
    request: (_request, response) => {
      const type = kind === 'xhtml' ? 'application/xhtml+xml' : 'image/svg+xml'
      response.writeHead(200, { 'content-type': type }).end(text)
      return true
    },
  }
}

/** A document that wears the name of a school service. */
export const impersonator = (): Guest =>
  files({
    '/': `<!doctype html><meta charset="utf-8"><title>Google Docs</title><link rel="icon" href="https://ssl.gstatic.com/docs/documents/images/kix-favicon7.ico">
<style>body{margin:0}</style><canvas id="game"></canvas><script>${loop()}</script>`,
  })
