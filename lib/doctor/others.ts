/** Other extensions in this browser, and what of them could undo Kerb's work. Pure. */

export interface OtherExtension {
  readonly id: string
  readonly name: string
  readonly permissions: readonly string[]
  readonly isOn: boolean
  /**
   * Who put it there: the school's policy, which is its choice and not ours to undo; a program on the device, which may be
   * the school's too; or somebody in the browser.
   */
  readonly by: 'policy' | 'program' | 'person'
}

/** What sends the browser's traffic elsewhere: nothing that Kerb judges would be what is fetched. */
const DETOURS = ['proxy', 'vpnProvider']
/** What can change or end what Kerb does. */
const POWERFUL = [...DETOURS, 'debugger', 'userScripts', 'management']

const has = (one: OtherExtension, permissions: readonly string[]): string[] =>
  permissions.filter((name) => one.permissions.includes(name))

/** What Kerb switches off itself: a detour that somebody put in. */
export const isDetour = (one: OtherExtension): boolean => one.by === 'person' && has(one, DETOURS).length > 0

/** What of it is powerful: names of permissions, none for most. */
export const powersOf = (one: OtherExtension): string[] => has(one, POWERFUL)

/** What staff are told of extensions that the school did not put there, one for each. */
export const othersProblems = (
  others: readonly OtherExtension[],
): { readonly code: string; readonly detail: string }[] =>
  others
    .filter((one) => one.by !== 'policy' && (isDetour(one) || (one.isOn && powersOf(one).length > 0)))
    .map((one) => ({
      code: isDetour(one) && !one.isOn ? 'extension:switched-off' : 'extension:powerful',
      detail: `“${one.name.slice(0, 80)}” (${one.id}) may use ${powersOf(one).join(', ')}${
        isDetour(one) && !one.isOn ? ': Kerb keeps it switched off' : ''
      }. Close it in the browser’s management: ExtensionInstallBlocklist.`,
    }))
