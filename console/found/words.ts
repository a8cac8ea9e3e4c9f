/** What the guard found, in the words of a school. */
import { SIGNS } from '../../lib/guard/signs.ts'
import type { Evidence, Family } from '../../lib/policy/finding.ts'
import type { FoundKind } from '../../lib/policy/found-kinds.ts'
import type { FoundAt, FoundState, FoundView } from '../../lib/protocol/found.ts'
import { ago, dateTime, plural } from '../format.ts'

export const KIND_NAMES: Readonly<Record<FoundKind, string>> = {
  unblocker: 'A way round the filter',
  'unblocker-list': 'A list of ways round the filter',
  game: 'A game',
  'stranger-chat': 'Chat with strangers',
  chat: 'A chat',
  adult: 'Explicit content',
  hate: 'Hate',
  violence: 'Violence',
  'self-harm': 'Self-harm',
  drugs: 'Drugs',
  gambling: 'Gambling',
  impersonation: 'A copy of a school service',
}

export const STATE_NAMES: Readonly<Record<FoundState, string>> = {
  person: 'Needs a person',
  school: 'Closed for the school',
  device: 'Closed where it was found',
  cleared: 'Put right',
}
/** What one page says closes that page. */
export const stateName = ({ state, notShared }: FoundAt): string =>
  state === 'device' && notShared === 'page' ? 'Only that page was stopped' : STATE_NAMES[state]

export const VIEWS: readonly (readonly [FoundView, string])[] = [
  ['all', 'All'],
  ['person', STATE_NAMES.person],
  ['school', STATE_NAMES.school],
  ['device', 'On single devices'],
  ['cleared', STATE_NAMES.cleared],
]
export const NONE: Readonly<Record<FoundView, string>> = {
  all: 'The guard has found nothing yet. What it finds on your devices is listed here.',
  person: 'Nothing waits for you.',
  school: 'Nothing is closed for the school by what the guard found.',
  device: 'Nothing is closed on single devices.',
  cleared: 'Nothing has been put right.',
}

const FAMILIES: Readonly<Record<Family, string>> = {
  address: 'Its address',
  engine: 'What it loads',
  storage: 'What it stores',
  behaviour: 'What it does',
  structure: 'How it is built',
  words: 'What it says',
  brand: 'Whose name it shows',
  place: 'Where it comes from',
}

/** The sentence of a sign; of one that only a newer device knows, its name. What was seen there stands by itself. */
export const signWords = ({ family, sign }: Pick<Evidence, 'family' | 'sign'>): string =>
  Object.hasOwn(SIGNS, sign) ? (SIGNS[sign] ?? sign) : `${FAMILIES[family]}: ${sign.replaceAll('-', ' ')}.`

export const sureWords = ({ sure, evidence }: FoundAt): string => {
  const families = new Set(evidence.map(({ family }) => family)).size
  return sure
    ? `Sure: ${plural(families, 'kind')} of evidence`
    : `A suspicion: ${plural(families, 'kind')} of evidence. Pupils are warned at most.`
}

export const placeName = ({ host, path }: Pick<FoundAt, 'host' | 'path'>): string => `${host}${path ?? ''}`

/** What holds, since when and until when. */
export function standingWords(one: FoundAt, now: number): string {
  const { state, decision, held } = one
  if (state === 'person') return HELD[held ?? 'used']
  if (state === 'device') return deviceWords(one, now)
  const until = untilWords(decision?.until)
  if (state === 'cleared')
    return decision?.until === null
      ? `${by(decision)} put it right for good. It is open on every device.`
      : `${by(decision)} put it right until ${until}.`
  return decision?.byDevices
    ? `Two pupils’ devices found the same. It is closed for all until ${until}, if nobody decides.`
    : `${by(decision)} closed it for all until ${until}.`
}

const HELD: Readonly<Record<NonNullable<FoundAt['held']>, string>> = {
  used: 'Two pupils’ devices found the same, but more than 20 pupils have used this site in 30 days and nothing was found. Look at it, then decide.',
  'kept-open':
    'Two pupils’ devices found the same, but the school’s rules, what it has put right, a lesson or the list of what is never blocked keep it open. It stays open.',
  many: 'Two pupils’ devices found the same, but 50 sites are closed this way already, or as many in all as devices hold. Look at it, then decide.',
}

function deviceWords({ notShared, decision }: FoundAt, now: number): string {
  if (notShared === 'page')
    return 'Such pages are told by what they say: only that page was stopped, not the site.'
  if (notShared === 'shared-address')
    return 'Many people publish at this address, so it cannot be closed as a whole.'
  const before = decision === undefined ? '' : ` ${overWords(decision, now)}`
  return `Only devices that found it have closed it: a week for a way round the filter, a day for anything else.${before}`
}

const overWords = (decision: NonNullable<FoundAt['decision']>, now: number): string =>
  decision.what === 'cleared'
    ? `That it was put right is over since ${ago(decision.ended ?? decision.until ?? now, now)}.`
    : `It was closed for all ${decision.ended === null ? 'until' : 'and taken back'} ${ago(decision.ended ?? decision.until ?? now, now)}.`

const by = (decision: FoundAt['decision']): string =>
  decision === undefined || decision.by === '' ? 'The school' : decision.by
const untilWords = (until: number | null | undefined): string =>
  until === null || until === undefined ? 'further notice' : dateTime(until)
