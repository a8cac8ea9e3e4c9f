/**
 * What becomes of an ask, as a pure function of what is known. Managed values can be read by anyone at a machine,
 * so a token only lets an installation ask; these are the rules that confirm without a person.
 */
import type { Place } from '../../lib/policy/document.ts'
import type { EnrolmentState } from '../../lib/protocol/wire.ts'

/** Seen within this time, an installation is at work now. Heartbeats come every minute. Milliseconds. */
export const ACTIVE = 3 * 60_000

/** How long the earlier installation of a device must be silent before a contested one follows it. */
export const SILENCE = 90_000

/** Another installation that claims the same device. */
export interface Holder {
  readonly installation: string
  readonly firstSeen: number
  readonly lastSeen: number
  /** When it was confirmed. */
  readonly since: number
  readonly ephemeral: boolean
  /** It said that its last window was closing, and all its rows are here. */
  readonly hasLeft: boolean
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

/** It waits for the one ahead of it to be over; confirmed with this, it was over itself by then. */
export const PASSED_BY = 'handover'

/** Judges an ask that nobody has decided by hand. Called again at each later contact while it waits. */
export function judge(known: Known): Judgement {
  const active = known.holders.find((h) => known.now - h.lastSeen < ACTIVE)
  if (active) return contested(known, active)
  if (isPersonElsewhere(known.now, known.place, known.personElsewhere))
    return { state: 'held', reason: 'person-elsewhere' }
  if (known.expected && mayFollow(known)) return { state: 'confirmed', reason: 'expected' }
  if (known.windowOpen && mayUseWindow(known)) return { state: 'confirmed', reason: 'window' }
  const [holder] = known.holders
  if (holder) {
    const reason = known.expected && isShared(known) ? 'not-on-site' : 'known-device'
    return { state: 'waiting', reason, contestedWith: holder.installation }
  }
  return { state: 'waiting', reason: 'asked' }
}

/**
 * Two installations say that they are the same machine. The next pupil of a shared Chromebook signs in seconds
 * after the last one signed out, so the older one may simply have ended: it said so, or it is silent. Only when it
 * speaks again, well after the new one began, are there two.
 */
function contested(known: Known, holder: Holder): Judgement {
  if (!isShared(known) || spokeAgain(holder, known.firstSeen)) {
    return { state: 'held', reason: 'device-active-elsewhere', contestedWith: holder.installation }
  }
  const isOver = (one: Holder): boolean => one.hasLeft || known.now - one.lastSeen > SILENCE
  if (known.holders.every(isOver)) {
    if (known.expected && mayFollow(known)) return { state: 'confirmed', reason: 'expected' }
    if (known.windowOpen && mayUseWindow(known)) return { state: 'confirmed', reason: 'window' }
  }
  const reason = known.expected && !mayFollow(known) ? 'not-on-site' : PASSED_BY
  return { state: 'waiting', reason, contestedWith: holder.installation }
}

/**
 * It and all that are at work on its device are profiles that are thrown away. One that stayed and is silent may be
 * from before the device was shared.
 */
const isShared = ({ now, ephemeral, holders }: Known): boolean =>
  ephemeral && holders.every((h) => h.ephemeral || now - h.lastSeen >= ACTIVE)

const spokeAgain = (holder: Pick<Holder, 'lastSeen'>, since: number): boolean =>
  holder.lastSeen > since + SILENCE / 3

/**
 * Whether an expected device may have this further installation without a click. What it claims to be can be read off
 * the device by whoever used it, so from nowhere but the site.
 */
const mayFollow = ({ holders, place, ephemeral }: Known): boolean =>
  holders.length === 0 ? !ephemeral || place !== 'away' : place === 'on-site'

/** A window opened at school is not for somebody at home, nor for a device that others have: except a shared one. */
const mayUseWindow = (known: Known): boolean =>
  known.holders.length === 0 ? known.place !== 'away' : isShared(known) && known.place === 'on-site'

/**
 * A throw-away profile that was let in by itself, while an earlier one of the same device turns out not to be over:
 * one of the two is not the device. Returns the earlier one.
 */
export const notOver = (
  own: { readonly now: number; readonly firstSeen: number },
  holders: readonly Holder[],
): Holder | undefined =>
  holders.find(
    (one) =>
      one.firstSeen < own.firstSeen && own.now - one.lastSeen < ACTIVE && spokeAgain(one, own.firstSeen),
  )

/**
 * The one that was confirmed after a throw-away profile that was let in by itself, and that speaks again now: what was
 * still on its way comes from the same device, so never from away.
 */
export const successor = (
  own: { readonly now: number; readonly since: number; readonly place: Place },
  holders: readonly Holder[],
): Holder | undefined =>
  holders.find(
    (one) =>
      one.since > own.since && (own.place === 'away' || spokeAgain({ lastSeen: own.now }, one.firstSeen)),
  )

/** The same person, at school on one device and outside on another, within minutes: one of the two is not them. */
export const isPersonElsewhere = (now: number, place: Place, elsewhere: Known['personElsewhere']): boolean =>
  elsewhere.some(
    (other) =>
      now - other.lastSeen < ACTIVE &&
      other.place !== place &&
      other.place !== 'unknown' &&
      place !== 'unknown',
  )
