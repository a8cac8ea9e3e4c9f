/**
 * From the layers to the policy that holds for one person on one device: managed values, then the server's policy
 * in their place, then the managed keys that are locked. Pure: what it gives depends on its arguments alone.
 */
import { agreementOf, type AgreedHere } from './agreed.ts'
import { BASELINE, BASELINE_GROUP } from './baseline.ts'
import { concernsOf } from './concerns.ts'
import type { ConcernTimes, GroupPolicy, Hours, Place, PolicyDocument } from './document.ts'
import { downloadsOf } from './downloads.ts'
import type { EffectivePolicy } from './effective.ts'
import { contentHash } from './hash.ts'
import { LESSON_HOURS } from './lesson.ts'
import { MAX_LIFELINES } from './lifelines.ts'
import { lockedKeys, lockGroup, lockIllegal, lockUnblocks, withoutIllegal } from './locks.ts'
import type { ManagedConfig } from './managed.ts'
import { narrowToPlace } from './narrow-place.ts'
import { neededHosts } from './needed.ts'
import { personalDetailsOf } from './personal.ts'
import { actionsOf, placeInGroup, type Who } from './place-in-group.ts'
import { themeRulesOf } from './themes.ts'

export interface Layers {
  /** From `parseManaged`; null while nothing has arrived and nothing is known from before. */
  readonly managed: ManagedConfig | null
  /** The signed policy, verified and the newest seen; null until the first. */
  readonly server: PolicyDocument | null
  /** What whoever uses the device has agreed to on it. */
  readonly agreed?: AgreedHere | undefined
}

/**
 * The effective policy. Times in it stay open (unblocks, suspensions and periods keep theirs); group and place are
 * settled, so every period in it has place `any`.
 */
export function resolve(layers: Layers, who: Who, place: Place): EffectivePolicy {
  const { managed, server, agreed } = layers
  const content =
    server !== null
      ? fromServer(server, managed, who, place, agreed)
      : managed !== null
        ? fromManaged(managed, who, place)
        : null
  return content === null ? BASELINE : { ...content, version: contentHash(content) }
}

type Content = Omit<EffectivePolicy, 'version'>

function fromServer(
  document: PolicyDocument,
  managed: ManagedConfig | null,
  who: Who,
  place: Place,
  agreed: AgreedHere | undefined,
): Content {
  const group = who.group ?? managed?.values.group
  const person = who.person?.toLowerCase()
  const placed = placeInGroup(document, { group, person })
  const keys = lockedKeys(managed)
  const ours = managed === null ? BASELINE_GROUP : managedGroup(managed)
  const values = managed?.values
  const held = lockGroup(placed.policy, ours, keys)
  const agreement = agreementOf(document, held, person, agreed)
  const isFor = (one: { forGroup?: string | undefined; forPerson?: string | undefined }): boolean =>
    // An unblock for nobody opens nothing; one for a group and a person is for that person in that group.
    (one.forGroup ?? one.forPerson) !== undefined &&
    (one.forGroup === undefined || one.forGroup === placed.name) &&
    (one.forPerson === undefined || one.forPerson === person)
  const own = values !== undefined && keys.has('lifelines') ? values.lifelines : []
  return {
    ...groupContent(held, place, document.concerns),
    source: 'server',
    group: placed.name,
    ...(placed.missing !== undefined && { missingGroup: placed.missing }),
    school: {
      name: values !== undefined && keys.has('schoolName') ? values.schoolName : document.school.name,
      contact:
        values !== undefined && keys.has('schoolContact') ? values.schoolContact : document.school.contact,
    },
    timeZone: values !== undefined && keys.has('timeZone') ? values.timeZone : document.timeZone,
    categoryClauses: document.categoryClauses,
    clauses: document.clauses,
    needed: neededHosts(document.needed, values?.serverAddress),
    lifelines: [...new Set([...own, ...document.lifelines])].slice(0, MAX_LIFELINES),
    unblocks: lockUnblocks(document.unblocks.filter(isFor), ours, keys),
    suspensions: document.suspensions.filter((one) => one.person === person),
    ...(agreement !== undefined && { agreement }),
    lessons: [],
    quarantine: [],
    cleared: [],
    lessonHours: lessonHours(document.lessons, place),
  }
}

function fromManaged(managed: ManagedConfig, who: Who, place: Place): Content {
  const { values } = managed
  return {
    ...groupContent(managedGroup(managed), place),
    source: 'managed',
    group: who.group ?? values.group ?? values.ageGroup,
    school: { name: values.schoolName, contact: values.schoolContact },
    timeZone: values.timeZone,
    categoryClauses: {},
    clauses: {},
    needed: neededHosts([], values.serverAddress),
    lifelines: values.lifelines,
    unblocks: [],
    suspensions: [],
    lessons: [],
    quarantine: [],
    cleared: [],
    lessonHours: LESSON_HOURS,
  }
}

/** Where lessons are for the school's network alone, a device that may be elsewhere has no hours for them. */
const lessonHours = (times: PolicyDocument['lessons'], place: Place): readonly Hours[] =>
  times?.onSiteOnly === true && place !== 'on-site' ? [] : (times?.hours ?? LESSON_HOURS)

/** What a group says, at a place. */
function groupContent(group: GroupPolicy, place: Place, times?: ConcernTimes) {
  const base = { categories: lockIllegal(actionsOf(group)), unknownHosts: group.unknownHosts }
  return {
    ...base,
    ageGroup: group.ageGroup,
    timetable: narrowToPlace(withoutIllegal(group.timetable), place, base),
    entries: group.entries,
    safeSearch: group.safeSearch,
    youtube: group.youtube,
    signInDomains: group.signInDomains,
    recording: group.recording,
    concerns: concernsOf(group, times),
    downloads: downloadsOf(group),
    personalDetails: personalDetailsOf(group),
    themes: themeRulesOf(group),
  }
}

/** The managed values as a group of their own. */
function managedGroup({ values }: ManagedConfig): GroupPolicy {
  return {
    ageGroup: values.ageGroup,
    categories: Object.fromEntries(values.categoryActions.map(({ category, action }) => [category, action])),
    entries: [...values.blockEntries, ...values.allowEntries],
    unknownHosts: values.unknownHosts,
    safeSearch: values.safeSearch,
    youtube: values.youtube,
    signInDomains: [...values.signInDomains],
    timetable: [...values.timetable],
    recording: {
      hours: [...values.recordingHours],
      detail: values.recordingDetail,
      ...(values.recordingReason === undefined ? {} : { reason: values.recordingReason }),
      searchTerms: values.searchTerms,
    },
  }
}
