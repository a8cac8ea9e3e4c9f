/** A policy document as single facts, each with a name that a person understands. */
import { ACTIONS, defaultAction, type Action, type CategoryId } from './categories.ts'
import { AGREEMENT_MODES } from './agreement.ts'
import { concernsOf, CONCERN_TIMES } from './concerns.ts'
import type { GroupPolicy, PolicyDocument } from './document.ts'
import {
  DOWNLOAD_ACTIONS,
  type DownloadAction,
  downloadsOf,
  defaultDownload,
  FILE_KINDS,
} from './downloads.ts'
import { formatEntry } from './entries.ts'
import { USUAL_START } from '../time/school-year.ts'
import { formatHours } from './hours.ts'
import { USUAL_LOOKS_SHOWN } from './looks.ts'
import { formatActions } from './periods.ts'
import { personalDetailsOf, PERSONAL_KINDS } from './personal.ts'
import { actionsOf } from './place-in-group.ts'
import { THEME_ACTIONS, themeRulesOf, THEMES } from './themes.ts'

/** One thing that a document says. */
export interface Fact {
  readonly text: string
  /** Of something every group has: grows with what it lets through. */
  readonly level?: number
  /** Of something that is there or not: 1 opens, -1 closes. */
  readonly member?: number
  /** The usual thing: not worth a line where a whole group is new or gone. */
  readonly usual?: boolean
}

type Facts = [what: string, fact: Fact][]
const fact = (what: string, text: string, more: Omit<Fact, 'text'> = {}): Facts[number] => [
  what,
  { text, ...more },
]
const opens = { member: 1 }
const closes = { member: -1 }
const mild = (action: Action): number => -ACTIONS.indexOf(action)
const day = (time: number): string => new Date(time).toISOString().replace(/:\d\d\.\d+Z/, 'Z')

/** Everything a document says, each under its own name. Version and time of issue are not policy. */
export function facts(document: PolicyDocument): Facts {
  return [
    fact('school name', document.school.name),
    fact('school contact', document.school.contact),
    fact('time zone', document.timeZone),
    fact('default group', document.defaultGroup),
    ...Object.entries(document.groups).flatMap(([name, group]) => groupFacts(name, group)),
    ...Object.entries(document.people).map(([person, group]) => fact(`person ${person}`, group)),
    ...document.unblocks.map((one) => {
      const whom = [one.forGroup, one.forPerson].filter((name) => name !== undefined).join(' and ')
      const when = `${day(one.from)} to ${day(one.until)}`
      return fact(`unblock ${one.id}`, `${formatEntry(one.entry)} for ${whom}, ${when}: ${one.reason}`, opens)
    }),
    ...document.suspensions.map((one) =>
      fact(
        `suspension ${one.id}`,
        `${one.person}, ${day(one.from)} to ${day(one.until)}: ${one.reason}${one.talkTo === undefined ? '' : `; talk to: ${one.talkTo}`}${one.open.length === 0 ? '' : `; open: ${one.open.join(', ')}`}`,
        closes,
      ),
    ),
    ...Object.entries(document.clauses).map(([id, text]) => fact(`clause ${id}`, text)),
    ...Object.entries(document.categoryClauses).map(([id, clause]) =>
      fact(`clause of category ${id}`, clause),
    ),
    ...document.lifelines.map((host) => fact(`lifeline ${host}`, '', opens)),
    fact(
      'lesson hours',
      document.lessons === undefined
        ? 'school days 8 to 17'
        : `${document.lessons.hours.map(formatHours).join(', ')}${document.lessons.onSiteOnly ? ', on site only' : ''}`,
    ),
    ...(document.teachersMayOpen ?? []).map((id) => fact(`teachers may open ${id}`, '', opens)),
    fact('concerns are read', concernTimes(document)),
    fact('looks at the record, as pupils are shown them', document.looksShown ?? USUAL_LOOKS_SHOWN),
    fact('a second person says yes to', document.secondYes ?? 'nothing'),
    fact('school years start', document.agreementYearStarts ?? USUAL_START),
    ...document.needed.map((host) => fact(`needed host ${host}`, '', opens)),
  ]
}

function concernTimes({ concerns: { hours, openWithin } = CONCERN_TIMES }: PolicyDocument): string {
  return `${hours.map(formatHours).join(', ')}, within ${openWithin} minutes`
}

