/**
 * What is one person's own is covered after nobody was there, in a really managed browser with the real server: through
 * reload and the worker's death, for whoever comes back, and from whoever comes next.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../rig/until.ts'
import { openPage, PATIENTLY, press, run, says, showsBlocked, textOf } from './backstops/school.ts'
import { heard, ours, publish, urlOf } from './lessons/knowing.ts'
import { openLessonStage, type LessonStage } from './lessons/stage.ts'

const AMY = 'amy.pupil@hill.test'

let stage: LessonStage

beforeAll(async () => {
  stage = await openLessonStage()
  await publish(stage, {})
  const title = () => stage.browser.evaluateInWorker(() => chrome.action.getTitle({}))
  await heard(stage, 'the school’s policy', async () => (await title()).includes('Recording is on'))
})
afterAll(() => stage?.close())

/** As the browser does when nobody has used the device, or when its screen locks. */
const nobodyThere = (state: 'idle' | 'locked') =>
  stage.browser.evaluateInWorker(
    (state) => (chrome.idle.onStateChanged as unknown as { dispatch(state: string): void }).dispatch(state),
    state,
  )

test('after nobody was there, what is one person’s own is covered through reload and worker’s death', async () => {
  const { browser } = stage
  const record = await openPage(browser, ours(stage, 'record.html'))
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
  const popup = await openPage(browser, ours(stage, 'popup.html'))
  await says(browser, popup, 'Is this still you?')
  await press(browser, record, 'Yes, it is me')
  await says(browser, record, 'What is never written down')
  await says(browser, popup, 'You are protected')
})

test('a question that is half written is there again for its writer, and for nobody else', async () => {
  const { browser } = stage
  const tab = await openPage(browser, 'http://bad.test/')
  await publish(stage, { entries: [{ kind: 'suffix', host: 'bad.test', action: 'block' }] })
  await heard(stage, 'the closed site', async () => (await urlOf(stage, tab)).includes('blocked.html'))
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
  const back = await openPage(browser, ours(stage, 'record.html'))
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
  const report = await openPage(browser, ours(stage, 'report.html#one'))
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
  const record = await openPage(browser, ours(stage, 'record.html'))
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
  const record = await openPage(browser, ours(stage, 'record.html'))
  await says(browser, record, 'Is this still you?')
  const sent = (kerb: string, body: string) =>
    `chrome.runtime.sendMessage({ kerb: '${kerb}', body: ${body} })`
  await run(browser, record, sent('cover.answer', '{ same: false }'))
  await browser.evaluateInWorker(async () => {
    const { cover } = await chrome.storage.session.get('cover')
    const { mark, another } = cover as { mark: string; another: string }
    await chrome.storage.session.set({ 'report:two': { under: mark, another } })
  })
  const report = await openPage(browser, ours(stage, 'report.html#two'))
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
