/**
 * What pupils are told about themselves, in a really managed browser with the real server: the notice, the quiet sign, a
 * pause that comes and goes, and the cover over what is one person's own. The worker is killed between the steps.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GroupPolicy, PolicyDocument } from '../../lib/policy/document.ts'
import { endLesson } from '../../server/lessons/lessons.ts'
import { samplePolicy } from '../../server/testing.ts'
import { sendNow } from '../rig/numbers.ts'
import { until } from '../rig/until.ts'
import { openPage, PATIENTLY, press, run, says, shows, showsBlocked, textOf } from './backstops/school.ts'
import { openLessonStage, type LessonStage } from './lessons/stage.ts'

const AMY = 'amy.pupil@hill.test'
const ALL_WEEK = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }

let stage: LessonStage
const ours = (page: string): string => `chrome-extension://${stage.browser.extensionId}/${page}`

beforeAll(async () => {
  stage = await openLessonStage()
})
afterAll(() => stage?.close())

type Change = Partial<Pick<PolicyDocument, 'suspensions'>> &
  Partial<Pick<GroupPolicy, 'recording' | 'entries'>>
const LEAST: GroupPolicy['recording'] = { hours: [ALL_WEEK], detail: 'least', searchTerms: true }

/** Published, and asked for by the device; that it is there is the test's to see. */
async function publish({ recording = LEAST, suspensions = [], entries = [] }: Change): Promise<void> {
  const { groups, defaultGroup, ...sample } = samplePolicy()
  const open = {
    ...groups[defaultGroup]!,
    entries,
    timetable: [],
    unknownHosts: 'allow' as const,
    recording,
  }
  await stage.school.publish({
    ...sample,
    defaultGroup,
    groups: { [defaultGroup]: open, staff: { ...open, ageGroup: 'staff' } },
    people: {},
    unblocks: [],
    suspensions,
    lessons: { hours: [ALL_WEEK], onSiteOnly: false },
  })
}

/** Looks again and again, asking the server each time: a round may be under way that does not know it yet. */
const heard = (what: string, look: () => Promise<boolean>): Promise<unknown> =>
  until(async () => (await look()) || (await sendNow(stage.browser), false), {
    what,
    within: PATIENTLY,
    every: 1000,
  })

const pause = (until: number) => ({
  id: 'pause-1',
  person: AMY,
  from: Date.now() - 60_000,
  until,
  reason: 'You used a class-mate’s password.',
  open: ['maths.test'],
})

const title = () => stage.browser.evaluateInWorker(() => chrome.action.getTitle({}))
const urlOf = async (tab: string) =>
  (await stage.browser.tabs()).find((one) => one.targetId === tab)?.url ?? ''
const notices = async () =>
  (await stage.browser.tabs()).filter(({ url }) => url === ours('welcome.html')).length
/** As the browser does when nobody has used the device, or when its screen locks. */
const nobodyThere = (state: 'idle' | 'locked') =>
  stage.browser.evaluateInWorker(
    (state) => (chrome.idle.onStateChanged as unknown as { dispatch(state: string): void }).dispatch(state),
    state,
  )

test('a new tab shows once what is recorded, and again when it has grown', async () => {
  const { browser } = stage
  await publish({})
  await heard('the school’s policy', async () => (await title()).includes('Recording is on'))
  // The one that the browser began with, or the first that is opened.
  const first = await browser.open('chrome://newtab/')
  const tab = await until(
    async () => (await browser.tabs()).find(({ url }) => url === ours('welcome.html'))?.targetId,
    { what: 'the notice', within: PATIENTLY },
  )
  await says(browser, tab, 'What your school writes down')
  expect(await textOf(browser, tab)).toMatch(
    /which sites you open.*what you search for[\s\S]*365 days[\s\S]*never/,
  )
  // Another one beside it stays what it is.
  if (tab === first) await browser.open('chrome://newtab/')
  expect(await notices()).toBe(1)
  await browser.killWorker()
  await press(browser, tab, 'I have seen this')
  await until(async () => (await notices()) === 0, { what: 'the tab to be given back', within: PATIENTLY })
  await browser.killWorker()
  await browser.open('chrome://newtab/')
  const popup = await openPage(browser, ours('popup.html'))
  await says(browser, popup, 'Recording is on')
  expect(await textOf(browser, popup)).not.toContain('Read this first')
  expect(await notices()).toBe(0)
  // A step up: the popup says so while it is open, and the notice is due again.
  await publish({ recording: { ...LEAST, detail: 'titles', reason: 'A project in May.' } })
  await heard('the popup to follow', async () => (await textOf(browser, popup)).includes('titles of pages'))
  await says(browser, popup, 'Read this first')
  const again = await openPage(browser, ours('welcome.html'))
  await says(browser, again, 'Your school writes down more now')
  await press(browser, again, 'I have seen this')
  await until(
    async () =>
      !(await textOf(browser, popup)).includes('Read this first') ||
      (await run(browser, popup, 'location.reload()'), false),
    {
      what: 'the popup to know',
      within: PATIENTLY,
      every: 1000,
    },
  )
})

