/**
 * The browser's own policies that must go with Kerb: what an extension cannot close by itself. One table; the page and
 * the samples are made from it. Schools that set some of these already keep their own values.
 */
import { EXAMPLE_OPTIONS } from './example.ts'

type Value = boolean | number | string | readonly string[]

interface BrowserPolicy {
  /** Its name in Chrome, and in Edge where that is another; null where the browser has none. */
  readonly chrome: string | null
  readonly edge?: string | null
  readonly value: Value
  readonly edgeValue?: Value
  /** One line: what would be open without it. */
  readonly why: string
}

const EVERY_SCHEME = ['javascript:*', 'view-source:*', 'file:*', 'filesystem:*', 'magnet:*']
const INTERNAL = ['flags', 'inspect', 'net-export', 'serviceworker-internals']
const blocked = (browser: string): string[] => [
  ...EVERY_SCHEME,
  ...INTERNAL.map((page) => `${browser}://${page}`),
]

export const BROWSER_POLICIES: readonly BrowserPolicy[] = [
  {
    chrome: 'IncognitoModeAvailability',
    edge: 'InPrivateModeAvailability',
    value: 1,
    why: 'A private window runs without Kerb. 1 switches private windows off.',
  },
  {
    chrome: 'BrowserGuestModeEnabled',
    value: false,
    why: 'A guest window has no extensions and no policy of the signed-in account.',
  },
  {
    chrome: 'BrowserAddPersonEnabled',
    edge: 'BrowserAddProfileEnabled',
    value: false,
    why: 'A second profile is somebody else to Kerb, and without the school’s account it is nobody.',
  },
  {
    chrome: 'DeveloperToolsAvailability',
    value: 2,
    why: 'The console can change a page, its storage and its requests, and debug extensions. 2 switches it off.',
  },
  {
    chrome: 'ExtensionDeveloperModeSettings',
    value: 1,
    why: 'Developer mode loads an extension from a folder. 1 switches it off.',
  },
  {
    chrome: 'ExtensionInstallBlocklist',
    value: ['*'],
    why: 'Another extension can be a proxy or VPN. Those you allow go into ExtensionInstallAllowlist; what you force-install stays.',
  },
  {
    chrome: 'TaskManagerEndProcessEnabled',
    value: false,
    why: 'The browser’s task manager ends Kerb’s worker with two clicks.',
  },
  {
    chrome: 'RemoteDebuggingAllowed',
    value: false,
    why: 'A program on the device can drive the browser and read what is sealed while it runs.',
  },
  {
    chrome: 'NetworkPredictionOptions',
    value: 2,
    why: 'A page fetched ahead of a click is fetched before Kerb has a visit to judge or to record. 2: never.',
  },
  {
    chrome: 'URLBlocklist',
    value: blocked('chrome'),
    edgeValue: blocked('edge'),
    why: 'Bookmarklets run script in any page; sources and files are no web addresses, so no rule of Kerb’s sees them; the internal pages change or reveal how the browser works; a magnet: link starts a torrent program and raises no event that Kerb could see. Leave file:* out where lessons open files from the disk. Do not add data:*: it stops frames of ordinary pages.',
  },
  {
    chrome: 'DownloadRestrictions',
    value: 1,
    why: 'The floor under Kerb’s own rules for files: while its worker hangs, nothing asks. 1 blocks what the browser itself holds for dangerous on that system, for everybody the policy reaches: 4 for a group that Kerb lets save scripts or programs. Not 2: it stopped worksheets in our tests.',
  },
  {
    chrome: 'DefaultFileSystemWriteGuardSetting',
    value: 2,
    why: 'A page that saves through the file picker raises no download event, so nothing can be asked. 2 keeps pages from writing to files; sites that must go into FileSystemWriteAskForUrls.',
  },
  {
    chrome: 'PasswordProtectionWarningTrigger',
    value: 1,
    why: 'A school password typed into another site goes unnoticed: Kerb never reads a password field. 1 warns when one is used again on a site that is not among the next two. Chrome also has 2 (on known phishing sites alone), Edge does not.',
  },
  {
    chrome: 'PasswordProtectionLoginURLs',
    value: ['https://accounts.google.com/', 'https://login.microsoftonline.com/'],
    why: 'Where the browser learns which password to protect; it keeps a salted hash. Add your own sign-in page. On Windows and macOS for devices joined to a domain or enrolled in management alone.',
  },
  {
    chrome: 'PasswordProtectionChangePasswordURL',
    value: 'https://myaccount.google.com/signinoptions/password',
    edgeValue: 'https://mysignins.microsoft.com/security-info/password/change',
    why: 'Where the warning leads to. Put in the page on which your pupils change theirs, or your own page that says whom to ask.',
  },
  {
    chrome: 'ForceGoogleSafeSearch',
    value: true,
    why: 'Beside Kerb’s own rules: holds in the seconds before Kerb’s worker starts, and is told apart in the browser’s own settings.',
  },
  {
    chrome: null,
    edge: 'ForceBingSafeSearch',
    value: 2,
    why: 'The same for Bing. 2 is strict.',
  },
  {
    chrome: 'ForceYouTubeRestrict',
    value: 2,
    why: 'The same for YouTube. 2 is strict, 1 moderate; it holds for everybody the policy reaches, so set it for pupils, and no stricter than the group’s own level.',
  },
  {
    chrome: null,
    edge: 'InternetExplorerIntegrationReloadInIEModeAllowed',
    value: false,
    why: 'A tab in Internet Explorer mode runs without extensions.',
  },
]

