/** The page and the samples made from the table of the browser's own policies (lib/policy/browser-policies.ts). */
import {
  BROWSER_POLICIES,
  nameIn,
  type BrowserPolicy,
  type PolicyValue as Value,
} from '../../lib/policy/browser-policies.ts'
import { CHROMEOS_POLICIES, SHARED_POLICIES, THROWS_AWAY } from '../../lib/policy/shared-policies.ts'
import { EXAMPLE_OPTIONS } from './example.ts'

function row(one: BrowserPolicy): string {
  const names = [nameIn('chrome', one), nameIn('edge', one)].map((name) =>
    name === null ? '' : `\`${name}\``,
  )
  const tested = one.isShown ? 'effect' : one.chrome === null ? 'no' : 'taken'
  return `| ${names.join(' | ')} | ${shown(one.value)} | ${one.why} | ${one.sideEffect} | ${tested} |`
}

const shown = (value: Value): string =>
  typeof value === 'object' ? value.map((one) => `\`${one}\``).join(' ') : `\`${String(value)}\``

export const browserPoliciesPage = (): string => `# Browser policies that go with Kerb

<!-- Made by .ci/generate-policy-docs.ts from lib/policy/browser-policies.ts. Change it there. -->

Kerb is an extension: it holds in the windows in which the browser runs it. These settings of your browser management
close the windows in which it does not run. Without them [the threat model](threat-model.md) does not hold.

| Chrome | Edge | value | without it | side effect | tested |
|---|---|---|---|---|---|
${BROWSER_POLICIES.map(row).join('\n')}

*Tested*: **effect**: a managed Chromium on Linux does what it says, shown by a test; **taken**: that browser knows it and
takes the value without an error, its effect was not tested here; **no**: the browser that has it was not to be had.

In Edge the internal pages of \`URLBlocklist\` are \`edge://…\`, and its sample has Microsoft’s page for
\`PasswordProtectionChangePasswordURL\`.

| management | sample | where |
|---|---|---|
| Google Admin console | this table | Devices → Chrome → Settings → Users & browsers: each policy has its own setting. Do not set them for the unit that your own administrators are in until you have tried them. |
| Linux | [Chrome, Chromium](samples/browser-policies-linux-chrome.json), [Edge](samples/browser-policies-linux-edge.json) | beside \`kerb.json\`, in the same folder, under a name of its own |
| Windows, Group Policy | [Chrome](samples/browser-policies-windows-chrome.reg), [Edge](samples/browser-policies-windows-edge.reg) | import, or set the same in the browser’s administrative templates |
| Windows, Intune | [Chrome](samples/browser-policies-intune-chrome.ps1), [Edge](samples/browser-policies-intune-edge.ps1) | Devices → Scripts: run as SYSTEM, in the 64-bit host; or the same names in the settings catalogue |

\`ExtensionInstallBlocklist\` does not touch Kerb: \`ExtensionSettings\` force-installs it under its id
(\`${EXAMPLE_OPTIONS.id}\` in the samples). Where your \`ExtensionSettings\` has a \`*\` entry, that decides instead.

## Shared devices

What an extension cannot do is lock a device or sign somebody out. Where several people use one device, set these too:
Chrome on Windows, macOS and Linux ([Linux](samples/browser-policies-shared-linux-chrome.json),
[Windows](samples/browser-policies-shared-windows-chrome.reg)). We know of none in Edge: there use Windows’ own
*Interactive logon: Machine inactivity limit*.

| Chrome | value | what it does | side effect |
|---|---|---|---|
${SHARED_POLICIES.map((one) => `| \`${one.chrome}\` | ${shown(one.value)} | ${one.why} | ${one.sideEffect} |`).join('\n')}

On ChromeOS, under Devices → Chrome → Settings → Users & browsers, *Idle settings* and *Security* (and the same for managed
guest sessions):

| ChromeOS | value | what it does |
|---|---|---|
${CHROMEOS_POLICIES.map(({ name, value, why }) => `| \`${name}\` | \`${value}\` | ${why} |`).join('\n')}

Where \`sharedDevices\` is on, profiles must be thrown away at sign-out ([shared devices](shared-devices.md)): by
\`${THROWS_AWAY.chromeOs}\` on ChromeOS, by \`${THROWS_AWAY.elsewhere}\` = \`${THROWS_AWAY.value}\` elsewhere.

Of these Kerb’s settings page judges two there: after how long a ChromeOS screen locks, and whether this profile was started
again on another day, so that profiles stay after all. The rest no extension can see: the page names it as unseen, and it
belongs on your list for [rolling out](roll-out.md#shared-devices).

Kerb’s settings page (the menu of its icon → Settings) shows what of these can be seen from inside the browser, tries
private windows and the closed addresses when you press the button there, and names the rest as unseen. \`chrome://policy\`
shows all of them; a policy with an error there does not hold. Edge, Windows and the Admin console were not tried by us.
`
