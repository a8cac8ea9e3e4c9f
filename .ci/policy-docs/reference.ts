/** The page that explains managed configuration, its table made from the keys themselves. */
import { managedKeys, rowOf } from '../../lib/policy/managed-keys.ts'
import { CATEGORIES } from '../../lib/policy/categories.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')
const code = (text: string): string => (text === '' ? '' : `\`${text}\``)
const shown = (value: string | readonly string[] | undefined): string => {
  if (value === undefined) return 'unset'
  if (typeof value === 'string') return value === '' ? 'empty' : code(value)
  return value.length === 0 ? 'empty' : value.map(code).join(', ')
}

function keyTable(): string {
  const rows = managedKeys().map((key) => {
    const row = rowOf(key)
    const marks = [
      row.required && 'required',
      row.protective && 'protective',
      row.lockable && 'can be locked',
    ]
    const columns = [
      code(key),
      row.list === undefined ? 'text' : 'list',
      row.purpose,
      row.form,
      shown(row.default),
      marks.filter(Boolean).join(', '),
    ]
    return `| ${columns.map(cell).join(' | ')} |`
  })
  return ['| key | kind | what it does | form | default | |', '|---|---|---|---|---|---|', ...rows].join('\n')
}

const LETTERS: Readonly<Record<string, string>> = {
  L: 'always blocked',
  B: 'block',
  W: 'warn',
  A: 'allow',
  N: 'always allowed by lists',
}

function categoryTable(): string {
  const rows = CATEGORIES.map(({ id, name, defaults }) => {
    const columns = Array.from(defaults, String).map((letter) => LETTERS[letter] ?? letter)
    return `| \`${id}\` | ${name} | ${columns.join(' | ')} |`
  })
  return [
    '| category | | primary, guest | secondary | sixth | staff |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** Everything but the two tables. */
export const reference = (): string => `# Managed configuration

<!-- Made by .ci/generate-policy-docs.ts from lib/policy/managed-keys.ts. Change it there. -->

What a school sets in its browser management for Kerb. These values say which school and which server it is, and they
are a whole policy by themselves: the fallback that holds until the first signed policy of the school server arrives.
From then on the server’s policy holds, except for the keys named in \`locked\`.

Everything here can be read by anybody at the device, at \`chrome://policy\`. None of it is a secret that opens anything.

## Keys

A *text* is one string; yes and no, numbers and choices are text too. A *list* is an array of strings; in zod’s eyes a
text with one item a line does as well, but the browser passes only an array on. A line that starts with \`#\` is a remark.

${keyTable()}

## Categories

For \`categoryActions\` and \`timetable\`. What holds when nothing is said, by age group:

${categoryTable()}

## Where to paste it

Ready samples lie in [samples](samples). They carry an example id and address; make your own with
\`npm run policy:docs -- --id <extension id> --update-url <address of update.xml> --out <folder>\`, then put in your
school’s values. The server shows its keys and tokens.

| management | sample | where |
|---|---|---|
| Google Admin console | [google-admin.json](samples/google-admin.json) | Devices → Chrome → Apps & extensions → Users & browsers → the extension → Policy for extensions. Here, and only here, every value is wrapped as \`{"Value": …}\`. Force-install and pin in the same place. |
| Linux | [linux.json](samples/linux.json) | Chrome: \`/etc/opt/chrome/policies/managed/kerb.json\`; Chromium: \`/etc/chromium/policies/managed/kerb.json\`; Edge: \`/etc/opt/edge/policies/managed/kerb.json\` |
| Windows, Group Policy | [windows-chrome.reg](samples/windows-chrome.reg), [windows-edge.reg](samples/windows-edge.reg) | Import, or set the same values by Group Policy Preferences → Registry. A list is a key with values named 1, 2, 3… |
| Intune | [intune-chrome.ps1](samples/intune-chrome.ps1), [intune-edge.ps1](samples/intune-edge.ps1) | Devices → Scripts and remediations → Platform scripts, run as SYSTEM in 64-bit PowerShell. |
| Anything that takes \`ExtensionSettings\` as JSON | [extension-settings.json](samples/extension-settings.json) | Only the installation. The Intune settings catalogue takes it for Chrome and Edge; use it instead of the lines in the script, not beside them: where it is set as one JSON text, keys below it are not read. |

On Windows an extension from outside the stores is force-installed only where the device is joined to Active Directory or
Entra ID, or enrolled in the browser’s own cloud management.

What was tried: the Linux form, in Chromium, by an automated test. The Windows, Intune and Google Admin forms are made
from the same values, read back and compared by a test, and have not been run on those systems by us.

Then set [the browser policies that go with Kerb](browser-policies.md): private windows, guests, other profiles and
developer tools are beyond an extension’s reach.

## See that it works, in two minutes

1. \`chrome://policy\` (or \`edge://policy\`) → Reload policies. The extension’s section shows every key; a key that is
   missing there never reached the browser.
2. Kerb’s popup names the school and the group. “Setting up” means that no values have arrived.
3. Kerb’s settings page lists every problem: the key, the item, what is wrong and the fix. The school server shows the same.

## When something is wrong

Nothing that is wrong opens anything.

| what happens | what holds |
|---|---|
| Nothing has arrived yet (a fresh install takes 2 to 3 seconds) | The built-in baseline: a primary school’s defaults, and no site that is in no list. Helplines, sign-in and learning sites stay open. |
| One item of a list cannot be read | The other items hold. In a *protective* list the items of the last good value are kept beside them until it is corrected. \`signInDomains\`, which lists what is allowed, simply goes without the item while another is left. |
| A protective key cannot be read | Its last good value, marked as kept. When there has never been one: its strict value (\`unknownHosts\` block, \`signInDomains\` none, a category whose action cannot be read block; otherwise the default). |
| Another key cannot be read | Its default. |
| A key is missing and ${required()} are there | It was removed: its default. |
| A key is missing and so is one of ${required()} | The values are incomplete: its last good value, or the strict one. |
| A key named in \`keysSet\` is missing | The browser dropped it, or somebody forgot it: its last good value, and a problem. |
| Everything is gone | The last good values, and a problem. |

**Why \`keysSet\`.** The browser checks values against the extension’s schema before Kerb sees them and drops, without a
word, a text where a list belongs and a whole list with one number in it. To Kerb that looks like a key that was removed.
Name the keys you set in \`keysSet\` (the samples do), and Kerb can tell the two apart. To remove a key, remove its name too.

## Locked keys

\`locked\` names keys whose value here wins over the server’s policy as well. A locked key that is not set locks nothing.

- Single values, \`timetable\` and \`signInDomains\` replace the server’s.
- \`categoryActions\`: the named categories; the server’s periods may still tighten them.
- \`blockEntries\` are added to the server’s entries; what the server opens inside one, by entry or by unblock, stays shut.
- \`allowEntries\` are added and win over a server’s block of the same place; a block of a narrower place stays.
- \`lifelines\` are added, at most 20 in all.

The illegal categories and the built-in helplines are above every key.
`

const required = (): string =>
  managedKeys()
    .filter((key) => rowOf(key).required === true)
    .map(code)
    .join(' and ')
