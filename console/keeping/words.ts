/** How long things are kept, in words. */
import type { KeepingKind } from '../../lib/policy/keeping.ts'
import type { KeepingChange, KeepingPlan } from '../../lib/protocol/keeping-staff.ts'
import { figureWords } from '../charts/words.ts'
import { dateTime, plural } from '../format.ts'

export const KINDS: Readonly<Record<KeepingKind, { readonly name: string; readonly what: string }>> = {
  visits: {
    name: 'Ordinary visits',
    what: 'Pages that opened, how long, and titles. With less than 30 days the guard knows fewer sites that pupils use without harm.',
  },
  stops: {
    name: 'What was stopped',
    what: 'Stopped, warned of and continued; what the guard found. The figures show no week of which this is gone.',
  },
  searches: { name: 'Searches', what: 'Words searched for.' },
  files: { name: 'Files', what: 'What was saved or refused.' },
  safety: {
    name: 'What sounded unsafe',
    what: 'Rows that an alert can be made of, the alert with them, words to AI assistants, and pages on a list of illegal content. Of these nothing goes sooner than this, whatever its kind.',
  },
  requests: { name: 'Requests', what: 'Pages asked for and opened, with the reasons; unblocks and pauses.' },
  notes: { name: 'Notes of the browser', what: 'Start, stop, problems, changes of policy.' },
}

/** What no setting changes. */
export const FIXED: readonly string[] = [
  'Concerns: six years after they are closed; while one is open, for as long as that.',
  'Who looked at whose record, the agreement, and what proves rows: twelve months.',
  'Lessons, and who was in a class: thirty days after.',
  'What was administered, by whom: for good.',
]

/** What a change does, before it is confirmed. */
export function planWords({ before, days, starts, rows, held }: KeepingPlan): readonly string[] {
  if (days > before)
    return [
      `Pupils and parents are told ${plural(days, 'day')} at once. Where it makes the longest time longer, pupils are shown the notice again.`,
      `It holds for what is recorded from ${dateTime(starts)} on. What is older still goes after ${plural(before, 'day')}: that is what pupils were told.`,
    ]
  return [
    rows === 'few'
      ? 'As far as can be seen now, it deletes fewer than five entries, or none.'
      : `At least ${figureWords(rows)} entries that are older will be deleted for good in the night, ${dateTime(starts)}.`,
    held === 'few'
      ? 'What a hold covers stays.'
      : `At least ${figureWords(held)} more stay: a hold keeps them.`,
    'Until then it can be taken back here. Pupils and parents are told the shorter time once the rows are gone.',
    'The safeguarding lead and the head are told by mail.',
  ]
}

/** Of a change that has not begun. */
export const waitingWords = ({ before, days, starts }: KeepingChange): string =>
  days > before
    ? `${plural(days, 'day')} for what is recorded from ${dateTime(starts)} on. Pupils and parents are told so already.`
    : `${plural(days, 'day')} from the night of ${dateTime(starts)} on. What is older is deleted then.`

/** What became of a change. */
export const stateWords = ({ starts, taken, done, before, days }: KeepingChange, now: number): string =>
  taken !== null
    ? 'Taken back'
    : starts > now
      ? 'Waits'
      : days < before && done === null
        ? 'Deleting'
        : 'Done'
