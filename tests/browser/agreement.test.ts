/**
 * The agreement on the device, with the real server and managed browsers: closed until it is read, understood and agreed
 * to, offline too, with workers that are killed between the steps, and asked again when it must be.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GroupAgreement } from '../../lib/policy/document.ts'
import { recordPermission } from '../../server/agreement/permissions.ts'
import { publishText } from '../../server/agreement/texts.ts'
import { BY, text } from '../../server/agreement/testing-agreement.ts'
import { yearNow } from '../../server/agreement/years.ts'
import { currentDocument } from '../../server/documents/documents.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { until } from '../rig/until.ts'
import {
  openPage,
  PATIENTLY,
  press,
  run,
  says,
  SCHOOL,
  showsBlocked,
  shows,
  writeUntil,
} from './backstops/school.ts'
import { AMY, BEN, openClassroom, type Classroom } from './lessons/classroom.ts'

const PAGE = 'http://x.test/'
const WORK = 'http://work.test/'
const ASKS: GroupAgreement = { text: 'child', parent: false, until: 'set-work', open: ['work.test'] }

let room: Classroom
let amy: ManagedBrowser
let ben: ManagedBrowser

beforeAll(async () => {
  room = await openClassroom()
  ;[amy, ben] = [await room.seat(AMY), await room.seat(BEN)]
}, 240_000)
afterAll(() => room?.close())

/** What the school asks, from now on. */
async function ask(agreement: GroupAgreement, more: { agreementYearStarts?: string } = {}): Promise<void> {
  const { db, vault } = room.context
  const policy = await currentDocument(db, vault, 'policy')
  if (!policy) throw new Error('the stage has no policy')
  const group = policy.groups[policy.defaultGroup]!
  const { number } = policy.version
  await room.school.publish({
    ...policy,
    ...more,
    version: { ...policy.version, number: number + 1 },
    issuedAt: Date.now(),
    groups: { ...policy.groups, [policy.defaultGroup]: { ...group, agreement } },
  })
}

const given = () =>
  room.school.query<{ id: string; was_offline: number }>('SELECT * FROM agreement_given ORDER BY rowid')

const defaultGroup = async () =>
  (await currentDocument(room.context.db, room.context.vault, 'policy'))?.defaultGroup

/** Whether the browser's rules close what the agreement closes. */
async function isClosed(browser: ManagedBrowser): Promise<boolean> {
  const rules = await browser.evaluateInWorker(() => chrome.declarativeNetRequest.getDynamicRules())
  return rules.some(({ id }) => id >= 670_000 && id < 671_000)
}

/** Asks the server until a page opens or closes for it. */
async function hears(browser: ManagedBrowser, is: 'closed' | 'open'): Promise<void> {
  await until(
    async () => {
      await sendNow(browser)
      return (await isClosed(browser)) === (is === 'closed')
    },
    { what: `the rules to be ${is} for the agreement`, within: PATIENTLY, every: 1_000 },
  )
}

const follow = (browser: ManagedBrowser, tab: string, words: string): Promise<unknown> =>
  until(
    () =>
      run<boolean>(
        browser,
        tab,
        `(() => { const link = [...document.links].find((one) => one.innerText === ${JSON.stringify(words)}); if (link) setTimeout(() => link.click()); return link !== undefined })()`,
      ),
    { what: `the link “${words}”`, within: PATIENTLY },
  )

const ownTabs = async (browser: ManagedBrowser) =>
  (await browser.tabs()).filter(({ url }) => url.includes('/agreement.html'))

/** From the stopped page to the last step, with a wrong answer on the way. */
async function readAll(browser: ManagedBrowser, tab: string, between = async () => {}): Promise<void> {
  await follow(browser, tab, 'Read and agree')
  await says(browser, tab, 'Ask before you share.')
  await between()
  await press(browser, tab, 'I have read it. Ask me')
  await press(browser, tab, 'Rude')
  await says(browser, tab, 'Not quite. Have another try. Kind words help.')
  await press(browser, tab, 'Kind')
  await press(browser, tab, 'Go on')
  await between()
  await says(browser, tab, 'Will you keep to it?')
}

const agree = (browser: ManagedBrowser, tab: string) =>
  press(browser, tab, 'I have read this and will keep to it')

