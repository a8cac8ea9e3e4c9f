/** The signs of a page that shows other pages. */
import type { Around, Signals } from '../signals.ts'
import type { Seen } from './judge.ts'
import type { UNBLOCKER } from './table.ts'

type Name = keyof typeof UNBLOCKER

export function unblockerSigns({ acts, storage }: Signals, { network }: Around): Seen<Name>[] {
  const seen: Seen<Name>[] = []
  if (storage.controlled) seen.push({ sign: 'worker-controls' })
  const hasWorker = storage.workers.length + acts.workerRegistrations + network.workerScripts.length > 0
  if (hasWorker && acts.sharedWorkers > 0 && acts.wasm > 0) seen.push({ sign: 'engine-workers' })
  if (network.engineHeaders.length > 0)
    seen.push({ sign: 'engine-header', detail: network.engineHeaders.join(', ') })
  if (acts.replaced.length > 5) seen.push({ sign: 'natives-replaced', detail: acts.replaced.join(', ') })
  return seen
}
