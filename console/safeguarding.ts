/** Safeguarding keys as the school server tells the console of them. */
import { signal } from '@preact/signals'
import { keyCodeSchema, type Safeguarding, safeguardingSchema } from '../lib/protocol/safeguarding-admin.ts'
import type { KeyRole } from '../lib/protocol/safeguarding-keys.ts'
import { ApiError, ask } from './api.ts'

/** Null until the answer is here; a text is why it did not come. */
export const safeguarding = signal<Safeguarding | string | null>(null)

/** A list that does not come is said in its place: it is no reason to cover what else the page has to say. */
export async function loadSafeguarding(): Promise<void> {
  try {
    safeguarding.value = await ask(safeguardingSchema, 'GET', '/admin/safeguarding')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    safeguarding.value = error.message
  }
}

export const makeCode = (person: number, role: KeyRole) =>
  ask(keyCodeSchema, 'POST', '/admin/safeguarding/codes', { person, role })

export const KEY_ROLE_NAMES: Readonly<Record<KeyRole, string>> = {
  team: 'Safeguarding team: reads concerns',
  head: 'Head: reads what is meant for the head',
  chair: 'Chair of governors: reads what is about the head',
}

/** Who may be given a code for a role: only a safeguarding lead's account for the team. */
export const accountsFor = (role: KeyRole, { accounts }: Safeguarding): Safeguarding['accounts'] =>
  role === 'team' ? accounts.filter(({ roles }) => roles.includes('dsl')) : accounts
