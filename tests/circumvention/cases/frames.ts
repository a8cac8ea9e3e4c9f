/** A closed host inside a permitted page: frames of every kind, and popups that the page writes itself. */
import { expect } from 'vitest'
import { until } from '../../rig/until.ts'
import type { Case } from '../case.ts'
import { PATIENCE, frameStops, onRecord, run, schoolPage } from '../hands.ts'
import type { Stage } from '../stage.ts'

const RULES = 'The browser’s rules; a notice stands in place of the frame'

const framed = (
  name: string,
  tries: string,
  host: string,
  place: (stage: Stage) => Promise<string>,
): Case<Stage> => ({
  name,
  technique: 'a frame or a popup',
  tries,
  holds: RULES,
  run: async (stage) => {
    await frameStops(stage, await place(stage), host)
    expect(stage.web.leaked([host])).toBe(0)
  },
})

/** How many levels stand between the page and the closed frame. */
const DEPTH = 6

/** A popup on about:blank that the page writes into: it has no address of its own. */
const written = (host: string): string => `
  const popup = open('about:blank')
  const frame = popup.document.createElement('iframe')
  frame.src = 'http://${host}/'
  popup.document.body.append(frame)`

export const FRAMES: readonly Case<Stage>[] = [
  framed('iframe-credentialless', 'A frame without credentials', 'credentialless.blocked.test', (stage) =>
    schoolPage(
      stage,
      '/credentialless',
      '<iframe credentialless src="http://credentialless.blocked.test/"></iframe>',
    ),
  ),
  framed('iframe-nested-6', 'A frame six frames deep', 'deep.blocked.test', async (stage) => {
    for (let level = 1; level < DEPTH; level++) {
      const next = level === DEPTH - 1 ? 'deep.blocked.test' : `level-${level + 1}.test`
      stage.web.on(`level-${level}.test`, '/', `<iframe src="http://${next}/"></iframe>`)
    }
    return schoolPage(stage, '/nested', '<iframe src="http://level-1.test/"></iframe>')
  }),
  framed('vt-feed-reader', 'A reader of feeds or mail that shows a frame', 'feed.blocked.test', (stage) =>
    schoolPage(
      stage,
      '/reader',
      '<article><h2>News</h2><iframe sandbox="allow-scripts" src="http://feed.blocked.test/"></iframe></article>',
    ),
  ),
  {
    name: 'ab-iframe-listed',
    technique: 'a frame or a popup',
    tries: 'A written popup that frames a closed host',
    holds: RULES,
    run: async (stage) => {
      const tab = await schoolPage(stage, '/written', '')
      await run(stage.browser, tab, written('written.blocked.test'))
      await onRecord(stage, 'written.blocked.test')
      expect(stage.web.leaked(['written.blocked.test'])).toBe(0)
    },
  },
  {
    name: 'ab-opener-closed',
    technique: 'a frame or a popup',
    tries: 'A written popup that outlives the page that opened it',
    holds: RULES,
    run: async (stage) => {
      const { browser } = stage
      const tab = await schoolPage(stage, '/opener-closed', '')
      await run(
        browser,
        tab,
        `const popup = open('about:blank')
         const script = popup.document.createElement('script')
         script.textContent = "window.go = () => { const f = document.createElement('iframe'); f.src = 'http://orphan.blocked.test/'; document.body.append(f) }; document.title = 'orphan'"
         popup.document.body.append(script)`,
      )
      const { targetId } = await until(
        async () => (await browser.tabs()).find(({ title }) => title === 'orphan'),
        {
          what: 'the popup',
          within: PATIENCE,
        },
      )
      await browser.cdp.send('Target.closeTarget', { targetId: tab })
      await run(browser, targetId, 'go()')
      await onRecord(stage, 'orphan.blocked.test')
      expect(stage.web.leaked(['orphan.blocked.test'])).toBe(0)
    },
  },
  {
    name: 'ab-many',
    technique: 'a frame or a popup',
    tries: 'Thirty written popups at once, each with a closed frame',
    holds: RULES,
    run: async (stage) => {
      const { browser, web } = stage
      const tab = await schoolPage(stage, '/many', '')
      // As if the pupil had allowed the site its popups.
      await browser.cdp.send('Browser.grantPermissions', { permissions: [] }).catch(() => undefined)
      await run(
        browser,
        tab,
        `for (let one = 0; one < 30; one++) { ${written('many.blocked.test').replace('const popup', 'var popup').replace('const frame', 'var frame')} }`,
      ).catch(() => undefined)
      await onRecord(stage, 'many.blocked.test')
      const began = Date.now()
      await browser.evaluateInWorker(() => 1)
      expect(Date.now() - began, 'milliseconds until the worker answers').toBeLessThan(5_000)
      expect(web.leaked(['many.blocked.test'])).toBe(0)
      const blank = (await browser.tabs()).filter(({ url }) => url === 'about:blank')
      await Promise.all(blank.map(({ targetId }) => browser.cdp.send('Target.closeTarget', { targetId })))
    },
  },
]
