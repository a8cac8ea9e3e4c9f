/** Two persons for one look, on the console in a real browser: who asks waits, somebody else says yes, it opens. */
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { publish } from '../../server/documents/documents.ts'
import { AMY, TEN } from '../../server/lessons/testing-lessons.ts'
import { HEAD, LEAD, seen } from '../../server/record/testing-looks.ts'
import { setName } from '../../server/staff/members.ts'
import { samplePolicy, TestDevice } from '../../server/testing.ts'
import { LessonStage } from '../fixtures/lesson-stage.ts'
import { Teacher } from '../fixtures/teacher.ts'
import { launchStaffBrowser } from '../rig/console.ts'

const FIND = 'section[aria-labelledby=record] input[name=find]'

let stage: LessonStage
let browser: Browser

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  stage = await LessonStage.open()
  const { context } = stage.school.server
  const { db, vault } = context
  await setName(context, db, await stage.school.signIn(LEAD, ['dsl']), 'Mrs Okoro')
  await setName(context, db, await stage.school.signIn(HEAD, ['head']), 'Mr Bright')
  const device = await TestDevice.confirmed(stage.school.server, { person: { name: AMY, from: 'profile' } })
  await device.activity([seen(1, { host: 'maths.test' })])
  await publish(db, vault, 'policy', { ...samplePolicy(), secondYes: 'looks' }, { actor: 'test', note: '' })
  browser = await launchStaffBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  vi.useRealTimers()
})

it('shows whoever asks that it waits, the head the choice, and the record once the head has said yes', async () => {
  const lead = await Teacher.signIn(browser, stage, LEAD)
  await lead.fill(FIND, 'amy')
  await lead.page.keyboard.press('Enter')
  await lead.press(`Look at the record of ${AMY}`)
  await lead.page.select('select[name=reason]', 'concern')
  await lead.fill('textarea[name=words]', 'A friend is worried.')
  await lead.pressFirst('Open the record')
  await lead.sees('A second person has to say yes to this look')
  await lead.isInOrder('second-yes-waits')
  await lead.pressFirst('See whether it is answered')
  await lead.sees('A second person has to say yes to this look')
  expect(await lead.page.$eval('main', ({ textContent }) => textContent)).not.toContain('maths.test')

  const head = await Teacher.signIn(browser, stage, HEAD)
  await head.sees('A second person has to say yes to this look')
  await head.isInOrder('second-yes-asked')
  await head.pressFirst('Say yes')
  await head.sees('Mr Bright said yes to this look')

  await lead.pressFirst('See whether it is answered')
  await lead.sees('maths.test')
  await lead.isInOrder('second-yes-given')
})
