/**
 * The policy editor in a real browser, against the real server, with a managed browser that obeys: a site is blocked in
 * the draft, tried on last week's visits, published, stopped on the device, and open again when somebody goes back.
 */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { memberCookie } from '../../server/testing-staff.ts'
import { samplePolicy } from '../../server/testing.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import {
  CONSOLE_LOOKS,
  dressConsole,
  IN_ORDER,
  launchStaffBrowser,
  staffPage,
  stateOf,
  takeCookie,
} from '../rig/console.ts'
import { sendNow } from '../rig/numbers.ts'
import { takePicture } from '../rig/pictures.ts'
import { until } from '../rig/until.ts'
import { hasRuleFor, openPage, PATIENTLY, showsBlocked } from './backstops/school.ts'
import { AMY, type Classroom, openClassroom } from './lessons/classroom.ts'

let room: Classroom
let browser: ManagedBrowser
let staff: Browser
let desk: Page
/** Of everybody in the classroom. */
const GROUP = samplePolicy().defaultGroup

beforeAll(async () => {
  room = await openClassroom()
  browser = await room.seat(AMY)
  await visitsOf(room, 6)
  staff = await launchStaffBrowser()
  desk = await staffPage(staff)
  await takeCookie(desk, (await memberCookie(room, 'nell@hill.test', ['network'])).cookie)
}, 240_000)
afterAll(async () => {
  await staff?.close()
  await room?.close()
})

/** So many other pupils of the group who were at the site yesterday, three times each. */
async function visitsOf({ context: { db, people } }: Classroom, pupils: number): Promise<void> {
  for (let i = 1; i <= pupils; i += 1) {
    const person = await people.numberOf(db, `pupil${i}@hill.test`)
    const about = {
      state: 'confirmed' as const,
      state_reason: 'click',
      platform: 'Linux',
      browser: 'Chromium',
    }
    const { id } = await db
      .insertInto('installations')
      .values({
        ...about,
        installation: `visitor${i}`.padEnd(43, 'x'),
        public_key: new Uint8Array([i]),
        state_since: 0,
        person,
        claimed_group: GROUP,
        extension: '0.2.0',
        ephemeral: 0,
        first_seen: 0,
        last_seen: Date.now(),
        asked_from: '',
        place: 'on-site',
      } as never)
      .returning('id')
      .executeTakeFirstOrThrow()
    const at = Date.now() - 24 * 3_600_000
    for (const seq of [1, 2, 3])
      await db
        .insertInto('rows')
        .values({
          installation: id,
          seq,
          at: at + seq,
          received: at,
          kind: 'visit',
          person,
          host: 'busy.test',
          categories: '',
          action: 'allow',
          reason: 'unknown-host',
        })
        .execute()
  }
}

async function go(part: string): Promise<void> {
  await desk.goto(`${room.school.address}/#policy=${part}`)
  await desk.waitForSelector('.policy__waiting')
}
const press = (beginning: string): Promise<void> =>
  desk.locator(`::-p-xpath(//button[starts-with(normalize-space(.), "${beginning}")])`).click()
const says = (words: string) =>
  desk.waitForFunction((wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted), {}, words)
const field = (label: string) => desk.locator(`::-p-aria([name="${label}"])`)

/** The device asks its server until its rules hold the site, or no longer do. */
const obeys = (isStopped: boolean): Promise<unknown> =>
  until(
    async () => (await hasRuleFor(browser, 'busy.test')) === isStopped || (await sendNow(browser), false),
    {
      what: `the rule ${isStopped ? 'in' : 'out of'} the device`,
      within: PATIENTLY,
      every: 1000,
    },
  )

it('a site is blocked, tried, published, stopped, and open again', async () => {
  await openPage(browser, 'http://busy.test/')
  await go(`groups/${GROUP}`)
  await field('Add sites, one a line').fill('busy.test # Not for school')
  await press('Add to the draft')
  await says('1 change in the draft')
  await go('changes')
  await press('Try it on last week')
  await says('Would have stopped at least 15 visits by at least 5 people; 1 site')
  await field('Why, for the history').fill('It kept Year 9 from their work')
  await press('Publish for everybody')
  await says('is published. Devices take it within a minute')
  await obeys(true)
  await showsBlocked(browser, await browser.open('http://busy.test/again'), 'http://busy.test/again')

  await go('history')
  await says('It kept Year 9 from their work')
  await desk.locator('ol.cards > li:nth-child(2) summary').click()
  await says('Going back to it would change')
  await desk.locator('ol.cards > li:nth-child(2) input').fill('It is needed after all')
  await press('Go back to version')
  await says('It is needed after all')
  await obeys(false)
  await openPage(browser, 'http://busy.test/open')
}, 240_000)

it.each(CONSOLE_LOOKS)(
  'every part is in order: $scheme, $width px',
  async (look) => {
    await dressConsole(desk, look)
    for (const part of [
      'categories',
      `groups/${GROUP}`,
      'groups',
      'clauses',
      'school',
      'history',
      'changes',
    ]) {
      await go(part)
      if (part === 'categories') {
        await desk.select(`select[aria-label^="Games, ${GROUP}"]`, look.width === 320 ? 'allow' : 'warn')
        await says('in the draft')
      }
      if (part === 'changes') {
        // A preview of before is kept as long as the page.
        await desk.locator('.panel[aria-busy=false] .button').click()
        await desk.waitForSelector('.panel[aria-busy=false] .policy__result')
      }
      const name = `policy-${part.replace(/\W+/g, '-')}`
      expect({ part, ...(await stateOf(desk, name, look)) }).toEqual({ part, ...IN_ORDER })
      await takePicture(desk, `${name}-${look.scheme}-${look.width}`)
    }
  },
  240_000,
)
