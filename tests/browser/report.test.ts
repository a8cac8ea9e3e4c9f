/** The ways to the report's page, what they cover and silence, and what a page can do against it. */
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fromUtf8 } from '../../lib/protocol/bytes.ts'
import type { ConcernRequest } from '../../lib/protocol/concerns.ts'
import { openSealed } from '../../lib/concern/seal.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { takePicture } from '../rig/pictures.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { PATIENTLY, startSchoolBrowser } from './backstops/school.ts'
import {
  believe,
  boxOf,
  closeReport,
  newTeam,
  ours,
  pageAt,
  reportingValues,
  reportPage,
  says,
  show,
  tabsOf,
  tabWith,
  tap,
  tapIcon,
  type Team,
  tellFromIcon,
  textOf,
} from './reporting/stage.ts'

let web: TestWeb
let browser: ManagedBrowser
let team: Team

/** Takes what it can of the button, and tells the test. */
const HOSTILE = `<!doctype html><title>Prize</title><style>* { opacity: 0.1 !important; display: none !important }
html, body { display: block !important }</style>
<div id="cover" style="position:fixed; inset:0; z-index:2147483647; display:block !important"></div><script>
  window.seen = []
  window.hosts = () => [...document.documentElement.children].filter((one) => one.localName === 'div')
  window.tries = () => {
    for (const host of hosts()) {
      seen.push(String(host.shadowRoot), host.textContent)
      host.click()
      for (const type of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click'])
        host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }))
      host.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }))
    }
  }
  window.hides = () => {
    for (const host of hosts()) {
      host.hidePopover()
      host.style.setProperty('display', 'none', 'important')
      host.setAttribute('inert', '')
      host.remove()
    }
  }
</script>`

beforeAll(async () => {
  web = await startWeb()
  web.on('prize.test', '/', HOSTILE)
  team = await newTeam()
  const values = {
    ...reportingValues(team),
    blockEntries: ['games.test'],
    allowEntries: ['www.pornhub.com'],
    lifelines: ['help.test'],
  }
  browser = await startSchoolBrowser(values, { web, hosts: ['*.test', 'www.pornhub.com'], debugging: true })
  await believe(team, browser)
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})
afterEach(async () => {
  await closeReport(browser)
  for (const page of await browser.browser.pages()) if (page.url().includes('.test')) await page.close()
})

const front = (): Promise<string> =>
  browser.evaluateInWorker(
    async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.url ?? '',
  )
const open = async (url: string): Promise<Page> => {
  const page = await browser.page(url)
  await page.bringToFront()
  return page
}

test('two taps from an ordinary page: it is silent and behind ours at once, with its address and picture', async () => {
  await open('http://lessons.test/')
  let taps = 0
  const popup = await tapIcon(browser)
  taps += 1
  await tap(popup, 'Tell someone')
  taps += 1
  const report = await reportPage(browser)
  expect(taps).toBe(2)
  expect(await textOf(report)).toContain('What do you want to tell us?')
  const page = await tabWith(browser, 'lessons.test')
  expect(page).toMatchObject({ muted: true, byUs: true, active: false })
  await tap(report, 'Something I saw')
  await says(report, 'http://lessons.test/')
  await says(report, 'A picture of the page')
  expect(await report.$('.picture__blurred')).not.toBeNull()
  await tap(report, 'Back to my page')
  await until(async () => (await front()).includes('lessons.test'), { what: 'the page in front again' })
  await until(async () => (await tabWith(browser, 'lessons.test'))?.muted === false, { what: 'its sound' })
  expect(await tabWith(browser, '/report.html')).toBeUndefined()
})

test('a silenced tab is heard again when it is looked at, or when the report closes with the worker dead; no second report', async () => {
  await open('http://quiet.test/')
  await tellFromIcon(browser)
  expect((await tabWith(browser, 'quiet.test'))?.muted).toBe(true)
  await show(browser, 'quiet.test')
  await until(async () => (await tabWith(browser, 'quiet.test'))?.muted === false, { what: 'its sound' })
  await tellFromIcon(browser)
  await until(async () => (await tabWith(browser, 'quiet.test'))?.muted === true, { what: 'silence' })
  expect((await tabsOf(browser)).filter(({ url }) => url.includes('/report.html'))).toHaveLength(1)
  await browser.killWorker()
  await closeReport(browser)
  await until(async () => (await tabWith(browser, 'quiet.test'))?.muted === false, { what: 'its sound' })
})

test('on a page of the browser’s own, where no script runs: in front, without address or picture', async () => {
  const version = await open('chrome://version/')
  const report = await tellFromIcon(browser)
  expect(await front()).toContain('/report.html#')
  await tap(report, 'Something I saw')
  await says(report, 'In your own words')
  expect(await report.$('.picture')).toBeNull()
  expect(await textOf(report)).not.toContain('Send the address')
  await version.close()
})

