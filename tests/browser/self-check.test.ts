/** A self-check in a managed browser: real tabs, the real server, and nothing of it in the pupil's record. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SelfChecks } from '../../lib/protocol/self-check.ts'
import { askFor } from '../../server/self-check/asks.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { until } from '../rig/until.ts'
import { openPage, run } from './backstops/school.ts'
import { AMY, openClassroom, type Classroom, type Teacher } from './lessons/classroom.ts'

const BUTTON = '[aria-labelledby=self-check-title] button'
const STATUS = '[aria-labelledby=self-check-title] [role=status]'

let room: Classroom
let amy: ManagedBrowser
let network: Teacher

beforeAll(async () => {
  room = await openClassroom(['*.test', 'pornhub.com', 'www.gov.uk'])
  amy = await room.seat(AMY)
  network = await room.teacher('network@hill.test', ['network'])
}, 300_000)
afterAll(() => room?.close())

test('tries, closes what it opened, files it, and leaves no row', async () => {
  for (const [address, expected] of [
    ['http://leaks.test/adult', 'stopped'],
    ['http://maths.test/open', 'open'],
  ])
    await network.ask('POST', '/self-checks/addresses', { address, expected, label: 'Outside page' })
  const page = await openPage(amy, `chrome-extension://${amy.extensionId}/settings.html`)
  await until(() => run<boolean>(amy, page, `document.querySelector('${BUTTON}') !== null`), {
    what: 'the page to have its button',
  })
  await run(amy, page, `document.querySelector('${BUTTON}').click()`)
  const said = await until(
    async () => {
      const text = await run<string>(amy, page, `document.querySelector('${STATUS}')?.innerText ?? ''`)
      return text !== '' && !text.includes('Checking') && text
    },
    { what: 'the check to end', within: 240_000 },
  )
  expect(said).toContain('The school has the result.')
  const tabs = await amy.tabs()
  expect(tabs.filter(({ url }) => url.includes('kerb-self-check') || url.includes('leaks.test'))).toEqual([])
  const { checks } = await network.ask<SelfChecks>('GET', '/self-checks')
  expect(checks).toHaveLength(1)
  // Nobody listed it, and the school wanted it stopped: that is what a check is for.
  expect(checks[0]?.notes.filter(({ result }) => result === 'failed')).toEqual([
    expect.objectContaining({ address: 'http://leaks.test/adult', outcome: 'loaded', category: null }),
  ])
  expect(checks[0]?.cases).toBeGreaterThan(35)
  // What is closed was never asked for.
  expect(room.web.seen('pornhub.com')).toEqual([])
  expect(room.web.seen('www.gov.uk', '/kerb-self-check')).toHaveLength(1)
  await sendNow(amy)
  const rows = room.school.rows().filter(({ host }) => /pornhub|leaks|gov\.uk|stormfront/.test(host ?? ''))
  expect(rows).toEqual([])
}, 300_000)

/** As the browser says it. The rig's screen has no hand that could touch it. */
const idleIs = (state: 'active' | 'idle') =>
  amy.evaluateInWorker((said) => {
    const { browser } = globalThis as unknown as { browser?: typeof chrome }
    for (const one of [chrome, browser]) if (one) Object.assign(one.idle, { queryState: async () => said })
  }, state)

/** Asks Amy's device, as the schedule does, and has it send its heartbeat. */
async function ask(slot: number): Promise<void> {
  const { db } = room.context
  const { id } = await db.selectFrom('installations').select('id').executeTakeFirstOrThrow()
  const [group] = (await network.ask<SelfChecks>('GET', '/self-checks')).checks
  await askFor(db, { policy_group: group?.group ?? '', slot, installation: id }, Date.now())
  await sendNow(amy)
}
const why = async (slot: number) =>
  (
    await room.context.db
      .selectFrom('self_check_asks')
      .select('why')
      .where('slot', '=', slot)
      .executeTakeFirst()
  )?.why

test('that the school asks for is put off while somebody is at the device, and made while nobody is', async () => {
  await idleIs('active')
  await ask(1)
  await until(async () => (await why(1)) === 'in-use', { what: 'the device to say that it is in use' })
  await idleIs('idle')
  await ask(2)
  const made = await until(
    async () => {
      const { checks } = await network.ask<SelfChecks>('GET', '/self-checks')
      return checks.find(({ how }) => how === 'plan')
    },
    { what: 'the check to be filed', within: 240_000 },
  )
  expect(made.cases).toBeGreaterThan(35)
  expect(made.notes.filter(({ result }) => result === 'failed')).toHaveLength(1)
  const tabs = await amy.tabs()
  expect(tabs.filter(({ url }) => /kerb-self-check|leaks\.test|blank/.test(url))).toEqual([])
}, 300_000)
