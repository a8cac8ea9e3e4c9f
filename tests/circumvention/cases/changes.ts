/** What is open, kept or served when the policy changes under it: all of it stands ready, then the policy changes once. */
import { expect } from 'vitest'
import { WebSocketServer } from 'ws'
import { editCold, hasRuleFor, step, type } from '../../browser/backstops/school.ts'
import { GAME, installWorker } from '../../browser/backstops/service-worker.ts'
import { until } from '../../rig/until.ts'
import type { Case } from '../case.ts'
import { PATIENCE, isOf, loaded, openPage, run, stops } from '../hands.ts'
import { RULES, startStage } from '../stage.ts'
import type { Stage } from '../stage.ts'
import { stoppedFor } from '../../browser/backstops/school.ts'

type Opened = 'open' | 'socket' | 'served' | 'offline' | 'replay' | 'cached' | 'discarded'
export interface ChangedStage extends Stage {
  readonly tabs: Readonly<Record<Opened, string>>
  /** Sockets that are open at the server. */
  sockets(): number
}

const later = (name: string): string => `${name}-later.test`
const CLOSED = ['open', 'socket', 'served', 'offline', 'cached', 'discarded'].map(later)

/** Everything open, each on a host of its own; then all of them are closed by the policy, with the worker cold. */
export async function startChanged(): Promise<ChangedStage> {
  const stage = await startStage()
  const { web, browser } = stage
  const server = new WebSocketServer({ noServer: true })
  web.hand(later('socket'), {
    request: () => false,
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, () => undefined),
  })
  web.on(
    later('socket'),
    '/',
    `<script>const socket = new WebSocket('ws://' + location.host + '/feed')</script>`,
  )
  web.on(later('cached'), '/', (_seen, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=60' })
      .end('<h1>kept</h1>')
  })
  const tabs = {
    served: await installWorker(web, browser, later('served')),
    offline: await installWorker(web, browser, later('offline')),
    replay: await installWorker(web, browser, 'replay.test'),
    cached: await openPage(browser, `http://${later('cached')}/`),
    discarded: await openPage(browser, `http://${later('discarded')}/`),
    socket: await openPage(browser, `http://${later('socket')}/`),
    open: await openPage(browser, `http://${later('open')}/`),
  }
  await type(browser, tabs.cached, 'http://a.test/next')
  await loaded(browser, tabs.cached, 'http://a.test/next')
  await until(() => server.clients.size === 1, { what: 'the socket', within: PATIENCE })
  await browser.evaluateInWorker(async (host) => {
    const [tab] = await chrome.tabs.query({ url: `http://${host}/*` })
    if (tab?.id !== undefined) await chrome.tabs.discard(tab.id)
  }, later('discarded'))
  web.log.length = 0
  const entries = RULES['blockEntries'] as readonly string[]
  await editCold(browser, { ...RULES, blockEntries: [...entries, ...CLOSED] }, async () =>
    (await browser.tabs()).some(({ url }) => isOf(stoppedFor(browser, url), later('open'))),
  )
  expect(await hasRuleFor(browser, later('open'))).toBe(true)
  return { ...stage, tabs, sockets: () => server.clients.size }
}

const changed = (
  name: string,
  tries: string,
  holds: string,
  play: (stage: ChangedStage) => Promise<void>,
): Case<ChangedStage> => ({
  name,
  technique: name.startsWith('sw-') || name.startsWith('vt-') ? 'its own worker' : 'a change without a load',
  tries,
  holds,
  run: play,
})

const SWEPT = 'All tabs are judged again when the policy changes'
const WORKER =
  'Navigation events, which see what a site’s own worker serves; its workers and caches are purged'

/** The site's own worker would answer; our page stands there, and no word of the game. */
async function servedStops(stage: ChangedStage, tab: Opened, url: string, host: string): Promise<void> {
  await type(stage.browser, stage.tabs[tab], url)
  await stops(stage, stage.tabs[tab], host)
  const text = await until(
    () => run<string>(stage.browser, stage.tabs[tab], 'document.documentElement.innerText'),
    { what: 'our page’s words', within: PATIENCE },
  )
  expect(text).not.toContain(GAME)
}

export const CHANGES: readonly Case<ChangedStage>[] = [
  changed('open-tab-policy', 'A tab that is open when its site is closed', SWEPT, (stage) =>
    stops(stage, stage.tabs.open, later('open')).then(() => undefined),
  ),
  changed('open-tab-ws', 'A socket that is open when its site is closed', SWEPT, async (stage) => {
    await stops(stage, stage.tabs.socket, later('socket'))
    await until(() => stage.sockets() === 0, { what: 'the socket to be closed', within: PATIENCE })
  }),
  changed(
    'bfcache-back',
    'Back to a page that the browser kept',
    'A change of rules empties that cache; what comes back is judged',
    async (stage) => {
      await step(stage.browser, stage.tabs.cached, -1)
      await stops(stage, stage.tabs.cached, later('cached'))
    },
  ),
  changed('discarded-tab', 'A tab that was put aside, shown again', SWEPT, async (stage) => {
    const host = later('discarded')
    await stage.browser.evaluateInWorker(async (host) => {
      const tab = (await chrome.tabs.query({})).find(({ url }) => url?.includes(host))
      if (tab?.id !== undefined) await chrome.tabs.update(tab.id, { active: true })
    }, host)
    await until(
      async () => (await stage.browser.tabs()).some(({ url }) => isOf(stoppedFor(stage.browser, url), host)),
      {
        what: 'our page in place of the tab that was put aside',
        within: PATIENCE,
      },
    )
    expect(stage.web.leaked([host])).toBe(0)
  }),
  changed('sw-served-listed', 'A page that its site’s own worker serves', WORKER, (stage) =>
    servedStops(stage, 'served', `https://${later('served')}/game`, later('served')),
  ),
  changed('sw-offline-cache', 'A game that its worker kept, with its server gone', WORKER, async (stage) => {
    stage.web.hand(later('offline'), { request: (request) => (request.destroy(), true) })
    await servedStops(stage, 'offline', `https://${later('offline')}/play`, later('offline'))
  }),
  changed('vt-wayback-sw', 'An archive whose own worker replays a closed site', WORKER, (stage) =>
    servedStops(stage, 'replay', 'https://replay.test/web/2020/http://carried.blocked.test/', 'replay.test'),
  ),
]
