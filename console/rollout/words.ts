/** The roll-out in words. */
import type { FirstDevice, RolloutProblem } from '../../lib/protocol/rollout.ts'

interface Words {
  readonly text: string
  /** Nothing can be made before it is put right. */
  readonly stops: boolean
}

export const PROBLEMS: Readonly<Record<RolloutProblem, Words>> = {
  'no-address': {
    text: 'Devices must be told where this server is: set KERB_PUBLIC_URL to its address, for example https://kerb.school.example.',
    stops: true,
  },
  'not-https': {
    text: 'The address is plain http, which devices refuse: give the server a certificate, or a proxy that has one.',
    stops: true,
  },
  'no-policy': {
    text: 'No policy is published yet. Publish one first, so that devices have it when they come.',
    stops: true,
  },
  'no-package': {
    text: 'This server hosts no package. Run npm run package with this server’s address, as below, or say which package browsers install.',
    stops: false,
  },
  'package-elsewhere': {
    text: 'The package here was made for another address: browsers would look for it there. Make it again with this server’s address.',
    stops: false,
  },
  'no-safeguarding-key': {
    text: 'There is no safeguarding key yet: pupils cannot report a concern until the safeguarding lead makes one and these settings are made again.',
    stops: false,
  },
}

export interface Place {
  readonly title: string
  readonly files: readonly string[]
  readonly steps: readonly string[]
}

/** Where each management takes its files. */
export const PLACES: readonly Place[] = [
  {
    title: 'Google Admin console',
    files: ['google-admin.json'],
    steps: [
      'Devices → Chrome → Apps & extensions → Users & browsers. Choose one unit with a test account.',
      'Add → Chrome app or extension by ID, “From a custom URL”: the extension’s id and the update address below.',
      'Installation policy: Force install + pin to browser toolbar.',
      'Paste google-admin.json into “Policy for extensions”, and save.',
      'Set the browser policies that go with Kerb, by hand: docs/browser-policies.md names each setting.',
    ],
  },
  {
    title: 'Intune',
    files: [
      'intune-chrome.ps1',
      'intune-edge.ps1',
      'browser-policies-intune-chrome.ps1',
      'browser-policies-intune-edge.ps1',
    ],
    steps: [
      'Devices → Scripts and remediations → Platform scripts → Add → Windows 10 and later.',
      'Upload the scripts for your browsers. Run as the logged-on user: No. 64-bit PowerShell: Yes.',
      'Assign them to a group with one test device first.',
    ],
  },
  {
    title: 'Windows, Group Policy',
    files: [
      'windows-chrome.reg',
      'windows-edge.reg',
      'browser-policies-windows-chrome.reg',
      'browser-policies-windows-edge.reg',
    ],
    steps: [
      'On one test device: import the files for your browsers as an administrator, and restart the browser.',
      'For the school: Group Policy Preferences → Windows Settings → Registry, the same keys and values.',
      'Self-hosted packages are installed only on machines that are joined to a domain or Entra ID.',
    ],
  },
  {
    title: 'Linux',
    files: ['linux.json', 'browser-policies-linux-chrome.json', 'browser-policies-linux-edge.json'],
    steps: [
      'Copy linux.json to /etc/opt/chrome/policies/managed/kerb.json (Chromium: /etc/chromium/policies/managed/; Edge: /etc/opt/edge/policies/managed/).',
      'Copy the browser policies beside it, under a name of their own. Both belong to root, mode 0644.',
      'Restart the browser, and look at chrome://policy.',
    ],
  },
]

interface Step {
  readonly name: string
  readonly is: 'done' | 'waits' | 'wrong'
  /** What to look at while it is not done. */
  readonly hint: string
}

type Device = NonNullable<FirstDevice['device']>

/** The five ticks, in the order in which they come. */
export function stepsOf(device: Device | null): readonly Step[] {
  const step = (name: string, isDone: boolean, hint: string): Step => ({
    name,
    is: isDone ? 'done' : 'waits',
    hint,
  })
  const findings = device?.findings ?? []
  return [
    step(
      'Installed, and its values read',
      device !== null,
      'Nothing has asked with this token yet. On the device: chrome://policy → Reload policies; the extension’s section must show every value.',
    ),
    step(
      'Let in',
      device?.isConfirmed === true,
      'It waits for you: confirm it under Devices, or open an enrolment window.',
    ),
    step(
      'Policy in force',
      device?.isEnforcing === true,
      'It takes the policy at its next heartbeat, within a minute.',
    ),
    step('First row delivered', (device?.rows ?? 0) > 0, 'Open any website on the device.'),
    {
      name: 'Nothing found wrong',
      is: findings.length > 0 ? 'wrong' : device?.hasBeaten === true ? 'done' : 'waits',
      hint:
        findings.length > 0
          ? `The device says: ${findings.join(', ')}.`
          : 'It says so with its first heartbeat.',
    },
  ]
}
