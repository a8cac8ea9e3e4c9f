/**
 * Concerns on the safeguarding team's page, of two whose keys are in force: one is read and answered, a name opens behind
 * two keys, and a server that lies about keys is not believed. In order: each test goes on where the one before ended.
 */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageContentSchema, readSealed } from '../../lib/concern/content.ts'
import { memberKeyFrom, replyReader } from '../../lib/concern/member-key.ts'
import { newSecret } from '../../lib/concern/recovery-code.ts'
import { receiptNumber } from '../../lib/concern/receipt.ts'
import { openSealed } from '../../lib/concern/seal.ts'
import { joinOf } from '../../lib/concern/statements.ts'
import { type Written, writtenConcern } from '../../lib/concern/testing-team.ts'
import { MAILBOX_HEADER, ledgerResponseSchema, mailboxSchema } from '../../lib/protocol/concerns.ts'
import { toBase64url } from '../../lib/protocol/bytes.ts'
import { fill, goTo, inEveryLook, press, says } from './safeguarding/hands.ts'
import { openTeamStage, type TeamStage } from './safeguarding/stage.ts'
import { openTeam } from './safeguarding/team.ts'

let stage: TeamStage
let khan: Page
let jones: Page

beforeAll(async () => {
  stage = await openTeamStage()
  ;({ khan, jones } = await openTeam(stage))
}, 240_000)
afterAll(() => stage?.close())

/** A concern from a pupil's device, with the keys that the server hands on. */
async function sent(written: Written = {}) {
  const { keys, last } = await stage.keys()
  const concern = await writtenConcern(keys, { ...written, content: { ledger: last, ...written.content } })
  await stage.send(concern.request)
  return { ...concern, id: concern.request.id, receipt: await receiptNumber(concern.request.id) }
}

async function openConcern(page: Page, receipt: string): Promise<void> {
  await press(page, 'Look again')
  await says(page, `Concern ${receipt}`)
  await page.locator(`::-p-xpath(//button[contains(., "Concern ${receipt}")])`).setTimeout(60_000).click()
  await says(page, 'All concerns')
}

test('a concern is read and answered, and the answer opens on the pupil’s device alone', async () => {
  const picture = toBase64url(new Uint8Array(await khan.screenshot({ type: 'jpeg', quality: 40 })))
  const { request, reply, pair, secret, id, receipt } = await sent({
    today: true,
    content: {
      words: 'Someone is being horrible to Sam in the chat.\nIt happens every break.',
      page: { address: 'https://chat.example/room/7?with=sam', title: 'Class chat' },
      picture: { type: 'image/jpeg', data: picture },
    },
  })
  await sent({ content: { kind: 'broken', words: 'The blue laptop has no more keys.' } })
  await goTo(khan, 'Concerns')
  await press(khan, 'Look again')
  await says(khan, '2 concerns are waiting.')
  await inEveryLook(khan, 'inbox')
  expect(JSON.stringify(stage.school.query('SELECT * FROM concerns'))).not.toContain('horrible')
  await openConcern(khan, receipt)
  await says(khan, 'It happens every break.')
  expect(await khan.$$('main a')).toEqual([])
  await inEveryLook(khan, 'concern')
  await press(khan, 'Show the picture')
  await khan.waitForSelector('.picture img:not(.picture--blurred)')
  await inEveryLook(khan, 'concern-picture')
  await fill(khan, 'reply', 'Thank you for telling us. I will talk to Sam today.')
  await press(khan, 'Send the answer')
  await says(khan, 'Your answer is on its way.')
  await inEveryLook(khan, 'answered')
  const mailbox = await stage.pupil.ask(
    { method: 'GET', path: `/v1/concerns/${id}`, headers: { [MAILBOX_HEADER]: secret } },
    mailboxSchema,
  )
  expect(mailbox).toMatchObject({ state: 'answered', messages: [{ from: 'staff' }] })
  const [message] = mailbox.messages
  const opened = await openSealed(
    { id: (await replyReader(reply)).id, pair },
    message!.content,
    `message ${request.id} ${message!.id}`,
  )
  expect(readSealed(messageContentSchema, opened)).toMatchObject({
    words: 'Thank you for telling us. I will talk to Sam today.',
    name: 'Mrs Khan, safeguarding',
  })
}, 240_000)

