/**
 * What can be seen from inside the browser of the settings that must go with Kerb. Pure: what was seen comes in, what
 * it says of each setting comes out. What nobody can see from here is named as unseen, never as good.
 */
import { BROWSER_POLICIES, nameIn, type BrowserPolicy } from '../policy/browser-policies.ts'
import { powersOf, type OtherExtension } from './others.ts'
import { sharedChecks, type SharedSeen } from './shared.ts'

/** `open`: what the setting closes was seen open. `untried`: a try would tell, and was not made yet. */
export const CHECK_STATES = ['holds', 'open', 'untried', 'unseen'] as const
export type CheckState = (typeof CHECK_STATES)[number]

export interface Check {
  /** Name of the policy in this browser, or of what is checked beside them. */
  readonly name: string
  readonly state: CheckState
  /** What is open without it. */
  readonly why: string
  /** What to set; empty where `why` says it. */
  readonly fix: string
  /** What was seen, each by itself. */
  readonly seen: readonly string[]
}

export interface Tried {
  /** `unclear`: the browser did not say. */
  readonly privateWindows: 'opens' | 'stopped' | 'unclear'
  /** Addresses that should not open, and do; and those of which the browser did not say. */
  readonly opens: readonly string[]
  readonly unclear: readonly string[]
}

export interface Seen {
  readonly browser: 'chrome' | 'edge'
  /** Main version of the browser; undefined when it does not say. */
  readonly version: number | undefined
  /** The least that Kerb works on. */
  readonly leastVersion: number
  /** How Kerb itself came here, and whether the person at the device may switch it off. */
  readonly own: { readonly isByPolicy: boolean; readonly mayDisable: boolean }
  readonly others: readonly OtherExtension[]
  readonly tried?: Tried | undefined
  /** Only where management says that profiles are thrown away here. */
  readonly shared?: SharedSeen | undefined
}

/** A browser this many versions behind lacks about a year of its maker's repairs. */
const OLD_AFTER = 12
/** The version that Kerb is tested on. */
const TESTED_ON = 156

export function checks(seen: Seen): Check[] {
  const known = BROWSER_POLICIES.flatMap((policy) => {
    const name = nameIn(seen.browser, policy)
    return name === null ? [] : [ofPolicy(name, policy, seen)]
  })
  const shared = seen.shared === undefined ? [] : sharedChecks(seen.browser, seen.shared)
  return [installed(seen), version(seen), ...shared, ...known].toSorted(
    (a, b) => ORDER[a.state] - ORDER[b.state],
  )
}

const ORDER: Readonly<Record<CheckState, number>> = { open: 0, untried: 1, holds: 2, unseen: 3 }

function installed({ own }: Seen): Check {
  return {
    name: 'ExtensionSettings',
    state: own.isByPolicy && !own.mayDisable ? 'holds' : 'open',
    why: 'Kerb must be put here by policy, or the browser lets it stop no page before it loads, and anybody can switch it off.',
    fix: 'installation_mode: force_installed',
    seen: [],
  }
}

function version({ version: is, leastVersion }: Seen): Check {
  const isOld = is !== undefined && (is < leastVersion || is < TESTED_ON - OLD_AFTER)
  return {
    name: 'MinimumChromeVersionEnforced / TargetVersionPrefix',
    state: is === undefined ? 'unseen' : isOld ? 'open' : 'holds',
    why: `An old browser has holes that are known. Kerb needs ${leastVersion} and is tested on ${TESTED_ON}.`,
    fix: 'Let the browser update itself.',
    seen: is === undefined ? [] : [String(is)],
  }
}

function ofPolicy(name: string, { value, edgeValue, why, seenAs }: BrowserPolicy, seen: Seen): Check {
  const wanted = seen.browser === 'edge' ? (edgeValue ?? value) : value
  const fix = typeof wanted === 'object' ? wanted.join(' ') : String(wanted)
  const check = { name, why, fix, seen: [] }
  if (name === 'ExtensionInstallBlocklist') return { ...check, ...otherExtensions(seen) }
  if (seenAs === 'private-windows') return { ...check, state: privateWindows(seen.tried) }
  if (seenAs === 'addresses') return { ...check, ...addresses(seen.tried) }
  return { ...check, state: 'unseen' }
}

/** An extension that is there and not by policy shows that people can add some; none shows nothing. */
function otherExtensions({ others }: Seen): Pick<Check, 'state' | 'seen'> {
  const own = others.filter((one) => one.by !== 'policy' && one.isOn)
  const powerful = others.filter((one) => one.by === 'policy' && powersOf(one).length > 0)
  const say = (one: OtherExtension): string => {
    const powers = powersOf(one)
    return powers.length === 0 ? one.name : `${one.name}: ${powers.join(', ')}`
  }
  return { state: own.length > 0 ? 'open' : 'unseen', seen: [...own, ...powerful].map(say) }
}

const privateWindows = (tried: Tried | undefined): CheckState =>
  tried === undefined
    ? 'untried'
    : ({ opens: 'open', stopped: 'holds', unclear: 'unseen' } as const)[tried.privateWindows]

function addresses(tried: Tried | undefined): Pick<Check, 'state' | 'seen'> {
  if (tried === undefined) return { state: 'untried', seen: [] }
  if (tried.opens.length > 0) return { state: 'open', seen: tried.opens }
  return { state: tried.unclear.length > 0 ? 'unseen' : 'holds', seen: tried.unclear }
}
