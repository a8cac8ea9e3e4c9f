/**
 * A concern as a case log takes it in: one flat entry, in English, as CPOMS and MyConcern ask for it. It is made of what
 * was opened in this browser, holds no live link, and never a picture that shows a child.
 */
import { receiptNumber } from './receipt.ts'
import type { OpenedConcern } from './inbox.ts'
import { type ConcernKind, leadsToReportRemove } from './kinds.ts'
import { audienceOf } from './notes.ts'
import type { Outcome } from './outcomes.ts'
import type { ConcernState } from '../protocol/concern-state.ts'
import type { TeamLedger } from './team-ledger.ts'
import { dead, deadAddress } from './dead-links.ts'

/** Words of the layout, from whoever has them. */
export interface LogWords {
  readonly kind: (kind: ConcernKind) => string
  readonly outcome: (outcome: Outcome) => string
  readonly state: (state: ConcernState) => string
}

export interface LogSetting {
  readonly ledger: TeamLedger
  readonly timeZone: string
  readonly words: LogWords
  /** Who has it in hand, as its signature says. */
  readonly inHand?: string | undefined
  /** Of the case that it is taken out with. */
  readonly caseTitle?: string | undefined
  /** Somebody looked at the picture and said that it may go along. */
  readonly withPicture: boolean
}

/** In the order of the columns. */
export interface LogEntry {
  readonly date: string
  readonly time: string
  readonly pupil: string
  readonly group: string
  readonly category: string
  readonly incident: string
  readonly page: string
  readonly pageAddress: string
  readonly picture: string
  readonly helpToday: 'yes' | 'no'
  readonly actionTaken: string
  readonly outcome: string
  readonly inHand: string
  readonly linkedStaff: string
  readonly state: string
  readonly received: string
  readonly receiptNumber: string
  readonly case: string
  /** What of the notes is not in the file, and why. */
  readonly leftOut: string
}

export interface Logged {
  readonly entry: LogEntry
  readonly notes: readonly LogNote[]
  readonly conversation: readonly { readonly when: string; readonly by: string; readonly words: string }[]
  /** Only where somebody said so, and never with a concern about a sexual picture. */
  readonly picture?: { readonly type: string; readonly base64url: string }
}

export interface LogNote {
  readonly when: string
  readonly by: string
  readonly words: string
  readonly outcome: string
  readonly activity: readonly string[]
}

/** @throws TypeError when the concern did not open: there is nothing to take out */
export async function logged(opened: OpenedConcern, setting: LogSetting): Promise<Logged> {
  const { content, waiting, talk } = opened
  if (!content) throw new TypeError('a concern that does not open is not exported')
  const { words } = setting
  const clock = clockIn(setting.timeZone)
  const notes = notesOf(opened, setting)
  const picture = setting.withPicture && mayTakePicture(opened) ? content.picture : undefined
  const [date = '', time = ''] = clock(content.at).split(' ')
  return {
    entry: {
      date,
      time,
      pupil: content.sender
        ? (content.sender.name ?? 'not known: nobody was signed in')
        : 'the pupil hid their name',
      group: content.sender?.group ?? '',
      category: words.kind(content.kind),
      incident: dead(content.words),
      page: dead(content.page?.title ?? ''),
      pageAddress: deadAddress(content.page?.address ?? ''),
      picture: pictureWords(opened, picture !== undefined),
      helpToday: content.today ? 'yes' : 'no',
      actionTaken: notes.map(actionWords).join(' | '),
      outcome: notes.findLast(({ outcome }) => outcome !== '')?.outcome ?? '',
      inHand: setting.inHand ?? '',
      linkedStaff: staffOf(opened, setting).join('; '),
      state: words.state(waiting.state),
      received: clock(waiting.received),
      receiptNumber: await receiptNumber(waiting.id),
      case: dead(setting.caseTitle ?? ''),
      leftOut: leftOutWords(opened),
    },
    notes,
    conversation: talk.map(({ from, at, content: said, isProved }) => ({
      when: clock(at),
      by: from === 'staff' ? staffWords(said?.name) : isProved ? 'pupil' : 'pupil, not proved',
      words: dead(said?.words ?? 'these words did not open'),
    })),
    ...(picture && { picture: { type: picture.type, base64url: picture.data } }),
  }
}

