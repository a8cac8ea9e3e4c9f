/** Self-checks in words. */
import { CHECK_WITHIN, type SelfCheck, type SelfChecks } from '../../lib/protocol/self-check.ts'
import { categoryName } from '../category-name.ts'
import { plural } from '../format.ts'

const DAY = 86_400_000

export const aboutWords = (category: string | null): string =>
  category === null ? 'Your own address' : categoryName(category)

export const PLACE_NAMES = {
  'on-site': 'in school',
  away: 'away from school',
  unknown: 'place not known',
} as const

const OUTCOMES: Readonly<Record<SelfCheck['notes'][number]['outcome'], string>> = {
  stopped: 'was stopped',
  late: 'was shown before it was stopped',
  loaded: 'opened',
  elsewhere: 'was answered by another page: a filter in the network may have stopped it, Kerb had not',
  unreachable: 'gave no answer: Kerb had not stopped it',
  unclear: 'came to no end',
  untried: 'is open by the policy, and was not tried',
}

/** `pornhub.com: should be stopped, and opened` */
export function noteWords({ address, expected, outcome, result }: SelfCheck['notes'][number]): string {
  const host = URL.parse(address)?.hostname ?? address
  if (result === 'opened') return `${host}: opened, because an entry or an unblock of your own opens it`
  if (outcome === 'untried') return `${host}: ${OUTCOMES.untried}; no pupil may be able to open it`
  const should = { stopped: 'should be stopped', asked: 'should warn first', open: 'should open' }[expected]
  return `${host}: ${should}, and ${OUTCOMES[outcome]}`
}

/** A check without a group is no group's proof: what it says of its group is the device's own word. */
export const groupName = ({ group, claimed }: Pick<SelfCheck, 'group' | 'claimed'>): string =>
  group || (claimed ? `Says it is ${claimed}` : 'Not said of which group')

/** How a check came out, in a few words. */
export function checkWords({
  cases,
  failed,
  unsure,
}: Pick<SelfCheck, 'cases' | 'failed' | 'unsure'>): string {
  if (failed > 0) return `${plural(failed, 'case')} of ${cases} failed`
  return unsure > 0 ? `${cases - unsure} of ${cases} held, ${unsure} could not be told` : `All ${cases} held`
}

/** Whether a group should be checked again. */
export const isDue = ({ last }: SelfChecks['groups'][number], now: number): boolean =>
  last === null || now - last.at > CHECK_WITHIN * DAY
