/** The school server's seal key, from managed values to the store that wraps session keys with it. */
import type { ActivityStore } from '../activity/store.ts'
import type { ManagedConfig } from '../policy/managed.ts'

/** Takes the newest seal key that managed values name; without one the store keeps what it has. */
export async function useSealKey(store: ActivityStore, managed: ManagedConfig | null): Promise<void> {
  const seal = managed?.values.serverKeys?.findLast(({ use }) => use === 'seal')
  if (seal) await store.keys.useSealKey(seal.key)
}
