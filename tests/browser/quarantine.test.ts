/**
 * A host that was found to be something, in a real browser: closed by the rules, and where its pages may still be seen,
 * or it is only watched, no worker of it starts, so that no socket opens where nobody can see it.
 */
import { beforeEach, expect, test } from 'vitest'
import type { EffectivePolicy } from '../../lib/policy/effective.ts'
import type { Quarantined } from '../../lib/policy/quarantine.ts'
import { ruleSets } from '../../lib/rules/both.ts'
import { continuedWarnings } from '../../lib/rules/continued.ts'
import { closedPlaces } from '../../lib/rules/quarantine.ts'
import { workerRules } from '../../lib/rules/workers.ts'
import { exactly } from '../../lib/time/now.ts'
import { NO_LISTS, plainLists } from '../fixtures/plain-lists.ts'
import { plainPolicy } from '../fixtures/policies.ts'
import { workerPort } from './dnr/port.ts'
import { NOW, rulesStage } from './dnr/stage.ts'

const stage = rulesStage(['*.test'])
const SCRIPT = `onconnect = ({ ports }) => ports[0].postMessage('here')`
const HOSTS = ['mirror.test', 'free.test', 'kept.test', 'suspect.test']

beforeEach(() => {
  for (const host of HOSTS) {
    stage.web.on(host, '/', '<h1>here</h1>')
    stage.web.on(host, '/shared.js', (_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(SCRIPT)
    })
    stage.web.on(host, '/service.js', (_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end('')
    })
  }
})

const found: Quarantined = {
  id: 'q1',
  host: 'mirror.test',
  found: 'unblocker',
  evidence: [],
  by: 'device',
  since: NOW.at,
  until: NOW.at + 60_000,
}

/** Has the browser hold a policy as the extension's worker does. */
async function enforce(changes: Partial<EffectivePolicy>, now = NOW): Promise<void> {
  const port = workerPort(stage.browser.worker)
  const policy = plainPolicy(changes)
  await ruleSets(port).ensure(policy, plainLists(NO_LISTS, 'none'), now)
  await workerRules(port).follow(closedPlaces(policy, now))
}

/** What becomes of a shared worker and of a service worker that the page in the tab asks for. */
const workers = (): Promise<{ shared: string; service: string }> =>
  stage.page.evaluate(async () => {
    const shared = await new Promise<string>((resolve) => {
      try {
        const one = new SharedWorker(`/shared.js?${Math.random()}`)
        one.addEventListener('error', () => resolve('refused'))
        one.port.addEventListener('message', () => resolve('started'))
        one.port.start()
      } catch {
        resolve('refused')
      }
    })
    const service = await navigator.serviceWorker.register('/service.js').then(
      () => 'started',
      () => 'refused',
    )
    return { shared, service }
  })

test('it is closed whole, and open again when its time is over', async () => {
  await enforce({ quarantine: [found] })
  expect(await stage.visit('https://mirror.test/')).toBe('blocked')
  expect(await stage.visit('https://a.mirror.test/')).toBe('blocked')
  expect(stage.web.seen('mirror.test')).toEqual([])
  expect(await stage.visit('https://free.test/')).toBe('loaded')
  await enforce({ quarantine: [found] }, exactly(found.until))
  expect(await stage.visit('https://mirror.test/')).toBe('loaded')
})

test('where it is warned about, pages that were continued to start no workers; others do', async () => {
  const categories = { ...plainPolicy().categories, 'proxy-vpn': 'warn' as const }
  await enforce({ quarantine: [found], categories })
  expect(await stage.visit('https://mirror.test/')).toBe('blocked')
  await continuedWarnings(workerPort(stage.browser.worker)).continueWarning('mirror.test', NOW.at + 60_000)
  expect(await stage.visit('https://mirror.test/')).toBe('loaded')
  expect(await workers()).toEqual({ shared: 'refused', service: 'refused' })
  expect(stage.web.seen('mirror.test').filter(({ path }) => /js/.test(path))).toEqual([])
  expect(await stage.visit('https://free.test/')).toBe('loaded')
  expect(await workers()).toEqual({ shared: 'started', service: 'started' })
})

test('a watched host starts none either, unless the school has opened it', async () => {
  const rules = workerRules(workerPort(stage.browser.worker))
  await enforce({ entries: [{ kind: 'host', host: 'kept.test', action: 'allow' }] })
  await rules.watch('suspect.test')
  await rules.watch('kept.test')
  expect(await stage.visit('https://suspect.test/')).toBe('loaded')
  expect(await workers()).toEqual({ shared: 'refused', service: 'refused' })
  expect(await stage.visit('https://kept.test/')).toBe('loaded')
  expect(await workers()).toEqual({ shared: 'started', service: 'started' })
})
