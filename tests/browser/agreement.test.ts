/**
 * The agreement on the device, with the real server and managed browsers: closed until it is read, understood and agreed
 * to, offline too, with workers that are killed between the steps, and asked again when it must be.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GroupAgreement } from '../../lib/policy/document.ts'
import { agreementNameOf } from '../../lib/protocol/agreement.ts'
import { publishText } from '../../server/agreement/texts.ts'
import { BY, text } from '../../server/agreement/testing-agreement.ts'
import { yearNow } from '../../server/agreement/years.ts'
import { currentDocument } from '../../server/documents/documents.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { hasText } from '../rig/agreement-text.ts'
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
  withPage,
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

const tabsOf = async (browser: ManagedBrowser, page: string) =>
  (await browser.tabs()).filter(({ url }) => url.includes(`/${page}`))
/** Goes on from the stopped page by the keyboard alone, by what a screen reader calls a link. */
async function followByKey(browser: ManagedBrowser, tab: string, name: string): Promise<void> {
  await says(browser, tab, name)
  await withPage(browser, tab, async (send) => {
    const { result } = await send<{ result: { objectId: string } }>('Runtime.evaluate', {
      expression: 'document',
    })
    const { nodes } = await send<{ nodes: { role: { value: string }; backendDOMNodeId: number }[] }>(
      'Accessibility.queryAXTree',
      { objectId: result.objectId, accessibleName: name },
    )
    const heard = nodes.filter(({ role }) => !/text/i.test(role.value))
    expect(heard.map(({ role }) => role.value)).toEqual(['link'])
    await send('DOM.focus', { backendNodeId: heard[0]!.backendDOMNodeId })
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
    await send('Input.dispatchKeyEvent', { ...enter, type: 'keyDown', text: '\r' })
    await send('Input.dispatchKeyEvent', { ...enter, type: 'keyUp' })
  })
}

const ownTabs = (browser: ManagedBrowser) => tabsOf(browser, 'agreement.html')

/** From the stopped page to the last step, with a wrong answer on the way. */
async function readAll(browser: ManagedBrowser, tab: string, between = async () => {}): Promise<void> {
  await followByKey(browser, tab, 'Read and agree')
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
  await ask({ ...ASKS, until: 'remind' })
  // One page of ours after the other, each in place of a new tab: first what is recorded, then the agreement.
  const openUntil = (page: string) =>
    until(
      async () =>
        (await tabsOf(amy, page))[0] ?? void (await sendNow(amy), await amy.open('chrome://newtab/')),
      {
        what: `${page} to come by itself`,
        within: PATIENTLY,
        every: 2_000,
      },
    )
  const notice = await openUntil('welcome.html')
  expect(await ownTabs(amy)).toEqual([])
  await press(amy, notice.targetId, 'I have seen this')
  await until(async () => (await tabsOf(amy, 'welcome.html')).length === 0, {
    what: 'the notice to leave its tab',
    within: PATIENTLY,
  })
  await openUntil('agreement.html')
  expect(await ownTabs(amy)).toHaveLength(1)
  await ask(ASKS)
  await hears(amy, 'closed')
  await openPage(amy, WORK)
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

test('a parent’s permission: said so, and open as soon as the office has it', async () => {
  await ask({ ...ASKS, parent: true })
  await hears(amy, 'closed')
  const tab = await amy.open(PAGE)
  await showsBlocked(amy, tab, PAGE)
  await says(amy, tab, 'A parent or carer has to say yes first.')
  // Without the minute's alarm nothing is asked of the server, unless the live channel brings news.
  const alarm = () => amy.evaluateInWorker(async () => (await chrome.alarms.get('minute'))?.name ?? 'none')
  await amy.evaluateInWorker(() => chrome.alarms.clear('minute'))
  const office = await room.teacher('office@hill.test', ['office'])
  await office.ask('POST', '/agreement/permissions', { address: AMY, given: true })
  await until(async () => !(await isClosed(amy)), { what: 'the permission to arrive', within: PATIENTLY })
  expect(await alarm()).toBe('none')
  await shows(amy, tab, PAGE)
  await ask(ASKS)
}, 120_000)

test('offline from start to finish, the worker killed between the steps; delivered once', async () => {
  await hears(ben, 'closed')
  // The text is here before anybody asks for it, once the moment has come that this device drew for itself.
  await until(() => hasText(ben), { what: 'the text on the disk', within: PATIENTLY, every: 1_000 })
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

test('neither a page of the web nor what runs beside it can say that somebody agreed', async () => {
  const newer = text({ body: 'Ask before you share. Newer.' })
  await publishText(room.context, newer, BY, Date.now())
  await hears(amy, 'closed')
  const work = await openPage(amy, WORK)
  const before = given().length
  const name = await agreementNameOf(newer)
  const message = { kerb: 'agree', body: { name, year: yearNow(undefined, Date.now()), person: AMY } }
  const forged = `(async () => {
    const message = ${JSON.stringify(message)}
    window.postMessage(message, '*')
    for (const target of [window, document]) target.dispatchEvent(new CustomEvent('kerb', { detail: message }))
    try { return JSON.stringify((await chrome.runtime.sendMessage(${JSON.stringify(amy.extensionId)}, message)) ?? null) } catch { return 'no way' }
  })()`
  expect(await run(amy, work, forged)).toBe('no way')
  // A content script is ours, and still not our page.
  const beside = await amy.evaluateInWorker(async (message) => {
    const [tab] = await chrome.tabs.query({ url: 'http://work.test/*' })
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: tab!.id! },
      func: (message: unknown) => chrome.runtime.sendMessage(message),
      args: [message],
    })
    return answer?.result as unknown
  }, message)
  expect(beside).toMatchObject({ ok: false, error: 'not-trusted' })
  await sendNow(amy)
  expect(await isClosed(amy)).toBe(true)
  expect(given()).toHaveLength(before)
  // The very same from our own page counts: nothing but who asked was amiss.
  const ours = await openPage(amy, `chrome-extension://${amy.extensionId}/agreement.html`)
  await run(amy, ours, `chrome.runtime.sendMessage(${JSON.stringify(message)}).then(() => true)`)
  await hears(amy, 'open')
}, 120_000)

test('no page of the web can show it or frame it', async () => {
  const tab = await openPage(amy, PAGE)
  const before = await ownTabs(amy)
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
  expect(await ownTabs(amy)).toHaveLength(before.length)
}, 60_000)
