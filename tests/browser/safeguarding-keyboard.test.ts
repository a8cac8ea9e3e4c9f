/**
 * The safeguarding team's page by the keyboard alone, in a managed browser against the real server: a key is made, a concern
 * is read, answered, noted, put into a case and closed. After each step the keyboard is somewhere that says what came of it.
 */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiptNumber } from '../../lib/concern/receipt.ts'
import { writtenConcern } from '../../lib/concern/testing-team.ts'
import { Keyboard } from '../rig/keyboard.ts'
import { openTeamPage, partsOn, says } from './safeguarding/hands.ts'
import { KHAN, openTeamStage, type TeamStage } from './safeguarding/stage.ts'

let stage: TeamStage
let page: Page
let keys: Keyboard

beforeAll(async () => {
  stage = await openTeamStage()
  page = await openTeamPage(stage.khan)
  await page.bringToFront()
  keys = new Keyboard(page)
}, 240_000)
afterAll(() => stage?.close())

/** The parts that are asked for, as they stand on the sheet. */
async function typeParts(label: (number: number) => string, parts: readonly string[]): Promise<void> {
  const names = await page.$$eval('input[name^=part-]', (fields) => fields.map(({ name }) => name))
  expect(names).toHaveLength(3)
  for (const name of names) {
    const at = Number(name.slice('part-'.length))
    await keys.type(label(at + 1), parts[at] ?? '')
  }
}

test('a key is made: code, sheet, proof that it was printed', async () => {
  await keys.press('Make a key')
  await keys.isAt('Make your key')
  await keys.type('One-time code', await stage.code(KHAN))
  await keys.type('Your name and role', 'Mrs Khan, safeguarding')
  await keys.press('Make the key')
  await keys.isAt('Print your recovery sheet')
  const sheet = await partsOn(page, 'Recovery code')
  await keys.press('I have printed it')
  await keys.isAt('Is the sheet in your hand?')
  await typeParts((number) => `Part ${number} of 14`, sheet)
  await page.keyboard.press('Enter')
  await says(page, 'tell every device your fingerprint')
  await keys.isAt('Concerns')
  await keys.to('Copy')
  const { keys: known } = await stage.keys()
  await stage.pin(known[0]?.id ?? '', stage.khan)
  await page.reload()
  await says(page, 'Yours is the only key.')
}, 240_000)

test('a concern is read, taken in hand, answered and noted', async () => {
  const { keys: known, last } = await stage.keys()
  const concern = await writtenConcern(known, { content: { ledger: last, words: 'He took my bag.' } })
  await stage.send(concern.request)
  await keys.press('Look again')
  await says(page, 'To be read')
  await keys.isAt('Look again')
  await keys.press(`Concern ${await receiptNumber(concern.request.id)}`)
  await says(page, 'He took my bag.')
  await keys.isAt('Someone is unkind')
  await keys.press('Take it in hand')
  await says(page, 'You have it in hand')
  await keys.isAt('In hand')
  await keys.type('Your answer', 'Come to my room at break.')
  await keys.press('Send the answer')
  await says(page, 'Your answer is on its way.')
  await keys.type('Your note', 'Rang home.')
  await keys.type('Outcome', 'Parents')
  await keys.press('Keep the note')
  await says(page, 'Outcome: Parents told')
}, 240_000)

test('it goes into a case, which is opened; then it is closed', async () => {
  await keys.type('Title of the case', 'The bag')
  await keys.press('Begin the case')
  await says(page, 'Take this concern out of the case')
  await keys.isAt('Case')
  await keys.press('Close this concern')
  await says(page, 'Take it up again')
  await keys.isAt('Take it up again')
  await keys.press('Cases')
  await keys.press('The bag')
  await keys.isAt('The bag')
  await keys.press('Open its concerns')
  await says(page, 'Rang home.')
  await keys.isAt('The bag')
  await keys.press('All cases')
  await keys.isAt('Cases')
}, 240_000)

test('what cannot be taken back is asked once more, and left; the page is covered, and shown where it was', async () => {
  await keys.press('Keys')
  await keys.isAt('Keys of the team')
  await keys.press('Take my key off this browser')
  await keys.press('Cancel')
  await keys.isAt('This browser')
  await keys.press('Cover this page')
  await keys.isAt('Show it again')
  await page.keyboard.press('Enter')
  await keys.isAt('Keys of the team')
}, 240_000)
