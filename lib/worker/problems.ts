/**
 * What is wrong at the moment, by the part that found it: shown in the popup and on the settings page, sent with
 * each heartbeat, and recorded once when it appears.
 */
export interface Problem {
  readonly code: string
  readonly detail: string
}

export class Problems {
  private readonly appeared: (problem: Problem) => void
  private readonly bySource = new Map<string, readonly Problem[]>()

  constructor(appeared: (problem: Problem) => void) {
    this.appeared = appeared
  }

  /** Replaces what `source` has found; an empty list clears it. */
  set(source: string, found: readonly Problem[]): void {
    const before = this.bySource.get(source) ?? []
    this.bySource.set(source, found)
    for (const one of found)
      if (!before.some((known) => known.code === one.code && known.detail === one.detail)) this.appeared(one)
  }

  all(): Problem[] {
    return [...this.bySource.values()].flat().slice(0, 50)
  }
}
