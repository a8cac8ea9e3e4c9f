/** One school's managed configuration in every form that a browser's management takes. Pure. */

export interface SampleOptions {
  /** The extension's id: 32 letters. */
  readonly id: string
  /** Where the browser finds the package. */
  readonly updateUrl: string
}

export type SampleValues = Readonly<Record<string, string | readonly string[]>>

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Force-installed, pinned, updated from the school's own feed. */
const installation = ({ updateUrl }: SampleOptions) => ({
  installation_mode: 'force_installed',
  update_url: updateUrl,
  override_update_url: true,
  toolbar_pin: 'force_pinned',
})

/** Google Admin console, “Policy for extensions”: every value wrapped. The console itself force-installs. */
const googleAdmin = (values: SampleValues): string =>
  json(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { Value: value }])))

/** One file below the browser's policies/managed folder. */
const linux = (options: SampleOptions, values: SampleValues): string =>
  json({
    ExtensionSettings: { [options.id]: installation(options) },
    '3rdparty': { extensions: { [options.id]: values } },
  })

type Vendor = 'Google\\Chrome' | 'Microsoft\\Edge'
const REGISTRY = 'SOFTWARE\\Policies\\'
/** The icon is the way to tell someone, so it is always in sight: each browser has its own word for that. */
const settingsFor = (vendor: Vendor, options: SampleOptions): [string, string | number][] => {
  const { installation_mode, update_url, toolbar_pin } = installation(options)
  const pin: [string, string][] =
    vendor === 'Google\\Chrome' ? [['toolbar_pin', toolbar_pin]] : [['toolbar_state', 'force_shown']]
  return [
    ['installation_mode', installation_mode],
    ['update_url', update_url],
    ['override_update_url', 1],
    ...pin,
  ]
}

/** Registry file. The old values go first: an import alone would leave the tail of a list that became shorter. */
function registry(vendor: Vendor, options: SampleOptions, values: SampleValues): string {
  const root = `HKEY_LOCAL_MACHINE\\${REGISTRY}${vendor}`
  const policy = `${root}\\3rdparty\\extensions\\${options.id}\\policy`
  const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  const lines = ['Windows Registry Editor Version 5.00', '', `[${root}\\ExtensionSettings\\${options.id}]`]
  for (const [name, value] of settingsFor(vendor, options))
    lines.push(
      `${quote(name)}=${typeof value === 'number' ? `dword:${value.toString(16).padStart(8, '0')}` : quote(value)}`,
    )
  lines.push('', `[-${policy}]`, '', `[${policy}]`)
  for (const [key, value] of Object.entries(values))
    if (typeof value === 'string') lines.push(`${quote(key)}=${quote(value)}`)
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'string') continue
    lines.push('', `[${policy}\\${key}]`, ...value.map((item, i) => `"${i + 1}"=${quote(item)}`))
  }
  return `${lines.join('\r\n')}\r\n`
}

/**
 * Platform script for Intune (and any other tool that runs PowerShell as SYSTEM). Intune's ingested ADMX files may
 * not write below SOFTWARE\Policies\Microsoft, where Edge reads, so a script serves both browsers alike.
 */
function powershell(vendor: Vendor, options: SampleOptions, values: SampleValues): string {
  const quote = (text: string): string => `'${text.replace(/['\u2018\u2019]/g, '$&$&')}'`
  const lines = [
    `# Kerb for ${vendor.replace('\\', ' ')}: run as SYSTEM, in the 64-bit host. Writes the policy anew each time.`,
    "$ErrorActionPreference = 'Stop'",
    `$root = 'HKLM:\\${REGISTRY}${vendor}'`,
    `$settings = "$root\\ExtensionSettings\\${options.id}"`,
    `$policy = "$root\\3rdparty\\extensions\\${options.id}\\policy"`,
    'New-Item -Path $settings -Force | Out-Null',
  ]
  for (const [name, value] of settingsFor(vendor, options)) {
    const [type, text] = typeof value === 'number' ? ['DWord', String(value)] : ['String', quote(value)]
    lines.push(
      `New-ItemProperty -Path $settings -Name ${quote(name)} -PropertyType ${type} -Value ${text} -Force | Out-Null`,
    )
  }
  lines.push(
    'if (Test-Path $policy) { Remove-Item -Path $policy -Recurse -Force }',
    'New-Item -Path $policy -Force | Out-Null',
  )
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'string')
      lines.push(
        `New-ItemProperty -Path $policy -Name ${quote(key)} -PropertyType String -Value ${quote(value)} | Out-Null`,
      )
    else {
      lines.push(`New-Item -Path "$policy\\${key}" | Out-Null`)
      value.forEach((item, i) =>
        lines.push(
          `New-ItemProperty -Path "$policy\\${key}" -Name '${i + 1}' -PropertyType String -Value ${quote(item)} | Out-Null`,
        ),
      )
    }
  }
  return `${lines.join('\r\n')}\r\n`
}

/** File name to content. */
export const samples = (options: SampleOptions, values: SampleValues): Readonly<Record<string, string>> => ({
  'google-admin.json': googleAdmin(values),
  'linux.json': linux(options, values),
  'windows-chrome.reg': registry('Google\\Chrome', options, values),
  'windows-edge.reg': registry('Microsoft\\Edge', options, values),
  'intune-chrome.ps1': powershell('Google\\Chrome', options, values),
  'intune-edge.ps1': powershell('Microsoft\\Edge', options, values),
  'extension-settings.json': json({ [options.id]: installation(options) }),
})