/** For devices that several people use: locking and signing out are the browser's and the system's, not an extension's. */
export const SHARED_POLICIES: readonly BrowserPolicy[] = [
  {
    chrome: 'IdleTimeout',
    edge: null,
    value: 15,
    why: 'Minutes without use after which the browser does what the next line says. Kerb covers its own pages after two; every other page that is signed in stays open until this.',
  },
  {
    chrome: 'IdleTimeoutActions',
    edge: null,
    value: ['close_browsers', 'show_profile_picker'],
    why: 'Closes the windows of whoever went away. A report that was being written goes with them; one that was sent does not.',
  },
]

/** What a managed ChromeOS device does by itself; there the two above have no meaning. */
const CHROMEOS_POLICIES = [
  {
    name: 'ChromeOsLockOnIdleSuspend',
    value: 'true',
    why: 'Asks for the password after idle and sleep. Kerb’s settings page says after how long the screen locks: the one thing of all these that an extension can see.',
  },
  {
    name: 'ScreenLockDelays',
    value: '{"AC": 300000, "Battery": 300000}',
    why: 'After five minutes without use.',
  },
  {
    name: 'PowerManagementIdleSettings',
    value:
      '{"AC": {"Delays": {"Idle": 900000}, "IdleAction": "Logout"}, "Battery": {"Delays": {"Idle": 900000}, "IdleAction": "Logout"}}',
    why: 'Signs out after fifteen, so that the next pupil does not meet somebody else’s lock screen.',
  },
] as const

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Name and value of each policy that a browser has. */
export function policiesOf(
  browser: 'chrome' | 'edge',
  policies: readonly BrowserPolicy[] = BROWSER_POLICIES,
): [name: string, value: Value][] {
  return policies.flatMap((one): [string, Value][] => {
    const name = browser === 'chrome' ? one.chrome : one.edge === undefined ? one.chrome : one.edge
    if (name === null) return []
    return [[name, browser === 'edge' ? (one.edgeValue ?? one.value) : one.value]]
  })
}

function registry(vendor: string, all: [name: string, value: Value][]): string {
  const root = `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${vendor}`
  const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  const lines = ['Windows Registry Editor Version 5.00', '', `[${root}]`]
  for (const [name, value] of all)
    if (typeof value === 'boolean' || typeof value === 'number')
      lines.push(`${quote(name)}=dword:${Number(value).toString(16).padStart(8, '0')}`)
    else if (typeof value === 'string') lines.push(`${quote(name)}=${quote(value)}`)
  for (const [name, value] of all) {
    if (typeof value !== 'object') continue
    lines.push('', `[${root}\\${name}]`, ...value.map((item, i) => `"${i + 1}"=${quote(item)}`))
  }
  return `${lines.join('\r\n')}\r\n`
}

