/** A page, looked at and judged as the worker would. */
import type { Finding } from '../../lib/policy/finding.ts'
import { scoreAll } from '../../lib/guard/score-all.ts'
import type { Around, Signals } from '../../lib/guard/signals.ts'
import { signalsOf } from './signals-of.ts'
import type { World } from './world.ts'

export interface Page {
  readonly url: string
  readonly html: string
  readonly world?: World
}

/** Everything the guard finds in it, surest first. */
export async function judged(page: Page): Promise<readonly Finding[]> {
  const signals = withDeeds(await signalsOf(page.html, page.url), page.world)
  return scoreAll(signals, around(page))
}

function around({ url, world }: Page): Around {
  const { hostname, href } = new URL(url)
  const network = {
    workerScripts: [],
    engineHeaders: [],
    sockets: [],
    requests: [],
    lines: [],
    boxes: [],
    seenServer: false,
    ...world?.network,
  }
  return {
    host: hostname,
    href,
    isTop: true,
    network,
    listed: [],
    isCheapPlace: world?.isCheapPlace ?? false,
  }
}

function withDeeds(signals: Signals, world: World | undefined): Signals {
  if (world === undefined) return signals
  const { acts, storage, ...rest } = world.deeds
  return {
    ...signals,
    ...rest,
    acts: { ...signals.acts, ...acts },
    storage: { ...signals.storage, ...storage },
  }
}
