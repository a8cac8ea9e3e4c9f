/** Ways to a closed host by way of another: redirects, forms, popups, requests that no page shows. */
import { expect } from 'vitest'
import { until } from '../../rig/until.ts'
import type { Answer } from '../../rig/web.ts'
import type { Case } from '../case.ts'
import { PATIENCE, loaded, run, schoolPage, someTabStops, stops } from '../hands.ts'
import type { Stage } from '../stage.ts'

const RULES = 'The browser’s rules, at every hop; our page takes the place of the error'
const redirect =
  (to: string): Answer =>
  (_seen, response) =>
    void response.writeHead(302, { location: to }).end()

/** From a page of the school, by this script, to a host below blocked.test that must stay unasked. */
const detour = (
  name: string,
  tries: string,
  host: string,
  start: (stage: Stage) => Promise<string>,
): Case<Stage> => ({
  name,
  technique: 'a detour',
  tries,
  holds: RULES,
  run: async (stage) => {
    await stops(stage, await start(stage), host)
    expect(stage.web.leaked([host])).toBe(0)
  },
})

const popup = (name: string, tries: string, host: string, markup: string, script: string): Case<Stage> => ({
  name,
  technique: 'a detour',
  tries,
  holds: RULES,
  run: async (stage) => {
    const tab = await schoolPage(stage, `/${name}`, markup)
    await run(stage.browser, tab, script)
    await someTabStops(stage, host)
    expect(stage.web.leaked([host])).toBe(0)
  },
})

/** What a page asks for without showing it: the page says when it has tried, and nothing may have arrived. */
const unseen = (name: string, tries: string, host: string, script: string): Case<Stage> => ({
  name,
  technique: 'a detour',
  tries,
  holds: 'The browser’s rules, for every kind of request',
  run: async (stage) => {
    const tab = await schoolPage(stage, `/${name}`, '')
    await run(stage.browser, tab, `(async () => { ${script} })()`)
    // The same requests to a host that is open do arrive: they were made.
    await run(
      stage.browser,
      tab,
      `(async () => { ${script.replaceAll(host, `control-${name}.good.test`)} })()`,
    )
    await until(() => stage.web.leaked([`control-${name}.good.test`]) > 0, {
      what: 'the control',
      within: PATIENCE,
    })
    expect(stage.web.leaked([host])).toBe(0)
  },
})

export const DETOUR: readonly Case<Stage>[] = [
  detour('redir-302', 'A permitted host that redirects', 'r302.blocked.test', async ({ web, browser }) => {
    web.on('school.test', '/redir', redirect('http://r302.blocked.test/'))
    return browser.open('http://school.test/redir')
  }),
  detour('redir-short', 'A link shortener', 'short.blocked.test', async ({ web, browser }) => {
    web.on('short.test', '/r', redirect('http://hop.test/r'))
    web.on('hop.test', '/r', redirect('http://short.blocked.test/'))
    return browser.open('http://short.test/r')
  }),
  detour('meta-refresh', 'A refresh in the page', 'meta.blocked.test', async ({ web, browser }) => {
    web.on('school.test', '/meta', '<meta http-equiv="refresh" content="0;url=http://meta.blocked.test/">')
    return browser.open('http://school.test/meta')
  }),
  popup(
    'form-post',
    'A form that posts into a new tab',
    'post.blocked.test',
    '<form method="post" target="_blank" action="http://post.blocked.test/"><input name="a" value="b"></form>',
    `document.forms[0].submit()`,
  ),
  popup(
    'opener-popup',
    'A popup without an opener',
    'popup.blocked.test',
    '',
    `void open('http://popup.blocked.test/', '', 'noopener,popup')`,
  ),
  unseen(
    'beacon-es-keepalive',
    'Beacons, event streams and requests that outlive the page',
    'beacon.blocked.test',
    `navigator.sendBeacon('http://beacon.blocked.test/b', 'x')
     new EventSource('http://beacon.blocked.test/es')
     await fetch('http://beacon.blocked.test/k', { keepalive: true, mode: 'no-cors' }).catch(() => 0)`,
  ),
  {
    name: 'prefetch',
    technique: 'a detour',
    tries: 'Fetched ahead, then clicked',
    holds: 'The browser’s rules for the prefetch, and again for the click',
    run: async (stage) => {
      const host = 'prefetch.blocked.test'
      const link = `<link rel="prefetch" href="http://${host}/"><a href="http://${host}/">on</a>`
      const tab = await schoolPage(stage, '/prefetch', link)
      await loaded(stage.browser, tab, 'http://school.test/prefetch')
      await run(stage.browser, tab, `document.querySelector('a').click()`)
      await stops(stage, tab, host)
      expect(stage.web.leaked([host])).toBe(0)
    },
  },
  {
    name: 'prerender',
    technique: 'a detour',
    tries: 'Rendered ahead by speculation rules, then activated',
    holds: 'Judged by the document; nothing closed is fetched ahead, and the activated page is judged again',
    run: async (stage) => {
      // The same site: only that may be prerendered without headers. Its closed path is the forbidden page.
      const rules = JSON.stringify({ prerender: [{ urls: ['/games/ahead'], eagerness: 'immediate' }] })
      const host = 'prerender.school.test'
      const markup = `<script type="speculationrules">${rules}</script><a href="/games/ahead">on</a>`
      const tab = await schoolPage(stage, '/prerender', markup, host)
      await run(stage.browser, tab, `document.querySelector('a').click()`)
      await stops(stage, tab, host)
      expect(stage.web.seen(host, '/games/ahead')).toEqual([])
    },
  },
]
