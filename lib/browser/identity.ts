/** Who is signed in to the browser, and which device this is, as the browser and its management say. */
import type { IdentityPort } from '../device/identity.ts'
import { api } from './api.ts'
import { browserName, extensionVersion, platformName } from './runtime.ts'

/** `enterprise.deviceAttributes` is on ChromeOS only; elsewhere the name itself is missing. */
async function attribute(read: 'getDirectoryDeviceId' | 'getDeviceAssetId'): Promise<string | undefined> {
  const attributes = (api as Partial<typeof chrome>).enterprise?.deviceAttributes
  if (!attributes) return undefined
  try {
    return (await attributes[read]()) || undefined
  } catch {
    // Refused where the user is not of the device's own domain: then nothing is known, as on other systems.
    return undefined
  }
}

export const identity: IdentityPort = {
  async profileEmail() {
    const { email } = await api.identity.getProfileUserInfo({
      accountStatus: 'ANY' as chrome.identity.AccountStatus,
    })
    return email || undefined
  },
  async deviceIds() {
    const [directoryId, assetId] = await Promise.all([
      attribute('getDirectoryDeviceId'),
      attribute('getDeviceAssetId'),
    ])
    return { ...(directoryId && { directoryId }), ...(assetId && { assetId }) }
  },
  platform: platformName,
  browser: browserName,
  extension: extensionVersion,
}
