/** A concern's whole way: written with no network and a worker that dies, delivered once, read, answered, answered back. */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MemberClient } from '../../lib/concern/member-client.ts'
import { concernContentSchema, messageContentSchema, readSealed } from '../../lib/concern/content.ts'
import { replyReader } from '../../lib/concern/member-key.ts'
import { newConcernId } from '../../lib/concern/receipt.ts'
import { openSealed, sealTo } from '../../lib/concern/seal.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { type School, startSchool } from '../rig/server.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { edit, startSchoolBrowser, type Values } from './backstops/school.ts'
import { knowsTeam, letIn, MINUTES, valuesOf } from './reporting/school.ts'
import {
  boxOf,
  closeReport,
  newTeam,
  ours,
  reportPage,
  says,
  tap,
  tapIcon,
  type Team,
  textOf,
} from './reporting/stage.ts'

let web: TestWeb
let school: School
let browser: ManagedBrowser
let team: Team
let members: Map<string, MemberClient>
let values: Values

beforeAll(async () => {
  web = await startWeb()
  school = await startSchool()
  team = await newTeam()
  members = await letIn(school, team)
  await school.openWindow(1)
  values = valuesOf(school, team)
  browser = await startSchoolBrowser(values, { web, debugging: true })
  await knowsTeam(browser)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await school?.close()
  await web?.close()
})

const concerns = () => school.query<{ id: string; state: string }>('SELECT id, state FROM concerns')

test('offline from start to finish, the worker killed at every step: kept, and delivered once', async () => {
  await browser.page('http://lessons.test/')
  await school.stop()
  await browser.killWorker()
  const popup = await tapIcon(browser)
  await browser.killWorker()
  await tap(popup, 'Tell someone')
  const report = await reportPage(browser)
  await browser.killWorker()
  await tap(report, 'Someone contacted me')
  await browser.killWorker()
  await report.locator('textarea').fill('A man I do not know asked where I live')
  await tap(report, 'I need help today')
  await browser.killWorker()
  await tap(report, 'Next')
  await browser.killWorker()
  await tap(report, 'Send it')
  await says(report, 'Thank you for telling us')
  await browser.killWorker()
  await says(report, 'It goes to your school as soon as you are online.')
  const { concerns: kept } = await boxOf(report)
  expect(kept).toMatchObject([{ state: 'waiting' }])
  await browser.killWorker()
  await school.start()
  await until(() => concerns().length === 1, { what: 'the concern at the school', within: MINUTES })
  await until(async () => (await boxOf(report)).concerns[0]?.state === 'sent', {
    what: 'its acknowledgement',
  })
  await browser.killWorker()
  await tap(report, 'My reports')
  await tap(report, 'Show my reports')
  await says(report, 'It is with your school. No one has opened it yet.')
  expect(concerns()).toEqual([{ id: kept[0]?.id, state: 'sent' }])
}, 400_000)

test('no row says that anybody reported, and the server holds no word and no name of it', async () => {
  const [{ id } = { id: '' }] = concerns()
  const all = JSON.stringify(
    school.query('SELECT * FROM concerns JOIN concern_contents ON concern = id WHERE id = ?', id),
  )
  for (const secret of ['ada', 'contacted', 'where I live', 'lessons.test']) expect(all).not.toContain(secret)
  const rows = await browser.evaluateInWorker(async () =>
    JSON.stringify(await chrome.storage.local.get(null)),
  )
  expect(rows).not.toMatch(/report\.html|where I live/)
  expect(school.rows().filter(({ host }) => host?.includes(browser.extensionId))).toEqual([])
})

