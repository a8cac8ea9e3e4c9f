import { CATEGORIES } from '../lib/policy/categories.ts'

const NAMES: ReadonlyMap<string, string> = new Map(CATEGORIES.map(({ id, name }) => [id, name]))

/** A category in words; one that this page does not know, as it came. */
export const categoryName = (id: string): string => NAMES.get(id) ?? id
