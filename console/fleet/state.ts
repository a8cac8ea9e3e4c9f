/** What the fleet's part of the page shows. */
import { signal } from '@preact/signals'
import type { Fleet, NeverSeen } from '../../lib/protocol/fleet.ts'
import { fleetApi } from './api.ts'
import { view } from './view.ts'

export const fleet = signal<Fleet | null>(null)
/** Of the view of that name. */
export const neverSeen = signal<NeverSeen | null>(null)

/** Asks for what is looked at. */
export async function loadFleet(): Promise<void> {
  const asked = view.value
  const isNever = asked.show === 'never-seen'
  const [devices, absent] = await Promise.all([
    fleetApi.fleet(isNever ? { ...asked, find: '', page: 0 } : asked),
    isNever ? fleetApi.neverSeen(asked.page) : null,
  ])
  // The view may have changed while it was asked for: an older answer must not replace a newer one.
  if (view.value !== asked) return
  fleet.value = devices
  neverSeen.value = absent
}
