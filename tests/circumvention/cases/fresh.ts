/** Ways round of the suite's own making: shapes that no other case has. */
import type { Case } from '../case.ts'
import { isStopped, place, staysClosed } from '../engines/watch.ts'
import { withPage } from '../../browser/backstops/school.ts'
import { until } from '../../rig/until.ts'
import { PATIENCE, loaded } from '../hands.ts'
import { becomesIt, community, embedded, friends, pictures, popupFromSandbox } from '../pages/fresh.ts'
import type { Stage } from '../stage.ts'
import { site } from './site.ts'

export const FRESH: readonly Case<Stage>[] = [
  {
    name: 'fr-becomes-it',
    technique: 'a proxy engine',
    tries: 'A page that fetches another and becomes it: no frame, no worker, no address that changes',
    holds: 'The guard, by structure and behaviour: two kinds of evidence',
    run: async (stage) => {
      const host = 'bcms-notes.test'
      const url = place(stage, host, becomesIt())
      // Somebody types for a while.
      const ms = await isStopped(stage, host, url, `void setTimeout(go, 4000, ${JSON.stringify(url)})`)
      await staysClosed(stage, host)
      return ms
    },
  },
  site(
    'fr-pictures',
    'A browser elsewhere, of nobody’s making: its picture by one socket',
    pictures,
    'a tunnel',
  ),
  site('fr-embed', 'A game in a data: address, embedded', () => embedded('embed'), 'an odd document'),
  site('fr-object', 'The same as an object', () => embedded('object'), 'an odd document'),
  site('fr-community', 'Servers, channels and people, of nobody’s making', community, 'a chat'),
  site('fr-links', 'Links for friends, without the name of any engine', friends, 'a disguise'),
  {
    name: 'ab-sandbox',
    technique: 'a frame or a popup',
    tries: 'A written popup from a frame in a sandbox, which has no origin',
    holds:
      'The guard looks into every document that its script reaches; the page that opened it answers for it',
    run: async (stage) => {
      const host = 'snd-bx.test'
      stage.web.hand(host, popupFromSandbox())
      const before = new Set((await stage.browser.tabs()).map(({ targetId }) => targetId))
      const tab = await stage.browser.open(`https://${host}/`)
      await loaded(stage.browser, tab, `https://${host}/`)
      await withPage(stage.browser, tab, async (send) => {
        for (const type of ['mousePressed', 'mouseReleased'])
          await send('Input.dispatchMouseEvent', { type, x: 60, y: 60, button: 'left', clickCount: 1 })
      })
      const popups = async () =>
        (await stage.browser.tabs()).filter(({ targetId }) => targetId !== tab && !before.has(targetId))
      await until(async () => (await popups()).length > 0, { what: 'the popup', within: PATIENCE })
      await until(async () => (await popups()).every(({ url }) => !url.startsWith('about:')), {
        what: 'our page in its place',
        within: PATIENCE,
      })
    },
  },
]
