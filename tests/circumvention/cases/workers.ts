/**
 * Workers on hosts that were found to show other sites. The school only warns here, so that a pupil can go on to the page:
 * it loads, and starts no worker, whose sockets nothing would see.
 */
import { expect } from 'vitest'
import { loaded, press, rowsFor } from '../../browser/backstops/school.ts'
import { until } from '../../rig/until.ts'
import type { Case } from '../case.ts'
import { ownWorkers } from '../engines/homemade.ts'
import { place } from '../engines/watch.ts'
import { PATIENCE, run, stops, waits } from '../hands.ts'
import { RULES, startStage } from '../stage.ts'
import type { Stage } from '../stage.ts'

/** The same school, but proxies are warned about. */
export const startWarning = (): Promise<Stage> =>
  startStage({
    ...RULES,
    categoryActions: [...(RULES['categoryActions'] as readonly string[]), 'proxy-vpn: warn'],
  })

/** Finds the engine on its host, and goes on past the warning. Returns the tab, which shows the page. */
async function passed(stage: Stage, host: string): Promise<string> {
  const url = place(stage, host, ownWorkers(true))
  const tab = await stage.browser.open(`https://${host}/`)
  await waits(stage, tab, `typeof go === 'function'`, 'the shell').catch(() => undefined)
  await run(stage.browser, tab, `void go(${JSON.stringify(url)})`).catch(() => undefined)
  await stops(stage, tab, host)
  const again = await stage.browser.open(`https://${host}/?again`)
  await stops(stage, again, host)
  await press(stage.browser, again, 'Continue to the page')
  await loaded(stage.browser, again, `https://${host}/?again`)
  return again
}

const worker = (name: string, tries: string, play: (stage: Stage) => Promise<void>): Case<Stage> => ({
  name,
  technique: 'its own worker',
  tries,
  holds:
    'Its documents say that they start no workers; scripts that no tab asks for do not load; what there was is purged',
  run: play,
})

export const WORKERS: readonly Case<Stage>[] = [
  worker('sw-register-watch', 'A host nobody lists whose worker shows other sites', async (stage) => {
    const host = 'watched-notes.test'
    const url = place(stage, host, ownWorkers(false))
    const tab = await stage.browser.open(`https://${host}/`)
    await waits(stage, tab, `typeof go === 'function'`, 'the shell').catch(() => undefined)
    await run(stage.browser, tab, `void go(${JSON.stringify(url)})`).catch(() => undefined)
    // Its page may stand, with a notice in place of the frame that showed another site: the host is closed.
    const isFound = async () => (await rowsFor(stage.browser, host)).some(({ kind }) => kind === 'warned')
    await until(isFound, { what: `${host} on record`, within: PATIENCE })
    await stops(stage, await stage.browser.open(`https://${host}/?again`), host)
  }),
  worker('sw-script-block', 'Registering the worker again, past a warning', async (stage) => {
    const host = 'scripted-notes.test'
    const tab = await passed(stage, host)
    const before = stage.web.seen(host, '/helper.js').length
    const register = `navigator.serviceWorker.register('/helper.js').then(() => 'registered', () => 'refused')`
    expect(await run(stage.browser, tab, register)).toBe('refused')
    expect(stage.web.seen(host, '/helper.js').length - before, 'fetches of its script').toBe(0)
  }),
  worker('sw-csp-append', 'A shared worker, past a warning', async (stage) => {
    const host = 'shared-notes.test'
    const tab = await passed(stage, host)
    const start = `new Promise((done) => { try { const w = new SharedWorker('/pool.js'); w.onerror = () => done('refused'); w.port.onmessage = () => done('started'); w.port.postMessage('x') } catch { done('refused') } })`
    expect(await run(stage.browser, tab, start)).toBe('refused')
  }),
]
