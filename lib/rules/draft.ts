/** A rule before it has its number, and the kinds of request that rules speak of. */
import type { LayerName } from './ids.ts'
import { priorityOf } from './ids.ts'

type Dnr = typeof chrome.declarativeNetRequest
export type Rule = chrome.declarativeNetRequest.Rule
export type RuleAction = chrome.declarativeNetRequest.RuleAction
export type RuleCondition = chrome.declarativeNetRequest.RuleCondition
export type ResourceType = `${Dnr['ResourceType'][keyof Dnr['ResourceType']]}`

/** What a pupil goes to, and can be warned about. */
export const PAGES: ResourceType[] = ['main_frame']

/** Pages and frames: what has an address of its own. */
export const FRAMES: ResourceType[] = ['main_frame', 'sub_frame']

/** Everything that a page loads. Always written out: a rule without types does not match main frames. */
export const RESOURCES: ResourceType[] = [
  'csp_report',
  'font',
  'image',
  'media',
  'object',
  'other',
  'ping',
  'script',
  'stylesheet',
  'webbundle',
  'websocket',
  'webtransport',
  'xmlhttprequest',
]

export const EVERYTHING: ResourceType[] = [...FRAMES, ...RESOURCES]

/** What a regular expression rule says, for the twin it needs where safe search hides regular expressions. */
export interface RegexMeaning {
  /** `beneath`: what lies under the hosts, and not they themselves. */
  readonly kind: 'host' | 'path' | 'beneath'
  readonly hosts: readonly string[]
  /** Only for `path`: strict, without a final slash. */
  readonly path: string
}

/** Where a rule applies, before the kinds of request are added. */
export interface Where {
  readonly condition: RuleCondition
  readonly meaning?: RegexMeaning
}

export interface Draft extends Where {
  readonly layer: LayerName
  readonly priority: number
  readonly action: RuleAction
}

/** Drafts of one layer that do `type` to requests of these kinds, one for each place. */
export function drafts(
  layer: LayerName,
  type: RuleAction['type'],
  types: ResourceType[],
  places: readonly Where[],
  priority: number = priorityOf(layer),
): Draft[] {
  return places.map(({ condition, ...rest }) => ({
    ...rest,
    layer,
    priority,
    action: { type },
    condition: { ...condition, resourceTypes: types },
  }))
}
