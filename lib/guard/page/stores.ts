/** What lies in the origin's storage: names alone, never a value. Read beside the page, in a world that it cannot change. */
import { add, clip, type Draft } from './draft.ts'

type Stored = Draft['storage']

/** Whether a service worker answered for this document. */
export function isControlled(): boolean {
  try {
    return self.isSecureContext && (navigator.serviceWorker?.controller ?? null) !== null
  } catch {
    return false // A sandboxed document has no storage, and says so by an error.
  }
}

/** Of what fails nothing is known: no storage here, or the browser keeps it from a frame. */
const orNothing = <T>(work: () => Promise<T[]> | undefined): Promise<T[]> =>
  Promise.resolve()
    .then(work)
    .then((found) => found ?? [])
    .catch(() => [])

/** @param keys names of local storage are read too: the first look into it may wait for the disk */
export async function readStores(keys: boolean): Promise<Stored> {
  const isSecure = self.isSecureContext && self.origin !== 'null'
  const [databases, registrations, names] = await Promise.all([
    orNothing(() => (self.origin === 'null' ? undefined : indexedDB.databases())),
    orNothing(() =>
      isSecure ? navigator.serviceWorker.getRegistrations().then((all) => [...all]) : undefined,
    ),
    orNothing(() => (isSecure && keys ? caches.keys() : undefined)),
  ])
  const stored: Stored = { databases: [], keys: [], caches: [], workers: [], controlled: isControlled() }
  for (const { name } of databases) add(stored.databases, clip(name, 120), 30)
  for (const name of names) add(stored.caches, clip(name, 120), 20)
  for (const { scope, active, waiting, installing } of registrations.slice(0, 10)) {
    const script = (active ?? waiting ?? installing)?.scriptURL ?? ''
    stored.workers.push({ scope: clip(pathOf(scope), 400), script: clip(pathOf(script), 400) })
  }
  if (keys) stored.keys = localKeys()
  return stored
}

function localKeys(): string[] {
  const found: string[] = []
  try {
    for (let i = 0; i < Math.min(60, localStorage.length); i += 1)
      add(found, clip(localStorage.key(i), 120), 60)
  } catch {
    // A sandboxed document has none.
  }
  return found
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url)
