/** Attacks on the extension itself. */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { withPage } from '../../browser/backstops/school.ts'
import { members } from '../../rig/process-tree.ts'
import { until } from '../../rig/until.ts'
import type { Case } from '../case.ts'
import { PATIENCE, neverLoads, openPage, run, schoolPage, someTabStops, stops } from '../hands.ts'
import { loop } from '../pages/games.ts'
import type { Stage } from '../stage.ts'

const attack = (
  name: string,
  tries: string,
  holds: string,
  play: (stage: Stage) => Promise<number | void>,
): Case<Stage> => ({
  name,
  technique: 'the extension itself',
  tries,
  holds,
  run: play,
})

const ours = ({ browser }: Stage): string => `chrome-extension://${browser.extensionId}`

/** How long the worker takes to answer. */
async function latency({ browser }: Stage): Promise<number> {
  const began = performance.now()
  await browser.evaluateInWorker(() => chrome.storage.session.get('x'))
  return performance.now() - began
}

/** The process that runs the extension. */
async function extensionProcess({ browser }: Stage): Promise<number> {
  await browser.wakeWorker()
  const isExtensions = (pid: number): boolean =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--extension-process')
  return until(() => members(browser.pid).find(isExtensions), {
    what: 'the extension’s process',
    within: PATIENCE,
  })
}

