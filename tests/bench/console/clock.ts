/**
 * The bench's clock: its school has just had the last day of its year. Preloaded into everything that runs in the bench,
 * threads included, so that a database that was made once is as fresh at each run.
 */

/** A Friday, when school is out. */
export const END = Date.UTC(2026, 6, 17, 15, 30)

const realNow = Date.now.bind(Date)
/** Handed down to child processes. */
process.env['KERB_BENCH_SHIFT'] ??= String(END - realNow())
const shift = Number(process.env['KERB_BENCH_SHIFT'])

Date.now = () => realNow() + shift
globalThis.Date = new Proxy(Date, {
  construct: (date, given: [] | [number]) => (given.length === 0 ? new date(Date.now()) : new date(...given)),
})

/** Options of Node with which a child process has this clock. */
export const CLOCKED = `--import=${import.meta.url}`
