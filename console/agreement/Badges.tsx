import type { OwnAgreement } from '../../lib/protocol/agreement-staff.ts'
import { STATE_NAMES } from './words.ts'

/** How somebody stands. A parent's permission is missing by itself, also before they have agreed. */
export const Badges = ({
  state,
  permissionMissing,
}: Pick<OwnAgreement['pupils'][number], 'state' | 'permissionMissing'>) => (
  <>
    {state !== 'permission' && (
      <span class={state === 'agreed' ? 'badge' : 'badge badge--waiting'}>{STATE_NAMES[state]}</span>
    )}
    {state === 'not-yet' && permissionMissing && ' '}
    {permissionMissing && <span class="badge badge--waiting">{STATE_NAMES.permission}</span>}
  </>
)
