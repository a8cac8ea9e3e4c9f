/** A pupil's record on the console, in a real browser: found, opened with a reason, read; what the head sees of it. */
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { AMY, TEN } from '../../server/lessons/testing-lessons.ts'
import { HEAD, LEAD, search, seen, stopped } from '../../server/record/testing-looks.ts'
import { setName } from '../../server/staff/members.ts'
import { TestDevice } from '../../server/testing.ts'
import { LessonStage } from '../fixtures/lesson-stage.ts'
import { Teacher } from '../fixtures/teacher.ts'
import { launchStaffBrowser } from '../rig/console.ts'

/** Nothing of it may be more than text. */
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>\u202Efdp.exe'
const HOSTILE_PUPIL = `amy"><img src=x onerror=alert(1)>`

const OTHER = 'deputy@school.example'
const FIND = 'section[aria-labelledby=record] input[name=find]'

let stage: LessonStage
let browser: Browser

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  stage = await LessonStage.open()
  const { context } = stage.school.server
  await setName(context, context.db, await stage.school.signIn(LEAD, ['dsl']), 'Mrs Okoro')
  await setName(context, context.db, await stage.school.signIn(HEAD, ['head']), 'Mr Bright')
  await stage.school.signIn(OTHER, ['dsl'])
  await context.people.numberOf(context.db, HOSTILE_PUPIL)
  const device = await TestDevice.confirmed(stage.school.server, {
    person: { name: AMY, from: 'profile' },
    assetId: 'CB-1042',
  })
  const who = { name: AMY, from: 'profile' } as const
  await device.activity([
    seen(1),
    { seq: 2, at: TEN - 1000, kind: 'title', visit: 1, title: HOSTILE, who },
    { seq: 3, at: TEN - 1000, kind: 'stay', visit: 1, seconds: 1260, who },
    search(4, HOSTILE),
    search(5, 'roman roads for homework'),
    stopped(6),
    ...Array.from({ length: 70 }, (_, i) =>
      seen(10 + i, { at: TEN - (20 + i) * 3_600_000, host: `site${i}.test` }),
    ),
  ])
  browser = await launchStaffBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  vi.useRealTimers()
})

it('is found, opened with a reason, filtered and read to its end, by keyboard too', async () => {
  const lead = await Teacher.signIn(browser, stage, LEAD)
  await lead.sees('Nobody has looked at a pupil’s record.')
  await lead.isInOrder('record-start')
  await lead.fill(FIND, 'amy')
  await lead.page.keyboard.press('Enter')
  await lead.sees('2 pupils found.')
  await lead.isInOrder('record-found')
  await lead.press(`Look at the record of ${AMY}`)
  await lead.isOn('Why do you look at the record of')
  await lead.choose('This look is part of an enquiry: the pupil must not know of it')
  await lead.sees('can end it')
  await lead.isInOrder('record-reason')
  await lead.choose('This look is part of an enquiry: the pupil must not know of it')
  await lead.page.select('select[name=reason]', 'concern')
  await lead.fill('textarea[name=words]', `A friend is worried. ${HOSTILE}`)
  await lead.pressFirst('Open the record')
  await lead.isOn(AMY)
  await lead.sees('50 entries, back to')
  await lead.sees('Tuesday 24 November 2026')
  await lead.isInOrder('record-open')
  await lead.pressFirst('Show older')
  await lead.sees('74 entries, and no older ones.')
  await lead.page.select('select[name=kind]', 'search')
  await lead.fill('input[name=terms]', 'ROMAN')
  await lead.page.keyboard.press('Enter')
  await lead.sees('1 entry, and no older ones.')
  await lead.sees('roman roads for homework')
  await lead.fill('input[name=terms]', 'nothing like it')
  await lead.page.keyboard.press('Enter')
  await lead.sees('Nothing fits this.')
  await lead.isInOrder('record-nothing')
  expect(
    await lead.page.evaluate(() => [document.title, document.querySelectorAll('main img').length]),
  ).toEqual(['Kerb – school console', 0])
  await lead.sees('Mrs Okoro (safeguarding lead) looked at')
  await lead.leave()
})

it('the head reads who looked and why, and nothing of the record; an enquiry is theirs to end', async () => {
  const lead = await Teacher.signIn(browser, stage, LEAD)
  await lead.pressFirst('Part of an enquiry')
  await lead.fill('.look-enquiry input', 'The police asked us to wait.')
  await lead.page.keyboard.press('Enter')
  await lead.sees('Part of an enquiry since')
  await lead.isInOrder('record-enquiry')
  await lead.leave()
  const head = await Teacher.signIn(browser, stage, HEAD)
  await head.sees('The police asked us to wait.')
  expect(await head.page.$$eval('h2', (all) => all.map((one) => one.id))).toEqual([
    'alerts',
    'exceptions',
    'looks',
    'evidence',
    'keeping',
    'numbers',
    'checks',
    'review',
    'parents',
    'audit',
    'account',
  ])
  await head.isInOrder('record-head')
  await head.pressFirst('End the enquiry')
  await head.isOn('Yes: show it to the pupil')
  await head.page.keyboard.press('Enter')
  await head.sees('Ended 24 Nov 2026')
  await head.sees('The pupil is shown it from 25 Nov 2026')
  await head.leave()
})

