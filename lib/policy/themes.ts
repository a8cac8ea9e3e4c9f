/**
 * Worrying themes in what pupils search for and ask AI assistants: which there are, how much each weighs, and what a
 * group's policy does about them. The category says whose action holds when a search is closed.
 */
import { z } from '../zod.ts'
import type { AgeGroup, CategoryId } from './categories.ts'

/** Most pressing first: of several in one text, the first of the highest severity speaks. */
export const THEMES = [
  'suicide',
  'self-harm',
  'exploitation',
  'extremism',
  'weapons',
  'eating',
  'violence',
  'sexual',
  'drugs',
  'bullying',
  'hate',
  'gambling',
  'bypass',
] as const
export type Theme = (typeof THEMES)[number]
export const themeSchema = z.enum(THEMES)

/** Mildest first. Only a high one is told to the safeguarding lead at once. */
export const SEVERITIES = ['low', 'medium', 'high'] as const
export type Severity = (typeof SEVERITIES)[number]
export const severitySchema = z.enum(SEVERITIES)

/** The category whose action closes a search. */
export const CATEGORY_OF_THEME: Readonly<Record<Theme, CategoryId>> = {
  suicide: 'self-harm',
  'self-harm': 'self-harm',
  exploitation: 'adult',
  extremism: 'extremism',
  weapons: 'weapons',
  eating: 'self-harm',
  violence: 'violence',
  sexual: 'adult',
  drugs: 'drugs',
  bullying: 'hate',
  hate: 'hate',
  gambling: 'gambling',
  bypass: 'proxy-vpn',
}

/** `off`: not looked for. `watch`: noted. `close`: noted, and a search for it is stopped as its category is. */
export const THEME_ACTIONS = ['off', 'watch', 'close'] as const
export type ThemeAction = (typeof THEME_ACTIONS)[number]

/** A group's own words. What is left out has the age group's defaults. */
export const themesSchema = z.object({
  actions: z.optional(z.partialRecord(themeSchema, z.enum(THEME_ACTIONS))),
  /** Keeps what was written to an AI assistant when it is worrying; pupils are told on the page. */
  assistantWords: z.optional(z.boolean()),
})

/** For one group, whole. */
export interface ThemeRules {
  readonly actions: Readonly<Record<Theme, ThemeAction>>
  readonly assistantWords: boolean
}

/** Adults look things up for children: of theirs only what nobody needs at school is stopped. */
const STAFF: Readonly<Partial<Record<Theme, ThemeAction>>> = { sexual: 'close', exploitation: 'close' }

const defaultTheme = (theme: Theme, age: AgeGroup): ThemeAction =>
  age === 'staff' ? (STAFF[theme] ?? 'watch') : 'close'

/** @returns the group's own words over its age group's defaults */
export function themeRulesOf(group: {
  readonly ageGroup: AgeGroup
  readonly themes?: z.infer<typeof themesSchema> | undefined
}): ThemeRules {
  const own = group.themes
  const actions = Object.fromEntries(
    THEMES.map((theme) => [theme, own?.actions?.[theme] ?? defaultTheme(theme, group.ageGroup)]),
  ) as Record<Theme, ThemeAction>
  return { actions, assistantWords: own?.assistantWords ?? false }
}

/** What pupils are told of it. */
export const themesKept = ({
  themes,
}: {
  readonly themes: ThemeRules
}): { readonly themes: boolean; readonly words: boolean } => {
  const isLooking = THEMES.some((theme) => themes.actions[theme] !== 'off')
  return { themes: isLooking, words: isLooking && themes.assistantWords }
}
