/**
 * What was looked up of time zones, kept for the workers of one browser session: the first question to Intl costs a
 * fresh worker some 30 ms, and a page may be waiting. Not longer: a new browser may bring new facts.
 */
import type { SessionPort } from '../navigation/ports.ts'
import { knownStretches, learnStretches } from '../time/zone.ts'
import { z } from '../zod.ts'

const KEY = 'zones'
const stretchSchema = z.object({ from: z.number(), to: z.number(), offset: z.number() })
const keptSchema = z.record(z.string(), z.array(stretchSchema))

export class Zones {
  private readonly session: SessionPort
  private kept = ''

  constructor(session: SessionPort) {
    this.session = session
  }

  async load(): Promise<void> {
    const stored = keptSchema.safeParse(await this.session.get(KEY))
    if (!stored.success) return
    this.kept = JSON.stringify(stored.data)
    learnStretches(stored.data)
  }

  /** After the first verdicts, which look up what they need. */
  async keep(): Promise<void> {
    const now = knownStretches()
    const text = JSON.stringify(now)
    if (text === this.kept) return
    this.kept = text
    await this.session.set(KEY, now)
  }
}