test('on the blocked page: by its own button, with the address that was stopped and no picture', async () => {
  const page = await browser.page()
  await page.goto('http://games.test/').catch(() => undefined) // The browser's error gives way to our page.
  const blocked = await pageAt(browser, ours(browser, 'blocked.html'))
  await blocked.bringToFront()
  await tap(blocked, 'Tell someone')
  const report = await reportPage(browser)
  await tap(report, 'Something else')
  await says(report, 'http://games.test/')
  expect(await report.$('.picture')).toBeNull()
})

test('with a worker that hangs: the page is covered all the same, and says whom to call', async () => {
  await open('http://lessons.test/')
  // Another page of ours opens the popup: the worker will not.
  const settings = await browser.page(ours(browser, 'settings.html'))
  await show(browser, 'lessons.test')
  await browser.evaluateInWorker(() => {
    setTimeout(() => {
      for (;;);
    })
  })
  await settings.evaluate(() => chrome.action.openPopup())
  await tap(await pageAt(browser, ours(browser, 'popup.html')), 'Tell someone')
  const report = await pageAt(browser, ours(browser, 'report.html#'))
  await says(report, 'We can not send this right now')
  await says(report, 'Call 999')
  const silent = await settings.evaluate(async () => {
    const tabs = await chrome.tabs.query({})
    return tabs.some(({ url, mutedInfo, active }) => url?.includes('lessons') && mutedInfo?.muted && !active)
  })
  expect(silent).toBe(true)
  await browser.killWorker()
  await tap(report, 'Try again')
  await says(report, 'What do you want to tell us?')
  await settings.close()
})

test('from the menu and the keyboard there is a way that the browser knows', async () => {
  const known = await browser.evaluateInWorker(async () => ({
    commands: (await chrome.commands.getAll()).map(({ name }) => name),
    menu: await new Promise<boolean>((resolve) =>
      chrome.contextMenus.update('tell-someone', {}, () => resolve(chrome.runtime.lastError === undefined)),
    ),
  }))
  expect(known.commands).toContain('tell-someone')
  expect(known.menu).toBe(true)
})

test('no picture is taken of a page for grown-ups or of a lifeline, and none is kept for a nude picture', async () => {
  const pictures = () =>
    browser.evaluateInWorker(async () =>
      JSON.stringify(await chrome.storage.session.get(null)).includes('image/jpeg'),
    )
  await open('http://help.test/')
  const helped = await tellFromIcon(browser)
  expect(await pictures()).toBe(false)
  await tap(helped, 'Something I saw')
  await says(helped, 'In your own words')
  expect(await textOf(helped)).not.toContain('help.test')
  await closeReport(browser)
  // A page that the school itself has opened is what it is all the same.
  const adult = await open('http://www.pornhub.com/')
  const told = await tellFromIcon(browser)
  expect(await pictures()).toBe(false)
  await tap(told, 'Something I saw')
  await says(told, '://www.pornhub.com/')
  await says(told, 'We take no picture of this page.')
  await closeReport(browser)
  await adult.close()
  await open('http://lessons.test/')
  const report = await tellFromIcon(browser)
  expect(await pictures()).toBe(true)
  await tap(report, 'A nude or sexual picture')
  await says(report, 'Report Remove')
  await says(report, 'We never take a picture of this.')
  expect(await report.$('canvas')).toBeNull()
  await until(async () => !(await pictures()), { what: 'the picture to be gone' })
  await tap(report, 'Back')
  await tap(report, 'Bad words')
  await says(report, 'In your own words')
  expect(await report.$('canvas')).toBeNull()
})

const button = (page: Page) =>
  until(
    () =>
      page.evaluate(() => {
        const host = [...document.documentElement.children].find((one) => one.matches(':popover-open'))
        const box = host?.getBoundingClientRect()
        return box && box.width > 0 ? { x: box.x, y: box.y, width: box.width, height: box.height } : null
      }),
    { what: 'the button', within: PATIENTLY },
  )

test('the button on a page: a page can neither press, read, cover nor keep it away; a press opens the report', async () => {
  const page = await open('http://prize.test/')
  const at = await button(page)
  await page.evaluate('tries()')
  expect(await page.evaluate('seen')).toEqual(['null', ''])
  await page.evaluate('hides()')
  const again = await button(page)
  expect(again).toEqual(at)
  const top = await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.matches(':popover-open'), {
    x: at.x + 20,
    y: at.y + 20,
  })
  expect(top).toBe(true)
  // Nothing that the page did has opened anything: the report would be in front.
  expect(await tabWith(browser, '/report.html')).toBeUndefined()
  await page.mouse.click(at.x + 30, at.y + at.height / 2)
  const report = await reportPage(browser)
  expect((await tabWith(browser, 'prize.test'))?.muted).toBe(true)
  // The page underneath runs on, with the window that a press allows it, and can not take ours away.
  await page.evaluate(() => void window.open('http://pop.test/'))
  await until(() => tabWith(browser, 'pop.test'), { what: 'the page’s own tab' })
  await until(async () => (await front()).includes('/report.html#'), { what: 'ours in front again' })
  await page.evaluate(() => void window.open('http://over.test/', '', 'popup,width=600,height=400'))
  const isPutAway = () =>
    browser.evaluateInWorker(async () => {
      const windows = await chrome.windows.getAll({ windowTypes: ['popup'] })
      return windows.length === 1 && windows[0]?.state === 'minimized'
    })
  await until(isPutAway, { what: 'the page’s own window to be put away' })
  await tap(report, 'Something I saw')
  await says(report, 'http://prize.test/')
})

