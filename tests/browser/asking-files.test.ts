/**
 * A pupil asks an adult for a file, from the prompt to the disk: the real server, a managed browser with a folder of its
 * own, workers that are killed between the steps, and the school's network that goes away meanwhile.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import type { Decision, PageRequest } from '../../lib/protocol/page-requests.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { temporaryFolder } from '../rig/paths.ts'
import { until } from '../rig/until.ts'
import { openPage, PATIENTLY, press, says } from './backstops/school.ts'
import { give, noPrompt, pressed, prompt, prompts } from './downloads/stage.ts'
import { AMY, KHAN, openClassroom, type Classroom, type Teacher } from './lessons/classroom.ts'
import { publishOpen } from './lessons/stage.ts'

const NELL = 'nell@hill.test'
const ZIP = 'application/zip'

let room: Classroom
let khan: Teacher
let nell: Teacher
let amy: ManagedBrowser
const folder = temporaryFolder('asked-files')

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  room = await openClassroom()
  await publishOpen(room.school, { downloads: { kinds: { archive: 'adult' } } })
  khan = await room.teacher(KHAN)
  nell = await room.teacher(NELL, ['network'])
  amy = await room.seat(AMY, {}, { DownloadDirectory: folder, PromptForDownloadLocation: false })
}, 240_000)
afterAll(async () => {
  await room?.close()
  rmSync(folder, { recursive: true, force: true })
})

const soon = (what: string, is: () => boolean | Promise<boolean>) => until(is, { what, within: PATIENTLY })
const files = (): string[] => readdirSync(folder)
const landed = (name: string) => soon(`${name} to land`, () => files().includes(name))

const LET: Decision = { is: 'approve', opens: 'file', for: 'pupil', until: 'today' }
async function waiting(name: string, who = nell, path = '/page-requests'): Promise<PageRequest> {
  const { requests } = await who.ask<{ requests: PageRequest[] }>('GET', path)
  const found = requests.find(({ file, state }) => file?.name === name && state === 'open')
  if (!found) throw new Error(`nobody asks for ${name}`)
  return found
}
const decide = ({ id }: PageRequest, decision: Decision, who = nell, path = '/page-requests') =>
  who.ask('POST', path, { requests: [id], decision })

/** A page gives a file, and the prompt comes. */
async function given(name: string): Promise<string> {
  give(room.web, 'packs.test', `/${name}`, name, ZIP)
  await amy.open(`https://packs.test/${name}`)
  const { targetId } = await prompt(amy)
  await says(amy, targetId, name)
  return targetId
}
async function askFor(tab: string): Promise<void> {
  await press(amy, tab, 'Ask an adult for it')
  await press(amy, tab, 'For my homework')
  await press(amy, tab, 'Send')
}

test('who has it is said; after a yes the file lands and the prompt gives way, once', async () => {
  const tab = await given('shapes.zip')
  await askFor(tab)
  await says(amy, tab, 'This is who has your question now: Mrs Patel')
  expect(files()).toEqual([])
  const request = await waiting('shapes.zip')
  expect(request).toMatchObject({
    name: AMY,
    host: 'packs.test',
    whys: ['For my homework'],
    file: { name: 'shapes.zip', kind: 'archive', bytes: 2_000 },
  })
  await decide(request, LET)
  await landed('shapes.zip')
  await noPrompt(amy)
  expect(files()).toEqual(['shapes.zip'])
  // Once: the same file again is asked about anew.
  const again = await given('shapes.zip')
  await says(amy, again, 'Ask an adult for it')
  expect(files()).toEqual(['shapes.zip'])
  await press(amy, again, 'Close this page')
  await noPrompt(amy)
}, 180_000)

test('offline it is kept; sent by a worker that knows nothing of it; a refusal says why', async () => {
  await room.school.kill()
  const tab = await given('offline.zip')
  await askFor(tab)
  await says(amy, tab, 'Your question is kept on this device.')
  await amy.killWorker()
  await room.school.start()
  await soon('the request to arrive', async () => {
    await sendNow(amy)
    return waiting('offline.zip').then(
      () => true,
      () => false,
    )
  })
  await says(amy, tab, 'This is who has your question now:')
  await amy.killWorker()
  await decide(await waiting('offline.zip'), { is: 'refuse', reason: 'It is on the school’s drive' })
  await sendNow(amy)
  await says(amy, tab, 'The answer is no, this time.')
  await says(amy, tab, 'It is on the school’s drive')
  expect(files()).toEqual(['shapes.zip'])
  await press(amy, tab, 'Close this page')
  await noPrompt(amy)
}, 180_000)

test('with its page closed and its worker killed, it lands all the same', async () => {
  const tab = await given('later.zip')
  await askFor(tab)
  await says(amy, tab, 'This is who has your question now:')
  await press(amy, tab, 'Close this page')
  await noPrompt(amy)
  await amy.killWorker()
  await decide(await waiting('later.zip'), LET)
  await sendNow(amy)
  await landed('later.zip')
  expect(await prompts(amy)).toEqual([])
}, 180_000)

test('in a lesson its teacher has it; what only its page can give is chosen again, and works once', async () => {
  const lesson: RunningLesson = await khan.start({ sites: [{ host: 'packs.test' }] })
  const list = `/lessons/${lesson.id}/requests`
  const page = await openPage(amy, 'https://packs.test/maker')
  const make = () =>
    pressed(
      amy,
      page,
      `const link = document.createElement('a')
      const address = URL.createObjectURL(new Blob(['x'.repeat(3000)], { type: '${ZIP}' }))
      Object.assign(link, { href: address, download: 'made.zip' })
      document.body.append(link)
      link.click()
      setTimeout(() => URL.revokeObjectURL(address))`,
    )
  await make()
  const { targetId } = await prompt(amy)
  await says(amy, targetId, 'made.zip')
  await askFor(targetId)
  await says(amy, targetId, `${KHAN} has your question now.`)
  await decide(await waiting('made.zip', khan, list), { ...LET, until: 'lesson' }, khan, list)
  await says(amy, targetId, 'Please choose it again')
  expect(files()).not.toContain('made.zip')
  await make()
  await landed('made.zip')
  // What was asked about is there, so its page gives way: the next is asked about on another.
  await noPrompt(amy)
  await make()
  await says(amy, (await prompt(amy)).targetId, 'Ask an adult for it')
  expect(files().filter((name) => name.startsWith('made'))).toEqual(['made.zip'])
  await khan.ask('DELETE', `/lessons/${lesson.id}`)
}, 180_000)

test('for a program no adult is asked', async () => {
  for (const { targetId } of await prompts(amy)) await amy.cdp.send('Target.closeTarget', { targetId })
  give(room.web, 'packs.test', '/setup.exe', 'setup.exe', 'application/octet-stream')
  await amy.open('https://packs.test/setup.exe')
  const { targetId } = await prompt(amy)
  await says(amy, targetId, 'setup.exe')
  const text = await amy.cdp.evaluate(
    targetId,
    `[...document.querySelectorAll('.file')].find((one) => one.textContent.includes('setup.exe')).textContent`,
  )
  expect(text).toContain('can harm the computer')
  expect(text).not.toContain('Ask an adult')
}, 120_000)
