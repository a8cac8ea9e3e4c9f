/**
 * The browser's own policies that must go with Kerb: what an extension cannot close by itself. One table: the page for
 * network managers, the samples and the settings page's check are made from it. Schools that set some of these already
 * keep their own values.
 */
export type PolicyValue = boolean | number | string | readonly string[]

export interface BrowserPolicy {
  /** Its name in Chrome, and in Edge where that is another; null where the browser has none. */
  readonly chrome: string | null
  readonly edge?: string | null
  readonly value: PolicyValue
  readonly edgeValue?: PolicyValue
  /** What would be open without it. */
  readonly why: string
  /** What else it does, for those who have to answer for it. */
  readonly sideEffect: string
  /** A test shows what it does in a managed Chromium; otherwise that the browser knows and takes it. */
  readonly isShown?: true
  /** What of it an extension can see for itself; see lib/doctor. */
  readonly seenAs?: 'private-windows' | 'addresses'
}

const EVERY_SCHEME = ['javascript:*', 'view-source:*', 'file:*', 'filesystem:*', 'content:*', 'magnet:*']
const INTERNAL = (browser: 'chrome' | 'edge') => [
  browser === 'chrome' ? 'dino' : 'surf',
  'extensions',
  'flags',
  'inspect',
  'net-export',
  'serviceworker-internals',
  'webrtc-internals',
]
const blocked = (browser: 'chrome' | 'edge'): string[] => [
  ...EVERY_SCHEME,
  ...INTERNAL(browser).map((page) => `${browser}://${page}`),
]

/**
 * What a browser would open when an extension asks it to, of what `URLBlocklist` closes: `javascript:` and `magnet:` are
 * no pages, and `file:` is not an extension's to open.
 */
export const triedAddresses = (browser: 'chrome' | 'edge'): readonly string[] => [
  'view-source:http://kerb.invalid/',
  ...INTERNAL(browser).map((page) => `${browser}://${page}/`),
]

