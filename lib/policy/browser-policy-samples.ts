/** The browser's own policies that go with Kerb, as files that managements take. Pure. */
import { policiesOf, type PolicyValue as Value } from './browser-policies.ts'
import { SHARED_POLICIES } from './shared-policies.ts'

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

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

/** For Intune and any other tool that runs PowerShell as SYSTEM: writes each value, and leaves the others as they are. */
function powershell(vendor: string, all: [name: string, value: Value][]): string {
  const quote = (text: string): string => `'${text.replace(/['\u2018\u2019]/g, '$&$&')}'`
  const lines = [
    `# Browser policies that go with Kerb, for ${vendor.replace('\\', ' ')}: run as SYSTEM, in the 64-bit host.`,
    "$ErrorActionPreference = 'Stop'",
    `$root = 'HKLM:\\SOFTWARE\\Policies\\${vendor}'`,
    'if (-not (Test-Path $root)) { New-Item -Path $root -Force | Out-Null }',
  ]
  const set = (path: string, name: string, type: string, value: string) =>
    `New-ItemProperty -Path ${path} -Name ${quote(name)} -PropertyType ${type} -Value ${value} -Force | Out-Null`
  for (const [name, value] of all) {
    if (typeof value === 'string') lines.push(set('$root', name, 'String', quote(value)))
    else if (typeof value !== 'object') lines.push(set('$root', name, 'DWord', String(Number(value))))
    else {
      lines.push(`New-Item -Path "$root\\${name}" -Force | Out-Null`)
      value.forEach((item, i) => lines.push(set(`"$root\\${name}"`, String(i + 1), 'String', quote(item))))
    }
  }
  return `${lines.join('\r\n')}\r\n`
}

/** File name to content. Nothing in them is a school's own but what it allows besides. */
export const browserPolicySamples = (): Readonly<Record<string, string>> => ({
  'browser-policies-linux-chrome.json': json(Object.fromEntries(policiesOf('chrome'))),
  'browser-policies-linux-edge.json': json(Object.fromEntries(policiesOf('edge'))),
  'browser-policies-windows-chrome.reg': registry('Google\\Chrome', policiesOf('chrome')),
  'browser-policies-windows-edge.reg': registry('Microsoft\\Edge', policiesOf('edge')),
  'browser-policies-intune-chrome.ps1': powershell('Google\\Chrome', policiesOf('chrome')),
  'browser-policies-intune-edge.ps1': powershell('Microsoft\\Edge', policiesOf('edge')),
  'browser-policies-shared-linux-chrome.json': json(
    Object.fromEntries(policiesOf('chrome', SHARED_POLICIES)),
  ),
  'browser-policies-shared-windows-chrome.reg': registry(
    'Google\\Chrome',
    policiesOf('chrome', SHARED_POLICIES),
  ),
})
