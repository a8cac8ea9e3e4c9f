/** A disk without room: a concern goes all the same or says plainly that it does not, nothing is lost, all of it follows. */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedBrowser } from '../rig/browser.ts'
import { type School, startSchool } from '../rig/server.ts'
import type { SmallDisk } from '../rig/small-disk.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { startSchoolBrowser } from './backstops/school.ts'
import { knowsTeam, letIn, sooner, valuesOf } from './reporting/school.ts'
import {
  boxOf,
  closeReport,
  newTeam,
  says,
  tap,
  tapIcon,
  tellFromIcon,
  type Team,
  textOf,
} from './reporting/stage.ts'

let web: TestWeb
let school: School
let browser: ManagedBrowser
let disk: SmallDisk
let team: Team

beforeAll(async () => {
  ;[web, school, team] = await Promise.all([startWeb(), startSchool(), newTeam()])
  await letIn(school, team)
  await school.openWindow(1)
  browser = await startSchoolBrowser(valuesOf(school, team), { web, debugging: true, smallDisk: true })
  disk = browser.disk
  await knowsTeam(browser)
}, 240_000)
afterAll(async () => {
  disk?.empty()
  await browser?.close()
  await school?.close()
  await web?.close()
})

const concerns = () => school.query<{ id: string; state: string }>('SELECT id, state FROM concerns')

const ANSWERS_HERE = 'You can see the answer in “My reports”'

/** The page tries again each quarter of a minute: here four times a second. */
const isImpatient = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const later = setTimeout
    Object.assign(globalThis, {
      setTimeout: (work: () => void, wait = 0) => later(work, wait === 15_000 ? 250 : wait),
    })
  })

/** The report's page at its last step, with something written. */
async function written(words: string): Promise<Page> {
  await closeReport(browser)
  const page = await browser.page('http://lessons.test/')
  await page.bringToFront()
  const report = await tellFromIcon(browser)
  await tap(report, 'Someone contacted me')
  // Longer than what the last block of a file may still take.
  await report.locator('textarea').fill(`${words}. `.repeat(300).slice(0, 3_900))
  await tap(report, 'Next')
  await isImpatient(report)
  return report
}

test('with the school there a concern goes at once, and its answer can come as soon as there is room; rows follow', async () => {
  const report = await written('A man I do not know asked where I live')
  disk.fill()
  await tap(report, 'Send it')
  await says(report, 'It is with your school now.')
  // A database that is opened again sets room free, and the next write may be quicker than what fills the disk.
  await until(
    async () =>
      /computer is full, so the answer may not come here|see the answer in/.test(await textOf(report)),
    {
      what: 'where the answer can be seen',
    },
  )
  const [{ id } = { id: '' }] = concerns()
  await browser.page('http://while-full.test/')
  await until(
    () =>
      browser.evaluateInWorker(async () =>
        JSON.stringify(await chrome.storage.session.get('problems')).includes('no-room'),
      ),
    { what: 'the row to be refused' },
  )
  const popup = await tapIcon(browser)
  await says(popup, 'This computer is full, so not everything can be kept.')
  await popup.close()
  disk.empty()
  await says(report, ANSWERS_HERE)
  await says(report, 'It is with your school now.')
  await sooner(
    browser,
    async () => (await boxOf(report)).outgoing.every(({ isSent }) => isSent === true),
    'the school to acknowledge what was kept late',
  )
  expect((await boxOf(report)).concerns).toMatchObject([{ id, state: 'sent' }])
  expect(concerns()).toEqual([{ id, state: 'sent' }])
  await sooner(
    browser,
    () => school.rows().some(({ host }) => host === 'while-full.test'),
    'the row of a page that was opened meanwhile',
  )
  expect(
    school.rows().filter(({ kind, host }) => kind === 'visit' && host === 'while-full.test'),
  ).toHaveLength(1)
}, 400_000)

test('without the school it says that it is full, keeps what was written, and goes by itself; once', async () => {
  // A second run of this test, in the same school, begins with what the first one sent.
  const before = concerns().length
  const report = await written('He is there again')
  await school.stop()
  disk.fill()
  await tap(report, 'Send it')
  // A database that is opened again sets room free, and may be quicker than what fills the disk: then it is kept.
  await until(
    async () => /could not be kept.*tell an adult now|safe on this computer/.test(await textOf(report)),
    { what: 'what became of it' },
  )
  const said = await textOf(report)
  const isKept = said.includes('safe on this computer')
  expect(said.includes('Thank you')).toBe(isKept)
  if (!isKept) await says(report, 'Leave this page open.')
  await browser.killWorker()
  disk.empty()
  await says(report, 'It is safe on this computer.')
  await school.start()
  await sooner(browser, () => concerns().length === before + 1, 'the concern at the school')
  await sooner(
    browser,
    async () => (await boxOf(report)).concerns.every(({ state }) => state === 'sent'),
    'its acknowledgement',
  )
  expect(concerns()).toHaveLength(before + 1)
}, 400_000)
