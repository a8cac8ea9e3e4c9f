/** Facts in the words of a language. Pure. */
import type { Hours } from '../../lib/policy/document.ts'
import { DAY, minuteText } from '../../lib/time/zone.ts'
import { dateFormat } from './formats.ts'
import { html, type Html } from './html.ts'
import type { Said } from './said.ts'
import { fill, type Words } from './words/words.ts'

type Actions = Extract<Said, { about: 'period' }>['value']
type Action = 'allow' | 'warn' | 'block'

/** A Monday: days of the week are named by dates. */
const MONDAY = Date.UTC(2024, 0, 1)
const ORDER: readonly Action[] = ['block', 'warn', 'allow']

/** `Mon–Fri 08:00–17:00; Sat 09:00–12:00` */
export const hoursIn = (hours: readonly Hours[], { tag }: Words): string =>
  hours.map((one) => `${daysIn(one.days, tag)} ${minuteText(one.from)}–${minuteText(one.to)}`).join('; ')

function daysIn(days: readonly number[], tag: string): string {
  const format = dateFormat(tag, { weekday: 'short', timeZone: 'UTC' })
  const name = (day: number): string => format.format(MONDAY + (day - 1) * DAY)
  const sorted = [...new Set(days)].sort((a, b) => a - b)
  const runs: number[][] = []
  for (const day of sorted) {
    const last = runs.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  return runs
    .map((run) =>
      run.length > 2 ? `${name(run[0] ?? 1)}–${name(run.at(-1) ?? 1)}` : run.map(name).join(', '),
    )
    .join(', ')
}

/** Kinds of sites under what is done with them: a list of definitions. */
export function actionsIn(actions: Actions, words: Words): Html {
  const rows = ORDER.map((action) => ({ action, names: namesOf(actions, action, words) }))
  return html`<dl class="actions">
    ${rows.map(({ action, names }) =>
      names.length === 0
        ? null
        : html`<div class="actions__${action}">
            <dt>${words.actions[action]}</dt>
            <dd>
              <ul>
                ${names.map((name) => html`<li>${name}</li>`)}
              </ul>
            </dd>
          </div> `,
    )}
  </dl>`
}

function namesOf(actions: Actions, wanted: Action, words: Words): string[] {
  const names: Readonly<Record<string, string>> = { ...words.categories, unknown: words.unknownSites }
  return Object.entries(actions).flatMap(([id, action]) => {
    const name = names[id]
    return action === wanted && name !== undefined ? [name] : []
  })
}

/** A fact as one sentence; null where it says nothing by itself. */
export function sentence(said: Said, words: Words): string | null {
  switch (said.about) {
    case 'unknown':
      return words.unknown[said.value]
    case 'own-sites':
      return said.value ? words.ownSites : null
    case 'search':
      return yesNo(words.search, said.value)
    case 'youtube':
      return words.youtube[said.value]
    case 'files':
      return words.files[said.value]
    case 'details':
      return yesNo(words.details, said.value)
    case 'agreement':
      return yesNo(words.agreement, said.value)
    case 'permission':
      return said.value ? words.permission : null
    case 'detail':
      return words.detail[said.value]
    case 'terms':
      return yesNo(words.terms, said.value)
    case 'themes':
      return yesNo(words.themes, said.value)
    case 'assistant-words':
      return yesNo(words.assistantWords, said.value)
    case 'hours':
      return said.value === 'usual' || said.value.length === 0
        ? words.noHours
        : fill(words.hours, { hours: hoursIn(said.value, words) })
    case 'lessons':
      return fill(words.everybody.lessons, {
        hours: timesIn(said.value, words.everybody.usualLessons, words),
      })
    case 'concerns':
      return fill(words.everybody.concerns, { hours: timesIn(said.value, '', words) })
    case 'looks':
      return words.looks[said.value]
    case 'kept':
      return fill(words.kept[said.of], { days: said.value })
    default:
      return null
  }
}

/** What a change says: what it is about, what it was, what it is. */
export function changeIn(before: Said | undefined, after: Said | undefined, words: Words): string {
  const one = after ?? before
  if (one === undefined) return ''
  if (one.about === 'group') return after ? words.changed.newGroup : words.changed.goneGroup
  if (one.about === 'category') {
    const name = one.category === 'platform' ? '' : words.categories[one.category]
    return fill(words.changed.newer, {
      about: name,
      before: actionOf(before, words),
      after: actionOf(after, words),
    })
  }
  if (one.about === 'permission') return one.value ? words.abouts.permission : words.abouts.noPermission
  if (one.about === 'period' || one.about === 'own-sites') return words.abouts[one.about]
  return (after && sentence(after, words)) ?? ''
}

const actionOf = (said: Said | undefined, { actions }: Words): string =>
  said?.about === 'category' ? actions[said.value] : '–'

const yesNo = (words: { readonly yes: string; readonly no: string }, value: boolean): string =>
  value ? words.yes : words.no

const timesIn = (value: readonly Hours[] | 'usual', usual: string, words: Words): string =>
  value === 'usual' ? usual : hoursIn(value, words) || '–'
