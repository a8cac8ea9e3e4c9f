/** What the guard finds, by who decides about it and whether a whole host can be that. */
import { isSafeguarding } from '../../lib/policy/categories.ts'
import { CATEGORY_OF, FOUND_KINDS, type FoundKind } from '../../lib/policy/found-kinds.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'

/** What a site is built to be. The other kinds are told by what one page says, and close that page alone. */
const STRUCTURAL: readonly FoundKind[] = ['unblocker', 'game', 'stranger-chat', 'chat']

export const isStructural = (kind: FoundKind): boolean => STRUCTURAL.includes(kind)

const SAFEGUARDING = FOUND_KINDS.filter((kind) => isSafeguarding(CATEGORY_OF[kind]))

/** Network managers see and decide about every kind, safeguarding leads about safeguarding themes. */
export const kindsFor = (roles: readonly Role[]): readonly FoundKind[] =>
  roles.includes('network') ? FOUND_KINDS : roles.includes('dsl') ? SAFEGUARDING : []