test('read by the team, answered, and answered back; in sight only after a tap', async () => {
  const jones = members.get('Mr Jones')!
  const [{ id } = { id: '' }] = concerns()
  const opened = await jones.open(id)
  const content = readSealed(
    concernContentSchema,
    await openSealed(team.jones, opened.content, `concern ${id}`),
  )
  expect(content).toMatchObject({
    kind: 'contacted',
    words: 'A man I do not know asked where I live',
    today: true,
    page: { address: 'http://lessons.test/' },
    sender: { name: 'ada@hill.test' },
  })
  const message = newConcernId()
  const reply = { words: 'Come to my room at break', name: 'Mr Jones', at: Date.now() }
  const to = [await replyReader(content?.reply ?? ''), { id: team.jones.id, seal: team.jones.keys.seal }]
  await jones.reply(id, { id: message, content: await sealTo(to, reply, `message ${id} ${message}`) })

  const mine = await openMine()
  expect(await mine.$('.one')).toBeNull()
  await tap(mine, 'Show my reports')
  await says(mine, 'Come to my room at break')
  await says(mine, 'There is an answer.')
  await mine.locator('summary').click()
  await mine.locator('textarea').fill('I will')
  await tap(mine, 'Send this too')
  await says(mine, 'I will')
  await until(async () => (await jones.open(id)).messages.length === 2, {
    what: 'the follow-up',
    within: MINUTES,
  })
  const said = (await jones.open(id)).messages.find(({ from }) => from === 'pupil')!
  expect(
    readSealed(messageContentSchema, await openSealed(team.jones, said.content, `message ${id} ${said.id}`)),
  ).toMatchObject({ words: 'I will' })

  // Another tab in front: whoever comes back has to ask again.
  await browser.page('http://lessons.test/?later')
  await until(async () => (await mine.$('.one')) === null, { what: 'the reports to be out of sight' })
}, 400_000)

test('another person at the same device sees nothing of it', async () => {
  const before = await openMine()
  await tap(before, 'Show my reports')
  await says(before, 'Come to my room at break')
  await edit(browser, { ...values, userName: 'ben@hill.test' })
  const mine = await openMine()
  await tap(mine, 'Show my reports')
  await says(mine, 'There are no reports from you on this computer.')
  expect((await boxOf(mine)).concerns).toHaveLength(1)
}, 200_000)

async function openMine(): Promise<Page> {
  await closeReport(browser)
  // Where the popup's link leads. By itself: a popup closes under the test when another tab comes in front.
  const mine = await browser.page(ours(browser, 'report.html?mine'))
  await mine.bringToFront()
  await until(() => mine.evaluate(() => document.visibilityState === 'visible' && document.hasFocus()), {
    what: 'the own reports in front',
  })
  return mine
}

test('who takes the place of somebody else tells in nobody’s name, and finds the answer by its number alone', async () => {
  await closeReport(browser)
  await edit(browser, values)
  // Nobody was there for a while, and then it was somebody else.
  await browser.evaluateInWorker(() =>
    chrome.storage.session.set({ cover: { forgotten: false, mark: 'm1' } }),
  )
  const mine = await browser.page(ours(browser, 'report.html?mine'))
  await mine.bringToFront()
  const [adas] = (await boxOf(mine)).concerns
  await tap(mine, 'No')
  const report = await reportPage(browser)
  await tap(report, 'Someone is unkind')
  await report.locator('textarea').fill('They laugh at me')
  await tap(report, 'Next')
  await tap(report, 'Send it')
  await says(report, 'Thank you for telling us')
  const theirs = (await boxOf(report)).concerns.find(({ id }) => id !== adas?.id)
  await tap(report, 'My reports')
  await tap(report, 'Show my reports')
  const type = (number = '') => report.locator('input[inputmode=numeric]').fill(number)
  await type(adas?.receipt)
  await says(report, 'There is no report with this number here.')
  await type(theirs?.receipt)
  await report.waitForSelector('.one')
  // They go, too: nothing of it stays in sight.
  await browser.evaluateInWorker(async () => {
    const { cover } = await chrome.storage.session.get('cover')
    await chrome.storage.session.set({ cover: { ...(cover as object), mark: 'm2' } })
  })
  await until(async () => (await report.$('.one')) === null, { what: 'their report to be out of sight' })
}, 200_000)

test('with another fingerprint in the settings no key of the server’s is sealed to', async () => {
  await closeReport(browser)
  await edit(browser, { ...values, safeguardingKey: (await newTeam()).khan.id })
  const report = await browser.page(ours(browser, 'report.html'))
  await report.bringToFront()
  // No step of telling, and no list of names: whom to talk to instead.
  await says(report, 'nothing can be sent yet')
  await says(report, '0800 1111')
  expect(await textOf(report)).not.toContain('Mrs Khan')
}, 120_000)
