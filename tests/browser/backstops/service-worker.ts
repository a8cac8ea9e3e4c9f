/** A site whose pages its own service worker serves: the browser's rules are not asked about them. */
import { expect } from 'vitest'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { until } from '../../rig/until.ts'
import type { TestWeb } from '../../rig/web.ts'
import { loaded, openPage, run, textOf, type } from './school.ts'

export const GAME = 'a game from its own service worker'
const WORKER = `
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => event.respondWith(new Response('<title>game</title><h1>${GAME}</h1>', {
  headers: { 'content-type': 'text/html' } })))`
const REGISTER = `<script>
navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(() => (document.title = 'ready'))
</script>`

/** Visits a host over TLS until its service worker answers for it. The tab is at `http://a.test/meanwhile` then. */
export async function installWorker(web: TestWeb, browser: ManagedBrowser, host: string): Promise<string> {
  web.on(host, '/', REGISTER)
  web.on(host, '/worker.js', (_seen, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(WORKER)
  })
  const tab = await openPage(browser, `https://${host}/`)
  await until(() => run<boolean>(browser, tab, `document.title === 'ready'`), { what: 'the host’s worker' })
  await type(browser, tab, `https://${host}/game`)
  await loaded(browser, tab, `https://${host}/game`)
  expect(await textOf(browser, tab)).toContain(GAME)
  await type(browser, tab, 'http://a.test/meanwhile')
  await loaded(browser, tab, 'http://a.test/meanwhile')
  return tab
}
