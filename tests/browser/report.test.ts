/** The ways to the report's page, what they cover and silence, and what is written on it. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fromUtf8 } from '../../lib/protocol/bytes.ts'
import type { ConcernRequest } from '../../lib/protocol/concerns.ts'
import { openSealed } from '../../lib/concern/seal.ts'
import { until } from '../rig/until.ts'
import { PATIENTLY } from './backstops/patiently.ts'
import { openPupil, type Pupil } from './reporting/pupil.ts'
import {
  boxOf,
  closeReport,
  ours,
  pageAt,
  reportPage,
  says,
  show,
  tabsOf,
  tabWith,
  tap,
  tapIcon,
  tellFromIcon,
  textOf,
} from './reporting/stage.ts'

/** An event of the browser's, as the extension hears it. */
interface Said {
  dispatch(...what: readonly unknown[]): void
}

let pupil: Pupil
beforeAll(async () => {
  pupil = await openPupil()
})
afterAll(() => pupil?.close())
afterEach(() => pupil.clear())

test('two taps from an ordinary page: it is silent and behind ours at once, with its address and picture', async () => {
  await pupil.open('http://lessons.test/')
  let taps = 0
  const popup = await tapIcon(pupil.browser)
  taps += 1
  await tap(popup, 'Tell someone')
  taps += 1
  const report = await reportPage(pupil.browser)
  expect(taps).toBe(2)
  expect(await textOf(report)).toContain('What do you want to tell us?')
  const page = await tabWith(pupil.browser, 'lessons.test')
  expect(page).toMatchObject({ muted: true, byUs: true, active: false })
  await tap(report, 'Something I saw')
  await says(report, 'http://lessons.test/')
  await says(report, 'A picture of the page')
  expect(await report.$('.picture__blurred')).not.toBeNull()
  await tap(report, 'Back to my page')
  await until(async () => (await pupil.front()).includes('lessons.test'), { what: 'the page in front again' })
  await until(async () => (await tabWith(pupil.browser, 'lessons.test'))?.muted === false, {
    what: 'its sound',
  })
  expect(await tabWith(pupil.browser, '/report.html')).toBeUndefined()
})

test('a silenced tab is heard again when it is looked at, or when the report closes with the worker dead; no second report', async () => {
  await pupil.open('http://quiet.test/')
  await tellFromIcon(pupil.browser)
  expect((await tabWith(pupil.browser, 'quiet.test'))?.muted).toBe(true)
  await show(pupil.browser, 'quiet.test')
  await until(async () => (await tabWith(pupil.browser, 'quiet.test'))?.muted === false, {
    what: 'its sound',
  })
  await tellFromIcon(pupil.browser)
  await until(async () => (await tabWith(pupil.browser, 'quiet.test'))?.muted === true, { what: 'silence' })
  expect((await tabsOf(pupil.browser)).filter(({ url }) => url.includes('/report.html'))).toHaveLength(1)
  await pupil.browser.killWorker()
  await closeReport(pupil.browser)
  await until(async () => (await tabWith(pupil.browser, 'quiet.test'))?.muted === false, {
    what: 'its sound',
  })
})

test('on a page of the browser’s own, where no script runs: in front, without address or picture', async () => {
  const version = await pupil.open('chrome://version/')
  const report = await tellFromIcon(pupil.browser)
  expect(await pupil.front()).toContain('/report.html#')
  await tap(report, 'Something I saw')
  await says(report, 'In your own words')
  expect(await report.$('.picture')).toBeNull()
  expect(await textOf(report)).not.toContain('Send the address')
  await version.close()
})

test('on the blocked page: by its own button, with the address that was stopped and no picture', async () => {
  const page = await pupil.browser.page()
  await page.goto('http://games.test/').catch(() => undefined) // The browser's error gives way to our page.
  const blocked = await pageAt(pupil.browser, ours(pupil.browser, 'blocked.html'))
  await blocked.bringToFront()
  await tap(blocked, 'Tell someone')
  const report = await reportPage(pupil.browser)
  await tap(report, 'Something else')
  await says(report, 'http://games.test/')
  expect(await report.$('.picture')).toBeNull()
})

