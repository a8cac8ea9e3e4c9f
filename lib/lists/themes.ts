/** What a lifeline helps with, and which lifelines the blocked page shows for a category. */
import type { CategoryId } from '../policy/categories.ts'
import type { Theme } from '../policy/themes.ts'

export const LIFELINE_THEMES = [
  'anything',
  'suicide',
  'self-harm',
  'mental-health',
  'eating',
  'bullying',
  'abuse',
  'sexual-abuse',
  'online-safety',
  'image-abuse',
  'domestic-abuse',
  'relationships',
  'sexual-health',
  'lgbt',
  'bereavement',
  'runaway',
  'drugs',
  'alcohol',
  'gambling',
  'crime',
  'extremism',
  'hate',
  'health',
  'faith',
  'deaf',
  'family',
  'harmful-thoughts',
] as const

/** Which lifelines are nearest to a blocked category, by id, in the order they are shown. Chosen by hand. */
export const NEAREST_LIFELINES: Readonly<Partial<Record<CategoryId, readonly string[]>>> = {
  'illegal-csam': ['childline', 'report-remove', 'shore', 'iwf-report', 'stop-it-now'],
  'illegal-terror': ['act-early', 'childline', 'crimestoppers'],
  'self-harm': ['childline', 'papyrus', 'shout', 'samaritans', 'beat', 'nhs-111'],
  extremism: ['act-early', 'childline', 'muslim-youth-helpline'],
  adult: ['childline', 'brook', 'shore'],
  'adult-mixed': ['childline', 'brook'],
  'nudity-lingerie': ['childline', 'report-remove', 'brook'],
  'stranger-chat': ['childline', 'ceop', 'report-remove'],
  vawg: ['childline', 'report-remove', 'domestic-abuse-england', 'revenge-porn-helpline'],
  weapons: ['fearless', 'childline', 'crimestoppers'],
  violence: ['childline', 'shout', 'fearless'],
  hate: ['childline', 'true-vision', 'national-bullying-helpline'],
  drugs: ['talk-to-frank', 'childline'],
  'alcohol-tobacco': ['talk-to-frank', 'drinkaware', 'nacoa'],
  'ai-companion': ['childline', 'shout', 'kooth'],
  dating: ['childline', 'ceop', 'brook'],
  gambling: ['gamcare', 'childline'],
  hacking: ['childline', 'ceop-education'],
}

/** The same for what somebody searches for, or writes to an AI assistant. */
export const LIFELINES_ABOUT: Readonly<Record<Theme, readonly string[]>> = {
  suicide: ['childline', 'papyrus', 'samaritans', 'shout'],
  'self-harm': ['childline', 'shout', 'samaritans', 'papyrus'],
  exploitation: ['childline', 'ceop', 'report-remove', 'nspcc'],
  extremism: ['act-early', 'childline', 'muslim-youth-helpline'],
  weapons: ['childline', 'fearless', 'crimestoppers'],
  eating: ['childline', 'beat', 'shout'],
  violence: ['childline', 'nspcc', 'domestic-abuse-england', 'fearless'],
  sexual: ['childline', 'brook', 'shore'],
  drugs: ['talk-to-frank', 'childline', 'nacoa'],
  bullying: ['childline', 'national-bullying-helpline', 'kidscape'],
  hate: ['childline', 'true-vision', 'national-bullying-helpline'],
  gambling: ['gamcare', 'childline'],
  bypass: ['childline'],
}
