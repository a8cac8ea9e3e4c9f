/**
 * What is wrong at the moment, by the part that found it: shown in the popup and on the settings page, sent with
 * each heartbeat, and recorded once when it appears.
 */
import type { SessionPort } from '../navigation/ports.ts'

export interface Problem {
  readonly code: string
  readonly detail: string
}

/** What the round with the server and the delivery of rows both notice, and say alike. */
export const UNREACHED: readonly string[] = ['server:network', 'server:timeout']

const KEY = 'problems'
/** How the sources of faults begin. */
export const FAULT = 'fault:'

export class Problems {
  private readonly appeared: (problem: Problem) => void
  private readonly session: SessionPort
  private readonly bySource = new Map<string, readonly Problem[]>()
  /** What an earlier worker of this browser session had found, for sources that have not spoken in this one. */
  private earlier = new Map<string, readonly Problem[]>()

  constructor(appeared: (problem: Problem) => void, session: SessionPort) {
    this.appeared = appeared
    this.session = session
  }

  /** A problem that lasts longer than a worker is not a new one in the next worker. */
  async load(): Promise<void> {
    this.earlier = new Map((await this.session.get<[string, readonly Problem[]][]>(KEY)) ?? [])
  }

  /** Replaces what `source` has found; an empty list clears it. */
  set(source: string, found: readonly Problem[]): void {
    const before = this.bySource.get(source) ?? this.earlier.get(source) ?? []
    this.bySource.set(source, found)
    const isKnown = (one: Problem): boolean => before.some((known) => same(known, one))
    const fresh = found.filter((one) => !isKnown(one))
    if (fresh.length === 0 && found.length === before.length) return
    void this.session.set(KEY, [...this.earlier, ...this.bySource]).catch(() => {
      // Then the next worker records once more what it finds. Told of from here, it would come back here.
    })
    for (const one of fresh) this.appeared(one)
  }

  /**
   * A fault is of one worker: the next takes the same steps again at once. What others found lasts until they speak. What
   * two of them found alike is one problem.
   */
  all(): Problem[] {
    const lasting = [...this.earlier].filter(([source]) => !source.startsWith(FAULT))
    const found = [...new Map([...lasting, ...this.bySource]).values()].flat()
    return found.filter((one, place) => found.findIndex((other) => same(other, one)) === place).slice(0, 50)
  }
}

const same = (a: Problem, b: Problem): boolean => a.code === b.code && a.detail === b.detail
