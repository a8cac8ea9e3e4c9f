/** What the settings close that go with Kerb: played in a browser that has all of them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { withPage } from '../../browser/backstops/school.ts'
import { temporaryFolder } from '../../rig/paths.ts'
import type { Case } from '../case.ts'
import type { Stage } from '../stage.ts'

const closed = (name: string, tries: string, key: string, ...urls: string[]): Case<Stage> => ({
  name,
  technique: 'the browser',
  tries,
  holds: `The browser’s policy: ${key}`,
  run: async (stage) => {
    for (const url of urls) expect(await refusal(stage, url), url).toBe('net::ERR_BLOCKED_BY_ADMINISTRATOR')
  },
})

/** What the browser says to a typed address. */
async function refusal({ browser }: Stage, url: string): Promise<string | undefined> {
  const tab = await browser.open('about:blank')
  const { errorText } = await withPage(browser, tab, (send) =>
    send<{ errorText?: string }>('Page.navigate', { url, transitionType: 'typed' }),
  )
  await browser.cdp.send('Target.closeTarget', { targetId: tab })
  return errorText
}

const saved = (): string => {
  const folder = temporaryFolder('saved')
  for (const name of ['game.html', 'game.mhtml']) writeFileSync(join(folder, name), '<title>saved</title>')
  return `file://${folder}`
}
const SAVED = saved()

export const SETTINGS: readonly Case<Stage>[] = [
  closed('file-url', 'A saved page from the disk', 'URLBlocklist file:*', `${SAVED}/game.html`),
  closed('mhtml-open', 'A saved archive of a page', 'URLBlocklist file:*', `${SAVED}/game.mhtml`),
  closed(
    'view-source',
    'The source of a page',
    'URLBlocklist view-source:*',
    'view-source:http://fresh.test/',
    'view-source:http://blocked.test/',
  ),
  closed(
    'filesystem-url',
    'A filesystem: address',
    'URLBlocklist filesystem:*',
    'filesystem:http://fresh.test/temporary/game.html',
  ),
  closed(
    'chrome-pages',
    'The browser’s inner pages',
    'URLBlocklist, page by page',
    'chrome://extensions/',
    'chrome://flags/',
    'chrome://inspect/',
    'chrome://serviceworker-internals/',
  ),
  closed('gm-search-games', 'The browser’s own game', 'URLBlocklist chrome://dino', 'chrome://dino/'),
]
