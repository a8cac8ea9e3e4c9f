/** How a device stands, in words that accuse nobody: much of it is a fault as often as a hand. */
import type { FleetInstallation } from '../../lib/protocol/staff.ts'
import type { DeviceStanding, StandingWhy } from '../../lib/protocol/standings.ts'

export const STANDING_NAMES: Readonly<Record<DeviceStanding, string>> = {
  enforcing: 'Enforcing',
  silent: 'Silent but online',
  tampered: 'Tampered with, or broken',
  'not-seen': 'Not seen',
}

const WHYS: Readonly<Record<StandingWhy, string>> = {
  copied: 'Two browsers use its key at once: its profile folder was copied',
  'numbers-forked': 'Its rows come twice under one number: its profile folder was copied',
  wiped:
    'It says that it has written fewer rows than before: its storage was wiped, or put back to an earlier day',
  'rules-missing': 'It holds none of Kerb’s rules',
  'rules-refused': 'Its browser refused some of the rules',
  'policy-older': 'It goes on under an older policy, although it was told of the one in force',
  clock: 'Its clock was moved, and nothing has proved the right time since',
}

/** What to read below the state; nothing where there is nothing to say. */
export function standingWords(standing: NonNullable<FleetInstallation['standing']>): readonly string[] {
  if (standing.is === 'silent')
    return [
      'It is online and sends no heartbeat: what it enforces is not known. Look at it, or restart its browser.',
    ]
  return standing.whys.map((why) => WHYS[why])
}
