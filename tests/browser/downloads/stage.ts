/** What the tests of downloads share: a school's browser with a folder of its own that they can look into. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ManagedBrowser, ManagedOptions } from '../../rig/browser.ts'
import type { TargetInfo } from '../../rig/cdp.ts'
import { temporaryFolder } from '../../rig/paths.ts'
import { until } from '../../rig/until.ts'
import type { TestWeb } from '../../rig/web.ts'
import { PATIENTLY, run, startSchoolBrowser, type Values, withPage } from '../backstops/school.ts'

export const OCTETS = 'application/octet-stream'

export interface Desk {
  readonly browser: ManagedBrowser
  /** Everything in the folder, hidden files too. */
  files(): string[]
  /** Waits until this file is there, whole. Wakes the worker. */
  saved(name: string): Promise<void>
  /** Begins anew: nothing waits, nothing is there. */
  clear(): Promise<void>
  close(): Promise<void>
}

export async function startDesk(
  values: Values,
  web: TestWeb,
  options: Omit<ManagedOptions, 'policy' | 'web'> = {},
): Promise<Desk> {
  const folder = temporaryFolder('downloads')
  mkdirSync(folder, { recursive: true })
  const browser = await startSchoolBrowser(values, {
    ...options,
    web,
    extraPolicies: { DownloadDirectory: folder, PromptForDownloadLocation: false, ...options.extraPolicies },
  })
  const files = () => readdirSync(folder)
  return {
    browser,
    files,
    saved: async (name) => {
      await until(async () => (await listed(browser, name)).includes('complete'), {
        what: `${name} to be saved`,
        within: PATIENTLY,
      })
      if (!files().includes(name)) throw new Error(`${name} is not in the folder but ${files().join(', ')}`)
    },
    clear: async () => {
      for (const { targetId } of await prompts(browser))
        await browser.cdp.send('Target.closeTarget', { targetId })
      await browser.evaluateInWorker(async () => {
        await chrome.storage.session.remove(['downloads', 'download-passes'])
        await chrome.downloads.erase({})
      })
      // What a worker has in memory goes with it.
      await browser.killWorker()
      for (const name of files()) rmSync(join(folder, name))
    },
    close: async () => {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Has `host` + `path` give a file. */
export function give(
  web: TestWeb,
  host: string,
  path: string,
  name: string,
  type: string,
  bytes = 2_000,
): void {
  web.on(host, path, (_seen, response) => {
    response.writeHead(200, {
      'content-type': type,
      'content-length': bytes,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    })
    response.end(Buffer.alloc(bytes, 'x'))
  })
}

/**
 * A press of the pupil's own, with a pointer, on something that does this. A page may give only one file by itself: the
 * browser drops any more without a word until somebody presses something in it.
 */
export async function pressed(browser: ManagedBrowser, tab: string, script: string): Promise<void> {
  const button = `(() => {
    const button = document.createElement('button')
    button.style = 'position:fixed;inset:0;z-index:9'
    button.onclick = () => { button.remove(); ${script} }
    document.body.append(button)
  })()`
  await run(browser, tab, button)
  await withPage(browser, tab, async (send) => {
    await send('Page.bringToFront')
    for (const type of ['mousePressed', 'mouseReleased'])
      await send('Input.dispatchMouseEvent', { type, x: 60, y: 60, button: 'left', clickCount: 1 })
  })
}

const isPrompt = (browser: ManagedBrowser, url: string): boolean =>
  url === `chrome-extension://${browser.extensionId}/download.html`

/** The pages that ask: there is one, or none. */
export const prompts = async (browser: ManagedBrowser): Promise<TargetInfo[]> =>
  (await browser.tabs()).filter(({ url }) => isPrompt(browser, url))

export const prompt = (browser: ManagedBrowser): Promise<TargetInfo> =>
  until(async () => (await prompts(browser))[0], { what: 'the page that asks', within: PATIENTLY })

/** Waits until the page that asks has gone. */
export const noPrompt = (browser: ManagedBrowser): Promise<unknown> =>
  until(async () => (await prompts(browser)).length === 0, { what: 'the prompt to close', within: PATIENTLY })

/** How the browser's own list has this file: what was stopped is off it. Wakes the worker. */
export const listed = (browser: ManagedBrowser, name: string): Promise<string[]> =>
  browser.evaluateInWorker(
    async (name) =>
      (await chrome.downloads.search({}))
        .filter(({ filename }) => filename.endsWith(`/${name}`))
        .map(({ state }) => state),
    name,
  )