test('with a worker that hangs: the page is covered all the same, and says whom to call', async () => {
  await pupil.open('http://lessons.test/')
  // Another page of ours opens the popup: the worker will not.
  const settings = await pupil.browser.page(ours(pupil.browser, 'settings.html'))
  await show(pupil.browser, 'lessons.test')
  await pupil.browser.evaluateInWorker(() => {
    setTimeout(() => {
      for (;;);
    })
  })
  await settings.evaluate(() => chrome.action.openPopup())
  await tap(await pageAt(pupil.browser, ours(pupil.browser, 'popup.html')), 'Tell someone')
  const report = await pageAt(pupil.browser, ours(pupil.browser, 'report.html#'))
  await says(report, 'We can not send this right now')
  await says(report, 'Call 999')
  const silent = await settings.evaluate(async () => {
    const tabs = await chrome.tabs.query({})
    return tabs.some(({ url, mutedInfo, active }) => url?.includes('lessons') && mutedInfo?.muted && !active)
  })
  expect(silent).toBe(true)
  await pupil.browser.killWorker()
  await tap(report, 'Try again')
  await says(report, 'What do you want to tell us?')
  await settings.close()
})

test.each(['menu', 'keyboard'] as const)(
  'from the %s: the browser knows it, and its word opens the report',
  async (way) => {
    const known = await pupil.browser.evaluateInWorker(async () => ({
      keyboard: (await chrome.commands.getAll()).some(
        ({ name, shortcut }) => name === 'tell-someone' && shortcut === 'Alt+Shift+K',
      ),
      menu: await new Promise<boolean>((resolve) =>
        chrome.contextMenus.update('tell-someone', {}, () => resolve(chrome.runtime.lastError === undefined)),
      ),
    }))
    expect(known[way]).toBe(true)
    await pupil.open('http://lessons.test/')
    await pupil.browser.killWorker()
    // What the browser would say: `report-by-hand.test.ts` has it say so itself.
    await pupil.browser.evaluateInWorker((way) => {
      const { commands, contextMenus } = chrome as unknown as Record<string, Record<string, Said>>
      const said = way === 'menu' ? contextMenus?.['onClicked'] : commands?.['onCommand']
      said?.dispatch(way === 'menu' ? { menuItemId: 'tell-someone' } : 'tell-someone')
    }, way)
    const report = await reportPage(pupil.browser)
    expect(await tabWith(pupil.browser, 'lessons.test')).toMatchObject({ muted: true, active: false })
    await tap(report, 'Something I saw')
    await says(report, 'http://lessons.test/')
  },
)

test('no picture is taken of a page for grown-ups or of a lifeline, and none is kept for a nude picture', async () => {
  const pictures = () =>
    pupil.browser.evaluateInWorker(async () =>
      JSON.stringify(await chrome.storage.session.get(null)).includes('image/jpeg'),
    )
  await pupil.open('http://help.test/')
  const helped = await tellFromIcon(pupil.browser)
  expect(await pictures()).toBe(false)
  await tap(helped, 'Something I saw')
  await says(helped, 'In your own words')
  expect(await textOf(helped)).not.toContain('help.test')
  await closeReport(pupil.browser)
  // A page that the school itself has opened is what it is all the same.
  const adult = await pupil.open('http://www.pornhub.com/')
  const told = await tellFromIcon(pupil.browser)
  expect(await pictures()).toBe(false)
  await tap(told, 'Something I saw')
  await says(told, '://www.pornhub.com/')
  await says(told, 'We take no picture of this page.')
  await closeReport(pupil.browser)
  await adult.close()
  await pupil.open('http://lessons.test/')
  const report = await tellFromIcon(pupil.browser)
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

test('by the keyboard alone, with the name hidden, not for Mrs Khan: the one who may read it reads it', async () => {
  await pupil.open('http://lessons.test/')
  const report = await tellFromIcon(pupil.browser)
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
  expect(await openSealed(pupil.team.khan, request.content, context)).toBeNull()
  const read = JSON.parse(
    fromUtf8((await openSealed(pupil.team.jones, request.content, context))!) ?? '',
  ) as object
  expect(read).toMatchObject({ kind: 'unkind', words: 'Every day at lunch', notFor: ['Mrs Khan'] })
  expect(read).not.toHaveProperty('sender')
  expect(read).not.toHaveProperty('picture')
  expect(request.later).toEqual([pupil.team.head.id])
})

test('a reload keeps what was written; Esc hides it; afterwards nothing of it is left in the browser session', async () => {
  await pupil.open('http://lessons.test/')
  const report = await tellFromIcon(pupil.browser)
  await tap(report, 'I am worried about a friend')
  await report.locator('textarea').fill('She cries a lot')
  const held = () =>
    pupil.browser.evaluateInWorker(async () => JSON.stringify(await chrome.storage.session.get(null)))
  await until(async () => (await held()).includes('She cries a lot'), { what: 'the draft to be kept' })
  await report.reload()
  await until(async () => (await report.$eval('textarea', ({ value }) => value)) === 'She cries a lot', {
    what: 'the words after a reload',
  })
  expect((await tabWith(pupil.browser, 'lessons.test'))?.muted).toBe(true)
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
