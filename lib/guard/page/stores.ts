/** What lies in the origin's storage: names alone, never a value. Read beside the page, in a world that it cannot change. */
import { add, clip } from '../lists.ts'
import type { Picture } from '../picture.ts'

type Stored = Picture['storage']

/** Longer than this no look waits for the disk. Milliseconds. */
const PATIENCE = 400

/** Whether a service worker answered for this document. */
export function isControlled(): boolean {
  try {
    return self.isSecureContext && (navigator.serviceWorker?.controller ?? null) !== null
  } catch {
    return false // A sandboxed document has no storage, and says so by an error.
  }
}

/**
 * What is not known in time, or fails, is not known: the next look finds it.
 * @param isAll names of databases, keys and caches too: to ask for those makes the browser open what the page may never use
 */
export async function readStores(isAll: boolean): Promise<Stored> {
  const stored: Stored = { databases: [], keys: [], caches: [], workers: [], controlled: isControlled() }
  if (self.origin === 'null') return stored
  const reads: Promise<void>[] = []
  if (self.isSecureContext)
    reads.push(
      read(
        () => navigator.serviceWorker.getRegistrations(),
        (one) => note(stored, one),
      ),
    )
  if (isAll) reads.push(...readNames(stored))
  if (reads.length === 0) return stored
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE))
  await Promise.race([late, Promise.all(reads)])
  return stored
}

function readNames(stored: Stored): Promise<void>[] {
  const reads = [
    read(
      () => indexedDB.databases(),
      ({ name }) => add(stored.databases, clip(name, 120), 30),
    ),
    read(
      async () => localKeys(),
      (key) => add(stored.keys, clip(key, 120), 60),
    ),
  ]
  if (self.isSecureContext)
    reads.push(
      read(
        () => caches.keys(),
        (name) => add(stored.caches, clip(name, 120), 20),
      ),
    )
  return reads
}

async function read<T>(work: () => Promise<readonly T[]>, each: (found: T) => void): Promise<void> {
  try {
    for (const found of await work()) each(found)
  } catch {
    // No storage here, or the browser keeps it from a frame.
  }
}

function note({ workers }: Stored, { scope, active, waiting, installing }: ServiceWorkerRegistration): void {
  const script = (active ?? waiting ?? installing)?.scriptURL ?? ''
  if (workers.length < 10)
    workers.push({ scope: clip(pathOf(scope), 400), script: clip(pathOf(script), 400) })
}

/** A long list is not read whole. */
const localKeys = (): string[] =>
  Array.from({ length: Math.min(60, localStorage.length) }, (_, i) => localStorage.key(i) ?? '')

const pathOf = (url: string): string => URL.parse(url)?.pathname ?? url
