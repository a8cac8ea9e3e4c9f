/** What the parts about evidence show. A text is why an answer did not come; null is that it has not come yet. */
import { signal } from '@preact/signals'
import type { ErasureSaid, EvidenceState, HoldSaid } from '../../lib/protocol/evidence-staff.ts'
import { ApiError } from '../api.ts'
import { leave } from '../state.ts'
import { evidenceApi } from './api.ts'

export const heads = signal<EvidenceState | string | null>(null)
export const holds = signal<readonly HoldSaid[] | string | null>(null)
export const erasures = signal<readonly ErasureSaid[] | string | null>(null)

export const loadHeads = (): Promise<void> => load(heads, () => evidenceApi.state())
export const loadHolds = (): Promise<void> => load(holds, async () => (await evidenceApi.holds()).holds)
export const loadErasures = (): Promise<void> =>
  load(erasures, async () => (await evidenceApi.erasures()).erasures)

async function load<T>(shown: { value: T | string | null }, ask: () => Promise<T>): Promise<void> {
  try {
    shown.value = await ask()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    else if (shown.value === null || typeof shown.value === 'string') shown.value = error.message
  }
}
