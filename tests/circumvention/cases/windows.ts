/** Windows of another kind, and leaving before anybody sees. */
import { expect } from 'vitest'
import { rowsFor } from '../../browser/backstops/school.ts'
import { until } from '../../rig/until.ts'
import type { Case } from '../case.ts'
import { PATIENCE, run, schoolPage, someTabStops } from '../hands.ts'
import type { Stage } from '../stage.ts'

export const WINDOWS: readonly Case<Stage>[] = [
  {
    name: 'pwa-window',
    technique: 'the browser',
    tries: 'A window of its own, as an installed app has',
    holds: 'The browser’s rules',
    run: async (stage) => {
      await stage.browser.relaunch(['--app=http://app.blocked.test/'])
      await someTabStops(stage, 'app.blocked.test')
      expect(stage.web.leaked(['app.blocked.test'])).toBe(0)
    },
  },
  {
    name: 'panic-key',
    technique: 'a disguise',
    tries: 'A key that leads away from the page at once',
    holds: 'The visit is on record',
    run: async (stage) => {
      const tab = await schoolPage(
        stage,
        '/',
        `<script>onkeydown = () => location.replace('http://school.test/away')</script>`,
        'panic.test',
      )
      await run(stage.browser, tab, `dispatchEvent(new KeyboardEvent('keydown', { key: '\`' }))`)
      await stage.browser.waitForTab((url) => url === 'http://school.test/away', tab)
      await until(
        async () => (await rowsFor(stage.browser, 'panic.test')).some(({ kind }) => kind === 'visit'),
        { what: 'the visit on record', within: PATIENCE },
      )
    },
  },
]
