/**
 * The Microsoft directory among the sign-in domains. Microsoft restricts accounts only for a school that names itself
 * by its directory (tenant) id: without one `Restrict-Access-To-Tenants` is ignored (learn.microsoft.com, "Restrict
 * access to a tenant"). The id stands in the list like any other name of the school.
 */
const DIRECTORY_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Says that the school has no Microsoft directory, and ends the reminder. */
export const NO_DIRECTORY = '00000000-0000-0000-0000-000000000000'

export const isDirectoryId = (name: string): boolean => DIRECTORY_ID.test(name)

/** The id to name the school by. */
export const directoryOf = (domains: readonly string[]): string | undefined =>
  domains.find((name) => isDirectoryId(name) && name !== NO_DIRECTORY)

/** Accounts are restricted, but Microsoft's are not. */
export const lacksDirectory = (domains: readonly string[]): boolean =>
  domains.some((name) => !name.endsWith('.invalid')) && !domains.some(isDirectoryId)

/** For staff, on the settings page and in the heartbeat. */
export const LACKS_DIRECTORY = {
  code: 'sign-in:no-microsoft-directory',
  detail: `The sign-in domains name no Microsoft directory, so work and school accounts of other organisations can sign in at Microsoft. Add the directory (tenant) id, from the Entra admin centre; a school without one adds ${NO_DIRECTORY}.`,
} as const