it('a link to one entry asks a colleague why, and then shows it in its place', async () => {
  const lead = await Teacher.signIn(browser, stage, LEAD)
  await lead.fill(FIND, AMY)
  await lead.page.keyboard.press('Enter')
  await lead.press(`Look at the record of ${AMY}`)
  await lead.page.select('select[name=reason]', 'concern')
  await lead.fill('textarea[name=words]', 'A friend is worried.')
  await lead.pressFirst('Open the record')
  await lead.sees('50 entries')
  const entry = await lead.page.waitForSelector('.record-row:has(bdi) ::-p-text(site20.test)')
  await entry?.evaluate((one) => one.closest('li')?.querySelector<HTMLElement>('.record-row__link')?.click())
  const field = await lead.page.waitForSelector('#shared-link')
  await lead.isInOrder('record-link')
  const address = (await field?.evaluate((one) => (one as HTMLInputElement).value)) ?? ''
  expect(address).toMatch(/#record=[\w-]+$/)
  await lead.leave()
  const other = await Teacher.signIn(browser, stage, OTHER)
  await other.page.goto(address)
  await other.page.reload()
  await other.sees('Why do you look at the record of')
  await other.isInOrder('record-shared-reason')
  expect(await other.page.$eval('select[name=days]', (one) => one.value)).toBe('7')
  await other.page.select('select[name=reason]', 'concern')
  await other.fill('textarea[name=words]', 'Mrs Okoro asked me to look.')
  await other.pressFirst('Open the record')
  await other.sees('Shared with you')
  expect(await other.page.evaluate(() => document.activeElement?.textContent)).toContain('site20.test')
  await other.isInOrder('record-shared')
  await other.leave()
  const head = await Teacher.signIn(browser, stage, HEAD)
  await head.page.goto(address)
  await head.page.reload()
  await head.sees('This link is for safeguarding leads')
  await head.isInOrder('record-shared-not-yours')
  await head.leave()
})

it('a look that is over says so', async () => {
  const lead = await Teacher.signIn(browser, stage, LEAD)
  await lead.fill(FIND, AMY)
  await lead.page.keyboard.press('Enter')
  await lead.press(`Look at the record of ${AMY}`)
  await lead.page.select('select[name=reason]', 'check')
  await lead.fill('textarea[name=words]', 'The weekly check.')
  await lead.pressFirst('Open the record')
  await lead.sees('50 entries')
  await stage.school.server.context.db.updateTable('record_looks').set({ until: TEN }).execute()
  await lead.pressFirst('Show older')
  await lead.sees('A look lasts 30 minutes: say again why you look.')
  expect(await lead.page.$$('.record-row')).toEqual([])
  await lead.isInOrder('record-over')
  await lead.leave()
})

it('is kept from deletion, and then erased in two steps that say what they do', async () => {
  const lead = await Teacher.signIn(browser, stage, LEAD)
  await lead.fill(FIND, AMY)
  await lead.page.keyboard.press('Enter')
  await lead.press(`Look at the record of ${AMY}`)
  await lead.page.select('select[name=reason]', 'asked')
  await lead.fill('textarea[name=words]', 'Her parents asked what is kept.')
  await lead.pressFirst('Open the record')
  await lead.sees('Copy for whoever asked')
  await lead.pressFirst('Keep from deletion')
  await lead.fill('#hold-words', 'The police asked us to keep it.')
  await lead.isInOrder('evidence-hold')
  await lead.page.keyboard.press('Enter')
  await lead.sees('The police asked us to keep it.')
  await lead.pressFirst('Erase…')
  await lead.fill('#erase-words', 'Her parents asked for it.')
  await lead.page.keyboard.press('Enter')
  await lead.sees('A hold keeps all of it: nothing can be erased.')
  await lead.press('Close')
  await lead.press(`Lift the hold on ${AMY}`)
  await lead.fill('input[id^=lift-]', 'The police are done.')
  await lead.page.keyboard.press('Enter')
  await lead.sees('The police are done.')
  await lead.pressFirst('Erase…')
  await lead.fill('#erase-words', 'Her parents asked for it.')
  await lead.page.keyboard.press('Enter')
  await lead.isOn('rows')
  const { db } = stage.school.server.context
  const rows = await db.selectFrom('rows').select('seq').execute()
  await lead.page.keyboard.type(String(rows.length))
  await lead.isInOrder('evidence-erase')
  await lead.page.keyboard.press('Enter')
  await lead.sees(`${rows.length} rows`)
  await lead.sees('Nothing is on record')
  // Above a number that never came, bare numbers stay.
  const left = await db.selectFrom('rows').select('seq').where('kind', '!=', 'expired').execute()
  expect(left).toEqual([])
  await lead.isInOrder('evidence-erased')
  await lead.leave()
})
