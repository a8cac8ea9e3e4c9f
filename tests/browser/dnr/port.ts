/** The rules port of an extension's worker, driven from the test. */
import type { WebWorker } from 'puppeteer-core'
import type { RulesPort } from '../../../lib/rules/port.ts'

export const workerPort = (worker: WebWorker): RulesPort => ({
  getDynamic: (ids) =>
    worker.evaluate(
      (ruleIds) => chrome.declarativeNetRequest.getDynamicRules(ruleIds ? { ruleIds } : undefined),
      ids ?? null,
    ),
  updateDynamic: (change) =>
    worker.evaluate((options) => chrome.declarativeNetRequest.updateDynamicRules(options), change),
  getSession: () => worker.evaluate(() => chrome.declarativeNetRequest.getSessionRules()),
  updateSession: (change) =>
    worker.evaluate((options) => chrome.declarativeNetRequest.updateSessionRules(options), change),
  isRegexSupported: async (regex) =>
    worker.evaluate(
      async (r) => (await chrome.declarativeNetRequest.isRegexSupported({ regex: r })).isSupported,
      regex,
    ),
})
