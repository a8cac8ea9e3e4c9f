/** What pupils ask for, on the console: on the lesson's page and in the network manager's list. */
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, it, vi } from 'vitest'
import { KHAN, TEN } from '../../server/lessons/testing-lessons.ts'
import { CLOSED_SITE, LessonStage, NELL } from '../fixtures/lesson-stage.ts'
import { Teacher } from '../fixtures/teacher.ts'
import { launchStaffBrowser } from '../rig/console.ts'

let stage: LessonStage
let browser: Browser
let khan: Teacher

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  stage = await LessonStage.open()
  await stage.devices()
  browser = await launchStaffBrowser()
  const lesson = { class: stage.maths, sites: [{ host: 'nrich.maths.org' }], mode: 'only', minutes: 40 }
  await stage.school.ask(KHAN, 'POST', '/admin/lessons', lesson)
  khan = await Teacher.signIn(browser, stage, KHAN)
  await khan.follow('See 9B Maths')
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  vi.useRealTimers()
})

it('what pupils ask for comes by itself, and is decided in one or two taps', async () => {
  await stage.asks(
    'zara.khan@school.example',
    'https://www.tate.org.uk/art/artists/claude-monet',
    'For the poster',
  )
  await stage.asks(
    'tom.hardy@school.example',
    'https://www.tate.org.uk/art/artists/claude-monet',
    'I need it too',
  )
  await khan.sees('Asked for: 1 page')
  await stage.asks('ella.hughes@school.example', `https://${CLOSED_SITE}/0-run`, 'It is about angles')
  await khan.sees('Asked for: 2 pages')
  await khan.isInOrder('asked')
  await khan.page.locator('.asked summary').click()
  await khan.isPictured('asked-choices')
  await khan.press('Sites')
  await khan.pressFirst('Open for the class')
  await khan.sees('www.tate.org.uk/art/artists/claude-monet is opened.')
  // The list of sites that stands open has it too: what is changed there next does not drop it.
  await khan.page.waitForSelector('::-p-aria([name="Take tate.org.uk out of the list"][role="button"])')
  await khan.press('Sites')
  await khan.sees('Asked for: 1 page')
  await khan.pressFirst('Hand on to the network manager')
  await khan.isInOrder('asked-hand-on')
  await khan.press('We need it for this lesson')
  await khan.sees('Nobody waits for a page')
  await khan.page.locator('.asked-for summary').click()
  await khan.sees('Open: all of tate.org.uk, for 9B Maths')
  await khan.isInOrder('asked-decided')
})

it('a file stands in the same list, says that it is one, and is let through with the same taps', async () => {
  const pack = {
    name: 'angles-and-shapes-for-the-whole-of-year-9.zip',
    kind: 'archive',
    bytes: 2_400_000,
  } as const
  await stage.asks('zara.khan@school.example', 'https://nrich.maths.org/packs/9', 'For the model', pack)
  await stage.asks('tom.hardy@school.example', 'https://nrich.maths.org/packs/9', 'Me too', pack)
  await khan.sees('Asked for: 1 file')
  await khan.isInOrder('asked-file')
  await khan.page.locator('.asked summary').click()
  await khan.isPictured('asked-file-choices')
  await khan.pressFirst('Let it through for zara.khan, tom.hardy')
  await khan.sees('angles-and-shapes-for-the-whole-of-year-9.zip is let through.')
  await stage.asks('ella.hughes@school.example', 'https://nrich.maths.org/packs/9', 'I need it at home', {
    ...pack,
    name: 'home.zip',
    bytes: null,
  })
  await khan.sees('Asked for: 1 file')
  await khan.isInOrder('asked-file-decided')
  await khan.pressFirst('Hand on to the network manager')
  await khan.press('We need it for this lesson')
  await khan.sees('Nobody waits for a page or a file')
})

it('the network manager has it then, with the teacher’s words, and decides', async () => {
  const nell = await Teacher.signIn(browser, stage, NELL)
  await nell.sees('Ms Khan hands it on: “We need it for this lesson”')
  await nell.isInOrder('requests-pupils')
  await nell.choose('Another day')
  await nell.isPictured('requests-day')
  await nell.choose('Today')
  await nell.pressFirst('Open it')
  await nell.pressFirst('Let it through')
  await nell.sees('Nobody waits for a page, a file or a site.')
  await nell.leave()
})
