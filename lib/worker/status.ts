/** What the popup, the settings page and the icon say, made from what holds now. */
import { missingNow } from '../agreement/missing.ts'
import type { Settings, Status } from '../messages/device.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { problemSignal } from '../policy/managed.ts'
import { LACKS_DIRECTORY, lacksDirectory } from '../policy/sign-in.ts'
import type { Row } from '../protocol/rows.ts'
import type { EnrolmentState } from '../protocol/wire.ts'
import type { Now } from '../time/now.ts'
import type { Facts } from './facts.ts'
import { allCards } from './lifeline-cards.ts'
import { lessonCards } from './lesson-cards.ts'
import { managedReport } from './managed-report.ts'
import type { Problem } from './problems.ts'
import { standing } from './standing.ts'

export interface StatusParts {
  readonly ruling: Ruling
  readonly facts: Facts
  readonly now: Now
  readonly who: Row['who']
  readonly problems: readonly Problem[]
  /** The marker of the rules in force, or undefined when none of ours are. */
  readonly rules: string | undefined
}

/**
 * Away from the school's network everything holds as before, so a pupil is not told that something is wrong. Staff
 * see a device that has been silent, and the settings page says it.
 */
const isOnlyAway = ({ code }: Problem): boolean => AWAY.has(code)
const AWAY = new Set(['network', 'timeout', 'server:network', 'server:timeout'])

/** What staff have to put right, and what makes no device any less safe than the next one. */
const isForStaff = ({ code }: Problem): boolean =>
  code === LACKS_DIRECTORY.code || code.startsWith('extension:')

/** Managed values that have not come yet are not a fault: they take seconds on a first install. */
const isWaiting = (facts: Facts): boolean => facts.managed === null

export function status(parts: StatusParts): Status {
  const { policy } = parts.ruling
  const problems = staffProblems(parts).filter((one) => !isForStaff(one))
  const state = isWaiting(parts.facts)
    ? 'setting-up'
    : problems.length > 0 || !parts.rules
      ? 'problem'
      : 'protected'
  return {
    state,
    lessons: lessonCards(policy, parts.now),
    school: policy.school,
    group: policy.group,
    since: parts.facts.since?.at ?? parts.now.at,
    policy: { source: policy.source, version: policy.version },
    ...(parts.who === undefined ? {} : { person: parts.who }),
    ...standing(parts.ruling, parts.now),
    kept: {
      detail: policy.recording.detail,
      searches: policy.recording.searchTerms,
      ...(policy.recording.reason === undefined ? {} : { reason: policy.recording.reason }),
    },
    ...(policy.agreement && { agreement: missingNow(policy, parts.now)?.missing ?? 'nothing' }),
    timeZone: policy.timeZone,
    now: parts.now.at,
    problems,
    lifelines: allCards(),
  }
}

export interface Delivered {
  readonly installation: string | undefined
  readonly enrolment: EnrolmentState | 'none'
  readonly written: number
  readonly acknowledged: number
}

export interface Versions {
  readonly extension: string
  readonly browser: string
}

export function settings(parts: StatusParts, delivered: Delivered, versions: Versions): Settings {
  const { policy, lists } = parts.ruling
  return {
    managed: managedReport(parts.facts.managed, parts.facts.managedProblems),
    school: policy.school,
    group: policy.group,
    ...(delivered.installation === undefined ? {} : { installation: delivered.installation }),
    enrolment: delivered.enrolment,
    versions: {
      ...versions,
      policy: policy.version,
      ...(parts.rules === undefined ? {} : { rules: parts.rules.slice(0, 100) }),
      lists: lists.version.slice(0, 100),
    },
    source: policy.source,
    queue: { written: delivered.written, acknowledged: delivered.acknowledged },
    problems: allProblems(parts),
    timeZone: policy.timeZone,
    now: parts.now.at,
  }
}

/** What the heartbeat says: a device that can send it is not away. */
export const staffProblems = (parts: StatusParts): Problem[] =>
  allProblems(parts).filter((one) => !isOnlyAway(one))

/** What the settings page lists. */
function allProblems({ ruling, facts, problems }: StatusParts): Problem[] {
  const managed = isWaiting(facts) ? [] : facts.managedProblems.map(problemSignal)
  return [...problems, ...managed, ...policyProblems(ruling.policy)].slice(0, 50)
}

/** What the policy that holds leaves open, or asks for in vain. */
const policyProblems = ({ signInDomains, missingGroup }: EffectivePolicy): Problem[] => [
  ...(lacksDirectory(signInDomains) ? [LACKS_DIRECTORY] : []),
  ...(missingGroup === undefined
    ? []
    : [
        {
          code: 'policy:missing-group',
          detail: `There is no group “${missingGroup}” in the school’s policy; the strictest one holds. Correct the name there or in the managed values.`,
        },
      ]),
]
