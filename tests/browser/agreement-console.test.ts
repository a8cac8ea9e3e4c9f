/** The agreement on the console, in a real browser: published, looked at, recorded, imported; for each role. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { given, told } from '../../server/agreement/testing-agreement.ts'
import { currentDocument, publish } from '../../server/documents/documents.ts'
import { AMY, BEN, KHAN, TEN } from '../../server/lessons/testing-lessons.ts'
import { TestDevice } from '../../server/testing.ts'
import { LessonStage, NELL } from '../fixtures/lesson-stage.ts'
import { Teacher } from '../fixtures/teacher.ts'
import { launchStaffBrowser } from '../rig/console.ts'

const OFFICE = 'office@school.example'

let stage: LessonStage
let browser: Browser
let folder: string

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  folder = mkdtempSync(join(tmpdir(), 'kerb-permissions-'))
  stage = await LessonStage.open()
  const { db, vault } = stage.school.server.context
  const policy = await currentDocument(db, vault, 'policy')
  const group = policy?.groups['year-9']
  if (!policy || !group) throw new Error('the stage has no policy with a year 9')
  group.agreement = { text: 'child', parent: true, until: 'remind', open: [] }
  await publish(db, vault, 'policy', policy, { actor: 'test', note: '' })
  await stage.school.signIn(OFFICE, ['office'])
  browser = await launchStaffBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  rmSync(folder, { recursive: true, force: true })
  vi.useRealTimers()
})

const agree = async (name: string): Promise<TestDevice> => {
  const device = await TestDevice.confirmed(stage.school.server, { person: { name, from: 'profile' } })
  await device.heartbeat()
  const text = (await told(device))?.texts[0]?.name ?? ''
  await device.send('POST', '/v1/agreement', { person: name, given: [given(text, { at: TEN })] })
  return device
}

it('a network manager publishes the sample, and sees it as its readers will', async () => {
  const nell = await Teacher.signIn(browser, stage, NELL)
  await nell.sees('Nobody is asked yet')
  await nell.pressFirst('Write or upload a text')
  await nell.pressFirst('Publish')
  await nell.sees('Title: give the agreement a title.')
  await nell.pressFirst('Start from the sample')
  await nell.page.waitForSelector('.agreement-preview li')
  await nell.isInOrder('agreement-writing')
  await nell.pressFirst('Publish')
  await nell.sees('Agreed: 0 of 30; 30 not yet')
  await nell.sees('“How we use computers at school” is published.')
  await nell.leave()
})

it('the office sees this page alone: who has agreed, permissions one by one and from a file', async () => {
  const device = await agree(AMY)
  await agree(BEN)
  const waiting = await TestDevice.make(stage.school.server, { person: { name: AMY, from: 'profile' } })
  await waiting.enrol()
  const office = await Teacher.signIn(browser, stage, OFFICE)
  await office.sees('Agreed: 0 of 30; 28 not yet; 30 without a parent’s permission')
  expect(await office.page.$$eval('h2', (all) => all.map((one) => one.id))).toEqual(['agreement', 'account'])
  await office.pressFirst('Show the list')
  await office.sees('Seems to use a device that the school has not confirmed.')
  await office.press(`Record the permission for ${AMY}`)
  await office.fill('input[name=by]', 'Ms Green')
  await office.isPictured('agreement-record')
  await office.press('Record')
  await office.sees(`The permission for ${AMY} is on record.`)
  await office.sees('Agreed: 1 of 30')
  expect((await told(device))?.permitted.length).toBe(1)
  const file = join(folder, 'permissions.csv')
  writeFileSync(file, `E-mail,Permission,Date,Given by\n${BEN},yes,01/09/2026,Ms Brown\nnobody,yes,,\n`)
  const input = await office.page.waitForSelector('input[type=file]')
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file)
  await office.sees('1 permission recorded for 2026–27.')
  await office.sees('Line 3 “nobody” is no e-mail address, and nobody here has this name')
  await office.isInOrder('agreement-office')
  await office.pressFirst('Apply')
  await office.sees('Agreed: 2 of 30; 28 not yet')
  await office.leave()
})

it('a teacher sees the own classes under the lessons', async () => {
  const khan = await Teacher.signIn(browser, stage, KHAN)
  await khan.sees('9B Maths 2 of 30; 28 not yet')
  await khan.press('Who in 9B Maths')
  await khan.sees(`${AMY} Agreed`)
  await khan.isInOrder('agreement-own-classes')
  await khan.leave()
})
