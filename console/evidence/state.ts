/** What the parts about evidence show. */
import { signal } from '@preact/signals'
import type { ErasureSaid, EvidenceState, HoldSaid } from '../../lib/protocol/evidence-staff.ts'
import { type Answer, take } from '../answer.ts'
import { evidenceApi } from './api.ts'

export const heads = signal<Answer<EvidenceState>>(null)
export const holds = signal<Answer<readonly HoldSaid[]>>(null)
export const erasures = signal<Answer<readonly ErasureSaid[]>>(null)

export const loadHeads = (): Promise<void> => take(heads, evidenceApi.state)
export const loadHolds = (): Promise<void> => take(holds, async () => (await evidenceApi.holds()).holds)
export const loadErasures = (): Promise<void> =>
  take(erasures, async () => (await evidenceApi.erasures()).erasures)
