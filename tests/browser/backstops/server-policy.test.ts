/**
 * The server's signed policy in the browser: it takes the place of the managed fallback, but not of what is locked
 * there; what is forged is refused; a period of the timetable begins by itself.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GroupPolicy, PolicyDocument } from '../../../lib/policy/document.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { ROOT } from '../../rig/paths.ts'
import { startSchool } from '../../rig/server.ts'
import type { School } from '../../rig/server.ts'
import { until } from '../../rig/until.ts'
import { startWeb } from '../../rig/web.ts'
import type { TestWeb } from '../../rig/web.ts'
import {
  edit,
  hasRuleFor,
  openPage,
  says,
  showsBlocked,
  shows,
  startSchoolBrowser,
  textOf,
  type Values,
  withPage,
} from './school.ts'

let web: TestWeb
let school: School
let browser: ManagedBrowser

const GROUP: GroupPolicy = {
  ageGroup: 'secondary',
  categories: {},
  entries: [{ kind: 'suffix', host: 'server.test', action: 'block' }],
  unknownHosts: 'allow',
  safeSearch: false,
  youtube: 'off',
  signInDomains: [],
  timetable: [],
  recording: {
    hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }],
    detail: 'least',
    searchTerms: true,
  },
}
const sample = JSON.parse(readFileSync(join(ROOT, 'assets/sample-policy.json'), 'utf8')) as PolicyDocument

/** A document with one group. The server gives it its version. */
const document = (group: Partial<GroupPolicy>): PolicyDocument => ({
  ...sample,
  school: { name: 'Hill School by its server', contact: '' },
  timeZone: 'Europe/London',
  groups: { all: { ...GROUP, ...group } },
  defaultGroup: 'all',
  people: {},
  unblocks: [],
  suspensions: [],
  clauses: {},
  categoryClauses: {},
  lifelines: [],
  needed: [],
})

const managed = (): Values => ({
  serverAddress: school.address,
  serverKeys: school.keys,
  enrolmentToken: school.token,
  blockEntries: ['locked.test'],
  allowEntries: ['open.test'],
  youtube: 'strict',
  locked: ['blockEntries', 'youtube'],
})

beforeAll(async () => {
  ;[web, school] = await Promise.all([startWeb(), startSchool()])
  await school.openWindow(5)
  browser = await startSchoolBrowser(managed(), { web, hosts: ['*.test', 'www.youtube.com'] })
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([web?.close(), school?.close()])
})

/** The minute's alarm, now: heartbeat, documents, delivery. */
const minute = (): Promise<void> =>
  browser.evaluateInWorker(() => chrome.alarms.create('minute', { when: Date.now(), periodInMinutes: 1 }))

async function takes(group: Partial<GroupPolicy>, host: string): Promise<void> {
  await school.publish(document(group))
  await minute()
  await until(() => hasRuleFor(browser, host), { what: `the server’s rule for ${host}`, within: 90_000 })
}

test('the server’s policy takes the place of the managed fallback; locked keys win', async () => {
  const entries: GroupPolicy['entries'] = [
    { kind: 'suffix', host: 'server.test', action: 'block' },
    { kind: 'suffix', host: 'open.test', action: 'block' },
    { kind: 'suffix', host: 'locked.test', action: 'allow' },
    { kind: 'suffix', host: 'youtube.com', action: 'allow' },
  ]
  await takes({ entries }, 'server.test')
  const tab = await browser.open('http://server.test/')
  await showsBlocked(browser, tab, 'http://server.test/')
  await says(browser, tab, 'Hill School by its server')
  await showsBlocked(browser, await browser.open('http://open.test/'), 'http://open.test/')
  await showsBlocked(browser, await browser.open('http://locked.test/'), 'http://locked.test/')
  await openPage(browser, 'https://www.youtube.com/')
  expect((await web.served('www.youtube.com', '/')).headers['youtube-restrict']).toBe('Strict')
  expect(web.leaked(['server.test', 'locked.test'])).toBe(0)
}, 180_000)

test('it holds when the server is away, and in a browser started then', async () => {
  await school.stop()
  await browser.relaunch(['http://server.test/launch'])
  const { targetId } = await browser.waitForTab((url) => url.includes('blocked.html'))
  await showsBlocked(browser, targetId, 'http://server.test/launch')
  expect(web.leaked(['server.test'])).toBe(0)
  await school.start()
}, 180_000)

/** Minutes after midnight in London. */
function londonNow(): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date())
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  return {
    day: days.indexOf(part('weekday')) + 1,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}

test('a period of the timetable begins by itself: the rules change, and the open tab is swept', async () => {
  const { day, minute: now } = londonNow()
  // The next full minute, unless that is too near to publish before it.
  const begins = now + (new Date().getSeconds() < 30 ? 1 : 2)
  const open = await openPage(browser, 'http://lesson.test/')
  const timetable: GroupPolicy['timetable'] = [
    {
      name: 'Assembly',
      hours: { days: [day], from: begins, to: Math.min(begins + 60, 1440) },
      place: 'any',
      categories: {},
      unknownHosts: 'block',
    },
  ]
  await takes(
    { timetable, entries: [{ kind: 'suffix', host: 'period.test', action: 'block' }] },
    'period.test',
  )
  await shows(browser, open, 'http://lesson.test/')
  await until(
    async () =>
      (await browser.tabs()).some(({ targetId, url }) => targetId === open && url.includes('blocked.html')),
    {
      what: 'the period to begin',
      within: 180_000,
      every: 500,
    },
  )
  await says(browser, open, 'Assembly')
  await showsBlocked(browser, await browser.open('http://another.test/'), 'http://another.test/')
  expect(web.leaked(['another.test'])).toBe(0)
}, 400_000)

// Were the signature not looked at, the stranger's rule would be there. What is older than what is held is refused in
// lib/device/fetch-documents.test.ts: a server of ours cannot be made to publish it.
test('a policy signed by a stranger is refused', async () => {
  await takes({}, 'server.test')
  // Another school on the same address, with keys of its own.
  const port = Number(new URL(school.address).port)
  await school.stop()
  const stranger = await startSchool({ port })
  try {
    await stranger.openWindow(5)
    // Even with a token that opens the stranger's door: only the keys say whom to believe.
    await edit(browser, { ...managed(), enrolmentToken: stranger.token })
    await stranger.publish(
      document({ entries: [{ kind: 'suffix', host: 'stranger.test', action: 'block' }] }),
    )
    // Above every version of the school's own, or the device would not even fetch it.
    await stranger.command('policy', 'new-epoch')
    const tab = await browser.open(`chrome-extension://${browser.extensionId}/settings.html`)
    let asked = -Infinity
    await until(
      async () => {
        if ((await textOf(browser, tab)).includes('signed with a key that the managed values do not name'))
          return true
        if (performance.now() - asked > 5_000) {
          await minute()
          await withPage(browser, tab, (send) => send('Page.reload'))
          asked = performance.now()
        }
        return false
      },
      { what: 'the refusal on the settings page', within: 120_000 },
    )
    expect(await hasRuleFor(browser, 'stranger.test')).toBe(false)
    expect(await hasRuleFor(browser, 'server.test')).toBe(true)
  } finally {
    await stranger.close()
  }
}, 300_000)
