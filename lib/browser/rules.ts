/** The browser's declarativeNetRequest behind the port of lib/rules. */
import type { RulesPort } from '../rules/port.ts'
import { api } from './api.ts'

export const rulesPort: RulesPort = {
  getDynamic: (ids) => api.declarativeNetRequest.getDynamicRules(ids ? { ruleIds: ids } : undefined),
  updateDynamic: (change) => api.declarativeNetRequest.updateDynamicRules(change),
  getSession: () => api.declarativeNetRequest.getSessionRules(),
  updateSession: (change) => api.declarativeNetRequest.updateSessionRules(change),
  isRegexSupported: async (regex) => {
    const { isSupported } = await api.declarativeNetRequest.isRegexSupported({ regex })
    return isSupported
  },
}
