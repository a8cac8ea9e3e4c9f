/** A site on a host that nobody lists, told by what it is. */
import type { Case, Technique } from '../case.ts'
import { endsStopped, stops } from '../hands.ts'
import type { Stage } from '../stage.ts'
import type { Guest } from '../../rig/web.ts'

const HOLDS = 'The guard, by structure and behaviour: two kinds of evidence'

/** Opens it on a host of its own; it is stopped, and when it is opened again too. Returns how long it stood. */
export const site = (
  name: string,
  tries: string,
  guest: () => Guest,
  technique: Technique = 'a game',
): Case<Stage> => ({
  name,
  technique,
  tries,
  holds: HOLDS,
  run: async (stage) => {
    const host = `${name.replaceAll(/[aeiou]/g, '')}.test`
    stage.web.hand(host, guest())
    const tab = await stage.browser.open(`https://${host}/`)
    const at = await stops(stage, tab, host)
    // A warning can be passed.
    await endsStopped(stage, host)
    const { finishedAt = at } = stage.web.seen(host, '/')[0] ?? {}
    await stops(stage, await stage.browser.open(`https://${host}/`), host)
    return Math.max(0, at - finishedAt)
  },
})
