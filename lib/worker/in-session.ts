/** One value in this browser session's memory. */
import type { SessionPort } from '../navigation/ports.ts'

export const inSession =
  (session: SessionPort) =>
  <T>(key: string) => ({
    get: () => session.get<T>(key),
    set: (value: T) => session.set(key, value),
  })
