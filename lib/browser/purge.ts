/**
 * Makes an origin blockable again: a page answered by its own service worker never reaches DNR or webRequest
 * (crbug 40808791), so the worker and its caches must go.
 */
import type { PurgePort } from '../navigation/ports.ts'
import { api } from './api.ts'

export const purge: PurgePort = {
  async workersOf(origin) {
    if (!/^https?:/.test(origin)) return
    await api.browsingData.remove({ origins: [origin] }, { serviceWorkers: true, cacheStorage: true })
  },
}
