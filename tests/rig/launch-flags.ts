/** The command line of a test browser. Written out rather than taken from puppeteer, whose defaults switch off the
 * update feed (--disable-background-networking), extensions and background pages: the very things under test. */
export interface Addresses {
  /** Loopback ports of the test web server. */
  readonly http: number
  readonly https: number
  /** Base64 SHA-256 of the test certificate's public key. */
  readonly spki: string
}

/**
 * Names are answered by the browser itself: these go to the test web server, every other one is not found, so
 * nothing leaves the machine. First match wins; loopback itself is left alone.
 */
export function resolverRules(hosts: readonly string[], web: Addresses | undefined): string {
  const mapped = web
    ? hosts.flatMap((host) => [
        `MAP ${host}:443 127.0.0.1:${web.https}`,
        `MAP ${host}:80 127.0.0.1:${web.http}`,
      ])
    : []
  return [...mapped, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost'].join(', ')
}

const UNUSED = ['Translate', 'MediaRouter', 'DialMediaRouteProvider', 'OptimizationHints']

/** The list below the address bar is a web page with a process of its own here: a second of processor time at each start. */
const ADDRESS_BAR_PAGES = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxSimplification',
  'AiModeOmniboxEntryPoint',
]

export function launchFlags(profile: string, headless: boolean, rules: string, web: Addresses | undefined) {
  return [
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    `--host-resolver-rules=${rules}`,
    ...(web ? [`--ignore-certificate-errors-spki-list=${web.spki}`] : []),
    ...(headless ? ['--headless=new', '--hide-scrollbars'] : []),
    // As root, and as the root of a user namespace, Chromium has no sandbox to offer.
    '--no-sandbox',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-component-update',
    '--disable-sync',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--disable-dev-shm-usage',
    '--disable-client-side-phishing-detection',
    '--disable-search-engine-choice-screen',
    '--hide-crash-restore-bubble',
    '--metrics-recording-only',
    '--mute-audio',
    '--password-store=basic',
    '--use-mock-keychain',
    '--lang=en-GB',
    '--window-size=1280,900',
    // Background pages and unfocused windows run at full speed, or waits would measure the throttle.
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    `--disable-features=${[...UNUSED, ...ADDRESS_BAR_PAGES].join()}`,
  ]
}

/** Policies every test browser has beside its extension's. */
export const BASE_POLICIES = {
  // Without it the targets of a force-installed extension are hidden from tests.
  DeveloperToolsAvailability: 1,
  // Test hosts speak plain http.
  HttpsOnlyMode: 'disallowed',
  HttpsUpgradesEnabled: false,
  SearchSuggestEnabled: false,
  PasswordManagerEnabled: false,
  MetricsReportingEnabled: false,
  BackgroundModeEnabled: false,
}

/** What force-installs an extension and hands it its managed values (none when undefined). */
export const extensionPolicies = (id: string, updateUrl: string, values: object | undefined) => ({
  ExtensionSettings: {
    [id]: { installation_mode: 'force_installed', update_url: updateUrl, override_update_url: true },
  },
  ...(values && { '3rdparty': { extensions: { [id]: values } } }),
})
