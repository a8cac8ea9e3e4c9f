/**
 * What failed and should not have, step by step: one step that fails must not keep the next from running, and is a
 * problem until it works again. By code only: the words of an error can carry an address.
 */
import { isFull, mayBeFull, saysFull } from '../disk/full.ts'
import { NO_ROOM } from '../messages/device.ts'
import { WireError } from '../protocol/wire-error.ts'
import { FAULT } from './problems.ts'
import type { Problem, Problems } from './problems.ts'

const PLAIN = /^[A-Za-z]{1,60}$/

/** The kind of an error, without its words. */
export function codeOf(error: unknown): string {
  if (error instanceof WireError) return error.kind
  if (!(error instanceof Error)) return 'unknown'
  if (saysFull(error)) return NO_ROOM
  return PLAIN.test(error.name) ? error.name : 'Error'
}

export const faultOf = (step: string, error: unknown): Problem => ({
  code: FAULT + step,
  detail: codeOf(error),
})

export class Faults {
  private readonly problems: Problems
  /** What was said last of each step: what has to be found out first says nothing over it. */
  private readonly last = new Map<string, unknown>()

  constructor(problems: Problems) {
    this.problems = problems
  }

  /** Runs a step; never rejects. @returns whether it worked */
  async run(step: string, work: () => unknown): Promise<boolean> {
    try {
      await work()
      this.clear(step)
      return true
    } catch (error) {
      this.note(step, error)
      return false
    }
  }

  note(step: string, error: unknown): void {
    this.last.set(step, error)
    if (!mayBeFull(error)) return this.problems.set(FAULT + step, [faultOf(step, error)])
    void this.findOut(step, error)
  }

  private async findOut(step: string, error: unknown): Promise<void> {
    const found = (await isFull(error)) ? { ...faultOf(step, error), detail: NO_ROOM } : faultOf(step, error)
    if (this.last.get(step) === error) this.problems.set(FAULT + step, [found])
  }

  /** The step has worked. */
  clear(step: string): void {
    this.last.delete(step)
    this.problems.set(FAULT + step, [])
  }
}
