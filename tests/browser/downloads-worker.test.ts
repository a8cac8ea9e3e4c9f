/**
 * Files and a worker that sleeps, dies or hangs. What the worker does between any two of its steps is in
 * lib/worker/downloads.test.ts; here is what the browser makes of it.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inTurn } from '../rig/budget.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { openPage, PATIENTLY, press, run, says } from './backstops/school.ts'
import { type Desk, give, noPrompt, OCTETS, prompt, prompts, startDesk } from './downloads/stage.ts'

let web: TestWeb
let desk: Desk

beforeAll(async () => {
  web = await startWeb()
  give(web, 'maths.test', '/sheet', 'sheet.pdf', 'application/pdf')
  give(web, 'maths.test', '/setup', 'setup.exe', OCTETS)
  give(web, 'maths.test', '/picture', 'picture.png', 'image/png')
  desk = await startDesk({}, web)
})
afterAll(async () => {
  await desk?.close()
  await web?.close()
})
beforeEach(async () => {
  await desk.clear()
})

const open = (): Promise<string> => openPage(desk.browser, 'https://maths.test/')
const follow = (tab: string, path: string) => run(desk.browser, tab, `location.href = '${path}'`)
/** A page of its own for each: by itself one may give only one file. */
const typed = (path: string): Promise<string> => desk.browser.open(`https://maths.test${path}`)
const DATA = `
  const link = document.createElement('a')
  Object.assign(link, { href: 'data:application/pdf;base64,JVBERi0=', download: 'made.pdf' })
  document.body.append(link)
  link.click()`
/** The worker never comes back from this; Chromium ends it in time. */
const hang = (): void =>
  void desk.browser
    .evaluateInWorker(() =>
      setTimeout(() => {
        for (;;) {
          /* hung */
        }
      }),
    )
    .catch(() => undefined)

describe('a worker that is not there', () => {
  test('is woken: a worksheet is asked about, a program never lands, a picture does', async () => {
    await desk.browser.killWorker()
    await typed('/sheet')
    const { targetId } = await prompt(desk.browser)
    expect(desk.files()).toEqual([])
    await desk.browser.killWorker()
    await typed('/setup')
    await says(desk.browser, targetId, 'setup.exe')
    expect(desk.files()).toEqual([])
    await desk.browser.killWorker()
    await typed('/picture')
    await desk.saved('picture.png')
    expect(web.seen('maths.test', '/picture')).toHaveLength(1)
    expect(desk.files()).toEqual(['picture.png'])
  })

  test('killed between question, answer and file: nothing is lost and nothing lands early', async () => {
    const tab = await open()
    await follow(tab, '/sheet')
    const { targetId } = await prompt(desk.browser)
    await desk.browser.killWorker()
    await says(desk.browser, targetId, 'Yes, save it')
    expect(desk.files()).toEqual([])
    await press(desk.browser, targetId, 'Yes, save it')
    await desk.browser.killWorker()
    // Whether the yes got through or not, the page asks again until it is done.
    await until(
      async () => {
        await desk.browser.wakeWorker()
        if ((await prompts(desk.browser)).length === 0) return true
        const yes = `[...document.querySelectorAll('button')].find((one) => one.innerText === 'Yes, save it')?.click()`
        await run(desk.browser, targetId, yes).catch(() => undefined) // It has just closed.
        return false
      },
      { what: 'the prompt to give way', within: PATIENTLY, every: 500 },
    )
    await desk.saved('sheet.pdf')
    expect(desk.files()).toEqual(['sheet.pdf'])
  })

  test('killed as soon as a file comes, again and again: none is left on the disk', async () => {
    for (let round = 0; round < 6; round += 1) {
      const asked = web.log.length
      await typed(round % 2 === 0 ? '/sheet' : '/setup')
      await until(() => web.log.length > asked, {
        what: 'the file to be fetched',
        within: PATIENTLY,
        every: 5,
      })
      await desk.browser.killWorker()
    }
    const { targetId } = await prompt(desk.browser)
    await says(desk.browser, targetId, 'sheet.pdf')
    await says(desk.browser, targetId, 'setup.exe')
    await until(() => desk.files().length === 0, { what: 'an empty folder', within: PATIENTLY })
  })
})

const declined = async (): Promise<void> => {
  const { targetId } = await prompt(desk.browser)
  await press(desk.browser, targetId, 'No, thank you')
  await noPrompt(desk.browser)
}

async function afterTheQuestion(): Promise<void> {
  const tab = await open()
  await follow(tab, '/sheet')
  await prompt(desk.browser)
  const hungAt = performance.now()
  hang()
  await until(
    () => {
      expect(desk.files()).toEqual([])
      return performance.now() - hungAt > 62_000
    },
    { what: 'a minute to pass', within: 90_000, every: 250 },
  )
  await declined()
}

async function beforeTheQuestion(): Promise<void> {
  const tab = await open()
  const worker = (await desk.browser.worker())?.targetId
  hang()
  await run(desk.browser, tab, DATA)
  await until(async () => (await desk.browser.worker())?.targetId !== worker, {
    what: 'Chromium to end the hung worker',
    within: 100_000,
  })
  await desk.browser.wakeWorker()
  await prompt(desk.browser)
  await until(() => desk.files().length === 0, { what: 'an empty folder', within: PATIENTLY })
}

/** Each has a core to itself until Chromium ends the worker, half a minute and more: they take turns. */
const HANGING = [
  ['after the question: a minute later nothing has landed', afterTheQuestion],
  [
    'before the question: what the browser lets go meanwhile is taken off the disk, and asked about',
    beforeTheQuestion,
  ],
] as const

describe('a worker that hangs', () => {
  test.each(inTurn(HANGING, 'hanging-workers'))('%s', (_, happens) => happens())
})
