/**
 * What becomes of a concern on the team's page: noted, handed to a colleague who is mailed, taken into a file for the
 * case log, closed. The worker is ended between the steps, as the browser does at any time.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiptNumber } from '../../lib/concern/receipt.ts'
import { type Written, writtenConcern } from '../../lib/concern/testing-team.ts'
import { mailServer } from '../../server/mail/testing-mail.ts'
import { temporaryFolder } from '../rig/paths.ts'
import { until } from '../rig/until.ts'
import { fill, goTo, inEveryLook, press, says } from './safeguarding/hands.ts'
import { JONES, openTeamStage, type TeamStage } from './safeguarding/stage.ts'
import { openTeam } from './safeguarding/team.ts'

let stage: TeamStage
let smtp: Awaited<ReturnType<typeof mailServer>>
let khan: Page
let jones: Page
const folders = { khan: temporaryFolder('khan-files'), jones: temporaryFolder('jones-files') }

beforeAll(async () => {
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true })
  smtp = await mailServer()
  stage = await openTeamStage({ environment: smtp.environment, folders })
  ;({ khan, jones } = await openTeam(stage))
}, 240_000)
afterAll(async () => {
  await stage?.close()
  await smtp?.close()
})

let receipt: string

/** @param later names of those who may read it only when it goes on */
async function sent(written: Written = {}, later: readonly string[] = []) {
  const { keys, last } = await stage.keys()
  const concern = await writtenConcern(keys, { ...written, content: { ledger: last, ...written.content } })
  const ofLater = keys.filter(({ name }) => later.includes(name)).map(({ id }) => id)
  await stage.send({ ...concern.request, later: ofLater })
  return receiptNumber(concern.request.id)
}

async function openConcern(page: Page, number: string): Promise<void> {
  await press(page, 'Look again')
  await says(page, `Concern ${number}`)
  await page.locator(`::-p-xpath(//button[contains(., "Concern ${number}")])`).setTimeout(60_000).click()
  await says(page, 'All concerns')
}

const letters = () => smtp.letters.filter(({ to }) => to === JONES)

/** The one file with this ending, once the browser has it whole. */
async function file(folder: string, ending: string, begins = 'kerb-concern'): Promise<string> {
  const name = await until(
    () => readdirSync(folder).find((one) => one.startsWith(begins) && one.endsWith(ending)),
    {
      what: `a file ${ending}`,
      within: 60_000,
    },
  )
  return readFileSync(join(folder, name), 'utf8')
}

test('a note with its outcome is kept, and the server has no word of it', async () => {
  receipt = await sent({
    content: {
      words: 'Someone is being horrible to Sam in the chat.\n=1+1',
      page: { address: 'https://chat.example/room/7?with=sam', title: 'Class chat' },
    },
  })
  await goTo(khan, 'Concerns')
  await openConcern(khan, receipt)
  await says(khan, 'No note yet.')
  await fill(khan, 'note', 'Spoke to Sam’s mother. Sam is safe at home.')
  await khan.select('select[name=outcome]', 'parents')
  await khan.locator('summary').click()
  await fill(khan, 'about', '23 November, 10:15, https://chat.example/room/7?with=sam')
  await inEveryLook(khan, 'note-writing')
  await stage.khan.killWorker()
  await press(khan, 'Keep the note')
  await says(khan, 'The note is kept.')
  await says(khan, 'Outcome: Parents told')
  await says(khan, '23 November, 10:15, chat.example')
  await inEveryLook(khan, 'note-kept')
  const rows = stage.school.query<{ content: string }>('SELECT * FROM concern_notes')
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toMatch(/mother|parents/)
}, 240_000)

test('it is taken in hand and handed over; the colleague is mailed that a concern waits, and nothing else', async () => {
  await says(khan, 'Nobody has it in hand')
  await press(khan, 'Take it in hand')
  await says(khan, 'You have it in hand')
  await until(() => letters().length > 0, { what: 'the first mail', within: 60_000 })
  const before = letters().length
  await stage.khan.killWorker()
  const [colleague] = await khan.$$eval('select[name=hand] option', (all) =>
    all.map(({ value, textContent }) => ({ value, textContent })).filter(({ value }) => value !== ''),
  )
  expect(colleague?.textContent).toBe('Mr Jones')
  await khan.select('select[name=hand]', colleague?.value ?? '')
  await press(khan, 'Hand it over')
  await says(khan, 'Mr Jones has it in hand')
  await inEveryLook(khan, 'handed')
  await until(() => letters().length > before, { what: 'the mail', within: 60_000 })
  expect(letters().at(-1)).toMatchObject({ to: JONES, subject: 'A concern is waiting' })
  expect(letters().at(-1)?.text).not.toMatch(/Khan|Sam|mother|chat/)
  await press(jones, 'Look again')
  await says(jones, 'Handed to you')
  await press(jones, 'Mine')
  await says(jones, `Concern ${receipt}`)
  await inEveryLook(jones, 'inbox-mine')
}, 240_000)

