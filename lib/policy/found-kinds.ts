/**
 * What the guard can find a page to be, whatever its name: each kind stands for a category, and the school's action
 * for that category is what happens to it.
 */
import type { CategoryId } from './categories.ts'

export const FOUND_KINDS = [
  'unblocker',
  'unblocker-list',
  'game',
  'stranger-chat',
  'chat',
  'adult',
  'hate',
  'violence',
  'self-harm',
  'drugs',
  'gambling',
  'impersonation',
] as const
export type FoundKind = (typeof FOUND_KINDS)[number]

/** The category whose action holds for a kind. */
export const CATEGORY_OF: Readonly<Record<FoundKind, CategoryId>> = {
  unblocker: 'proxy-vpn',
  'unblocker-list': 'proxy-vpn',
  game: 'games',
  'stranger-chat': 'stranger-chat',
  chat: 'chat',
  adult: 'adult',
  hate: 'hate',
  violence: 'violence',
  'self-harm': 'self-harm',
  drugs: 'drugs',
  gambling: 'gambling',
  impersonation: 'malware',
}