test('in a lesson the icon and the popup say who can see the tabs', async () => {
  const { browser } = stage
  const lesson = await stage.start()
  await stage.heard(true)
  await until(async () => /can see your tabs until/.test(await title()), {
    what: 'the sign',
    within: PATIENTLY,
  })
  const popup = await openPage(browser, ours('popup.html'))
  await says(browser, popup, 'can see your tabs until')
  await endLesson(stage.context.db, lesson, Date.now())
  await stage.heard(false)
  await until(async () => !(await textOf(browser, popup)).includes('can see your tabs'), {
    what: 'the popup to follow',
    within: PATIENTLY,
  })
  expect(await title()).not.toContain('can see your tabs')
})

test('a pause says why, until when and whom to ask; set work opens; it ends by itself', async () => {
  const { browser, web } = stage
  const tab = await openPage(browser, 'http://news.test/')
  await publish({ suspensions: [pause(Date.now() + 3 * 86_400_000)] })
  await heard('the pause', async () => (await urlOf(tab)).includes('blocked.html'))
  await showsBlocked(browser, tab, 'http://news.test/')
  await says(browser, tab, 'Your browsing is paused')
  const said = await textOf(browser, tab)
  expect(said).toMatch(/That is in 3 days/)
  expect(said).toMatch(
    /You used a class-mate’s password[\s\S]*maths\.test[\s\S]*any adult you trust[\s\S]*Childline/,
  )
  const popup = await openPage(browser, ours('popup.html'))
  await says(browser, popup, 'Your browsing is paused until')
  expect(await title()).toContain('your browsing is paused until')
  await browser.killWorker()
  // Set work opens from its link.
  await run(browser, tab, `document.querySelector('.sites a').click()`)
  await until(async () => (await urlOf(tab)) === 'http://maths.test/', {
    what: 'the set work',
    within: PATIENTLY,
  })
  expect(web.leaked(['maths.test'])).toBeGreaterThan(0)
  const other = await browser.open('http://other.test/')
  await says(browser, other, 'Your browsing is paused')
  // Made shorter; then nothing but its own end is waited for.
  await publish({ suspensions: [pause(Date.now() + 25_000)] })
  await heard('the shorter pause', async () => /minute/.test(await textOf(browser, other)))
  await browser.killWorker()
  await shows(browser, other, 'http://other.test/')
})

test('a pause that is lifted lets go of the page at once', async () => {
  const { browser } = stage
  const tab = await openPage(browser, 'http://news.test/')
  await publish({ suspensions: [pause(Date.now() + 86_400_000)] })
  await heard('the pause', async () => (await urlOf(tab)).includes('blocked.html'))
  await says(browser, tab, 'Your browsing is paused')
  await publish({})
  await heard('the page again', async () => (await urlOf(tab)) === 'http://news.test/')
})

test('after nobody was there, what is one person’s own is covered through reload and worker’s death', async () => {
  const { browser } = stage
  const record = await openPage(browser, ours('record.html'))
  await says(browser, record, 'What is never written down')
  await nobodyThere('locked')
  await says(browser, record, 'Is this still you?')
  expect(await textOf(browser, record)).not.toContain('What is never written down')
  await browser.killWorker()
  await run(browser, record, 'location.reload()')
  await says(browser, record, 'Is this still you?')
  await says(browser, record, AMY)
  // By no other means either.
  const refused = `chrome.runtime.sendMessage({ kerb: 'record', body: {} }).then(({ ok, error }) => ({ ok, error }))`
  expect(await run(browser, record, refused)).toEqual({ ok: false, error: 'covered' })
  const popup = await openPage(browser, ours('popup.html'))
  await says(browser, popup, 'Is this still you?')
  await press(browser, record, 'Yes, it is me')
  await says(browser, record, 'What is never written down')
  await says(browser, popup, 'You are protected')
})

