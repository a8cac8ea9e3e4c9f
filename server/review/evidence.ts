/** Live facts for the pack: figures and settings, never a pupil. Each a table of words. */
import { setImmediate } from 'node:timers/promises'
import { comparePolicies, describeChange, isAboutPerson } from '../../lib/policy/compare.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { formatHours } from '../../lib/policy/hours.ts'
import { themesKept, themeRulesOf } from '../../lib/policy/themes.ts'
import { figureOf } from '../../lib/protocol/figures.ts'
import type { Numbers } from '../../lib/protocol/review.ts'
import { OFTEN_NAMES } from '../../lib/protocol/self-check-plans.ts'
import type { Context } from '../context.ts'
import { listedDocument, history, policyInForce } from '../documents/documents.ts'
import { LONGEST } from '../jobs/limits.ts'
import { publicChanges } from '../public-page/changes.ts'
import { factsOf } from '../public-page/said.ts'
import { changeIn } from '../public-page/say.ts'
import { ENGLISH } from '../public-page/words/en-GB.ts'
import { newestOf } from '../self-check/list.ts'
import { plansOf } from '../self-check/plans.ts'
import { missedOf } from '../self-check/rounds.ts'
import { countedOf } from './counted.ts'
import { keepingTable } from './keeping.ts'
import { day, type Evidence, said, type Table } from './table.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** Publications in the pack; more would be read by nobody. */
const MOST_CHANGES = 40
/** Lines of one publication. */
const MOST_LINES = 12

/** @param withReasons the notes of publications, which may speak of a pupil: not for governors */
export async function gather(
  parts: Parts,
  numbers: Numbers,
  withReasons: boolean,
  now: number,
): Promise<Evidence> {
  const policy = await policyInForce(parts)
  const groups = Object.entries(policy?.groups ?? {})
  return {
    policy: {
      title: 'Policy in force',
      head: ['Version', 'Published', 'Groups', 'Unblocks', 'Pauses'],
      rows: policy ? [policyRow(policy)] : [],
      none: 'Nothing is published yet: the built-in baseline holds.',
    },
    groups: {
      title: 'Groups',
      head: ['Group', 'Age group', 'Unknown sites', 'Safe search', 'YouTube', 'Own sites'],
      rows: groups.map(([name, { ageGroup, unknownHosts, safeSearch, youtube, entries }]) => [
        name,
        ageGroup,
        unknownHosts,
        safeSearch ? 'on' : 'off',
        youtube,
        String(entries.length),
      ]),
      none: 'No groups yet.',
    },
    recording: {
      title: 'Recording by group',
      head: ['Group', 'Hours', 'Detail', 'Searches kept', 'Themes looked for', 'Words to AI kept'],
      rows: groups.map(([name, group]) => {
        const { recording } = group
        const { themes, words } = themesKept({ themes: themeRulesOf(group) })
        const hours = recording.hours.map(formatHours).join('; ') || 'never'
        return [name, hours, recording.detail, yes(recording.searchTerms), yes(themes), yes(words)]
      }),
      none: 'No groups yet.',
    },
    keeping: await keepingTable(parts, withReasons, now),
    changes: await changes(parts, withReasons, now),
    checks: await checks(
      parts,
      groups.map(([name]) => name),
    ),
    figures: figures(numbers),
    fleet: {
      title: 'Devices',
      head: ['Let in', 'Heard from in 7 days', 'of these enforcing', 'Waiting to be let in'],
      rows: [
        [numbers.fleet.confirmed, numbers.fleet.heard, numbers.fleet.enforcing, numbers.fleet.waiting].map(
          String,
        ),
      ],
      none: '',
    },
    ...(await countedOf(parts.db, now)),
  }
}

const yes = (is: boolean): string => (is ? 'yes' : 'no')

const policyRow = ({ version, issuedAt, groups, unblocks, suspensions }: PolicyDocument): string[] => [
  `${version.epoch}.${version.number}`,
  day(issuedAt),
  String(Object.keys(groups).length),
  said(figureOf(unblocks.length)),
  said(figureOf(suspensions.length)),
]

/** What each publication of the last year changed, people left out. */
async function changes({ db, vault }: Parts, withReasons: boolean, now: number): Promise<Table> {
  const published = (await history(db, vault, 'policy', MOST_CHANGES + 1)).filter(
    (one) => one.published > now - LONGEST,
  )
  const rows: string[][] = []
  let later: { readonly at: number; readonly note: string; readonly document: PolicyDocument } | null = null
  for (const { epoch, number, published: at, note } of published) {
    const document = await listedDocument({ db, vault }, 'policy', { epoch, number })
    if (later) rows.push(changeRow(document, later, withReasons))
    later = { at, note, document }
    // Opening many takes long: others have their turn between.
    await setImmediate()
  }
  return {
    title: 'Changes of policy in the last year',
    head: ['Day', 'What changed', ...(withReasons ? ['Why'] : [])],
    rows,
    none: 'No change was published in the last year.',
  }
}

function changeRow(
  before: PolicyDocument,
  { at, note, document }: { readonly at: number; readonly note: string; readonly document: PolicyDocument },
  withReasons: boolean,
): string[] {
  const words = withReasons ? changesInWords(before, document) : changesWithoutFreeText(before, document)
  const more = words.length > MOST_LINES ? [`and ${words.length - MOST_LINES} more`] : []
  const what = [...words.slice(0, MOST_LINES), ...more].join('; ') || 'nothing that is told here'
  return [day(at), what, ...(withReasons ? [note || 'no reason given'] : [])]
}

function changesInWords(before: PolicyDocument, after: PolicyDocument): string[] {
  const all = comparePolicies(before, after)
  // Who reads the pack learns of none.
  const open = all.filter((one) => !isAboutPerson(one))
  return [...open.map(describeChange), ...(all.length > open.length ? ['something about people'] : [])]
}

/** As parents read them, of every group: notes on sites, clauses and reasons may speak of a pupil. */
function changesWithoutFreeText(before: PolicyDocument, after: PolicyDocument): string[] {
  const names = [...new Set([...Object.keys(before.groups), ...Object.keys(after.groups)])]
  const groups = names.map((group) => ({ group, name: group }))
  const changes = publicChanges(factsOf(before, groups), factsOf(after, groups))
  return changes.map((one) => {
    const words = changeIn(one.before, one.after, ENGLISH)
    return one.group === null ? words : `${one.group}: ${words}`
  })
}

async function checks({ db }: Parts, groups: readonly string[]): Promise<Table> {
  const [newest, plans, missed] = [await newestOf(db), await plansOf(db), await missedOf(db)]
  return {
    title: 'Newest self-check of each group, and checks by schedule',
    head: ['Group', 'Day', 'Failed', 'Could not be told', 'By schedule', 'Due and not made'],
    rows: groups.map((group) => {
      const last = newest.get(group)
      const plan = plans.find(({ policy_group }) => policy_group === group)
      return [
        group,
        ...(last ? [day(last.at), String(last.failed), String(last.unsure)] : ['never', '', '']),
        plan ? OFTEN_NAMES[plan.often] : 'by hand alone',
        String(missed.get(group) ?? 0),
      ]
    }),
    none: 'No groups yet.',
  }
}

const figures = ({ kinds, weeks, until }: Numbers): Table => ({
  title: `Stopped in the ${weeks.length} weeks before ${day(until)}, by kind`,
  head: ['Kind', 'Times'],
  rows: kinds.map(({ category, count }) => [category, said(count)]),
  none:
    weeks.length === 0
      ? 'What is stopped is kept for no whole week, so there are no figures.'
      : 'Nothing, or fewer than five of each kind.',
})
