/** Addresses that change without a load, and what was open, kept or served before the policy changed. */
import { expect } from 'vitest'
import type { Case } from '../case.ts'
import { openPage, run, schoolPage, stops } from '../hands.ts'
import type { Stage } from '../stage.ts'

const MOVED = 'The address is judged again when it changes'

const moves = (name: string, tries: string, host: string, script: string): Case<Stage> => ({
  name,
  technique: 'a change without a load',
  tries,
  holds: MOVED,
  run: async (stage) => {
    const tab = await openPage(stage.browser, `http://${host}/${name}`)
    await run(stage.browser, tab, script)
    await stops(stage, tab, host)
  },
})

export const UNLOADED: readonly Case<Stage>[] = [
  moves(
    'spa-pushstate',
    'pushState to a closed path',
    'push.school.test',
    `history.pushState(null, '', '/games/2048')`,
  ),
  moves(
    'spa-yt-shorts',
    'A player that goes from watch to shorts',
    'www.yt.test',
    `history.pushState(null, '', '/shorts/abc')`,
  ),
  {
    name: 'spa-hash',
    technique: 'a change without a load',
    tries: 'A router that keeps its places in the fragment',
    holds: 'An address in the fragment is judged, whenever the fragment changes',
    run: async (stage) => {
      const markup = `<main></main><script>addEventListener('hashchange', () => { document.querySelector('main').textContent = location.hash })</script>`
      const tab = await schoolPage(stage, '/', markup, 'hash.test')
      await run(
        stage.browser,
        tab,
        `location.hash = '#/view/' + encodeURIComponent('http://carried.blocked.test/')`,
      )
      await stops(stage, tab, 'hash.test')
    },
  },
  {
    name: 'history-cloak',
    technique: 'a disguise',
    tries: 'replaceState to a harmless path on a closed page',
    holds: 'The document is judged before any script of it runs',
    run: async (stage) => {
      const script = `<script>history.replaceState(null, '', '/classroom')</script>`
      stage.web.on('cloak.school.test', '/games/cloak', script)
      const tab = await stage.browser.open('http://cloak.school.test/games/cloak')
      await stops(stage, tab, 'cloak.school.test')
      expect(stage.web.seen('cloak.school.test')).toEqual([])
    },
  },
]
