/** A sign-in page under a name that is not its own. */
import { brandClaims, brandIcon, brandInHost, brandTitle } from './brands.ts'
import type { Facts } from './facts.ts'
import type { Seen } from './judge.ts'
import type { IMPERSONATION } from './table.ts'
import { about } from './vocabulary.ts'

const TALKATIVE = 4_000

/** Only with a box for a password: a page that merely looks like another takes nothing. */
export function impersonationSigns({
  signals,
  around,
  said,
  read,
}: Facts): Seen<keyof typeof IMPERSONATION>[] {
  if (signals.inputs.passwords === 0 || signals.textLength > TALKATIVE) return []
  const { host } = around
  const title = brandTitle(signals, host)
  const icon = brandIcon(signals, host)
  const claims = brandClaims(signals, host)
  const inName = brandInHost(host)
  // “Sign in with …” buttons are honest: title, icon or claim must be the brand's.
  if (title === null && claims === null && inName === null) return []
  const seen: Seen<keyof typeof IMPERSONATION>[] = [{ sign: 'password-box' }]
  if (title !== null) seen.push({ sign: 'brand-title', detail: title })
  if (icon !== null) seen.push({ sign: 'brand-icon', detail: icon })
  if (claims !== null) seen.push({ sign: 'brand-claims', detail: claims })
  if (inName !== null) seen.push({ sign: 'host-alike', detail: inName })
  const heard = [...said, read]
  if (about(heard, 'phrases').length > 0) seen.push({ sign: 'brand-phrases' })
  else if (about(heard, 'signIn').length > 0) seen.push({ sign: 'sign-in-words' })
  if (around.isCheapPlace) seen.push({ sign: 'cheap-place' })
  return seen
}