export const BROWSER_POLICIES: readonly BrowserPolicy[] = [
  {
    chrome: 'IncognitoModeAvailability',
    edge: 'InPrivateModeAvailability',
    value: 1,
    why: 'A private window runs without Kerb. 1 switches private windows off.',
    sideEffect: 'Nobody whom the policy reaches has private windows, staff neither.',
    isShown: true,
    seenAs: 'private-windows',
  },
  {
    chrome: 'BrowserGuestModeEnabled',
    value: false,
    why: 'A guest window has no extensions and no policy of the signed-in account.',
    sideEffect: 'Visitors need an account.',
  },
  {
    chrome: 'BrowserAddPersonEnabled',
    edge: 'BrowserAddProfileEnabled',
    value: false,
    why: 'A second profile is somebody else to Kerb, and without the school’s account it is nobody.',
    sideEffect:
      'On a shared Windows or Mac account the next person cannot add a profile: see shared devices.',
  },
  {
    chrome: 'DeveloperToolsAvailability',
    value: 2,
    why: 'The console can change a page, its storage and its requests, and debug extensions. 2 switches it off.',
    sideEffect: 'Lessons about web pages need another group, or 1, which leaves extensions alone out.',
  },
  {
    chrome: 'ExtensionDeveloperModeSettings',
    value: 1,
    why: 'Developer mode loads an extension from a folder. 1 switches it off.',
    sideEffect: 'Nobody can try an extension they wrote.',
  },
  {
    chrome: 'ExtensionInstallBlocklist',
    value: ['*'],
    why: 'Another extension can be a proxy or VPN. Those you allow go into ExtensionInstallAllowlist; what you force-install stays.',
    sideEffect: 'Extensions that people have put in themselves are switched off.',
  },
  {
    chrome: 'TaskManagerEndProcessEnabled',
    value: false,
    why: 'The browser’s task manager ends Kerb’s worker with two clicks.',
    sideEffect: 'A page that hangs is closed by its tab alone.',
  },
  {
    chrome: 'RemoteDebuggingAllowed',
    value: false,
    why: 'A program on the device can drive the browser and read what is sealed while it runs.',
    sideEffect: 'Tools that test pages in this browser do not work.',
  },
  {
    chrome: 'NetworkPredictionOptions',
    value: 2,
    why: 'A page fetched ahead of a click is fetched before Kerb has a visit to judge or to record. 2: never.',
    sideEffect: 'Some pages open a little later.',
  },
  {
    chrome: 'AllowDeletingBrowserHistory',
    value: true,
    why: 'A child who has looked for help must be able to take it out of the browser’s history: Kerb records nothing of a helpline, and a history that cannot be cleared would.',
    sideEffect: 'The history is no record. Kerb’s own is kept apart and cannot be cleared on the device.',
  },
  {
    chrome: 'URLBlocklist',
    value: blocked('chrome'),
    edgeValue: blocked('edge'),
    why: 'Bookmarklets run script in any page; sources and files are no web addresses, so no rule of Kerb’s sees them; the internal pages change or reveal how the browser works, or are a game; a magnet: link starts a torrent program and raises no event that Kerb could see.',
    sideEffect:
      'Files from the disk do not open in the browser: leave file:* out where lessons need it. Do not add data:*, which stops frames of ordinary pages, nor chrome://* or chrome-extension://* whole, which stop printing, settings and other extensions.',
    isShown: true,
    seenAs: 'addresses',
  },
  {
    chrome: 'AllowDinosaurEasterEgg',
    edge: 'AllowSurfGame',
    value: false,
    why: 'The browser’s own game opens where the network does not.',
    sideEffect: 'None.',
  },
  {
    chrome: 'DownloadRestrictions',
    value: 1,
    why: 'The floor under Kerb’s own rules for files: while its worker hangs, nothing asks. 1 blocks what the browser itself holds for dangerous on that system.',
    sideEffect:
      'It holds for everybody the policy reaches: 4 for a group that Kerb lets save scripts or programs. Not 2: it stopped worksheets in our tests.',
  },
  {
    chrome: 'DefaultFileSystemWriteGuardSetting',
    value: 2,
    why: 'A page that saves through the file picker raises no download event, so nothing can be asked. 2 keeps pages from writing to files.',
    sideEffect: 'Editors that save to the disk must go into FileSystemWriteAskForUrls.',
  },
  {
    chrome: 'WebRtcIPHandling',
    edge: 'WebRtcLocalhostIpHandling',
    value: 'disable_non_proxied_udp',
    edgeValue: 'DisableNonProxiedUdp',
    why: 'A page can carry other pages through a call between two browsers, which no request shows. So such calls go by TCP or through a proxy that the network sees.',
    sideEffect:
      'Video lessons without a TCP relay fail: leave it out where yours does. Kerb looks for such pages either way.',
  },
  {
    chrome: 'PasswordProtectionWarningTrigger',
    value: 1,
    why: 'A school password typed into another site goes unnoticed: Kerb never reads a password field. 1 warns when one is used again on a site that is not among the next two. Chrome also has 2 (on known phishing sites alone), Edge does not.',
    sideEffect: 'Whoever uses one password twice is told so.',
  },
  {
    chrome: 'PasswordProtectionLoginURLs',
    value: ['https://accounts.google.com/', 'https://login.microsoftonline.com/'],
    why: 'Where the browser learns which password to protect; it keeps a salted hash. Add your own sign-in page.',
    sideEffect: 'On Windows and macOS for devices joined to a domain or enrolled in management alone.',
  },
  {
    chrome: 'PasswordProtectionChangePasswordURL',
    value: 'https://myaccount.google.com/signinoptions/password',
    edgeValue: 'https://mysignins.microsoft.com/security-info/password/change',
    why: 'Where the warning leads to. Put in the page on which your pupils change theirs, or your own page that says whom to ask.',
    sideEffect: 'None.',
  },
  {
    chrome: 'ForceGoogleSafeSearch',
    value: true,
    why: 'Beside Kerb’s own rules: holds in the seconds before Kerb’s worker starts, and is told apart in the browser’s own settings.',
    sideEffect: 'Holds for staff too whom the policy reaches.',
    isShown: true,
  },
  {
    chrome: null,
    edge: 'ForceBingSafeSearch',
    value: 2,
    why: 'The same for Bing. 2 is strict.',
    sideEffect: 'Holds for staff too whom the policy reaches.',
  },
  {
    chrome: 'ForceYouTubeRestrict',
    value: 2,
    why: 'The same for YouTube. 2 is strict, 1 moderate.',
    sideEffect:
      'It holds for everybody the policy reaches, so set it for pupils, and no stricter than the group’s own level.',
    isShown: true,
  },
  {
    chrome: null,
    edge: 'InternetExplorerIntegrationReloadInIEModeAllowed',
    value: false,
    why: 'A tab in Internet Explorer mode runs without extensions.',
    sideEffect: 'Sites that need the old mode must be listed by the school.',
  },
]

/** Name and value of each policy that a browser has. */
export function policiesOf(
  browser: 'chrome' | 'edge',
  policies: readonly BrowserPolicy[] = BROWSER_POLICIES,
): [name: string, value: PolicyValue][] {
  return policies.flatMap((one): [string, PolicyValue][] => {
    const name = nameIn(browser, one)
    if (name === null) return []
    return [[name, browser === 'edge' ? (one.edgeValue ?? one.value) : one.value]]
  })
}

export const nameIn = (browser: 'chrome' | 'edge', { chrome, edge }: BrowserPolicy): string | null =>
  browser === 'chrome' || edge === undefined ? chrome : edge
