/** What a blocked page says: made from what holds at this moment. */
import { lifelinesAbout, lifelinesFor } from '../lists/lifelines.ts'
import type { LifelineCard } from '../messages/lifeline.ts'
import type { Explanation } from '../messages/protocol.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { Now } from '../time/now.ts'
import { canonical } from '../verdict/address.ts'
import { categoryIn, innermost } from '../verdict/reasons.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { lessonCard } from './lesson-cards.ts'
import { card } from './lifeline-cards.ts'
import { suspensionCard } from './standing.ts'

/** The helplines nearest to what was stopped. */
export function cardsFor(verdict?: Verdict): LifelineCard[] {
  const reason = verdict && innermost(verdict.reason)
  if (reason?.kind === 'search') return lifelinesAbout(reason.theme, 4).map(card)
  return lifelinesFor(reason && categoryIn(reason), 4).map(card)
}

function noteOf(verdict: Verdict): { entryNote?: string } {
  const reason = innermost(verdict.reason)
  if ((reason.kind === 'own-entry' || reason.kind === 'suspension') && reason.note)
    return { entryNote: reason.note }
  return {}
}

function periodOf(verdict: Verdict): { periodName?: string } {
  const reason = innermost(verdict.reason)
  const period = reason.kind === 'category' || reason.kind === 'unknown-host' ? reason.period : undefined
  return period === undefined ? {} : { periodName: period }
}

/** The lesson that closed it, as far as its pupils are told. */
function lessonOf(verdict: Verdict, { policy }: Ruling): Pick<Explanation, 'lesson'> {
  const reason = innermost(verdict.reason)
  const lesson = reason.kind === 'lesson' ? policy.lessons.find(({ id }) => id === reason.id) : undefined
  return lesson === undefined ? {} : { lesson: lessonCard(lesson) }
}

/** The pause that closed it. */
function suspensionOf({ reason }: Verdict, ruling: Ruling, now: Now): Pick<Explanation, 'suspension'> {
  const paused =
    reason.kind === 'suspension' ? ruling.policy.suspensions.find(({ id }) => id === reason.id) : undefined
  return paused === undefined ? {} : { suspension: suspensionCard(paused, ruling, now) }
}

/** What it is about: a category, what was found, another address within it. */
function subjectOf({ reason }: Verdict): Pick<Explanation, 'categoryId' | 'found' | 'theme' | 'carried'> {
  const category = categoryIn(reason)
  const inner = innermost(reason)
  return {
    ...(category === undefined ? {} : { categoryId: category }),
    ...(inner.kind === 'found' ? { found: inner.found } : {}),
    ...(inner.kind === 'search' ? { theme: inner.theme } : {}),
    ...(reason.kind === 'carried' ? { carried: reason.host } : {}),
  }
}

/** All that a blocked page says. */
export function explanation(url: string, ruling: Ruling, verdict: Verdict, now: Now): Explanation {
  const { policy } = ruling
  const host = canonical(url)?.host ?? ''
  return {
    action: verdict.action,
    reasonKind: verdict.reason.kind,
    ...(verdict.reason.kind === 'agreement' ? { missing: verdict.reason.missing } : {}),
    ...(verdict.reason.kind === 'agreement' ? { work: (policy.agreement?.open.length ?? 0) > 0 } : {}),
    ...subjectOf(verdict),
    ...noteOf(verdict),
    ...periodOf(verdict),
    ...suspensionOf(verdict, ruling, now),
    ...lessonOf(verdict, ruling),
    ...(verdict.clause === undefined ? {} : { clause: verdict.clause }),
    ...(verdict.until === undefined ? {} : { until: verdict.until }),
    remedy: verdict.remedy,
    // The address of illegal content is nobody's to read again.
    host: verdict.reason.kind === 'illegal' ? '' : host,
    school: policy.school,
    group: policy.group,
    ageGroup: policy.ageGroup,
    source: policy.source,
    timeZone: policy.timeZone,
    now: now.at,
    lifelines: cardsFor(verdict),
    stillBlocked: verdict.action !== 'allow',
  }
}
