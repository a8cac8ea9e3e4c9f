/** Asks hosts that we know for the time, in the order of lib/time/proof.ts, until one answers. */
import { TIME_ADDRESSES, timeFromAnswer } from '../time/proof.ts'
import type { ClockKeeper } from './clock-keeper.ts'

const ANSWER_WITHIN_MS = 10_000

export async function proveTime(
  clock: ClockKeeper,
  fetcher: typeof fetch,
  mono: () => number,
): Promise<void> {
  for (const address of TIME_ADDRESSES) {
    const time = await ask(address, fetcher, mono)
    if (time !== null && (await clock.prove(time, 'tls-host'))) return
  }
}

async function ask(address: string, fetcher: typeof fetch, mono: () => number): Promise<number | null> {
  const sent = mono()
  try {
    const answer = await fetcher(address, {
      method: 'HEAD',
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return timeFromAnswer({ date: answer.headers.get('date'), age: answer.headers.get('age') }, sent, mono())
  } catch {
    // Offline, or closed in this network: the next host, or the next minute, may do.
    return null
  }
}
