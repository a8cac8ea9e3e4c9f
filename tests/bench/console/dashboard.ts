/** The console's first page, for somebody who has every part of it: all that it asks for, as a browser does. */
import type { Visitor } from './visitor.ts'

/** Questions that a browser has open to one server at once. */
const AT_ONCE = 6

/** What the page asks for by itself as it is opened (console/App.tsx). */
const PARTS = [
  '/admin/session',
  '/admin/alerts?page=0',
  '/admin/alert-week',
  '/admin/alert-learned?page=0',
  '/admin/alert-telling',
  '/admin/fleet?show=attention&page=0',
  '/admin/window',
  '/admin/tokens',
  '/admin/rollout',
  '/admin/page-requests',
  '/admin/found?page=0',
  '/admin/lists/sources',
  '/admin/lists/presets',
  '/admin/lists/corrections',
  '/admin/classes',
  '/admin/agreement/texts',
  '/admin/agreement/numbers',
  '/admin/policy/draft',
  '/admin/policy/versions',
  '/admin/exceptions',
  '/admin/backups',
  '/admin/staff',
  '/admin/safeguarding',
  '/admin/illegal',
  '/admin/record-looks',
  '/admin/evidence',
  '/admin/holds',
  '/admin/erasures',
  '/admin/numbers',
  '/admin/self-checks?show=all&page=0',
  '/admin/review',
  '/admin/public-page',
  '/admin/passkeys',
]

export interface Dashboard {
  /** Until the last part was there. Milliseconds, a round each. */
  readonly whole: readonly number[]
  readonly parts: ReadonlyMap<string, number[]>
}

export async function dashboards(visitor: Visitor, rounds: number): Promise<Dashboard> {
  const parts = new Map<string, number[]>(PARTS.map((path) => [path, []]))
  const whole: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const waiting = [...PARTS]
    const one = async (): Promise<void> => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const { took } = await visitor.ask('GET', path)
        parts.get(path)?.push(took)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
    whole.push(performance.now() - began)
  }
  return { whole, parts }
}
