/** The button on a page to tell someone: what a page can do against it, and how it is reached and moved. */
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { takePicture } from '../rig/pictures.ts'
import { until } from '../rig/until.ts'
import { PATIENTLY } from './backstops/patiently.ts'
import { openPupil, type Pupil } from './reporting/pupil.ts'
import { reportPage, says, tabWith, tap } from './reporting/stage.ts'

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

let pupil: Pupil
beforeAll(async () => {
  pupil = await openPupil()
  pupil.web.on('prize.test', '/', HOSTILE)
})
afterAll(() => pupil?.close())
afterEach(() => pupil.clear())

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
  const page = await pupil.open('http://prize.test/')
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
  expect(await tabWith(pupil.browser, '/report.html')).toBeUndefined()
  await page.mouse.click(at.x + 30, at.y + at.height / 2)
  const report = await reportPage(pupil.browser)
  expect((await tabWith(pupil.browser, 'prize.test'))?.muted).toBe(true)
  // The page underneath runs on, with the window that a press allows it, and can not take ours away.
  await page.evaluate(() => void window.open('http://pop.test/'))
  await until(() => tabWith(pupil.browser, 'pop.test'), { what: 'the page’s own tab' })
  await until(async () => (await pupil.front()).includes('/report.html#'), { what: 'ours in front again' })
  await page.evaluate(() => void window.open('http://over.test/', '', 'popup,width=600,height=400'))
  const isPutAway = () =>
    pupil.browser.evaluateInWorker(async () => {
      const windows = await chrome.windows.getAll({ windowTypes: ['popup'] })
      return windows.length === 1 && windows[0]?.state === 'minimized'
    })
  await until(isPutAway, { what: 'the page’s own window to be put away' })
  await tap(report, 'Something I saw')
  await says(report, 'http://prize.test/')
})

test('the button is reached and moved by the keyboard, remembers its corner, and gives way to a film in full screen', async () => {
  const page = await pupil.open('http://lessons.test/')
  const { x } = await button(page)
  await takePicture(page, 'tell-button')
  expect(x).toBeGreaterThan(600)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowLeft')
  await until(async () => (await button(page)).x < 100, { what: 'the button on the other side' })
  const other = await pupil.open('http://other.test/')
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
  await reportPage(pupil.browser)
})

test('no button on a lifeline', async () => {
  const help = await pupil.open('http://help.test/')
  // The one that does stand on an ordinary page has been asked for later than this one.
  await button(await pupil.open('http://lessons.test/'))
  expect(
    await help.evaluate(() =>
      [...document.documentElement.children].some((one) => one.matches(':popover-open')),
    ),
  ).toBe(false)
})
