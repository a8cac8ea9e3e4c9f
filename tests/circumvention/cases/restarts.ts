/** A worker that slept, a school server that is gone or lies: the policy that is known stays. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { hasRuleFor, startSchoolBrowser } from '../../browser/backstops/school.ts'
import type { PolicyDocument } from '../../../lib/policy/document.ts'
import { ROOT } from '../../rig/paths.ts'
import { startSchool } from '../../rig/server.ts'
import type { School } from '../../rig/server.ts'
import { startWeb } from '../../rig/web.ts'
import { until } from '../../rig/until.ts'
import type { Case } from '../case.ts'
import { Pretender } from '../engines/pretender.ts'
import { neverLoads, staysOpen } from '../hands.ts'
import type { Stage } from '../stage.ts'

export interface ServedStage extends Stage {
  readonly school: School
  readonly pretender: Pretender
}

/** The sample policy for one group in which these hosts are closed. */
function document(...closed: readonly string[]): PolicyDocument {
  const sample = JSON.parse(readFileSync(join(ROOT, 'assets/sample-policy.json'), 'utf8')) as PolicyDocument
  const [group] = Object.values(sample.groups)
  if (!group) throw new Error('The sample policy has no group')
  const entries = closed.map((host) => ({ kind: 'suffix' as const, host, action: 'block' as const }))
  return {
    ...sample,
    groups: { all: { ...group, ageGroup: 'secondary', unknownHosts: 'allow', entries } },
    defaultGroup: 'all',
    people: {},
    unblocks: [],
    suspensions: [],
    clauses: {},
    categoryClauses: {},
  }
}

/** The minute's alarm, now: heartbeat and documents. */
const minute = ({ browser }: Stage): Promise<void> =>
  browser.evaluateInWorker(() => chrome.alarms.create('minute', { when: Date.now(), periodInMinutes: 1 }))

const takes = (stage: Stage, host: string): Promise<unknown> =>
  until(async () => (await hasRuleFor(stage.browser, host)) || (await minute(stage), false), {
    what: `the server’s rule for ${host}`,
    within: 90_000,
    every: 2_000,
  })

/** A browser whose policy comes from a school server, by way of one that may lie. */
export async function startServed(): Promise<ServedStage> {
  const [web, school] = await Promise.all([startWeb(), startSchool()])
  await school.openWindow(5)
  await school.publish(document('first-closed.test'))
  const pretender = await Pretender.before(school.address)
  const browser = await startSchoolBrowser(
    { serverAddress: pretender.address, serverKeys: school.keys, enrolmentToken: school.token },
    { web },
  )
  const stage = {
    web,
    browser,
    school,
    pretender,
    close: async () => {
      await browser.close()
      await pretender.close()
      await Promise.all([web.close(), school.close()])
    },
  }
  await takes(stage, 'first-closed.test')
  return stage
}

const keeps = (
  name: string,
  tries: string,
  holds: string,
  play: (stage: ServedStage) => Promise<void>,
): Case<ServedStage> => ({
  name,
  technique: 'the extension itself',
  tries,
  holds,
  run: play,
})

export const RESTARTS: readonly Case<ServedStage>[] = [
  keeps(
    'ext-server-mitm',
    'A server that answers with an older policy, or one that is not signed',
    'The signature and the version are checked',
    async (stage) => {
      const older = stage.pretender.seen
      await stage.school.publish(document('first-closed.test', 'second-closed.test'))
      await takes(stage, 'second-closed.test')
      for (const lie of [older, Buffer.from(older.toString().replaceAll('first-closed', 'xxxxx-closed'))]) {
        stage.pretender.lie = lie
        const before = stage.pretender.told
        // The server’s own news of a version makes the device ask.
        await stage.school.publish(document('first-closed.test', 'second-closed.test'), 'again')
        await until(async () => stage.pretender.told > before || (await minute(stage), false), {
          what: 'the lie to be told',
          within: 90_000,
          every: 2_000,
        })
        await neverLoads(stage, `http://second-closed.test/${before}`, 'second-closed.test')
      }
      stage.pretender.lie = null
    },
  ),
  keeps(
    'ext-server-blocked',
    'The school server cut off',
    'The last policy stays, however old',
    async (stage) => {
      await stage.school.stop()
      await stage.browser.relaunch()
      await neverLoads(stage, 'http://first-closed.test/', 'first-closed.test')
      await staysOpen(stage, 'http://ordinary.test/')
      await stage.school.start()
    },
  ),
  keeps(
    'worker-idle',
    'The first page after the worker slept for half a minute',
    'The browser’s rules; the worker wakes and shows our page',
    async (stage) => {
      await stage.browser.letWorkerSleep()
      expect(await stage.browser.worker()).toBeUndefined()
      await neverLoads(stage, 'http://idle.first-closed.test/', 'idle.first-closed.test')
    },
  ),
]