test('the colleague reads the note, and takes the concern into files for the case log', async () => {
  await stage.jones.killWorker()
  await openConcern(jones, receipt)
  await says(jones, 'Spoke to Sam’s mother.')
  await says(jones, 'You have it in hand')
  await fill(jones, 'note', 'Sam has a mentor now.')
  await jones.select('select[name=outcome]', 'monitored')
  await press(jones, 'Keep the note')
  await says(jones, 'Monitored in school')
  await inEveryLook(jones, 'case-log')
  await press(jones, 'Make a CSV file')
  await says(jones, 'The file is made.')
  const csv = await file(folders.jones, '.csv')
  const [row] = parse(csv, { columns: true, bom: true }) as Record<string, string>[]
  expect(row).toMatchObject({
    Pupil: 'ada@hill.test',
    Group: 'Year 9',
    Category: 'Someone is unkind',
    Outcome: 'Monitored in school',
    'Assigned to': 'Mr Jones',
    'Linked staff': 'Mrs Khan, safeguarding; Mr Jones',
    'Receipt number': receipt,
  })
  expect(row?.['Incident']).toBe('Someone is being horrible to Sam in the chat. =1+1')
  expect(row?.['Action taken']).toContain('Spoke to Sam’s mother.')
  expect(csv).not.toContain('://')
  await press(jones, 'Make a JSON file')
  const { concerns } = JSON.parse(await file(folders.jones, '.json')) as {
    concerns: { notes: { by: string }[] }[]
  }
  expect(concerns[0]?.notes.map(({ by }) => by)).toEqual(['Mrs Khan, safeguarding', 'Mr Jones'])
  await says(jones, 'Taken into a file by')
  expect(stage.school.query('SELECT * FROM concern_exports')).toHaveLength(2)
}, 240_000)

test('another concern of the same matter joins it in a case, which the colleague reads as a whole', async () => {
  const other = await sent({ content: { words: 'They wrote it about me as well.' } })
  await goTo(khan, 'Concerns')
  await openConcern(khan, receipt)
  await fill(khan, 'case-title', 'The chat of 9B')
  await press(khan, 'Begin the case')
  await says(khan, 'Take this concern out of the case')
  await stage.khan.killWorker()
  await press(khan, 'All concerns')
  await openConcern(khan, other)
  await says(khan, 'Put it into')
  const [known] = await khan.$$eval('select[name=case] option', (all) =>
    all.map(({ value }) => value).filter((value) => value !== ''),
  )
  await khan.select('select[name=case]', known ?? '')
  await inEveryLook(khan, 'case-choosing')
  await press(khan, 'Add this concern')
  await says(khan, 'Take this concern out of the case')
  expect(JSON.stringify(stage.school.query('SELECT * FROM concern_notes'))).not.toContain('The chat')
  await goTo(jones, 'Cases')
  await says(jones, 'The chat of 9B')
  await says(jones, '2 concerns')
  await inEveryLook(jones, 'cases')
  await jones.locator('::-p-xpath(//button[contains(., "The chat of 9B")])').click()
  await press(jones, 'Open its concerns')
  await says(jones, 'Sam has a mentor now.')
  await inEveryLook(jones, 'case')
  await press(jones, 'Make a CSV file')
  await says(jones, 'The file is made.')
  const rows = parse(await file(folders.jones, '.csv', 'kerb-case'), { columns: true, bom: true }) as {
    Case: string
  }[]
  expect(rows.map((row) => row.Case)).toEqual(['The chat of 9B', 'The chat of 9B'])
}, 240_000)

test('one that is for Mrs Khan alone goes on to Mr Jones when she hands it on, with her reason', async () => {
  const alone = await sent({ content: { words: 'It is about my teacher.' } }, ['Mr Jones'])
  await goTo(jones, 'Concerns')
  await press(jones, 'Look again')
  await says(jones, 'All')
  expect(await jones.evaluate(() => document.body.innerText)).not.toContain(alone)
  await press(khan, 'All concerns')
  await openConcern(khan, alone)
  await says(khan, 'Hand on to the next')
  await khan.locator('::-p-xpath(//summary[contains(., "Hand it on")])').click()
  await fill(khan, 'onward', 'I am away until Monday.')
  await inEveryLook(khan, 'handing-on')
  await stage.khan.killWorker()
  const before = letters().length
  await press(khan, 'Hand it on')
  await says(khan, 'Handed on to the next')
  await until(() => letters().length > before, { what: 'the mail', within: 60_000 })
  await openConcern(jones, alone)
  await says(jones, 'I am away until Monday.')
  await press(jones, 'All concerns')
}, 240_000)

test('it is closed, and its notes stay', async () => {
  await stage.jones.killWorker()
  await goTo(jones, 'Concerns')
  await openConcern(jones, receipt)
  await press(jones, 'Close this concern')
  await says(jones, 'Take it up again')
  await says(jones, 'Sam has a mentor now.')
  expect(await jones.$$('main a')).toEqual([])
}, 120_000)