test('closed at first, but for set work; the page comes by itself once; read, understood, agreed, open', async () => {
  await publishText(room.context, text(), BY, Date.now())
  await ask(ASKS)
  await hears(amy, 'closed')
  // Not while a page of ours is in front: the notice of the first time.
  await openPage(amy, WORK)
  await until(async () => (await sendNow(amy), (await ownTabs(amy)).length === 1), {
    what: 'the agreement to come by itself',
    within: PATIENTLY,
    every: 1_000,
  })
  const tab = await amy.open(PAGE)
  await showsBlocked(amy, tab, PAGE)
  await readAll(amy, tab)
  await says(amy, tab, AMY)
  await run(amy, tab, 'location.reload()')
  await agree(amy, tab)
  await says(amy, tab, 'Your school knows that you said yes.')
  await press(amy, tab, 'Go on')
  await shows(amy, tab, PAGE)
  expect(given()).toHaveLength(1)
  expect((await ownTabs(amy)).length).toBeLessThanOrEqual(1)
}, 120_000)

test('offline from start to finish, the worker killed between the steps; delivered once', async () => {
  await hears(ben, 'closed')
  // The text is here before anybody asks for it.
  await until(
    () => ben.evaluateInWorker(async () => 'agreement-text-child' in (await chrome.storage.local.get())),
    { what: 'the text on the disk', within: PATIENTLY },
  )
  await room.school.kill()
  const tab = await ben.open(PAGE)
  await showsBlocked(ben, tab, PAGE)
  await readAll(ben, tab, () => ben.killWorker())
  await ben.killWorker()
  await agree(ben, tab)
  await says(ben, tab, 'We tell your school when you are online.')
  await ben.killWorker()
  await press(ben, tab, 'Go on')
  await shows(ben, tab, PAGE)
  expect(given()).toHaveLength(1)
  await room.school.start()
  await until(async () => (await sendNow(ben), given().length > 1), {
    what: 'what was agreed to offline to arrive',
    within: PATIENTLY,
    every: 1_000,
  })
  await ben.killWorker()
  await sendNow(ben)
  expect(given()).toHaveLength(2)
  await hears(ben, 'open')
}, 180_000)

test('a new version asks again; a new school year too', async () => {
  await publishText(room.context, text({ body: 'Ask before you share. New.' }), BY, Date.now())
  await hears(amy, 'closed')
  const tab = await amy.open(PAGE)
  await showsBlocked(amy, tab, PAGE)
  await readAll(amy, tab)
  await agree(amy, tab)
  await press(amy, tab, 'Go on')
  await shows(amy, tab, PAGE)
  await hears(amy, 'open')
  // By this calendar the year is another one.
  const isAutumn = new Date().toISOString().slice(5, 10) >= '09-01'
  await ask(ASKS, { agreementYearStarts: isAutumn ? '12-31' : '01-01' })
  await hears(amy, 'closed')
  await ask(ASKS, { agreementYearStarts: '09-01' })
  await hears(amy, 'open')
}, 180_000)

test('another person on the same device is asked on their own', async () => {
  const values = {
    serverAddress: room.school.address,
    serverKeys: room.school.keys,
    enrolmentToken: room.school.token,
    group: await defaultGroup(),
  }
  const signIn = (userName: string, is: 'closed' | 'open') =>
    writeUntil(
      () => amy.setPolicy({ ...SCHOOL, ...values, userName }),
      async () => (await isClosed(amy)) === (is === 'closed'),
      `it to be ${is} for ${userName}`,
    )
  await signIn('cat.pupil@hill.test', 'closed')
  await signIn(AMY, 'open')
}, 180_000)

test('a parent’s permission: said so, and open as soon as the office has it', async () => {
  await ask({ ...ASKS, parent: true })
  await hears(amy, 'closed')
  const tab = await amy.open(PAGE)
  await showsBlocked(amy, tab, PAGE)
  await says(amy, tab, 'A parent or carer has to say yes first.')
  const { db, vault, people } = room.context
  const year = yearNow(undefined, Date.now())
  const person = await people.numberOf(db, AMY)
  const record = {
    person,
    year,
    how: 'console' as const,
    until: Date.now() + 1e10,
    by: 'Mum',
    on: '2026-09-02',
  }
  await recordPermission(db, vault, record, BY, Date.now())
  await hears(amy, 'open')
  await openPage(amy, PAGE)
}, 120_000)

test('no page of the web can show it or frame it', async () => {
  const tab = await openPage(amy, PAGE)
  const address = `chrome-extension://${amy.extensionId}/agreement.html`
  const framed = await run<string>(
    amy,
    tab,
    `new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.onload = () => { try { resolve(String(frame.contentDocument && frame.contentDocument.title)) } catch { resolve('closed') } }
      frame.src = ${JSON.stringify(address)}
      document.body.append(frame)
    })`,
  )
  expect(framed).not.toBe('Our agreement')
  const fetched = `fetch(${JSON.stringify(address)}).then(() => 'came', () => 'refused')`
  expect(await run(amy, tab, fetched)).toBe('refused')
  const isThere = (await amy.tabs()).filter(({ url }) => url === address)
  expect(isThere.length).toBeLessThanOrEqual(1)
}, 60_000)
