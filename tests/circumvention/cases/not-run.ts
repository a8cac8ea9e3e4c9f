/** Ways round that cannot be played here, with the reason, and what covers them: see docs/browser-policies.md. */
import type { NotRun } from '../case.ts'

const UI = 'It is done in the browser’s own windows, which a headless browser does not have'
const SECOND = 'Needs a second extension, and one that is installed is what the setting refuses'

export const NOT_RUN: readonly NotRun[] = [
  {
    name: 'dl-saveas',
    technique: 'the browser',
    tries: 'Save as, then open the file',
    why: UI,
    covers: ['URLBlocklist file:*', 'DownloadRestrictions'],
  },
  {
    name: 'content-url',
    technique: 'the browser',
    tries: 'content: addresses of ChromeOS and Android',
    why: 'Linux has none',
    covers: ['URLBlocklist content:*'],
  },
  {
    name: 'ext-devtools-cs',
    technique: 'the extension itself',
    tries: 'Pausing or overriding scripts in the developer tools',
    why: 'The tests drive the browser by the same tools',
    covers: ['DeveloperToolsAvailability'],
  },
  {
    name: 'ext-userscript-mgr',
    technique: 'the extension itself',
    tries: 'A manager of user scripts',
    why: SECOND,
    covers: ['ExtensionInstallBlocklist'],
  },
  {
    name: 'ext-other-vpn',
    technique: 'the extension itself',
    tries: 'A second extension that sets a proxy',
    why: SECOND,
    covers: ['ExtensionInstallBlocklist'],
  },
  {
    name: 'ext-devmode',
    technique: 'the extension itself',
    tries: 'An extension loaded from a folder',
    why: UI,
    covers: ['ExtensionDeveloperModeSettings', 'ExtensionInstallBlocklist'],
  },
  {
    name: 'mode-incognito',
    technique: 'the browser',
    tries: 'A private window',
    why: 'A headless browser gives tests private contexts whatever the policy says',
    covers: ['IncognitoModeAvailability'],
  },
  {
    name: 'mode-guest',
    technique: 'the browser',
    tries: 'A guest window, a second person',
    why: UI,
    covers: ['BrowserGuestModeEnabled', 'BrowserAddPersonEnabled'],
  },
  {
    name: 'mode-taskmgr',
    technique: 'the browser',
    tries: 'Ending the process in the task manager',
    why: `${UI}; ext-kill-renderer ends it from outside`,
    covers: ['TaskManagerEndProcessEnabled'],
  },
  {
    name: 'mode-other-browser',
    technique: 'the browser',
    tries: 'Another browser',
    why: 'No extension runs there',
    covers: ['the server: a device that is online and silent is shown'],
  },
  {
    name: 'mode-remote-debug',
    technique: 'the browser',
    tries: 'Remote debugging',
    why: 'The tests drive the browser that way',
    covers: ['RemoteDebuggingAllowed'],
  },
  {
    name: 'ip-server-known',
    technique: 'a number for a name',
    tries: 'A fresh name of a server that served an engine before',
    why: 'All hosts of these tests are one address, as at a cloud edge, and such a one never counts',
    covers: ['unit tests of lib/worker/guard'],
  },
  {
    name: 'ch-collab-backchannel',
    technique: 'a chat',
    tries: 'Talking in the comments of a permitted document',
    why: 'It is what the tool is for',
    covers: ['nothing: the school’s own supervision of its documents'],
  },
  {
    name: 'px-sj-2',
    technique: 'a proxy engine',
    tries: 'Scramjet 2, an alpha',
    why: 'Its alpha has no released controller to build a page on; px-sj-1 and what is of nobody’s making stand for the kind',
    covers: ['the guard, which knows no engine’s prefix'],
  },
  {
    name: 'devtools-url',
    technique: 'the browser',
    tries: 'The developer tools’ own page',
    why: 'The tests drive the browser by the same tools, so the setting must be mild here',
    covers: ['DeveloperToolsAvailability'],
  },
  {
    name: 'js-bookmarklet',
    technique: 'the browser',
    tries: 'A script typed, or kept as a bookmark',
    why: 'A test cannot type into the address bar; what scripts make of a page is looked at in js-url-frame and docopen-listeners',
    covers: ['URLBlocklist javascript:*'],
  },
  {
    name: 'ext-own-page-typed',
    technique: 'the extension itself',
    tries: 'A page of ours, typed',
    why: 'Its pages are meant to be opened: they decide nothing that a pupil may not',
    covers: ['nothing: what a page of ours may ask is checked by its sender'],
  },
]
