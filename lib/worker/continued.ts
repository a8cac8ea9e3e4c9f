/**
 * Warnings that the pupil continued past: per host, for a while. The browser's session rules hold them (they outlive
 * the worker and end with the browser session); this keeps them in memory for verdicts.
 */
import type { ContinuedWarnings } from '../rules/continued.ts'
import type { Now } from '../time/now.ts'
import { canonical } from '../verdict/address.ts'

/** Long enough to read a page and its links, short enough that tomorrow asks again. */
export const CONTINUE_FOR_MS = 15 * 60_000

export class Continued {
  private readonly warnings: ContinuedWarnings
  private readonly now: () => Now
  private hosts = new Map<string, number>()

  constructor(warnings: ContinuedWarnings, now: () => Now) {
    this.warnings = warnings
    this.now = now
  }

  async load(): Promise<void> {
    const stored = (await this.warnings.list()).map(({ host, until }) => [host, until] as const)
    this.hosts = new Map([...stored, ...this.hosts])
  }

  has(url: string): boolean {
    const until = this.hosts.get(hostOf(url))
    // Over as soon as it may be over; and a clock set back must not stretch a while into a day.
    return (
      until !== undefined && this.now().candidates.every((at) => at < until && until - at <= CONTINUE_FOR_MS)
    )
  }

  /** @returns when it ends, epoch milliseconds, once the browser's rules let the host through */
  async add(url: string): Promise<number> {
    const host = hostOf(url)
    const until = this.now().at + CONTINUE_FOR_MS
    await this.warnings.continueWarning(host, until)
    this.hosts.set(host, until)
    return until
  }

  /** Closes what is over. */
  async prune(): Promise<void> {
    for (const { host } of await this.warnings.prune(this.now())) this.hosts.delete(host)
  }
}

const hostOf = (url: string): string => canonical(url)?.host ?? ''
