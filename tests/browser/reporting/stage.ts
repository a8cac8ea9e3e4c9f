/**
 * What the tests of reporting share: a school with a safeguarding team of three, a pupil's browser that believes their
 * keys, and the ways to the report's page as a pupil takes them.
 */
import type { Page, Target } from 'puppeteer-core'
import { memberKeyFrom, type OwnKey } from '../../../lib/concern/member-key.ts'
import { newSecret, toRecoveryCode } from '../../../lib/concern/recovery-code.ts'
import {
  type KeyRole,
  type Ledger,
  type Statement,
  signStatement,
  statementName,
} from '../../../lib/protocol/safeguarding-keys.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { until } from '../../rig/until.ts'
import { PATIENTLY } from '../backstops/patiently.ts'

export interface Team {
  readonly khan: OwnKey
  readonly jones: OwnKey
  readonly head: OwnKey
  readonly ledger: Ledger
  /** What stands on the first one's recovery sheet. */
  readonly sheet: string
}

/** Two of the team and the head, who were vouched for by the first. */
export async function newTeam(): Promise<Team> {
  const secret = newSecret()
  const secrets = [secret, newSecret(), newSecret()]
  const [khan, jones, head] = (await Promise.all(secrets.map((one) => memberKeyFrom(one)))) as [
    OwnKey,
    OwnKey,
    OwnKey,
  ]
  const ledger: Statement[] = []
  const join = async (own: OwnKey, name: string, role: KeyRole): Promise<void> => {
    const before = ledger.at(-1)
    const after = before ? await statementName(before) : ''
    const statement = {
      kind: 'join',
      keys: own.keys,
      name,
      role,
      at: Date.now(),
      by: khan.id,
      after,
    } as const
    ledger.push(await signStatement(statement, khan.signKey))
  }
  await join(khan, 'Mrs Khan', 'team')
  await join(jones, 'Mr Jones', 'team')
  await join(head, 'Dr Osei', 'head')
  return { khan, jones, head, ledger, sheet: await toRecoveryCode(secret) }
}

/** Managed values of a primary school that has set up reporting. */
export const reportingValues = ({ khan }: Team) => ({
  ageGroup: 'primary',
  userName: 'ada@hill.test',
  safeguardingKey: khan.id,
})

/** Has the device believe the team's keys, as if its server had handed them on. */
export const believe = ({ khan, ledger }: Team, browser: ManagedBrowser): Promise<unknown> =>
  browser.evaluateInWorker(
    (root, ledger) => chrome.storage.local.set({ safeguarding: { root, ledger } }),
    khan.id,
    [...ledger],
  )

export interface Tab {
  readonly id: number
  readonly url: string
  readonly muted: boolean
  /** Whether it was an extension that silenced it. */
  readonly byUs: boolean
  readonly active: boolean
}

export const tabsOf = (browser: ManagedBrowser): Promise<Tab[]> =>
  browser.evaluateInWorker(async () =>
    (await chrome.tabs.query({})).map(({ id = 0, url = '', mutedInfo, active }) => ({
      id,
      url,
      muted: mutedInfo?.muted === true,
      byUs: mutedInfo?.extensionId === chrome.runtime.id,
      active,
    })),
  )
export const tabWith = async (browser: ManagedBrowser, part: string): Promise<Tab | undefined> =>
  (await tabsOf(browser)).find(({ url }) => url.includes(part))

export const ours = (browser: ManagedBrowser, page: string): string =>
  `chrome-extension://${browser.extensionId}/${page}`

/** The page of a target whose address begins so, once it is there. */
export async function pageAt(browser: ManagedBrowser, address: string): Promise<Page> {
  const fits = (target: Target): boolean => target.url().startsWith(address)
  const target = await browser.browser.waitForTarget(fits, { timeout: PATIENTLY })
  return target.asPage()
}

/** First tap: the icon. The popup stands over the tab in front. */
export async function tapIcon(browser: ManagedBrowser): Promise<Page> {
  await browser.evaluateInWorker(() => chrome.action.openPopup())
  return pageAt(browser, ours(browser, 'popup.html'))
}

/** Presses what has this name, as a pointer does. */
export const tap = (page: Page, name: string): Promise<void> =>
  page.locator(`::-p-aria([name="${name}"])`).setTimeout(PATIENTLY).click()

/** The report's page in front, at its first step or wherever its draft is. */
export async function reportPage(browser: ManagedBrowser): Promise<Page> {
  await until(async () => (await tabWith(browser, '/report.html'))?.active, {
    what: 'the report in front',
    within: PATIENTLY,
  })
  const page = await pageAt(browser, ours(browser, 'report.html'))
  await page.waitForSelector('main[aria-busy=false] h1', { timeout: PATIENTLY })
  return page
}

/** By the icon: two taps. */
export async function tellFromIcon(browser: ManagedBrowser): Promise<Page> {
  await tap(await tapIcon(browser), 'Tell someone')
  return reportPage(browser)
}

export const textOf = (page: Page): Promise<string> => page.$eval('body', (body) => body.innerText)

/** Waits until these words stand on the page. */
export const says = (page: Page, words: string): Promise<unknown> =>
  until(async () => (await textOf(page)).includes(words), { what: `the words “${words}”`, within: PATIENTLY })

/** Shows a page's tab as the pupil's click on it would. */
export const show = (browser: ManagedBrowser, part: string): Promise<unknown> =>
  browser.evaluateInWorker(async (part) => {
    const tab = (await chrome.tabs.query({})).find(({ url }) => url?.includes(part))
    if (tab?.id !== undefined) await chrome.tabs.update(tab.id, { active: true })
  }, part)

/** Ends a report's tab and waits until it is gone. */
export async function closeReport(browser: ManagedBrowser): Promise<void> {
  await browser.evaluateInWorker(async () => {
    const tabs = (await chrome.tabs.query({})).filter(({ url }) => url?.includes('/report.html'))
    await chrome.tabs.remove(tabs.flatMap(({ id }) => id ?? []))
  })
  await until(async () => !(await tabWith(browser, '/report.html')), { what: 'the report to close' })
}

export interface Kept {
  readonly id: string
  readonly state: string
  readonly receipt: string
}

/** What the device keeps: its concerns, and how many wait to be sent. */
export const boxOf = (
  page: Page,
): Promise<{ concerns: Kept[]; outgoing: { isSent?: boolean; body: unknown }[] }> =>
  page.evaluate(async () => {
    const open = indexedDB.open('kerb-concerns')
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      open.addEventListener('success', () => resolve(open.result))
      open.addEventListener('error', () => reject(open.error ?? new Error('no database')))
    })
    const all = <T>(store: string): Promise<T[]> =>
      new Promise((resolve, reject) => {
        const asked = database.transaction(store).objectStore(store).getAll()
        asked.addEventListener('success', () => resolve(asked.result as T[]))
        asked.addEventListener('error', () => reject(asked.error ?? new Error('no answer')))
      })
    const concerns = (await all<Kept>('concerns')).map(({ id, state, receipt }) => ({ id, state, receipt }))
    const outgoing = await all<{ isSent?: boolean; body: unknown }>('outgoing')
    database.close()
    return { concerns, outgoing }
  })
