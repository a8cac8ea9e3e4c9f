/** Documents without an address of their own, and pages that hide from whoever looks: each holds the same game. */
import { expect } from 'vitest'
import { rowsFor, stoppedFor, withPage } from '../../browser/backstops/school.ts'
import { until } from '../../rig/until.ts'
import type { Case, Technique } from '../case.ts'
import { PATIENCE, isOf, onRecord, run, schoolPage, stops } from '../hands.ts'
import { loop } from '../pages/games.ts'
import type { Stage } from '../stage.ts'

const HOLDS = 'The guard looks into every document that its script reaches; who made it answers for it'
const GAME = `<style>body{margin:0}</style><canvas id="game"></canvas><script>${loop()}<\\/script>`
const text = `const html = ${JSON.stringify(GAME).replaceAll('<\\\\/script>', '<\\/script>')};`

/** The page of an unknown host runs this; whatever it made is gone in the end, and on record. */
const odd = (
  name: string,
  tries: string,
  script: string,
  technique: Technique = 'an odd document',
): Case<Stage> => ({
  name,
  technique,
  tries,
  holds: HOLDS,
  run: async (stage) => {
    const { browser } = stage
    const host = `${name}.fresh.test`
    const before = new Set((await browser.tabs()).map(({ targetId }) => targetId))
    const tab = await schoolPage(stage, '/', '<h1>Homework</h1>', host)
    const began = Date.now()
    await run(browser, tab, `{ ${text} ${script} } void 0`)
    await until(async () => isGone(stage, host, tab, before), {
      what: `the game of ${host} to be gone`,
      within: PATIENCE,
    })
    // What was stopped or warned about is gone with its document: nothing of it comes back past a warning.
    await until(
      async () => (await rowsFor(browser, host)).some(({ kind }) => kind === 'blocked' || kind === 'warned'),
      { what: `${host} on record`, within: PATIENCE },
    )
    return Date.now() - began
  },
})

/** The page gave way to ours; or it stands, without its popups and frames. */
async function isGone(
  stage: Stage,
  host: string,
  tab: string,
  before: ReadonlySet<string>,
): Promise<boolean> {
  const open = (await stage.browser.tabs()).filter(({ targetId }) => !before.has(targetId))
  const popups = open.filter(
    ({ targetId, url }) => targetId !== tab && /^(blob|data|about|javascript):/.test(url),
  )
  if (popups.length > 0) return false
  const shown = open.find(({ targetId }) => targetId === tab)
  if (shown && isOf(stoppedFor(stage.browser, shown.url), host)) return true
  if (open.some(({ url }) => isOf(stoppedFor(stage.browser, url), host))) return true
  const games = `[...document.querySelectorAll('iframe,canvas,div')].filter((one) => one.matches('iframe,canvas') || one.shadow).length`
  return (await run<number>(stage.browser, tab, games)) === 0
}

const FULL = `position:fixed;inset:0;width:100vw;height:100vh;border:0`
const frame = (place: string): string =>
  `const frame = document.createElement('iframe'); frame.style = '${FULL}'; ${place}; document.body.append(frame)`

