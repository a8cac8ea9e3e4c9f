/**
 * What becomes of an ask, as a pure function of what is known. Managed values can be read by anyone at a machine,
 * so a token only lets an installation ask; these are the rules that confirm without a person.
 */
import type { Place } from '../../lib/policy/document.ts'
import type { EnrolmentState } from '../../lib/protocol/wire.ts'

/** Seen within this time, an installation is at work now. Heartbeats come every minute. Milliseconds. */
export const ACTIVE = 3 * 60_000

/** How long the earlier installation of a device must be silent before a contested one follows it. */
const SILENCE = 90_000

/** Another installation that claims the same device. */
export interface Holder {
  readonly installation: string
  readonly lastSeen: number
  readonly ephemeral: boolean
}

/** What is known about an ask when it is judged. */
export interface Known {
  readonly now: number
  /** When this installation first asked; `now` at its first ask. */
  readonly firstSeen: number
  readonly ephemeral: boolean
  readonly place: Place
  /** Its device is on the school's list of expected ones. */
  readonly expected: boolean
  /** Confirmed or held installations that claim the same device. */
  readonly holders: readonly Holder[]
  /** Confirmed installations that the claimed person is using, with the place each was last seen at. */
  readonly personElsewhere: readonly { readonly lastSeen: number; readonly place: Place }[]
  /** An enrolment window is open and has a place left. */
  readonly windowOpen: boolean
}

export interface Judgement {
  readonly state: EnrolmentState
  /** A code, kept and shown. */
  readonly reason: string
  readonly contestedWith?: string
}

/** Waiting for these reasons, an installation waits for a person: no list and no window confirms it. */
export const NEEDS_A_PERSON: readonly string[] = ['click', 'command', 'window-flooded']

/** Judges an ask that nobody has decided by hand. Called again at each later contact while it waits. */
export function judge(known: Known): Judgement {
  const active = known.holders.find((h) => known.now - h.lastSeen < ACTIVE)
  if (active) return contested(known, active)
  if (isPersonElsewhere(known.now, known.place, known.personElsewhere))
    return { state: 'held', reason: 'person-elsewhere' }
  if (known.expected && mayFollow(known)) return { state: 'confirmed', reason: 'expected' }
  // A window opened at school is not for somebody at home.
  if (known.windowOpen && known.place !== 'away' && known.holders.length === 0) {
    return { state: 'confirmed', reason: 'window' }
  }
  const [holder] = known.holders
  if (holder) return { state: 'waiting', reason: 'known-device', contestedWith: holder.installation }
  return { state: 'waiting', reason: 'asked' }
}

/**
 * Two installations say that they are the same machine. The next pupil of a shared Chromebook signs in seconds
 * after the last one signed out, so the older one may simply have ended: only when it speaks again, well after the
 * new one began, are there two.
 */
function contested(known: Known, holder: Holder): Judgement {
  const handover = known.ephemeral && holder.ephemeral
  const bothSpeak = holder.lastSeen > known.firstSeen + SILENCE / 3
  if (!handover || bothSpeak) {
    return { state: 'held', reason: 'device-active-elsewhere', contestedWith: holder.installation }
  }
  const others = known.holders.filter((h) => h !== holder && known.now - h.lastSeen < ACTIVE)
  const silent = known.now - holder.lastSeen > SILENCE && others.length === 0
  if (silent && known.expected && mayFollow(known)) return { state: 'confirmed', reason: 'expected' }
  return { state: 'waiting', reason: 'handover', contestedWith: holder.installation }
}

/**
 * Whether an expected device may have this further installation without a click. Nobody before it: yes. Its earlier
 * ones were throw-away profiles and so is this: yes, unless it asks from outside. Otherwise only from the site.
 */
function mayFollow(known: Known): boolean {
  if (known.holders.length === 0) return true
  if (known.ephemeral && known.holders.every((h) => h.ephemeral)) return known.place !== 'away'
  return known.place === 'on-site'
}

/** The same person, at school on one device and outside on another, within minutes: one of the two is not them. */
export const isPersonElsewhere = (now: number, place: Place, elsewhere: Known['personElsewhere']): boolean =>
  elsewhere.some(
    (other) =>
      now - other.lastSeen < ACTIVE &&
      other.place !== place &&
      other.place !== 'unknown' &&
      place !== 'unknown',
  )
