/** Classes on the console in a real browser: a roster from its upload to its undoing, a class by hand, and the look. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createLink } from '../../server/staff/links.ts'
import { TestDevice, testServer, type TestServer } from '../../server/testing.ts'
import {
  CONSOLE_LOOKS,
  dressConsole,
  IN_ORDER,
  launchStaffBrowser,
  staffPage,
  stateOf,
} from '../rig/console.ts'
import { takePicture } from '../rig/pictures.ts'

const ROSTER = `class,e-mail,role
9B Maths,amy@school.example,
9B Maths,ben@school.example,
9B Maths,nobody,
9B Maths,tom@school.example,teacher
9C Maths,amy@school.example,
`

let server: TestServer
let browser: Browser
let page: Page
let folder: string

beforeAll(async () => {
  server = await testServer()
  const address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  await TestDevice.confirmed(server, { person: { name: 'amy@school.example', from: 'profile' } })
  folder = mkdtempSync(join(tmpdir(), 'kerb-classes-'))
  browser = await launchStaffBrowser()
  page = await staffPage(browser)
  await page.goto(`${address}/#link=${await createLink(server.context.db, Date.now())}`)
  await page.waitForSelector('#roster')
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => page.setViewport({ width: 1280, height: 900 }))

const button = (name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`)
const says = (text: string) =>
  page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { polling: 200 }, text)

async function upload(text: string): Promise<void> {
  const file = join(folder, 'classes.csv')
  writeFileSync(file, text)
  const input = await page.waitForSelector('#roster')
  await (input as Awaited<ReturnType<typeof page.waitForSelector<'input'>>>)?.uploadFile(file)
}

/** In light, dark and on the narrowest screen, with a picture of each. */
async function isInOrder(name: string): Promise<void> {
  for (const look of CONSOLE_LOOKS) {
    await dressConsole(page, look)
    expect({ look, ...(await stateOf(page, name, look)) }).toEqual({ look, ...IN_ORDER })
    await takePicture(page, `classes-${name}-${look.scheme}-${look.width}`)
  }
}

it('a file that is no roster is refused with its reason', async () => {
  await upload('<html>Sign in</html>')
  await says('classes.csv is a web page, not CSV')
})

it('a roster is looked at, with its bad row by line, and applied', async () => {
  await upload(ROSTER)
  await says('2 classes new, 3 pupil places added, 1 teacher place added.')
  await says('classes.csv, line 4 “nobody” is no e-mail address')
  await page.locator('::-p-text(2 classes change: show them)').click()
  await says('Joining: amy@school.example, ben@school.example')
  await isInOrder('preview')
  await button('Apply').click()
  await says('The roster is applied.')
  await button('Open 9B Maths').click()
  await says('ben@school.example no device')
  await isInOrder('editor')
})

it('a class is filled by pasting, and undoing leaves it', async () => {
  await page.locator('[name="addresses"]').fill('cat@school.example\nnot this one')
  await button('Put in').click()
  await says('Line 2: “not this one” is no e-mail address')
  await says('cat@school.example (by hand)')
  await button('Undo this import').click()
  await says('Left as they are, because they were changed by hand since: 9B Maths.')
  const left = await server.context.db.selectFrom('classes').select('name').execute()
  expect(left).toEqual([{ name: '9B Maths' }])
})
