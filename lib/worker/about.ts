/** What a text is about, as the policy in force looks for it. */
import type { Themed } from '../activity/redact.ts'
import { type FoundTheme, themesOf } from '../guard/themes/themes-of.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { Theme } from '../policy/themes.ts'

export interface About {
  /** All of it, most pressing first: help is offered whatever a school looks for. */
  readonly found: readonly FoundTheme[]
  /** What goes into a row. */
  readonly noted: Themed | undefined
}

export function aboutOf(text: string, { policy }: Pick<Ruling, 'policy'>): About {
  const found = themesOf(text, policy.ageGroup)
  return { found, noted: found.find(({ theme }) => policy.themes.actions[theme] !== 'off') }
}

/** Whoever writes of these may need somebody, also where they do not ask for help. */
const NEVER_ALONE: ReadonlySet<Theme> = new Set(['suicide', 'self-harm', 'eating', 'exploitation'])

/** The theme whose helplines are shown; undefined where none are. */
export const helpFor = (found: readonly FoundTheme[]): Theme | undefined =>
  (found.find(({ help }) => help) ?? found.find(({ theme }) => NEVER_ALONE.has(theme)))?.theme
