/**
 * What the tests of the backstops share: Kerb under a managed policy, looked at from outside. What is forbidden comes
 * from the policy that Kerb has stored, never from a script: a verdict that the worker was born with proves nothing.
 */
import { stoppedAddress } from '../../../lib/navigation/blocked-address.ts'
import { launchManaged } from '../../rig/browser.ts'
import type { ManagedBrowser, ManagedOptions } from '../../rig/browser.ts'
import type { TargetInfo } from '../../rig/cdp.ts'
import { LAYERS } from '../../../lib/rules/ids.ts'
import { until } from '../../rig/until.ts'
import { PATIENTLY } from './patiently.ts'

export { PATIENTLY } from './patiently.ts'
export { recorded, rowsFor, rowsOf } from './rows.ts'

export type Values = Record<string, unknown>

/** Managed values of a school without a server: everything is allowed but what a test adds. */
export const SCHOOL: Values = {
  schoolName: 'Hill School',
  // Nobody listens there.
  serverAddress: 'http://127.0.0.1:9',
  ageGroup: 'secondary',
  unknownHosts: 'allow',
  recordingHours: ['Mon-Sun 00:00-24:00'],
}

/**
 * Kerb installed, with these values in force: told by an entry that stands for nothing else. Where a server has let it in
 * by now and has sent its policy, that stands in their place: then it is enough that they have been read.
 */
export async function startSchoolBrowser(
  values: Values,
  options: Omit<ManagedOptions, 'policy'> = {},
): Promise<ManagedBrowser> {
  const browser = await launchManaged({ debugging: false, ...options, policy: marked(values, 0) })
  await browser.waitForExtension()
  const isThere = async () => (await isMarked(browser, 0)) || (await isSucceeded(browser, MARK(0)))
  await until(isThere, { what: 'the school’s rules', within: PATIENTLY, every: 100 })
  return browser
}

/** Whether the entry has been read from the values, and the server's policy holds in their place. */
const isSucceeded = (browser: ManagedBrowser, mark: string): Promise<boolean> =>
  browser.evaluateInWorker(async (mark) => {
    const { managed, policy } = await chrome.storage.local.get(['managed', 'policy'])
    return policy !== undefined && JSON.stringify(managed ?? null).includes(mark)
  }, mark)

const MARK = (edit: number): string => `edit-${edit}.mark.test`
const marked = (values: Values, edit: number): Values => {
  const entries = Array.isArray(values['blockEntries']) ? values['blockEntries'] : []
  return { ...SCHOOL, ...values, blockEntries: [...entries, MARK(edit)] }
}
const isMarked = (browser: ManagedBrowser, edit: number): Promise<boolean> => hasRuleFor(browser, MARK(edit))
let edits = 0

/** Writes the policy file and waits until Kerb's rules say the same. */
export async function edit(browser: ManagedBrowser, values: Values): Promise<void> {
  edits += 1
  const write = (): void => browser.setPolicy(marked(values, edits))
  await writeUntil(write, () => isMarked(browser, edits), 'the edited rules')
}

/** The same with a worker that is not running, which nothing but the browser wakes. `seen` must not wake it either. */
export async function editCold(
  browser: ManagedBrowser,
  values: Values,
  seen: () => Promise<boolean>,
): Promise<void> {
  edits += 1
  await browser.killWorker()
  await writeUntil(() => browser.setPolicy(marked(values, edits)), seen, 'what the edit does')
}

/** Chromium reads a folder of policies five seconds after it has last changed. */
const SETTLED_MS = 8_000

/**
 * Writes policies and waits until something comes of it. A browser that has just started does not watch the folder
 * yet, and overlooks what is written then for a quarter of an hour: so it is written again.
 */
export async function writeUntil(
  write: () => void,
  seen: () => Promise<boolean>,
  what: string,
): Promise<void> {
  let written = -Infinity
  const look = async (): Promise<boolean> => {
    if (performance.now() - written > SETTLED_MS) {
      write()
      written = performance.now()
    }
    return seen()
  }
  await until(look, { what, within: PATIENTLY, every: 100 })
}

/** Whether the browser's own rules, or those of a lesson in its session, name this host. Wakes the worker. */
export const hasRuleFor = (browser: ManagedBrowser, host: string): Promise<boolean> =>
  browser.evaluateInWorker(
    async (host, [first, last]) => {
      const { getDynamicRules, getSessionRules } = chrome.declarativeNetRequest
      const ofLessons = (await getSessionRules()).filter(({ id }) => id >= first && id <= last)
      return JSON.stringify([await getDynamicRules(), ofLessons]).includes(host)
    },
    host,
    LAYERS.lesson.ids,
  )

/** The address that our blocked page stands for, or null for any other address. */
export const stoppedFor = (browser: ManagedBrowser, url: string): string | null =>
  stoppedAddress(`chrome-extension://${browser.extensionId}/blocked.html`, url)

