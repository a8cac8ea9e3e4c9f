/** What the page for parents says, in one language. `{…}` stands for what is put in. */
import type { CategoryId } from '../../../lib/policy/categories.ts'

export interface Words {
  /** BCP 47. */
  readonly tag: string
  readonly dir: 'ltr' | 'rtl'
  /** The language's own name. */
  readonly own: string
  readonly title: string
  readonly lead: string
  readonly since: string
  readonly languages: string
  readonly groups: string
  readonly noGroups: string
  readonly others: string
  readonly everybody: {
    readonly title: string
    readonly illegal: string
    readonly illegalElsewhere: string
    readonly helplines: string
    readonly where: string
    readonly lessons: string
    readonly usualLessons: string
    readonly concerns: string
    readonly limits: string
  }
  readonly stopped: string
  readonly actions: Readonly<Record<'allow' | 'warn' | 'block', string>>
  readonly unknown: Readonly<Record<'allow' | 'warn' | 'block', string>>
  readonly period: string
  readonly places: Readonly<Record<'on-site' | 'away' | 'any', string>>
  readonly ownSites: string
  readonly search: YesNo
  readonly youtube: Readonly<Record<'off' | 'moderate' | 'strict', string>>
  readonly files: Readonly<Record<'allow' | 'ask' | 'adult' | 'block', string>>
  readonly details: YesNo
  readonly agreement: YesNo
  readonly permission: string
  readonly recorded: string
  readonly hours: string
  readonly noHours: string
  readonly outside: string
  readonly detail: Readonly<Record<'least' | 'paths' | 'titles', string>>
  readonly terms: YesNo
  readonly themes: YesNo
  readonly assistantWords: YesNo
  readonly never: Readonly<Record<'title' | 'helplines' | 'typing' | 'pictures' | 'concerns', string>>
  readonly who: Readonly<
    Record<'title' | 'teacher' | 'lead' | 'network' | 'governor' | 'child' | 'server' | 'team', string>
  >
  readonly looks: Readonly<Record<'hidden' | 'role' | 'reason', string>>
  readonly kept: Readonly<
    Record<
      | 'title'
      | 'visits'
      | 'notable'
      | 'stops'
      | 'searches'
      | 'files'
      | 'safety'
      | 'concerns'
      | 'law'
      | 'copies',
      string
    >
  >
  readonly ask: Readonly<Record<'title' | 'contact' | 'noContact' | 'open' | 'copy' | 'office', string>>
  readonly changed: Readonly<Record<'title' | 'none' | 'newGroup' | 'goneGroup' | 'newer' | 'lead', string>>
  /** What changed, where no sentence of its own says so. */
  readonly abouts: Readonly<Record<'period' | 'own-sites' | 'permission' | 'noPermission', string>>
  readonly unknownSites: string
  readonly made: string
  readonly categories: Readonly<Record<Exclude<CategoryId, 'platform'>, string>>
}

interface YesNo {
  readonly yes: string
  readonly no: string
}

/** `fill('kept {days} days', { days: 30 })` */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