test('with a sexual picture stands the rule, and nothing to look at', async () => {
  const { receipt } = await sent({
    content: { kind: 'picture', words: '', page: { address: 'https://pictures.example/1', title: '' } },
  })
  await press(khan, 'All concerns')
  await openConcern(khan, receipt)
  await says(khan, 'Do not look, copy, save, print or share')
  expect(await khan.$$('main img')).toEqual([])
  await inEveryLook(khan, 'rule')
  await press(khan, 'All concerns')
}, 120_000)

test('a hidden name opens with two keys; each step is on record, and the pupil is told', async () => {
  const { receipt, id, secret } = await sent({
    hidden: true,
    content: { kind: 'adult', words: 'Please help.' },
  })
  await openConcern(khan, receipt)
  await says(khan, 'The name is hidden')
  await press(khan, 'Ask a colleague to agree')
  await inEveryLook(khan, 'name-asking')
  await press(khan, 'Ask a colleague to agree')
  await says(khan, 'You have asked Mr Jones.')
  await press(jones, 'Look again')
  await says(jones, 'A colleague asks for your half of the name')
  await inEveryLook(jones, 'inbox-asked')
  await openConcern(jones, receipt)
  await says(jones, 'Mrs Khan, safeguarding asks to open the name together with you.')
  await inEveryLook(jones, 'name-asked')
  await press(jones, 'Agree: hand over my half')
  await press(jones, 'Agree: hand over my half')
  await says(jones, 'You have handed your half')
  expect(await jones.evaluate(() => document.body.innerText)).not.toContain('ada@hill.test')
  await press(khan, 'All concerns')
  await openConcern(khan, receipt)
  await says(khan, 'Mr Jones agrees. You can open the name now.')
  await press(khan, 'Open the name')
  await press(khan, 'Open the name')
  await says(khan, 'ada@hill.test')
  await says(khan, 'by Mrs Khan, safeguarding with Mr Jones')
  await inEveryLook(khan, 'name-opened')
  const mailbox = await stage.pupil.ask(
    { method: 'GET', path: `/v1/concerns/${id}`, headers: { [MAILBOX_HEADER]: secret } },
    mailboxSchema,
  )
  expect(mailbox.identityOpened).toHaveLength(1)
}, 240_000)

test('covered, nothing of it can be read', async () => {
  await press(khan, 'Cover this page')
  await says(khan, 'This page is covered')
  const covered = await khan.evaluate(() => document.body.innerText)
  for (const word of ['ada@hill.test', 'Please help.', 'Mrs Khan']) expect(covered).not.toContain(word)
  await inEveryLook(khan, 'covered')
  await press(khan, 'Show it again')
  await says(khan, 'ada@hill.test')
  await khan.reload()
  await says(khan, 'Opened')
  expect(await khan.evaluate(() => document.body.innerText)).not.toContain('ada@hill.test')
}, 120_000)

test('a server that adds a key of its own is not believed, and it is said on the page', async () => {
  const ask = { method: 'GET' as const, path: '/v1/safeguarding' }
  const { ledger } = await stage.pupil.ask(ask, ledgerResponseSchema)
  const { last, keys } = await stage.keys()
  const evil = await memberKeyFrom(newSecret())
  const who = { keys: evil.keys, name: 'Mr Evil', role: 'team' as const }
  stage.liar.lie = [...ledger, await joinOf(evil, who, { last, at: Date.now() })]
  await press(khan, 'Look again')
  await says(khan, 'Someone has tried to change the keys')
  await says(khan, 'It has a key that nobody of the team has vouched for.')
  await inEveryLook(khan, 'refused')
  await goTo(khan, 'Keys')
  await says(khan, 'Mr Jones')
  const shown = await khan.evaluate(() => document.body.innerText)
  expect(shown).not.toContain('Mr Evil')
  expect(shown).not.toContain('End this key')
  // What it takes back is missed as well.
  stage.liar.lie = ledger.slice(0, 1)
  await khan.reload()
  await says(khan, 'It takes back what it said before.')
  stage.liar.lie = null
  await khan.reload()
  await says(khan, 'Opened')
  expect(await khan.evaluate(() => document.body.innerText)).not.toContain('Someone has tried')
  expect(keys).toHaveLength(2)
}, 240_000)

test('with another fingerprint set, no key of the server’s is believed', async () => {
  const other = await memberKeyFrom(newSecret())
  await stage.pin(other.id, stage.jones)
  await jones.reload()
  await says(jones, 'Its first key is not the one whose fingerprint your school has set.')
  await inEveryLook(jones, 'wrong-pin')
}, 120_000)