/** File name to content. Nothing in them is a school's own but what it allows besides. */
export const browserPolicySamples = (): Readonly<Record<string, string>> => ({
  'browser-policies-linux-chrome.json': json(Object.fromEntries(policiesOf('chrome'))),
  'browser-policies-linux-edge.json': json(Object.fromEntries(policiesOf('edge'))),
  'browser-policies-windows-chrome.reg': registry('Google\\Chrome', policiesOf('chrome')),
  'browser-policies-windows-edge.reg': registry('Microsoft\\Edge', policiesOf('edge')),
  'browser-policies-shared-linux-chrome.json': json(
    Object.fromEntries(policiesOf('chrome', SHARED_POLICIES)),
  ),
  'browser-policies-shared-windows-chrome.reg': registry(
    'Google\\Chrome',
    policiesOf('chrome', SHARED_POLICIES),
  ),
})

const shown = (value: Value): string =>
  typeof value === 'object' ? value.map((one) => `\`${one}\``).join(' ') : `\`${String(value)}\``

export const browserPoliciesPage = (): string => `# Browser policies that go with Kerb

<!-- Made by .ci/generate-policy-docs.ts from .ci/policy-docs/browser-policies.ts. Change it there. -->

Kerb is an extension: it holds in the windows in which the browser runs it. These settings of your browser management
close the windows in which it does not run. Without them [the threat model](threat-model.md) does not hold.

| Chrome | Edge | value | without it |
|---|---|---|---|
${BROWSER_POLICIES.map((one) => {
  const edge = one.edge === undefined ? one.chrome : one.edge
  const names = [one.chrome, edge].map((name) => (name === null ? '' : `\`${name}\``))
  return `| ${names.join(' | ')} | ${shown(one.value)} | ${one.why} |`
}).join('\n')}

In Edge the internal pages of \`URLBlocklist\` are \`edge://…\`, and its sample has Microsoft’s page for
\`PasswordProtectionChangePasswordURL\`.

| management | sample | where |
|---|---|---|
| Google Admin console | this table | Devices → Chrome → Settings → Users & browsers: each policy has its own setting. Do not set them for the unit that your own administrators are in until you have tried them. |
| Linux | [Chrome, Chromium](samples/browser-policies-linux-chrome.json), [Edge](samples/browser-policies-linux-edge.json) | beside \`kerb.json\`, in the same folder, under a name of its own |
| Windows, Group Policy or Intune | [Chrome](samples/browser-policies-windows-chrome.reg), [Edge](samples/browser-policies-windows-edge.reg) | import, or set the same in the browser’s administrative templates |

\`ExtensionInstallBlocklist\` does not touch Kerb: \`ExtensionSettings\` force-installs it under its id
(\`${EXAMPLE_OPTIONS.id}\` in the samples). Where your \`ExtensionSettings\` has a \`*\` entry, that decides instead.

## Shared devices

What an extension cannot do is lock a device or sign somebody out. Where several people use one device, set these too:
Chrome on Windows, macOS and Linux ([Linux](samples/browser-policies-shared-linux-chrome.json),
[Windows](samples/browser-policies-shared-windows-chrome.reg)). We know of none in Edge: there use Windows’ own
*Interactive logon: Machine inactivity limit*.

| Chrome | value | what it does |
|---|---|---|
${SHARED_POLICIES.map((one) => `| \`${one.chrome}\` | ${shown(one.value)} | ${one.why} |`).join('\n')}

On ChromeOS, under Devices → Chrome → Settings → Users & browsers, *Idle settings* and *Security* (and the same for managed
guest sessions):

| ChromeOS | value | what it does |
|---|---|---|
${CHROMEOS_POLICIES.map(({ name, value, why }) => `| \`${name}\` | \`${value}\` | ${why} |`).join('\n')}

Kerb cannot see most of these from inside the browser and does not check them yet. \`chrome://policy\` shows them; a
policy with an error there does not hold. The samples were read by Debian’s Chromium without an error; Edge, Windows and
the Admin console were not tried by us.
`