test('the button is reached and moved by the keyboard, remembers its corner, and gives way to a film in full screen', async () => {
  const page = await open('http://lessons.test/')
  const { x } = await button(page)
  await takePicture(page, 'tell-button')
  expect(x).toBeGreaterThan(600)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowLeft')
  await until(async () => (await button(page)).x < 100, { what: 'the button on the other side' })
  const other = await open('http://other.test/')
  await until(async () => (await button(other)).x < 100, { what: 'the corner to be remembered' })
  await other.evaluate(() => {
    addEventListener('click', () => void document.querySelector('h1')?.requestFullscreen())
  })
  await other.mouse.click(500, 300)
  const isThere = () =>
    other.evaluate(() => [...document.documentElement.children].some((one) => one.matches(':popover-open')))
  await until(async () => !(await isThere()), { what: 'the button to give way' })
  await other.evaluate(() => document.exitFullscreen())
  await until(isThere, { what: 'the button to come back' })
  await other.keyboard.press('Tab')
  await other.keyboard.press('Enter')
  await reportPage(browser)
})

test('no button on a lifeline', async () => {
  const help = await open('http://help.test/')
  // The one that does stand on an ordinary page has been asked for later than this one.
  await button(await open('http://lessons.test/'))
  expect(
    await help.evaluate(() =>
      [...document.documentElement.children].some((one) => one.matches(':popover-open')),
    ),
  ).toBe(false)
})

test('by the keyboard alone, with the name hidden, not for Mrs Khan: the one who may read it reads it', async () => {
  await open('http://lessons.test/')
  const report = await tellFromIcon(browser)
  const focus = async (name: string): Promise<void> => {
    await until(
      async () => {
        await report.keyboard.press('Tab')
        return report.evaluate((name) => {
          const at = document.activeElement as HTMLElement | null
          const label = at instanceof HTMLInputElement ? at.labels?.[0]?.innerText : at?.innerText
          return (label ?? '').trim() === name
        }, name)
      },
      { what: `the keyboard at “${name}”`, within: PATIENTLY, every: 1 },
    )
  }
  const press = async (name: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> => {
    await focus(name)
    await report.keyboard.press(key)
  }
  await press('Someone is unkind')
  await says(report, 'In your own words')
  await report.keyboard.press('Tab')
  await report.keyboard.type('Every day at lunch')
  await press('Next')
  await says(report, 'Who can read it?')
  await press('Is there someone who should not read it?')
  await press('Not Mrs Khan', 'Space')
  await press('Hide my name', 'Space')
  await press('Send it')
  await says(report, 'Thank you for telling us')
  const { outgoing } = await boxOf(report)
  const request = outgoing.at(-1)?.body as ConcernRequest
  const context = `concern ${request.id}` as const
  expect(await openSealed(team.khan, request.content, context)).toBeNull()
  const read = JSON.parse(fromUtf8((await openSealed(team.jones, request.content, context))!) ?? '') as object
  expect(read).toMatchObject({ kind: 'unkind', words: 'Every day at lunch', notFor: ['Mrs Khan'] })
  expect(read).not.toHaveProperty('sender')
  expect(read).not.toHaveProperty('picture')
  expect(request.later).toEqual([team.head.id])
})

test('a reload keeps what was written; Esc hides it; afterwards nothing of it is left in the browser session', async () => {
  await open('http://lessons.test/')
  const report = await tellFromIcon(browser)
  await tap(report, 'I am worried about a friend')
  await report.locator('textarea').fill('She cries a lot')
  const held = () =>
    browser.evaluateInWorker(async () => JSON.stringify(await chrome.storage.session.get(null)))
  await until(async () => (await held()).includes('She cries a lot'), { what: 'the draft to be kept' })
  await report.reload()
  await until(async () => (await report.$eval('textarea', ({ value }) => value)) === 'She cries a lot', {
    what: 'the words after a reload',
  })
  expect((await tabWith(browser, 'lessons.test'))?.muted).toBe(true)
  await report.keyboard.press('Escape')
  await says(report, 'This page is hidden')
  expect(await textOf(report)).not.toContain('friend')
  expect(await report.title()).toBe('Kerb')
  await tap(report, 'Show it again')
  await tap(report, 'Next')
  await tap(report, 'Send it')
  await says(report, 'Thank you for telling us')
  expect(await held()).not.toContain('She cries a lot')
  expect(await held()).not.toContain('image/jpeg')
})
