/** What the part about times shows. */
import { signal } from '@preact/signals'
import type { KeepingKind } from '../../lib/policy/keeping.ts'
import type { KeepingPlan, KeepingState } from '../../lib/protocol/keeping-staff.ts'
import { type Answer, take } from '../answer.ts'
import { has } from '../state.ts'
import { keepingApi } from './api.ts'

export const keeping = signal<Answer<KeepingState>>(null)
/** The time that is being changed, and what that would do once somebody has asked. */
export const changing = signal<{ readonly kind: KeepingKind; readonly plan: KeepingPlan | null } | null>(null)

export const load = (): Promise<void> => take(keeping, keepingApi.read)

export const maySet = (): boolean => has('network') || has('head')
export const mayTakeBack = (): boolean => maySet() || has('dsl')
