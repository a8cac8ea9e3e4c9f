/** Plays cases on one stage, each as a test by its name. */
import { afterAll, beforeAll, test } from 'vitest'
import { seed } from '../rig/budget.ts'
import type { Case } from './case.ts'
import { chosen } from './chosen.ts'
import { OPEN } from './open.ts'

interface Closable {
  close(): Promise<void>
}

/** What a test tells the runner about a case: it goes through vitest's JSON report. */
export interface Played {
  readonly name: string
  readonly outcome: 'held' | 'open'
  /** Milliseconds until it was stopped, where that was measured. */
  readonly ms?: number
}

declare module 'vitest' {
  interface TaskMeta {
    circumvention?: Played
  }
}

/**
 * Registers the cases of this run. One that is on the list of open ones must still be open: a test that became better
 * fails as one that became worse does, until the list says the same.
 */
export function play<S extends Closable>(cases: readonly Case<S>[], start: () => Promise<S>): void {
  let stage: S | undefined
  beforeAll(async () => void (stage = await start()), 240_000)
  afterAll(async () => stage?.close(), 60_000)
  for (const one of chosen(cases, seed())) {
    test(one.name, { timeout: 240_000 }, async ({ task }) => {
      if (!stage) throw new Error('There is no stage')
      const reason = OPEN[one.name]
      try {
        const ms = await one.run(stage)
        task.meta.circumvention = { name: one.name, outcome: 'held', ...(ms === undefined ? {} : { ms }) }
      } catch (error) {
        task.meta.circumvention = { name: one.name, outcome: 'open' }
        if (reason === undefined) throw error
        return
      }
      if (reason !== undefined)
        throw new Error(`${one.name} holds now: take it off tests/circumvention/open.ts`)
    })
  }
}