/** Waits until the tab shows our blocked page for this address. */
export const showsBlocked = (browser: ManagedBrowser, tab: string, url: string): Promise<TargetInfo> =>
  tabShows(browser, tab, (shown) => stoppedFor(browser, shown) === url, `our page for ${url}`)

/** Waits until the tab shows exactly this address. */
export const shows = (browser: ManagedBrowser, tab: string, url: string): Promise<TargetInfo> =>
  tabShows(browser, tab, (shown) => shown === url, url)

async function tabShows(browser: ManagedBrowser, tab: string, fits: (url: string) => boolean, what: string) {
  try {
    return await until(
      async () => (await browser.tabs()).find((one) => one.targetId === tab && fits(one.url)),
      { what: `the tab to show ${what}`, within: PATIENTLY },
    )
  } catch (error) {
    const url = (await browser.tabs()).find((one) => one.targetId === tab)?.url
    throw new Error(`The tab does not show ${what} but ${url}`, { cause: error })
  }
}

/** Opens a permitted page in a tab of its own and waits until it is there. */
export async function openPage(browser: ManagedBrowser, url: string): Promise<string> {
  const tab = await browser.open(url)
  await loaded(browser, tab, url)
  return tab
}

/** Waits until the document of this address is there, whole: a tab's target names the address before it is. */
export const loaded = (browser: ManagedBrowser, tab: string, url: string): Promise<unknown> =>
  until(
    () =>
      browser.cdp.evaluate<boolean>(
        tab,
        `location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`,
      ),
    { what: `${url} to load`, within: PATIENTLY },
  )

/** Presses a button of our page, once it is there. A step later: what takes the page away must not take our answer. */
export const press = (browser: ManagedBrowser, tab: string, name: string): Promise<unknown> =>
  until(
    () =>
      browser.cdp.evaluate<boolean>(
        tab,
        `(() => {
          const button = [...document.querySelectorAll('button')].find((one) => one.innerText === ${JSON.stringify(name)})
          if (button) setTimeout(() => button.click())
          return button !== undefined
        })()`,
      ),
    { what: `the button “${name}”`, within: PATIENTLY },
  )

/** Looks at the tab and waits until these words stand on its page. */
export async function says(browser: ManagedBrowser, tab: string, words: string): Promise<void> {
  // A stopped page that nobody looks at draws nothing (entrypoints/blocked).
  await browser.cdp.send('Target.activateTarget', { targetId: tab })
  await until(async () => (await textOf(browser, tab)).includes(words), {
    what: `the words “${words}”`,
    within: PATIENTLY,
  })
}

/** What stands on the page. */
export const textOf = (browser: ManagedBrowser, tab: string): Promise<string> =>
  browser.cdp.evaluate<string>(tab, 'document.documentElement.innerText')

/** Runs in the page, as if the pupil had pressed something. */
export const run = <T>(browser: ManagedBrowser, tab: string, script: string): Promise<T> =>
  browser.cdp.evaluate<T>(tab, script)

/** Speaks to one page's DevTools session. */
export async function withPage<T>(
  browser: ManagedBrowser,
  tab: string,
  use: (send: <R>(method: string, params?: object) => Promise<R>) => Promise<T>,
): Promise<T> {
  const { cdp } = browser
  const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId: tab,
    flatten: true,
  })
  try {
    return await use((method, params) => cdp.send(method, params, sessionId))
  } finally {
    await cdp.send('Target.detachFromTarget', { sessionId }).catch(() => undefined)
  }
}

/** The address typed into the address bar of an open tab. */
export const type = (browser: ManagedBrowser, tab: string, url: string): Promise<unknown> =>
  withPage(browser, tab, (send) => send('Page.navigate', { url, transitionType: 'typed' }))

interface History {
  readonly currentIndex: number
  readonly entries: readonly { readonly id: number; readonly url: string }[]
}

export const historyOf = (browser: ManagedBrowser, tab: string): Promise<History> =>
  withPage(browser, tab, (send) => send<History>('Page.getNavigationHistory'))

/** One step in the tab's history, as by its button, without a word to the worker. */
export async function step(browser: ManagedBrowser, tab: string, by: -1 | 1): Promise<void> {
  const { entries, currentIndex } = await historyOf(browser, tab)
  const entryId = entries[currentIndex + by]?.id
  if (entryId === undefined) throw new Error('There is no such entry in the history')
  await withPage(browser, tab, (send) => send('Page.navigateToHistoryEntry', { entryId }))
}

/** The browser's own Back, one press: what its button does, with the entries that it passes over. */
export async function pressBack(browser: ManagedBrowser, tab: string): Promise<void> {
  const { url } = (await browser.tabs()).find((one) => one.targetId === tab) ?? { url: '' }
  await browser.evaluateInWorker(async (url) => {
    const open = await chrome.tabs.query({})
    const same = open.filter((one) => one.url === url)
    if (same.length !== 1 || same[0]?.id === undefined) throw new Error(`${same.length} tabs show ${url}`)
    await chrome.tabs.goBack(same[0].id)
  }, url)
}
