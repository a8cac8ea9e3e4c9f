/**
 * A pupil asks for a page, from the tap to its opening and closing again: the real server, managed browsers, workers
 * that are killed between the steps, and a page that would like to press the button itself.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import type { Decision, PageRequest } from '../../lib/protocol/page-requests.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { until } from '../rig/until.ts'
import {
  loaded,
  openPage,
  PATIENTLY,
  press,
  run,
  says,
  showsBlocked,
  shows,
  withPage,
} from './backstops/school.ts'
import { AMY, BEN, KHAN, openClassroom, type Classroom, type Teacher } from './lessons/classroom.ts'
import { publishOpen } from './lessons/stage.ts'

const NELL = 'nell@hill.test'
const GAME = 'http://games.test/play'

let room: Classroom
let khan: Teacher
let nell: Teacher
let amy: ManagedBrowser
let ben: ManagedBrowser

beforeAll(async () => {
  room = await openClassroom()
  await publishOpen(room.school, {
    entries: [{ kind: 'suffix', host: 'games.test', action: 'block', note: 'Games are for home' }],
  })
  khan = await room.teacher(KHAN)
  nell = await room.teacher(NELL, ['network'])
  ;[amy, ben] = [await room.seat(AMY), await room.seat(BEN)]
}, 240_000)
afterAll(() => room?.close())

const waiting = async (url: string): Promise<PageRequest> => {
  const { requests } = await nell.ask<{ requests: PageRequest[] }>('GET', '/page-requests')
  const found = requests.find((one) => one.url === url && one.state === 'open')
  if (!found) throw new Error(`nobody asks for ${url}`)
  return found
}
const decide = ({ id }: PageRequest, decision: Decision) =>
  nell.ask('POST', '/page-requests', { requests: [id], decision })
const OPEN: Decision = { is: 'approve', opens: 'site', for: 'pupil', until: 'today' }

const asked = () =>
  room.school.query<{ id: number; person: number; times: number }>(
    'SELECT id, person, times FROM page_requests',
  )
const soon = (what: string, is: () => boolean | Promise<boolean>) => until(is, { what, within: PATIENTLY })

/** From the stopped page: the button, a word that is there to choose, sent. */
async function askFor(browser: ManagedBrowser, tab: string): Promise<void> {
  await press(browser, tab, 'Ask for this page')
  await press(browser, tab, 'For my homework')
  await press(browser, tab, 'Send')
}

test('is decided by the network manager, opens by itself, and closes by itself without the server', async () => {
  const tab = await amy.open(GAME)
  await showsBlocked(amy, tab, GAME)
  await askFor(amy, tab)
  await says(amy, tab, 'This is who has your question now: Mrs Patel')
  const request = await waiting(GAME)
  expect(request).toMatchObject({ name: AMY, whys: ['For my homework'] })
  await decide(request, OPEN)
  await shows(amy, tab, GAME)
  await showsBlocked(ben, await ben.open(GAME), GAME)
  // Nearly over: the device is told, and is then alone with its clock.
  const end = Date.now() + 20_000
  await room.context.db.updateTable('page_approvals').set({ until: end }).execute()
  await sendNow(amy)
  await soon('the device to know the end', () =>
    amy.evaluateInWorker(async (end) => {
      const { 'page-asks': asks } = await chrome.storage.local.get('page-asks')
      return JSON.stringify(asks).includes(String(end))
    }, end),
  )
  await room.school.kill()
  await showsBlocked(amy, tab, GAME)
  expect(Date.now()).toBeGreaterThanOrEqual(end)
  await says(amy, tab, 'That time is over now.')
  await room.school.start()
}, 180_000)

test('offline it is kept, and sent later by a worker that knows nothing of it; a refusal says why', async () => {
  const url = 'http://games.test/offline'
  await room.school.kill()
  const tab = await amy.open(url)
  await showsBlocked(amy, tab, url)
  await askFor(amy, tab)
  await says(amy, tab, 'Your question is kept on this device.')
  await amy.killWorker()
  await room.school.start()
  await soon('the request to arrive', async () => {
    await sendNow(amy)
    return asked().length === 2
  })
  await says(amy, tab, 'This is who has your question now:')
  // With nobody to hear of the decision: the next worker finds out.
  await amy.killWorker()
  await decide(await waiting(url), { is: 'refuse', reason: 'Not for school work' })
  await sendNow(amy)
  await says(amy, tab, 'The answer is no, this time.')
  await says(amy, tab, 'Not for school work')
  await amy.killWorker()
  const again = await amy.open(url)
  await says(amy, again, 'Not for school work')
  expect(asked()).toHaveLength(2)
}, 180_000)

test('in a lesson its teacher has it by name, and opens the site for this pupil until they end it', async () => {
  const lesson: RunningLesson = await khan.start()
  const [amys, bens] = [await amy.open('http://art.test/'), await ben.open('http://art.test/')]
  await says(amy, amys, 'Not in this lesson')
  await askFor(amy, amys)
  await says(amy, amys, `${KHAN} has your question now.`)
  const list = async () =>
    (await khan.ask<{ requests: PageRequest[] }>('GET', `/lessons/${lesson.id}/requests`)).requests
  const [request] = await list()
  await khan.ask('POST', `/lessons/${lesson.id}/requests`, {
    requests: [request?.id],
    decision: { ...OPEN, until: 'lesson' },
  })
  await shows(amy, amys, 'http://art.test/')
  await showsBlocked(ben, bens, 'http://art.test/')
  const [approved] = await list()
  await khan.ask('DELETE', `/lessons/${lesson.id}/approvals/${approved?.approval?.id}`)
  await showsBlocked(amy, amys, 'http://art.test/')
  await khan.ask('DELETE', `/lessons/${lesson.id}`)
}, 180_000)

