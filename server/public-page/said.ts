/**
 * What the policy says of every group, as single facts that a parent may read. Pure. No free text of the policy is
 * among them, no site, no person and no group that was not given a name for the page: a fact that is not made here
 * cannot reach it.
 */
import { CATEGORIES, type CategoryId } from '../../lib/policy/categories.ts'
import type { GroupPolicy, Hours, PolicyDocument } from '../../lib/policy/document.ts'
import { DANGEROUS, DOWNLOAD_ACTIONS, downloadsOf } from '../../lib/policy/downloads.ts'
import { personalDetailsOf } from '../../lib/policy/personal.ts'
import { actionsOf } from '../../lib/policy/place-in-group.ts'
import { themesKept, themeRulesOf } from '../../lib/policy/themes.ts'
import type { ToldKind } from '../../lib/policy/keeping.ts'
import { CONCERN_TIMES } from '../../lib/policy/concerns.ts'
import { USUAL_LOOKS_SHOWN } from '../../lib/policy/looks.ts'
import type { PublicPageSettings } from '../../lib/protocol/public-page.ts'

/** What a fact is about, and its value; words are found for both together. */
export type Said =
  | { readonly about: 'category'; readonly category: CategoryId; readonly value: 'allow' | 'warn' | 'block' }
  | { readonly about: 'unknown'; readonly value: 'allow' | 'warn' | 'block' }
  | {
      readonly about: 'search' | 'own-sites' | 'themes' | 'assistant-words' | 'terms'
      readonly value: boolean
    }
  | { readonly about: 'youtube'; readonly value: 'off' | 'moderate' | 'strict' }
  | { readonly about: 'files'; readonly value: 'allow' | 'ask' | 'adult' | 'block' }
  | { readonly about: 'details' | 'agreement' | 'permission'; readonly value: boolean }
  | { readonly about: 'detail'; readonly value: 'least' | 'paths' | 'titles' }
  | { readonly about: 'hours' | 'lessons' | 'concerns'; readonly value: readonly Hours[] | 'usual' }
  | {
      readonly about: 'period'
      readonly hours: Hours
      readonly place: 'on-site' | 'away' | 'any'
      readonly value: Readonly<Partial<Record<CategoryId | 'unknown', 'allow' | 'warn' | 'block'>>>
    }
  | { readonly about: 'looks'; readonly value: 'hidden' | 'role' | 'reason' }
  | { readonly about: 'group'; readonly value: true }
  /** Days; of what the school sets beside its policy. */
  | { readonly about: 'kept'; readonly of: ToldKind; readonly value: number }

/** `group`: its name in the policy, or null for what holds for everybody. `id` tells facts apart. */
export interface Fact {
  readonly id: string
  readonly group: string | null
  readonly said: Said
}

/** Categories that say nothing to a parent: everybody has them, and closing them is an oddity of its own. */
const UNTOLD: ReadonlySet<CategoryId> = new Set(['platform'])
/** In the order of the page, most severe first. */
export const TOLD = CATEGORIES.map(({ id }) => id).filter((id) => !UNTOLD.has(id))

/** Everything the page says of a policy; of groups only those that have a name there. */
export function factsOf(policy: PolicyDocument, named: PublicPageSettings['groups']): Fact[] {
  const groups = named.flatMap(({ group }) => {
    // A name such as "constructor" is nobody's group.
    const found = Object.hasOwn(policy.groups, group) ? policy.groups[group] : undefined
    return found ? groupFacts(group, found) : []
  })
  return [...groups, ...schoolFacts(policy)]
}

function schoolFacts(policy: PolicyDocument): Fact[] {
  const of = (said: Said): Fact => ({ id: said.about, group: null, said })
  return [
    of({ about: 'lessons', value: policy.lessons?.hours ?? 'usual' }),
    of({ about: 'concerns', value: (policy.concerns ?? CONCERN_TIMES).hours }),
    of({ about: 'looks', value: policy.looksShown ?? USUAL_LOOKS_SHOWN }),
  ]
}

function groupFacts(name: string, group: GroupPolicy): Fact[] {
  const of = (said: Said, more = ''): Fact => ({ id: `${name}\n${said.about}${more}`, group: name, said })
  const actions = actionsOf(group)
  const { recording } = group
  const { themes, words } = themesKept({ themes: themeRulesOf(group) })
  return [
    of({ about: 'group', value: true }),
    ...TOLD.map((category) => of({ about: 'category', category, value: actions[category] }, category)),
    of({ about: 'unknown', value: group.unknownHosts }),
    of({ about: 'own-sites', value: group.entries.length > 0 }),
    ...group.timetable.map((period, i) => of(periodOf(period), String(i))),
    of({ about: 'search', value: group.safeSearch }),
    of({ about: 'youtube', value: group.youtube }),
    of({ about: 'files', value: mildestFile(group) }),
    of({ about: 'details', value: personalDetailsOf(group).pause.length > 0 }),
    of({ about: 'agreement', value: group.agreement !== undefined }),
    of({ about: 'permission', value: group.agreement?.parent === true }),
    of({ about: 'hours', value: recording.hours }),
    of({ about: 'detail', value: recording.detail }),
    of({ about: 'terms', value: recording.searchTerms }),
    of({ about: 'themes', value: themes }),
    of({ about: 'assistant-words', value: words }),
  ]
}

/** A period's own name is free text, and stays out. */
const periodOf = ({ hours, place, categories, unknownHosts }: GroupPolicy['timetable'][number]): Said => ({
  about: 'period',
  hours,
  place,
  value: { ...categories, ...(unknownHosts && { unknown: unknownHosts }) },
})

/** What becomes of a file that can run, where the school is at its mildest. */
function mildestFile(group: GroupPolicy): 'allow' | 'ask' | 'adult' | 'block' {
  const { kinds } = downloadsOf(group)
  const actions = [...DANGEROUS].map((kind) => kinds[kind])
  return DOWNLOAD_ACTIONS.find((action) => actions.includes(action)) ?? 'block'
}
