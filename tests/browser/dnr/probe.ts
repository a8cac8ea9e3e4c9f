/**
 * A browser with a tiny unpacked extension that does nothing but hold rules. `testMatchOutcome` exists only in
 * unpacked extensions; it answers what the browser would do with a request without making it.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch, TargetType } from 'puppeteer-core'
import type { Page, WebWorker } from 'puppeteer-core'
import { redirected } from '../../fixtures/dnr-model.ts'
import { ensureChromium } from '../../rig/chromium.mjs'
import { resolverRules } from '../../rig/launch-flags.ts'
import { temporaryFolder } from '../../rig/paths.ts'
import type { TestWeb } from '../../rig/web.ts'

type Rule = chrome.declarativeNetRequest.Rule
export type RequestType = chrome.declarativeNetRequest.TestMatchRequestDetails['type']

const MANIFEST = {
  manifest_version: 3,
  name: 'Rules',
  version: '1',
  permissions: ['declarativeNetRequest', 'declarativeNetRequestFeedback'],
  host_permissions: ['<all_urls>'],
  background: { service_worker: 'worker.js' },
}

/** As the browser's own limit on redirects of one request. */
const MOST_REDIRECTS = 20

export interface Settled {
  readonly action: 'allow' | 'block'
  /** Where redirects led. */
  readonly url: string
}

export interface RulesBrowser {
  /** Replaces all dynamic rules; rejects with the browser's message. Returns how long it took in milliseconds. */
  apply(rules: readonly Rule[]): Promise<number>
  /** What the browser does with each address, redirects followed. */
  settle(urls: readonly string[], type: RequestType): Promise<Settled[]>
  /** The expressions that the browser will not have. */
  unsupported(regexes: readonly string[]): Promise<string[]>
  readonly worker: WebWorker
  page(): Promise<Page>
  close(): Promise<void>
}

export async function launchRulesBrowser(web: TestWeb, hosts: readonly string[]): Promise<RulesBrowser> {
  const folder = temporaryFolder('rules')
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(MANIFEST))
  writeFileSync(join(folder, 'worker.js'), '')
  const browser = await launch({
    executablePath: ensureChromium(),
    headless: true,
    pipe: true,
    enableExtensions: [folder],
    args: [
      '--no-sandbox',
      '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
      `--host-resolver-rules=${resolverRules(hosts, web)}`,
      `--ignore-certificate-errors-spki-list=${web.spki}`,
    ],
  })
  const target = await browser.waitForTarget((one) => one.type() === TargetType.SERVICE_WORKER)
  const worker = await target.worker()
  if (worker === null) throw new Error('The extension of the test has no worker')
  let rules = new Map<number, Rule>()

  return {
    worker,
    async apply(fresh) {
      const took = await worker.evaluate(async (addRules) => {
        const start = performance.now()
        const removeRuleIds = (await chrome.declarativeNetRequest.getDynamicRules()).map((rule) => rule.id)
        await chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds, addRules })
        return performance.now() - start
      }, fresh as Rule[])
      rules = new Map(fresh.map((rule) => [rule.id, rule]))
      return took
    },
    async settle(urls, type) {
      const settled: Settled[] = urls.map((url) => ({ action: 'block', url }))
      let open = urls.map((url, index) => ({ url, index }))
      for (let hops = 0; hops <= MOST_REDIRECTS && open.length > 0; hops++) {
        const matched = await matches(
          worker,
          open.map(({ url }) => url),
          type,
        )
        const onward: typeof open = []
        for (const [i, { url, index }] of open.entries()) {
          const deciding = (matched[i] ?? [])
            .map((id) => rules.get(id))
            .find((rule) => rule?.action.type !== 'modifyHeaders')
          const action = deciding?.action.type
          if (deciding && action === 'redirect') onward.push({ url: redirected(deciding, url), index })
          else settled[index] = { action: action === 'block' ? 'block' : 'allow', url }
        }
        open = onward
      }
      return settled
    },
    unsupported: (regexes) =>
      worker.evaluate(async (all) => {
        const answers = await Promise.all(
          all.map((regex) => chrome.declarativeNetRequest.isRegexSupported({ regex })),
        )
        return all.filter((_, i) => answers[i]?.isSupported !== true)
      }, regexes as string[]),
    page: () => browser.newPage(),
    async close() {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The ids of the rules that decide about each address. */
function matches(worker: WebWorker, urls: readonly string[], type: RequestType): Promise<number[][]> {
  return worker.evaluate(
    (all, kind) =>
      Promise.all(
        all.map(async (url) => {
          const { matchedRules } = await chrome.declarativeNetRequest.testMatchOutcome({ url, type: kind })
          return matchedRules.map(({ ruleId }) => ruleId)
        }),
      ),
    urls as string[],
    type,
  )
}