/** Presses all that it can reach, and covers the rest. */
const HOSTILE = `<!doctype html><title>Maths</title><h1>Maths</h1>
<iframe src="http://quiz.test/embed" width="500" height="300"></iframe>
<script>
window.reached = []
window.hostileTries = () => {
  const note = document.querySelector('[role=note]')
  if (!note) return false
  if (note.shadowRoot) reached.push('shadow root')
  const { x, y, width, height } = note.getBoundingClientRect()
  for (let dx = 4; dx < width; dx += 8) for (let dy = 4; dy < height; dy += 8) {
    const at = document.elementFromPoint(x + dx, y + dy)
    if (at !== note) reached.push(at?.tagName)
    for (const type of ['pointerdown', 'pointerup', 'click'])
      at?.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: x + dx, clientY: y + dy }))
  }
  note.click()
  note.focus()
  for (const type of ['keydown', 'keyup'])
    note.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', bubbles: true, composed: true }))
  if (globalThis.chrome?.runtime?.sendMessage) reached.push('runtime')
  return true
}
addEventListener('message', ({ data }) => reached.push('message ' + JSON.stringify(data)))
document.addEventListener('click', (event) => reached.push('saw ' + event.composedPath()[0].tagName), true)
</script>`

interface Node {
  readonly nodeId: number
  readonly nodeName: string
  readonly children?: readonly Node[]
  readonly shadowRoots?: readonly Node[]
}
const buttonIn = (node: Node): Node | undefined => {
  if (node.nodeName === 'BUTTON') return node
  for (const inner of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) {
    const found = buttonIn(inner)
    if (found) return found
  }
  return undefined
}

/** A press by a person on our button in the frame's place, wherever the page has put it. */
const pressInPlace = (browser: ManagedBrowser, tab: string): Promise<void> =>
  withPage(browser, tab, async (send) => {
    await send('Page.bringToFront')
    const { root } = await send<{ root: Node }>('DOM.getDocument', { depth: -1, pierce: true })
    const { model } = await send<{ model: { content: number[] } }>('DOM.getBoxModel', {
      nodeId: buttonIn(root)?.nodeId,
    })
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.content
    const at = { x: (left + right) / 2, y: (top + bottom) / 2, button: 'left', clickCount: 1 }
    await send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at })
    await send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at })
  })

/** Longer than our button must have been in sight. */
const inSight = (browser: ManagedBrowser, tab: string) =>
  run(browser, tab, 'new Promise((done) => setTimeout(done, 1500))')

test('in a frame’s place no page can press it: not by script, not through a cover; a pupil can', async () => {
  room.web.on('maths.test', '/hostile', HOSTILE)
  room.web.on('quiz.test', '/embed', '<!doctype html><title>Quiz</title>a quiz')
  const before = asked().length
  const lesson = await khan.start()
  const tab = await openPage(amy, 'http://maths.test/hostile')
  await soon('the notice', () => run<boolean>(amy, tab, 'document.querySelector("[role=note]") !== null'))
  await inSight(amy, tab)
  await run(amy, tab, 'hostileTries()')
  // A real press, on a button that the pupil cannot see.
  await run(
    amy,
    tab,
    'document.querySelector("[role=note]").style.setProperty("opacity", "0.01", "important")',
  )
  await inSight(amy, tab)
  await pressInPlace(amy, tab)
  await run(amy, tab, 'document.querySelector("[role=note]").style.setProperty("opacity", "1", "important")')
  await inSight(amy, tab)
  expect(asked()).toHaveLength(before)
  await amy.killWorker()
  await pressInPlace(amy, tab)
  await soon('the request to arrive', () => asked().length === before + 1)
  const reached = await run<string[]>(amy, tab, 'reached')
  expect(reached.filter((one) => !one.startsWith('saw'))).toEqual([])
  // The page sees that something was pressed there, and no more.
  expect(new Set(reached)).toEqual(new Set(['saw DIV']))
  const { requests } = await khan.ask<{ requests: PageRequest[] }>('GET', `/lessons/${lesson.id}/requests`)
  expect(requests).toMatchObject([
    { url: 'http://quiz.test/embed', frame: true, onlyLesson: true, name: AMY },
  ])
  await khan.ask('POST', `/lessons/${lesson.id}/requests`, {
    requests: [requests[0]?.id],
    decision: { ...OPEN, until: 'lesson' },
  })
  await soon('the frame to be let in', async () => {
    await run(amy, tab, 'setTimeout(() => location.reload())')
    await loaded(amy, tab, 'http://maths.test/hostile')
    return room.web.seen('quiz.test', '/embed').length > 0
  })
  // As a part only: its host stays closed as a page.
  const page = await amy.open('http://quiz.test/embed')
  await showsBlocked(amy, page, 'http://quiz.test/embed')
  await says(amy, page, 'Not in this lesson')
  await khan.ask('DELETE', `/lessons/${lesson.id}`)
}, 180_000)
