/** Staff sign in with a real browser: through a provider on another site, and with a passkey from an invitation. */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInvitation } from '../../server/staff/invitations.ts'
import { createLink } from '../../server/staff/links.ts'
import { setName } from '../../server/staff/members.ts'
import { setRoles } from '../../server/staff/roles.ts'
import { testServer, type TestServer } from '../../server/testing.ts'
import { CLIENT, testProvider, type TestProvider } from '../fixtures/oidc-provider.ts'
import {
  CONSOLE_LOOKS,
  dressConsole,
  IN_ORDER,
  launchStaffBrowser,
  staffPage,
  stateOf,
} from '../rig/console.ts'
import { freePort } from '../rig/listen.ts'
import { takePicture } from '../rig/pictures.ts'

const ADDRESS = 'jo@school.example'

let idp: TestProvider
let server: TestServer
let browser: Browser
let origin: string
let page: Page

beforeAll(async () => {
  const port = await freePort()
  // Not the provider's 127.0.0.1: for the browser these are two sites, as a school and its provider are.
  origin = `http://localhost:${port}`
  idp = await testProvider(`${origin}/signin/callback`)
  server = await testServer({
    KERB_PUBLIC_URL: origin,
    KERB_OIDC_ISSUER: idp.issuer,
    KERB_OIDC_CLIENT_ID: CLIENT.id,
    KERB_OIDC_CLIENT_SECRET: CLIENT.secret,
    KERB_OIDC_ALLOWED: 'school.example',
    KERB_OIDC_NAME: 'Hill School',
  })
  await server.app.listen({ host: '127.0.0.1', port })
  browser = await launchStaffBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await idp?.close()
})
beforeEach(async () => {
  page = await staffPage(browser)
})

async function employ(roles: Parameters<typeof setRoles>[3]): Promise<number> {
  const { db, people } = server.context
  const person = await people.numberOf(db, ADDRESS)
  await setRoles(db, person, 'administrator', roles, Date.now())
  await setName(server.context, db, person, 'Jo Teacher')
  return person
}
const says = (words: string) =>
  page.waitForFunction((text) => document.body?.innerText.includes(text), { polling: 200 }, words)
const button = (name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`)

describe('through the provider', () => {
  it('one click signs in, and the strict cookie is there on the page that follows', async () => {
    await employ(['teacher'])
    idp.account = { sub: 'jo', email: ADDRESS, email_verified: true }
    await page.goto(origin)
    await page.locator('::-p-aria([name="Sign in with Hill School"][role="link"])').click()
    await says('You teach no class here yet.')
    expect(await page.evaluate(() => location.href)).toBe(`${origin}/`)
    const cookies = await page.browserContext().cookies()
    const own = cookies.filter(({ name }) => name.startsWith('kerb'))
    expect(own.map(({ name, sameSite, httpOnly }) => [name, sameSite, httpOnly])).toEqual([
      ['kerb', 'Strict', true],
    ])
    await page.reload()
    await says('Jo Teacher (teacher)')
    await button('Sign out everywhere').click()
    await says('You are signed out, here and everywhere else.')
  })

  it('somebody without a role is told so, and stays out', async () => {
    idp.account = { sub: 'amy', email: 'amy@school.example', email_verified: true }
    await page.goto(origin)
    await page.locator('::-p-aria([name="Sign in with Hill School"][role="link"])').click()
    await says('you have no role in Kerb')
    await page.locator('::-p-aria([name="Back to signing in"][role="link"])').click()
    await says('For the network manager: a link from the server')
  })
})

describe('with a passkey', () => {
  it('an invitation makes one, and it signs in; removed, it does not', async () => {
    const person = await employ(['network'])
    const devtools = await page.createCDPSession()
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    const { link } = await createInvitation(server.context.db, person, Date.now())
    await page.goto(`${origin}/#invite=${link}`)
    await says('Welcome to Kerb')
    expect(await page.evaluate(() => location.hash)).toBe('')
    await page.locator('input[name="label"]').fill('My laptop')
    await button('Make a passkey').click()
    await says('Fleet health')
    await button('Sign out').click()
    await says('You are signed out.')
    await button('Sign in with a passkey').click()
    await says('Jo Teacher (network manager)')
    await takePicture(page, 'staff-account')
    await button('Remove the passkey My laptop').click()
    await says('My laptop is removed')
    await button('Sign out').click()
    await button('Sign in with a passkey').click()
    await says('This passkey does not open Kerb here')
  })
})

describe.each(CONSOLE_LOOKS)('in $scheme, $width px', (look) => {
  const inOrder = async (name: string) => {
    expect(await stateOf(page, name, look)).toEqual(IN_ORDER)
    await takePicture(page, `staff-${name}-${look.scheme}-${look.width}`)
  }
  beforeEach(() => dressConsole(page, look))

  it('the sign-in page and an invitation are in order', async () => {
    await page.goto(origin)
    await says('Sign in with a passkey')
    await inOrder('sign-in')
    const person = await employ(['teacher'])
    const { link } = await createInvitation(server.context.db, person, Date.now())
    // In the page that is there already, as a link that is pasted into its address bar.
    await page.goto(`${origin}/#invite=${link}`)
    await says('Welcome to Kerb')
    await inOrder('invitation')
  })

  it('the staff panel is in order, opened', async () => {
    await employ(['teacher', 'network'])
    await page.goto(`${origin}/#link=${await createLink(server.context.db, Date.now())}`)
    await says('Add a member of staff')
    await page.locator('.member summary').click()
    await button('Invite to make a passkey').click()
    await says('The invitation for Jo Teacher')
    await inOrder('panel')
  })
})