test('a question that is half written is there again for its writer, and for nobody else', async () => {
  const { browser } = stage
  const tab = await openPage(browser, 'http://bad.test/')
  await publish({ entries: [{ kind: 'suffix', host: 'bad.test', action: 'block' }] })
  await heard('the closed site', async () => (await urlOf(tab)).includes('blocked.html'))
  await showsBlocked(browser, tab, 'http://bad.test/')
  const box = `document.querySelector('#asking-why')`
  const written = () => run(browser, tab, `${box}?.value ?? 'no box'`)
  const begun = (words: string) =>
    until(async () => (await written()) === words, { what: `the box with “${words}”`, within: PATIENTLY })
  await says(browser, tab, 'Ask for this page')
  await press(browser, tab, 'Ask for this page')
  await run(
    browser,
    tab,
    `{ const box = ${box}; box.value = 'For the volcano';
      box.dispatchEvent(new Event('input', { bubbles: true })) }`,
  )
  await begun('For the volcano')
  await nobodyThere('locked')
  await says(browser, tab, 'Is this still you?')
  expect(await written()).toBe('no box')
  await browser.killWorker()
  await press(browser, tab, 'Yes, it is me')
  await begun('For the volcano')
  await nobodyThere('locked')
  await says(browser, tab, 'Is this still you?')
  await press(browser, tab, 'No')
  const kept = () =>
    browser.evaluateInWorker(async () => JSON.stringify(await chrome.storage.session.get(null)))
  await until(async () => !(await kept()).includes('volcano'), {
    what: 'the words to be forgotten',
    within: PATIENTLY,
  })
  expect(await written()).toBe('no box')
  // For the tests that follow the first one is back.
  const back = await openPage(browser, ours('record.html'))
  await says(browser, back, 'This page belongs to the person who was here before.')
  await press(browser, back, 'Yes, it is me')
  await says(browser, back, 'What is never written down')
})

test('another person finds nothing of what was written, and can still tell someone', async () => {
  const { browser } = stage
  await browser.evaluateInWorker(async () => {
    const draft = { kind: 'unkind', step: 'words', words: 'He took my bag.' }
    await chrome.storage.session.set({ 'report:one': {}, 'report-draft:one': draft })
  })
  const report = await openPage(browser, ours('report.html#one'))
  await nobodyThere('idle')
  await says(browser, report, 'Is this still you?')
  await browser.killWorker()
  await press(browser, report, 'No')
  await until(async () => !/Is this still you/.test(await textOf(browser, report)), {
    what: 'a report that can be begun',
    within: PATIENTLY,
  })
  const kept = await browser.evaluateInWorker(async () =>
    JSON.stringify(await chrome.storage.session.get(null)),
  )
  expect(kept).not.toContain('He took my bag.')
  // The first one's own stays covered.
  const record = await openPage(browser, ours('record.html'))
  await says(browser, record, 'This page belongs to the person who was here before.')
  // Of theirs alone, by its number.
  await run(browser, report, `location.assign('/report.html?mine')`)
  await says(browser, report, 'Show my reports')
  await press(browser, report, 'Show my reports')
  await says(browser, report, 'What is your number?')
  await nobodyThere('locked')
  await says(browser, report, 'Show my reports')
  expect(await textOf(browser, report)).not.toContain('What is your number?')
})

test('what the next one tells is in nobody’s name, and covered when they go, too', async () => {
  const { browser } = stage
  await nobodyThere('idle')
  const record = await openPage(browser, ours('record.html'))
  await says(browser, record, 'Is this still you?')
  const sent = (kerb: string, body: string) =>
    `chrome.runtime.sendMessage({ kerb: '${kerb}', body: ${body} })`
  await run(browser, record, sent('cover.answer', '{ same: false }'))
  await browser.evaluateInWorker(async () => {
    const { cover } = await chrome.storage.session.get('cover')
    const { mark, another } = cover as { mark: string; another: string }
    await chrome.storage.session.set({ 'report:two': { under: mark, another } })
  })
  const report = await openPage(browser, ours('report.html#two'))
  const start = `${sent('concern.start', '{}')}.then(({ body }) => [body.who.split(' ')[0], body.sender.name ?? ''])`
  expect(await run(browser, report, start)).toEqual(['session', ''])
  await browser.killWorker()
  await nobodyThere('locked')
  await says(browser, report, 'Are you the one who was writing?')
  expect(await textOf(browser, report)).not.toContain(AMY)
  await press(browser, report, 'Yes, it is me')
  await until(async () => !/who was writing/.test(await textOf(browser, report)), {
    what: 'the report again',
    within: PATIENTLY,
  })
  // Nobody took the first one's cover away by it; and when that one is back, the report is not theirs.
  await says(browser, record, 'This page belongs to the person who was here before.')
  await press(browser, record, 'Yes, it is me')
  await says(browser, report, 'Are you the one who was writing?')
})
