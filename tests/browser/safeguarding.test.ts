/**
 * Keys on the safeguarding team's page, on two managed browsers against the real server: the first key, and a second that
 * is vouched for. In order: each test goes on where the one before ended, as a school does.
 */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLink } from '../../server/staff/links.ts'
import {
  CONSOLE_LOOKS,
  dressConsole,
  IN_ORDER,
  launchStaffBrowser,
  staffPage,
  stateOf,
} from '../rig/console.ts'
import { takePicture } from '../rig/pictures.ts'
import { goTo, inEveryLook, openTeamPage, partsOn, press, says, typeParts } from './safeguarding/hands.ts'
import { JONES, KHAN, openTeamStage, type TeamStage } from './safeguarding/stage.ts'
import { keepKey, makeKey } from './safeguarding/team.ts'

let stage: TeamStage
let khan: Page
let jones: Page
/** Mrs Khan's recovery code, as it stands on her sheet. */
let sheet: string[]

beforeAll(async () => {
  stage = await openTeamStage()
  khan = await openTeamPage(stage.khan)
  jones = await openTeamPage(stage.jones)
}, 240_000)
afterAll(() => stage?.close())

test('the first key: code, sheet, proof that it was printed, and a fingerprint for every device', async () => {
  await says(khan, 'You have no safeguarding key in this browser')
  await inEveryLook(khan, 'begin')
  await press(khan, 'Make a key')
  await inEveryLook(khan, 'make')
  await press(khan, 'Back')
  sheet = await makeKey(khan, await stage.code(KHAN), 'Mrs Khan, safeguarding')
  expect(sheet).toHaveLength(14)
  await inEveryLook(khan, 'sheet')
  await khan.emulateMediaType('print')
  const printed = await khan.evaluate(() => document.body.innerText)
  expect(printed).toContain('Recovery sheet for a safeguarding key')
  expect(printed).not.toContain('I have printed it')
  await takePicture(khan, 'safeguarding-sheet-on-paper')
  await khan.emulateMediaType()
  await press(khan, 'I have printed it')
  await typeParts(
    khan,
    sheet.map(() => 'XXXX'),
  )
  await press(khan, 'Keep the key')
  await says(khan, 'is different on the sheet')
  await inEveryLook(khan, 'check')
  await typeParts(khan, sheet)
  await press(khan, 'Keep the key')
  await says(khan, 'tell every device your fingerprint')
  const { keys } = await stage.keys()
  expect(keys).toMatchObject([{ name: 'Mrs Khan, safeguarding', role: 'team' }])
  await says(khan, keys[0]?.id ?? '')
  await inEveryLook(khan, 'pin')
}, 240_000)

test('the key stays in the browser, and no script gets it out', async () => {
  const found = await khan.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('no reason')))
      })
    const database = await done(indexedDB.open('kerb-safeguarding'))
    const own = (await done(database.transaction('own').objectStore('own').get('own'))) as {
      key: { signKey: CryptoKey; pair: CryptoKeyPair }
    }
    database.close()
    const out = (key: CryptoKey) =>
      crypto.subtle.exportKey('jwk', key).then(
        () => 'out',
        () => 'kept',
      )
    return {
      text: JSON.stringify(own),
      keys: [await out(own.key.signKey), await out(own.key.pair.privateKey)],
    }
  })
  expect(found.keys).toEqual(['kept', 'kept'])
  for (const part of sheet) expect(found.text).not.toContain(`"${part}`)
})

test('once it is set for every device, it is the school’s', async () => {
  const { keys } = await stage.keys()
  await stage.pin(keys[0]?.id ?? '', stage.khan, stage.jones)
  await khan.reload()
  await says(khan, 'Yours is the only key.')
  expect(await khan.evaluate(() => document.body.innerText)).not.toContain('One step is left')
  await inEveryLook(khan, 'inbox-empty')
}, 120_000)

test('a second member waits, and is vouched for with parts of the other screen', async () => {
  await jones.close()
  jones = await openTeamPage(stage.jones)
  const recovery = await makeKey(jones, await stage.code(JONES), 'Mr Jones')
  await keepKey(jones, recovery)
  await says(jones, 'Your key waits for a member of the team')
  await inEveryLook(jones, 'waiting')
  const fingerprint = await partsOn(jones, 'Your fingerprint')
  await press(khan, 'Look again')
  await goTo(khan, 'Keys')
  await says(khan, JONES)
  await press(khan, 'Vouch for this key')
  await inEveryLook(khan, 'vouch')
  await typeParts(
    khan,
    fingerprint.map(() => 'AAAA'),
  )
  await press(khan, 'Vouch for this key')
  await says(khan, 'do not vouch')
  await inEveryLook(khan, 'vouch-different')
  expect((await stage.keys()).keys).toHaveLength(1)
  await typeParts(khan, fingerprint)
  await press(khan, 'Vouch for this key')
  await says(khan, 'Vouched for by Mrs Khan, safeguarding')
  await inEveryLook(khan, 'keys')
  await press(jones, 'Look again')
  await says(jones, 'No concern is waiting.')
}, 240_000)

test('the console: whose keys there are, and a code for the next', async () => {
  const browser = await launchStaffBrowser()
  try {
    const page = await staffPage(browser)
    const link = await createLink(stage.context.db, Date.now())
    await page.goto(`${stage.school.address}/#link=${link}`)
    await says(page, 'Mrs Khan, safeguarding')
    await says(page, 'No mail goes out.')
    await page.locator('section[aria-labelledby=safeguarding] button[type=submit]').click()
    await page.waitForSelector('#key-code')
    for (const look of CONSOLE_LOOKS) {
      await dressConsole(page, look)
      expect(await stateOf(page, 'safeguarding', look)).toEqual(IN_ORDER)
      await takePicture(page, `console-safeguarding-${look.scheme}-${look.width}`)
    }
  } finally {
    await browser.close()
  }
}, 120_000)