/** Whoever may read a concern can answer in it under any name. */
const staffWords = (name: string | undefined): string =>
  name === undefined ? 'staff, not proved' : `staff, says ${dead(name)}: not proved`

/** Whether there is a picture that somebody may decide to take along. */
export const mayTakePicture = ({ content }: OpenedConcern): boolean =>
  content?.picture !== undefined && !leadsToReportRemove(content.kind)

/** Named whenever there is one, so that nobody takes the file for the whole. */
function pictureWords({ content }: OpenedConcern, isTaken: boolean): string {
  if (content?.picture === undefined) return ''
  if (leadsToReportRemove(content.kind)) return 'left out: never taken along with this kind of concern'
  return isTaken ? 'a picture of the page is in the JSON file' : 'a picture of the page: left out'
}

function leftOutWords({ notes: { notes, missing, isMoved } }: OpenedConcern): string {
  const count = (kind: string) => notes.filter((note) => note.kind === kind).length
  const [unsigned, shut] = [count('unsigned'), count('shut')]
  const left = [
    ...(unsigned > 0 ? [`${unsigned} that no member who may read it has signed`] : []),
    ...(shut > 0 ? [`${shut} that did not open`] : []),
    ...(missing > 0 ? [`${missing} that the school server did not hand over`] : []),
  ].join('; ')
  return isMoved ? `${left || 'none'}, but the school server gave the notes in another order` : left
}

const notesOf = ({ notes: { notes } }: OpenedConcern, { timeZone, words }: LogSetting): LogNote[] => {
  const clock = clockIn(timeZone)
  return notes
    .filter((note) => note.kind === 'note')
    .map(({ name, said }) => ({
      when: clock(said.at),
      by: name,
      words: dead(said.words),
      outcome: said.outcome ? words.outcome(said.outcome) : '',
      activity: said.about.map(dead),
    }))
}

const actionWords = ({ when, by, words, outcome, activity }: LogNote): string =>
  [
    `${when} ${by}: ${words}`,
    ...(outcome === '' ? [] : [`Outcome: ${outcome}`]),
    ...activity.map((one) => `Activity: ${one}`),
  ].join(' · ')

/** Readers who did something: opened or closed it, or wrote. */
function staffOf({ waiting, content, notes }: OpenedConcern, { ledger, inHand }: LogSetting): string[] {
  if (!content) return []
  const readers = new Set(audienceOf({ waiting, content }, ledger.keys).map(({ id }) => id))
  const did = [...waiting.opened, ...waiting.closed].filter(({ by }) => readers.has(by))
  const wrote = notes.notes.flatMap((note) => (note.kind === 'note' ? [note.name] : []))
  const names = [
    ...did.flatMap(({ by }) => ledger.who.get(by)?.name ?? []),
    ...wrote,
    ...(inHand ? [inHand] : []),
  ]
  return [...new Set(names)]
}

/** "25/11/2026 10:15" on the school's clock, as case logs in this country write it. */
function clockIn(timeZone: string): (at: number) => string {
  const parts = {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const formatIn = (zone: string | undefined) =>
    new Intl.DateTimeFormat('en-GB', {
      ...parts,
      hourCycle: 'h23',
      ...(zone !== undefined && { timeZone: zone }),
    })
  let format = formatIn(undefined)
  try {
    format = formatIn(timeZone)
  } catch {
    // A mistyped zone: the device's own then, as everywhere on this page.
  }
  return (at) => format.format(at).replace(',', '')
}
