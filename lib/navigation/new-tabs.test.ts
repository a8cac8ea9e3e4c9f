import { expect, test } from 'vitest'
import { isNewTab } from './new-tabs.ts'
import { BLOCKED, LESSON_PAGE, rig, taught } from './testing.ts'

const HOME = 'https://taught.test/home'
const TAKEN = `go 1 ${LESSON_PAGE}`

test.each([
  'chrome://newtab/',
  'edge://newtab/',
  'chrome://new-tab-page/',
  'chrome://new-tab-page-third-party/',
  'https://ntp.msn.com/edge/ntp?locale=en-GB&dsp=1',
])('%s is a new tab', (url) => expect(isNewTab(url)).toBe(true))

test.each([
  '',
  'about:blank',
  'chrome://settings/',
  'chrome://newtab.test/',
  'https://newtab/',
  'https://ntp.msn.com/edge/ntpage',
  'https://a.test/?u=chrome://newtab/',
])('%j is none', (url) => expect(isNewTab(url)).toBe(false))

test('a new tab is the browser’s own, until a lesson takes it', async () => {
  const { newTabs, lesson, log, event } = rig()
  await newTabs.made(1, 'chrome://newtab/')
  await newTabs.shows(event('chrome://new-tab-page/'))
  expect(log).toEqual([])
  lesson.isOn = true
  await newTabs.made(1, 'https://good.test/')
  await newTabs.shows(event('https://good.test/'))
  expect(log).toEqual([])
  await newTabs.made(1, 'chrome://newtab/')
  await newTabs.shows(event('chrome://new-tab-page/'))
  expect(log).toEqual([TAKEN, TAKEN])
})

test('a cold worker takes it when it knows of the lesson', async () => {
  const { newTabs, lesson, log, warm } = rig({ warm: false })
  const made = newTabs.made(1, 'chrome://newtab/')
  lesson.isOn = true
  expect(log).toEqual([])
  warm()
  await made
  expect(log).toEqual([TAKEN])
})

test('a new tab page that is a web site leaves no row when the lesson stops it, and shows what is open', async () => {
  const { newTabs, lesson, guard, event, log } = rig()
  const asked = async (url: string): Promise<void> => {
    newTabs.begins(event(url))
    await guard.beforeNavigate(event(url))
  }
  lesson.isOn = true
  await newTabs.made(1, 'chrome://newtab/')
  log.length = 0
  await asked(HOME)
  await guard.failed(event(HOME, { error: BLOCKED }))
  expect(log.splice(0)).toEqual([TAKEN])
  await asked('chrome://new-tab-page-third-party/')
  await asked(LESSON_PAGE)
  await guard.committed(event(LESSON_PAGE))
  log.length = 0
  // The same address, asked for by the pupil: a try like any other.
  await asked(HOME)
  expect(log).toContain(`row blocked ${HOME}`)
})

test('events that waited for a cold worker are told apart all the same', async () => {
  const { newTabs, lesson, guard, event, log, warm } = rig({ warm: false })
  lesson.isOn = true
  const all = [newTabs.made(1, 'chrome://newtab/')]
  for (const url of [HOME, 'chrome://new-tab-page-third-party/']) {
    newTabs.begins(event(url))
    all.push(guard.beforeNavigate(event(url)))
  }
  const late = event('chrome://new-tab-page-third-party/')
  all.push(newTabs.shows(late), guard.committed(late))
  warm()
  await Promise.all(all)
  expect(log.filter((line) => line !== TAKEN)).toEqual(['row visit chrome://new-tab-page-third-party/'])
})

test('frames and pages that wait behind the tab say nothing of who asks', async () => {
  const { newTabs, lesson, event } = rig()
  lesson.isOn = true
  await newTabs.made(1, 'chrome://newtab/')
  newTabs.begins(event(HOME, { frameId: 3 }))
  newTabs.begins(event(HOME, { documentLifecycle: 'prerender' }))
  newTabs.begins(event(LESSON_PAGE))
  expect(newTabs.isStopped({ tabId: 1, url: HOME, verdict: taught })).toBe(true)
  newTabs.begins(event(HOME))
  expect(newTabs.isStopped({ tabId: 1, url: HOME, verdict: taught })).toBe(false)
})

test('what is stopped for another reason is stopped in a new tab too', async () => {
  const { newTabs, lesson, guard, event, log } = rig()
  lesson.isOn = true
  await newTabs.made(1, 'chrome://newtab/')
  log.length = 0
  await guard.beforeNavigate(event('https://bad.test/a'))
  expect(log[0]).toBe('row blocked https://bad.test/a')
})

test('open tabs follow when lessons begin and end', async () => {
  const { newTabs, lesson, log, setOpen } = rig()
  const open = [
    { id: 1, url: 'chrome://newtab/' },
    { id: 2, url: 'https://good.test/' },
    { id: 3, url: LESSON_PAGE },
    { id: 4, url: `${LESSON_PAGE}#top` },
  ]
  setOpen(open)
  lesson.isOn = true
  await newTabs.follow()
  expect(log).toEqual([TAKEN])
  log.length = 0
  lesson.isOn = false
  await newTabs.follow()
  expect(log).toEqual(['go 3 chrome://newtab/', 'go 4 chrome://newtab/'])
})

test('back from a stopped page with nothing behind it leads to what is open', async () => {
  const { lesson, guard, event, log, shown } = rig({ history: false })
  lesson.isOn = true
  await shown.showing(1, HOME)
  await guard.failed(event(HOME, { error: BLOCKED }))
  expect(log).toEqual(['back 1', TAKEN])
})
