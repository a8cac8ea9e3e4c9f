/** The keyboard's shortcut and the menu's entry, as a pupil presses them: in the browser's own window, on a screen. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { canHaveScreen, openScreen, type Screen } from '../rig/screen.ts'
import { openPupil, type Pupil } from './reporting/pupil.ts'
import { reportPage, says, tabWith, tap } from './reporting/stage.ts'

describe.skipIf(!canHaveScreen())('on a screen (needs xvfb and xdotool)', () => {
  let screen: Screen
  let pupil: Pupil
  beforeAll(async () => {
    screen = await openScreen()
    pupil = await openPupil({ headless: false })
  })
  afterAll(async () => {
    await pupil?.close()
    screen?.close()
  })
  afterEach(() => pupil.clear())

  /** By a worker that the press itself has woken: too late for a picture. */
  const isTold = async (): Promise<void> => {
    const report = await reportPage(pupil.browser)
    expect(await tabWith(pupil.browser, 'lessons.test')).toMatchObject({ muted: true, active: false })
    await tap(report, 'Something I saw')
    await says(report, 'http://lessons.test/')
  }

  test('by Alt+Shift+K', async () => {
    await pupil.open('http://lessons.test/')
    await pupil.browser.killWorker()
    screen.press('alt+shift+k')
    await isTold()
  })

  test('by the entry of the menu', async () => {
    await pupil.open('http://lessons.test/')
    await pupil.browser.killWorker()
    screen.rightClick(640, 600)
    // From the end: what the browser has for developers, the source, and ours.
    screen.press('Up', 'Up', 'Up', 'Return')
    await isTold()
  })
})
