/** Who is using the device, and which device it is: as the browser and its management say, never as typed. */
import type { z } from '../zod.ts'
import type { claimSchema } from '../protocol/wire.ts'

export type Claim = z.infer<typeof claimSchema>
export type Person = NonNullable<Claim['person']>

/** What the browser knows; each answers undefined where it knows nothing. */
export interface IdentityPort {
  /** E-mail of the profile's signed-in account. */
  profileEmail(): Promise<string | undefined>
  /** Directory and asset id, on managed ChromeOS devices only. */
  deviceIds(): Promise<{ readonly directoryId?: string; readonly assetId?: string }>
  /** For example `Linux x86_64` and `Chrome 156`. */
  platform(): Promise<string>
  browser(): string
  extension(): string
}

/** What managed values say, where the school fills them in by variables. */
export interface ManagedIdentity {
  readonly userName?: string | undefined
  readonly directoryId?: string | undefined
  readonly assetId?: string | undefined
  readonly group?: string | undefined
}

const MAX_NAME = 320

const tidy = (text: string | undefined, max: number): string | undefined =>
  text?.trim().slice(0, max) || undefined

/** The profile's e-mail, else the name that management supplies, else nobody: the device alone. */
export function whoIs(profileEmail: string | undefined, userName: string | undefined): Person | undefined {
  const email = tidy(profileEmail, MAX_NAME)
  if (email) return { name: email.toLowerCase(), from: 'profile' }
  const name = tidy(userName, MAX_NAME)
  return name ? { name: name.toLowerCase(), from: 'management' } : undefined
}

/** What this installation says about itself. The browser's own device ids win over managed texts. */
export async function claimOf(
  port: IdentityPort,
  managed: ManagedIdentity,
  ephemeral: boolean,
): Promise<Claim> {
  const [email, ids, platform] = await Promise.all([port.profileEmail(), port.deviceIds(), port.platform()])
  const person = whoIs(email, managed.userName)
  const directoryId = tidy(ids.directoryId ?? managed.directoryId, 200)
  const assetId = tidy(ids.assetId ?? managed.assetId, 200)
  const group = tidy(managed.group, 100)
  return {
    ...(directoryId && { directoryId }),
    ...(assetId && { assetId }),
    ...(person && { person }),
    ...(group && { group }),
    platform: platform.slice(0, 100),
    browser: port.browser().slice(0, 100),
    extension: port.extension().slice(0, 40),
    ephemeral,
  }
}