function groupFacts(name: string, group: GroupPolicy): Facts {
  const of = (what: string): string => `${name}, ${what}`
  const { recording } = group
  return [
    fact(`group ${name}`, ''),
    fact(of('age group'), group.ageGroup),
    ...Object.entries(actionsOf(group)).map(([id, action]) =>
      fact(of(`category ${id}`), action, {
        level: mild(action),
        usual: action === defaultAction(id as CategoryId, group.ageGroup),
      }),
    ),
    ...group.entries.map((entry) => {
      const { note, ...place } = entry
      const text = [entry.clause === undefined ? '' : `clause ${entry.clause}`, note ?? ''].filter(
        (part) => part !== '',
      )
      return fact(
        of(`${entry.action} ${formatEntry(place)}`),
        text.join('; '),
        entry.action === 'allow' ? opens : closes,
      )
    }),
    fact(of('unknown hosts'), group.unknownHosts, { level: mild(group.unknownHosts) }),
    fact(of('safe search'), group.safeSearch ? 'on' : 'off', { level: group.safeSearch ? 0 : 1 }),
    fact(of('YouTube'), group.youtube, { level: -['off', 'moderate', 'strict'].indexOf(group.youtube) }),
    fact(
      of('sign-in domains'),
      group.signInDomains.length === 0 ? 'any' : [...group.signInDomains].sort().join(', '),
    ),
    fact(of('button to report a concern'), concernsOf(group).button ? 'on' : 'off'),
    ...downloadFacts(group, of),
    ...agreementFacts(group, of),
    ...personalFacts(group, of),
    ...themeFacts(group, of),
    ...periodFacts(group, of),
    fact(of('recording hours'), recording.hours.map(formatHours).join('; ')),
    fact(of('recording detail'), recording.detail),
    fact(of('recording reason'), recording.reason ?? ''),
    fact(of('search terms recorded'), recording.searchTerms ? 'yes' : 'no'),
  ]
}

/** The longer a mode, the more it closes until the agreement is agreed to. */
function agreementFacts({ agreement }: GroupPolicy, of: (what: string) => string): Facts {
  const asked = (text: string, level: number) => fact(of('agreement'), text, { level, usual: level === 0 })
  if (agreement === undefined) return [asked('not asked for', 0)]
  const { text, parent, until, open } = agreement
  return [
    asked(`the ${text}’s text, until then ${until}`, -AGREEMENT_MODES.indexOf(until) - 1),
    ...(parent ? [fact(of('permission of a parent'), 'asked for', closes)] : []),
    ...open.map((host) => fact(of(`open without the agreement: ${host}`), '', opens)),
  ]
}

const mildDownload = (action: DownloadAction): number => -DOWNLOAD_ACTIONS.indexOf(action)

function downloadFacts(group: GroupPolicy, of: (what: string) => string): Facts {
  const { kinds, adultAbove, sites } = downloadsOf(group)
  const usual = downloadsOf({ ageGroup: group.ageGroup }).adultAbove
  return [
    ...FILE_KINDS.map((kind) =>
      fact(of(`download of ${kind}`), kinds[kind], {
        level: mildDownload(kinds[kind]),
        usual: kinds[kind] === defaultDownload(kind, group.ageGroup),
      }),
    ),
    fact(of('download without an adult, at most'), `${adultAbove} MB`, {
      level: adultAbove,
      usual: adultAbove === usual,
    }),
    ...sites.map(({ host, action, kinds: named }) =>
      fact(of(`download of ${named?.join(', ') ?? 'any kind'} from ${host}`), action, {
        level: mildDownload(action),
      }),
    ),
  ]
}

function personalFacts(group: GroupPolicy, of: (what: string) => string): Facts {
  const { pause, exempt } = personalDetailsOf(group)
  const usual = personalDetailsOf({ ageGroup: group.ageGroup }).pause
  return [
    ...PERSONAL_KINDS.map((kind) =>
      fact(of(`pause before this leaves: ${kind}`), pause.includes(kind) ? 'on' : 'off', {
        level: pause.includes(kind) ? 0 : 1,
        usual: pause.includes(kind) === usual.includes(kind),
      }),
    ),
    ...exempt.map((host) => fact(of(`no pause on ${host}`), 'yes', opens)),
  ]
}

/** The more is watched, the less is open. */
function themeFacts(group: GroupPolicy, of: (what: string) => string): Facts {
  const { actions, assistantWords } = themeRulesOf(group)
  const usual = themeRulesOf({ ageGroup: group.ageGroup }).actions
  return [
    ...THEMES.map((theme) =>
      fact(of(`searches and prompts about ${theme}`), actions[theme], {
        level: -THEME_ACTIONS.indexOf(actions[theme]),
        usual: actions[theme] === usual[theme],
      }),
    ),
    fact(of('worrying words to AI assistants recorded'), assistantWords ? 'yes' : 'no', {
      usual: !assistantWords,
    }),
  ]
}

/** The order of periods matters (a later one wins), so a moved one shows as two changes. */
const periodFacts = (group: GroupPolicy, of: (what: string) => string): Facts =>
  group.timetable.map((period, i) =>
    fact(
      of(`period ${i + 1}`),
      `${period.name}, ${formatHours(period.hours)}, ${period.place}: ${formatActions(period)}`,
    ),
  )