export const ATTACKS: readonly Case<Stage>[] = [
  attack('ext-id-probe', 'Asking for its files', 'Nothing is web-accessible', async (stage) => {
    const tab = await schoolPage(stage, '/probe', '')
    const probe = `fetch('${ours(stage)}/manifest.json').then(() => 'there', () => 'not there')`
    expect(await run(stage.browser, tab, probe)).toBe('not there')
  }),
  attack('ext-own-page-nav', 'Framing and opening its pages', 'Nothing is web-accessible', async (stage) => {
    const tab = await schoolPage(stage, '/own', `<iframe src="${ours(stage)}/blocked.html"></iframe>`)
    const tree = await withPage(stage.browser, tab, (send) =>
      send<{ frameTree: { childFrames?: { frame: { url: string } }[] } }>('Page.getFrameTree'),
    )
    expect(tree.frameTree.childFrames?.[0]?.frame.url).toBe('chrome-error://chromewebdata/')
    await run(stage.browser, tab, `void open('${ours(stage)}/settings.html')`)
    const { targetId } = await stage.browser.waitForTab((url) => url.endsWith('/settings.html'))
    const shown = () => run<string>(stage.browser, targetId, 'location.href')
    await until(async () => (await shown()) === 'chrome-error://chromewebdata/', {
      what: 'the error page',
      within: PATIENCE,
    })
  }),
  attack(
    'ext-frame-flood',
    'Five hundred frames of its pages',
    'Nothing is web-accessible; the worker is not asked',
    async (stage) => {
      const tab = await schoolPage(stage, '/flood', '')
      const flood = `Promise.all(Array.from({ length: 500 }, () => new Promise((done) => { const f = document.createElement('iframe'); f.onload = done; f.src = '${ours(stage)}/blocked.html'; document.body.append(f) })))`
      await run(stage.browser, tab, `void ${flood}`)
      await until(
        async () =>
          (await run<number>(stage.browser, tab, `document.querySelectorAll('iframe').length`)) === 500,
        { what: 'the frames', within: 90_000 },
      )
      await neverLoads(stage, 'http://flood.blocked.test/', 'flood.blocked.test')
      await stage.browser.cdp.send('Target.closeTarget', { targetId: tab })
    },
  ),
  attack(
    'ext-kill-renderer',
    'Its process killed',
    'The browser’s rules hold without it; it starts again',
    async (stage) => {
      process.kill(await extensionProcess(stage), 'SIGKILL')
      await neverLoads(stage, 'http://killed.blocked.test/', 'killed.blocked.test')
    },
  ),
  attack('ext-hang', 'Its process stopped', 'The browser’s rules hold without it', async (stage) => {
    const pid = await extensionProcess(stage)
    process.kill(pid, 'SIGSTOP')
    try {
      const tab = await stage.browser.open('http://hang.blocked.test/')
      // Nobody is there to show our page: the browser's own error stands in its place.
      const there = () => run<string>(stage.browser, tab, 'location.href')
      await until(async () => (await there()).startsWith('chrome-error:'), {
        what: 'the browser to refuse it',
        within: PATIENCE,
      })
      expect(stage.web.leaked(['hang.blocked.test'])).toBe(0)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await someTabStops(stage, 'hang.blocked.test')
  }),
  attack(
    'ext-msg-flood',
    'A page that changes ten thousand times a second',
    'The page’s script counts and waits; the worker is asked rarely',
    async (stage) => {
      const change = `<main></main><script>const main = document.querySelector('main'); const change = () => { for (let one = 0; one < 160; one++) { main.append(document.createElement('p')); if (main.childNodes.length > 500) main.firstChild.remove() } requestAnimationFrame(change) }; change()</script>`
      const tab = await schoolPage(stage, '/', change, 'changing.test')
      await run(
        stage.browser,
        tab,
        `new Promise((done) => { let left = 120; const next = () => (left-- ? requestAnimationFrame(next) : done(true)); next() })`,
      )
      expect(await latency(stage), 'milliseconds until the worker answers').toBeLessThan(2_000)
      await neverLoads(stage, 'http://message.blocked.test/', 'message.blocked.test')
      await stage.browser.cdp.send('Target.closeTarget', { targetId: tab })
    },
  ),
  attack(
    'ext-overlay-remove',
    'A page that removes whatever covers it',
    'What is stopped is left, not covered',
    async (stage) => {
      const host = 'overlay.school.test'
      stage.web.on(
        host,
        '/',
        `<script>new MutationObserver(() => document.querySelectorAll('div').forEach((one) => one.remove())).observe(document, { childList: true, subtree: true })</script>`,
      )
      const tab = await openPage(stage.browser, `http://${host}/`)
      await run(stage.browser, tab, `location.pathname = '/games/x'`)
      await stops(stage, tab, host)
      expect(await run(stage.browser, tab, 'location.protocol')).toBe('chrome-extension:')
    },
  ),
  attack(
    'ext-csp-inline',
    'A game whose policy forbids scripts that are not its own',
    'Declared scripts are not subject to a page’s policy',
    async (stage) => {
      stage.web.on('strict-fresh.test', '/', (_seen, response) => {
        response.writeHead(200, {
          'content-type': 'text/html',
          'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'`,
        })
        response.end('<!doctype html><canvas id="game"></canvas><script src="/game.js"></script>')
      })
      stage.web.on('strict-fresh.test', '/game.js', (_seen, response) => {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(loop())
      })
      await stops(stage, await stage.browser.open('http://strict-fresh.test/'), 'strict-fresh.test')
    },
  ),
  attack('ext-disable-try', 'Switching it off', 'Force-installed: it cannot be', async ({ browser }) => {
    const self = await browser.evaluateInWorker(() => chrome.management.getSelf())
    expect([self.installType, self.mayDisable]).toEqual(['admin', false])
  }),
  attack(
    'ext-clear-data',
    'Clearing browsing data',
    'Its storage and rules are not browsing data',
    async (stage) => {
      await stage.browser.evaluateInWorker(() =>
        chrome.browsingData.remove(
          { since: 0 },
          {
            cache: true,
            cacheStorage: true,
            cookies: true,
            indexedDB: true,
            localStorage: true,
            serviceWorkers: true,
          },
        ),
      )
      await stage.browser.killWorker()
      await neverLoads(stage, 'http://cleared.blocked.test/', 'cleared.blocked.test')
    },
  ),
  attack(
    'ext-quota-fill',
    'Its storage filled up',
    'The rules are the browser’s; the last good policy is kept',
    async (stage) => {
      await stage.browser.evaluateInWorker(async () => {
        const part = 'x'.repeat(1_000_000)
        for (let at = 0; at < 40; at++)
          await chrome.storage.local.set({ [`filler-${at}`]: part }).catch(() => undefined)
        for (let at = 0; at < 40; at++)
          await chrome.storage.session.set({ [`filler-${at}`]: part }).catch(() => undefined)
      })
      await stage.browser.killWorker()
      await neverLoads(stage, 'http://quota.blocked.test/', 'quota.blocked.test')
      await stage.browser.evaluateInWorker(async () => {
        const all = Array.from({ length: 40 }, (_, at) => `filler-${at}`)
        await Promise.all([chrome.storage.local.remove(all), chrome.storage.session.remove(all)])
      })
    },
  ),
  attack(
    'startup-first-url',
    'An address at the browser’s launch',
    'Held until the policy is read',
    async (stage) => {
      await stage.browser.relaunch(['http://first.blocked.test/'])
      await someTabStops(stage, 'first.blocked.test')
      expect(stage.web.leaked(['first.blocked.test'])).toBe(0)
    },
  ),
  attack(
    'ext-storage-corrupt',
    'Its storage overwritten with garbage',
    'What cannot be read opens nothing; it is said',
    async (stage) => {
      await stage.browser.evaluateInWorker(async () => {
        const all = await chrome.storage.local.get<Record<string, unknown>>(null)
        await chrome.storage.local.set(
          Object.fromEntries(Object.keys(all).map((key) => [key, '\u0000garbage'])),
        )
      })
      await stage.browser.relaunch()
      await neverLoads(stage, 'http://corrupt.blocked.test/', 'corrupt.blocked.test')
    },
  ),
]
