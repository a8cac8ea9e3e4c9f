/** Kerb's own record, read on the device: by the keys that a running browser holds in memory. */
import { expect } from 'vitest'
import { fromBase64url } from '../../../lib/protocol/bytes.ts'
import type { Row } from '../../../lib/protocol/rows.ts'
import { importRowKey, openRow } from '../../../lib/protocol/seal.ts'
import type { SealedRow } from '../../../lib/protocol/wire.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { until } from '../../rig/until.ts'
import { PATIENTLY } from './patiently.ts'

/** Kerb's rows so far, opened with the keys that the browser session holds in memory. */
export async function rowsOf(browser: ManagedBrowser): Promise<Row[]> {
  const found = await browser.evaluateInWorker(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('unreadable')))
      })
    const database = await done(indexedDB.open('kerb-activity'))
    const all = (name: string) => done(database.transaction(name).objectStore(name).getAll())
    const [rows, device, secrets] = await Promise.all([
      all('rows') as Promise<SealedRow[]>,
      all('device') as Promise<{ installation: string }[]>,
      chrome.storage.session.get<Record<string, unknown>>(null),
    ])
    database.close()
    return { rows, installation: device[0]?.installation ?? '', secrets }
  })
  const opened = await Promise.all(
    found.rows.map(async (row) => {
      const raw = fromBase64url(String(found.secrets[`row-key:${row.key}`]))
      return raw ? ((await openRow(await importRowKey(raw), found.installation, row)) as Row | null) : null
    }),
  )
  return opened.filter((row) => row !== null)
}

type PlaceRow = Extract<Row, { host: string }>

/** Rows that name this host, as `kind action`, in order. */
export const rowsFor = async (browser: ManagedBrowser, host: string): Promise<PlaceRow[]> =>
  (await rowsOf(browser)).filter((row): row is PlaceRow => 'host' in row && row.host === host)

/** Waits until the host has exactly these kinds of rows. */
export async function recorded(
  browser: ManagedBrowser,
  host: string,
  kinds: readonly PlaceRow['kind'][],
): Promise<void> {
  const seen = async () => (await rowsFor(browser, host)).map(({ kind }) => kind)
  await until(async () => (await seen()).length >= kinds.length, {
    what: `rows for ${host}`,
    within: PATIENTLY,
  }).catch(() => undefined)
  expect(await seen()).toEqual(kinds)
}
