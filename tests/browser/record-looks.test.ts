/**
 * From one side to the other: the safeguarding lead opens a pupil's record on the console, and the pupil's own device
 * tells them, a day later and as the school has chosen; never one that is part of an enquiry.
 */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LooksShown } from '../../lib/policy/looks.ts'
import { currentDocument } from '../../server/documents/documents.ts'
import { memberCookie } from '../../server/testing-staff.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { launchStaffBrowser, staffPage, takeCookie } from '../rig/console.ts'
import { sendNow } from '../rig/numbers.ts'
import { until } from '../rig/until.ts'
import { openPage, PATIENTLY, run, says, textOf } from './backstops/school.ts'
import { AMY, BEN, type Classroom, openClassroom } from './lessons/classroom.ts'

const DAY_AND_MORE = 25 * 3_600_000
const LOOKED = /\d+ \w+: someone from the safeguarding team looked\./

let room: Classroom
let amy: ManagedBrowser
let staff: Browser
let page: Page

beforeAll(async () => {
  room = await openClassroom()
  amy = await room.seat(AMY)
  staff = await launchStaffBrowser()
  page = await staffPage(staff)
  await takeCookie(page, (await memberCookie(room, 'lead@hill.test', ['dsl'])).cookie)
  await page.goto(room.school.address)
  await page.waitForSelector('section[aria-labelledby=record]')
}, 240_000)
afterAll(async () => {
  await staff?.close()
  await room?.close()
})

const press = (name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click()
const sees = (words: string) =>
  page.waitForFunction(
    (wanted) => document.body.innerText.includes(wanted),
    { timeout: 60_000, polling: 200 },
    words,
  )

/** By the console, as the lead does it. */
async function look(words: string, enquiry?: string): Promise<void> {
  await page.locator('section[aria-labelledby=record] input[name=find]').fill(AMY)
  await press('Find the pupil')
  await press(`Look at the record of ${AMY}`)
  await page.locator('select[name=reason]').fill('asked')
  await page.locator('textarea[name=words]').fill(words)
  if (enquiry !== undefined) {
    await page.locator('input[name=isEnquiry]').click()
    await page.locator('textarea[name=enquiry]').fill(enquiry)
  }
  await press('Open the record')
  await sees('Close the record')
}

/** As a day later. */
async function aDayGoesBy(): Promise<void> {
  await room.context.db
    .updateTable('record_looks')
    .set((e) => ({ at: e('at', '-', DAY_AND_MORE) }))
    .execute()
}

async function choose(looksShown: LooksShown): Promise<void> {
  const { db, vault } = room.context
  const policy = await currentDocument(db, vault, 'policy')
  if (!policy) throw new Error('the stage has no policy')
  const group = policy.groups[policy.defaultGroup]!
  const recording = { ...group.recording, hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }] }
  await room.school.publish({
    ...policy,
    groups: { ...policy.groups, [policy.defaultGroup]: { ...group, recording } },
    looksShown,
  })
}

/** The page of the record, loaded anew, once it has the server's answer. */
async function record(tab: string): Promise<string> {
  await run(amy, tab, 'location.reload()')
  await says(amy, tab, 'How long it is kept')
  return textOf(amy, tab)
}

test('the lead reads what the pupil did, and the pupil is told a day later on which day and by whom', async () => {
  await choose('role')
  // Until the policy with its hours is there, a visit leaves no row.
  await until(
    async () => {
      await openPage(amy, 'http://maths.test/')
      await sendNow(amy)
      return room.school.rows().some(({ host }) => host === 'maths.test')
    },
    { what: 'the visit to be on record', within: PATIENTLY, every: 1000 },
  )
  const tab = await openPage(amy, `chrome-extension://${amy.extensionId}/record.html`)
  await says(amy, tab, 'Who looked at my record')
  expect(await textOf(amy, tab)).toContain('There is nothing to show here now.')
  await look('Her mother asked.')
  await sees('maths.test')
  expect(await record(tab)).not.toMatch(LOOKED)
  await aDayGoesBy()
  const told = await record(tab)
  expect(told).toMatch(LOOKED)
  expect(told).not.toMatch(/lead@hill|Her mother|You or your family asked/)
  await amy.killWorker()
  expect(await record(tab)).toMatch(LOOKED)
  // Nobody else's device says so.
  const ben = await room.seat(BEN)
  const other = await openPage(ben, `chrome-extension://${ben.extensionId}/record.html`)
  await says(ben, other, 'There is nothing to show here now.')
}, 180_000)

test('one that is part of an enquiry is not told; what the school chooses is', async () => {
  await room.context.db.deleteFrom('record_looks').execute()
  await choose('reason')
  await page.reload()
  await look('Police.', 'They asked us to wait.')
  await aDayGoesBy()
  const tab = await openPage(amy, `chrome-extension://${amy.extensionId}/record.html`)
  await says(amy, tab, 'There is nothing to show here now.')
  await says(amy, tab, 'A look that helps to keep someone safe may not show.')
  await page.reload()
  await look('His father asked.')
  await aDayGoesBy()
  expect(await record(tab)).toMatch(
    /\d+ \w+: someone from the safeguarding team looked\. You or your family asked\./,
  )
  await choose('hidden')
  await page.reload()
  await room.context.db.deleteFrom('record_looks').execute()
  await look('The weekly check.')
  await aDayGoesBy()
  const hidden = await record(tab)
  expect(hidden).toContain('Your school does not show this here.')
  expect(hidden).not.toMatch(LOOKED)
}, 180_000)

test('after nobody was there, who looked is covered like all that is one person’s own', async () => {
  const tab = await openPage(amy, `chrome-extension://${amy.extensionId}/record.html`)
  await says(amy, tab, 'Who looked at my record')
  await amy.evaluateInWorker(() =>
    (chrome.idle.onStateChanged as unknown as { dispatch(state: string): void }).dispatch('locked'),
  )
  await says(amy, tab, 'Is this still you?')
  expect(await textOf(amy, tab)).not.toContain('Who looked at my record')
})
