/** The keys of this browser session: in `storage.session`, which is memory only and closed to content scripts. */
import type { SessionSecrets } from '../activity/session-keys.ts'
import { api } from './api.ts'

const PREFIX = 'row-key:'

export const sessionSecrets: SessionSecrets = {
  async all() {
    const stored = await api.storage.session.get(null)
    return Object.fromEntries(
      Object.entries(stored).flatMap(([name, raw]) =>
        name.startsWith(PREFIX) && typeof raw === 'string' ? [[name.slice(PREFIX.length), raw]] : [],
      ),
    )
  },
  async add(id, raw) {
    await api.storage.session.set({ [PREFIX + id]: raw })
  },
}
