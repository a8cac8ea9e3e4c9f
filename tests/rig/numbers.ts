/** What the device itself says of its rows: the server only knows what it was told last. */
import type { ManagedBrowser } from './browser.ts'
import type { School } from './server.ts'
import { until } from './until.ts'

/** The highest row number that the device has written, 0 for none. */
export function highestWritten(browser: ManagedBrowser): Promise<number> {
  return browser.evaluateInWorker(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () =>
          reject(request.error ?? new Error('IndexedDB gave no reason')),
        )
      })
    const database = await done(indexedDB.open('kerb-activity'))
    try {
      const numbers: unknown = await done(database.transaction('meta').objectStore('meta').get('numbers'))
      return (numbers as { written: number } | undefined)?.written ?? 0
    } finally {
      database.close()
    }
  })
}

/** Has the worker send now instead of within a minute, whatever its clock says: the alarm is long due. */
export const sendNow = (browser: ManagedBrowser): Promise<unknown> =>
  browser.evaluateInWorker(() => chrome.alarms.create('minute', { when: 1, periodInMinutes: 1 }))

/** An event of the browser's, as its listeners in the worker are told of it. */
interface Told {
  dispatch(alarm: Pick<chrome.alarms.Alarm, 'name' | 'scheduledTime' | 'periodInMinutes'>): void
}

/**
 * The same at once, each time: by the alarm's own event, for the browser gives an extension no two alarms within half a
 * minute. Not where the alarm is to wake a worker, and not at each look: every call is a whole round.
 */
export const minuteNow = (browser: ManagedBrowser): Promise<unknown> =>
  browser.evaluateInWorker(() =>
    (chrome.alarms.onAlarm as unknown as Told).dispatch({
      name: 'minute',
      scheduledTime: Date.now(),
      periodInMinutes: 1,
    }),
  )

/**
 * Waits until the server has all that its one device has written, sending at once instead of within a minute. Returns
 * how many rows that is.
 */
export async function delivered(browser: ManagedBrowser, school: School): Promise<number> {
  let before = -1
  return until(
    async () => {
      await sendNow(browser)
      const written = await highestWritten(browser)
      const [device] = school.query<{ acknowledged: number }>('SELECT acknowledged FROM installations')
      const calm = written === before
      before = written
      return calm && device?.acknowledged === written && written
    },
    { what: 'every row to be at the server', within: 60_000, every: 700 },
  )
}

/** Takes a row from the device, as it does itself a week after the server has acknowledged it. */
export const forgetRow = (browser: ManagedBrowser, seq: number): Promise<void> =>
  browser.evaluateInWorker(async (seq) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('kerb-activity')
      open.addEventListener('success', () => resolve(open.result))
      open.addEventListener('error', () => reject(open.error ?? new Error('IndexedDB gave no reason')))
    })
    const change = database.transaction('rows', 'readwrite')
    change.objectStore('rows').delete(seq)
    await new Promise((done) => change.addEventListener('complete', done))
    database.close()
  }, seq)