export const ODD: readonly Case<Stage>[] = [
  odd(
    'blob-popup',
    'A popup on a blob',
    `open(URL.createObjectURL(new Blob([html], { type: 'text/html' })))`,
  ),
  odd(
    'blob-null',
    'A blob within a sandboxed frame',
    frame(
      `frame.sandbox = 'allow-scripts'; frame.srcdoc = '<script>location = URL.createObjectURL(new Blob([' + JSON.stringify(html).replaceAll('</', '<\\\\/') + '], { type: "text/html" }))<\\/script>'`,
    ),
  ),
  odd('data-frame', 'A frame on data:', frame(`frame.src = 'data:text/html,' + encodeURIComponent(html)`)),
  odd('srcdoc-frame', 'A frame with its document in an attribute', frame('frame.srcdoc = html')),
  odd(
    'js-url-frame',
    'A frame on javascript:',
    frame(`window.gameHtml = html; frame.src = 'javascript:parent.gameHtml'`),
  ),
  odd(
    'ab-game',
    'A written popup with a game',
    `const popup = open('about:blank'); popup.document.write(html); popup.document.close()`,
    'a frame or a popup',
  ),
  odd(
    'docopen-listeners',
    'A document that is opened again, without the listeners of whoever looked',
    `document.open(); document.write(html); document.close()`,
  ),
  odd(
    'shadow-closed',
    'A game in a closed shadow root',
    `const host = document.createElement('div'); host.shadow = true; document.body.replaceChildren(host)
    const root = host.attachShadow({ mode: 'closed' }); const canvas = document.createElement('canvas'); canvas.id = 'game'; root.append(canvas)
    const script = document.createElement('script'); window.canvasOfMine = canvas
    script.textContent = html.match(/<script>([^]*)<.script>/)[1].replace("document.getElementById('game')", 'window.canvasOfMine'); document.body.append(script)`,
  ),
  {
    name: 'data-typed',
    technique: 'the browser',
    tries: 'A page typed as data:',
    holds: 'Judged by its address, which is all that can be seen of it: our page takes its place',
    run: async (stage) => {
      const tab = await stage.browser.open('about:blank')
      const url = `data:text/html,<title>got in</title>${GAME.replaceAll('<\\/', '</')}`
      await withPage(stage.browser, tab, (send) => send('Page.navigate', { url, transitionType: 'typed' }))
      await until(
        async () =>
          (await stage.browser.tabs()).some(
            (one) => one.targetId === tab && (stoppedFor(stage.browser, one.url) ?? '').startsWith('data:'),
          ),
        { what: 'our page in place of it', within: PATIENCE },
      )
    },
  },
  {
    name: 'data-top-popup',
    technique: 'an odd document',
    tries: 'A popup on data:',
    holds: 'The browser itself',
    run: async (stage) => {
      const tab = await schoolPage(stage, '/data-top', '')
      await run(stage.browser, tab, `void open('data:text/html,<title>got in</title>')`)
      // A page that is asked for later is there: the popup has had its time.
      await schoolPage(stage, '/after-data-top', '')
      expect((await stage.browser.tabs()).filter(({ title }) => title === 'got in')).toEqual([])
    },
  },
  {
    name: 'iframe-fullpage',
    technique: 'a frame or a popup',
    tries: 'A page that is one frame of another site over all of the view',
    holds: 'The frame is judged as the page: what it is closes it',
    run: async (stage) => {
      stage.web.on('inner-fresh.test', '/', `<!doctype html>${GAME.replaceAll('<\\/', '</')}`)
      const tab = await schoolPage(
        stage,
        '/full',
        `<iframe style="${FULL}" src="http://inner-fresh.test/"></iframe>`,
        'full-fresh.test',
      )
      await onRecord(stage, 'inner-fresh.test')
      await until(
        async () =>
          (await stage.browser.tabs()).every(
            ({ targetId, url }) => targetId !== tab || !isOf(url, 'full-fresh.test'),
          ) || (await run<number>(stage.browser, tab, `document.querySelectorAll('iframe').length`)) === 0,
        { what: 'the frame to be gone', within: PATIENCE },
      )
    },
  },
  {
    name: 'ab-iframe-fresh',
    technique: 'a frame or a popup',
    tries: 'A written popup that frames a host nobody lists, with a game',
    holds: HOLDS,
    run: async (stage) => {
      stage.web.on('popup-fresh.test', '/', `<!doctype html>${GAME.replaceAll('<\\/', '</')}`)
      const tab = await schoolPage(stage, '/popup-fresh', '')
      await run(
        stage.browser,
        tab,
        `{ const popup = open('about:blank'); const frame = popup.document.createElement('iframe'); frame.style = '${FULL}'; frame.src = 'http://popup-fresh.test/'; popup.document.body.append(frame) }`,
      )
      await onRecord(stage, 'popup-fresh.test')
    },
  },
  {
    name: 'password-gate',
    technique: 'a disguise',
    tries: 'A harmless page that becomes a game after a password',
    holds: 'The guard looks again when the document changes',
    run: async (stage) => {
      const unlock = `<input id="p" type="password"><script>p.oninput = () => { if (p.value === 'slope') { document.body.innerHTML = '<canvas id="game"></canvas>'; ${loop()} } }</script>`
      const tab = await schoolPage(stage, '/', `<h1>Homework planner</h1>${unlock}`, 'password-fresh.test')
      await run(stage.browser, tab, `p.value = 'slope'; p.dispatchEvent(new Event('input'))`)
      await stops(stage, tab, 'password-fresh.test')
    },
  },
  {
    name: 'referrer-gate',
    technique: 'a disguise',
    tries: 'A page that shows itself only to who has its cookie',
    holds: 'What this browser shows counts, not what a server would fetch',
    run: async (stage) => {
      stage.web.on('gate-fresh.test', '/', ({ headers }, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'seen=1' })
        response.end(
          headers.cookie?.includes('seen')
            ? `<!doctype html>${GAME.replaceAll('<\\/', '</')}`
            : '<h1>Closed</h1>',
        )
      })
      const tab = await stage.browser.open('http://gate-fresh.test/')
      await until(() => stage.web.seen('gate-fresh.test', '/').length > 0, {
        what: 'the first visit',
        within: PATIENCE,
      })
      await stops(stage, await stage.browser.open('http://gate-fresh.test/'), 'gate-fresh.test')
      await stage.browser.cdp.send('Target.closeTarget', { targetId: tab })
    },
  },
]
