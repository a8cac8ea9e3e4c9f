/**
 * A font may leave out where a mark stands on a letter: then it stands where it falls, as OpenType says. The font engine
 * throws instead, in Gurmukhi's vowel signs for one, and a pupil's name would keep a whole pack from being made.
 */
import type { Font } from 'fontkit'

interface Placing {
  applyLookup: (this: Placing, type: number, table: unknown) => boolean
}
/** Of the engine's own, which its types do not speak of. */
interface Within {
  readonly _layoutEngine?: { readonly engine?: { readonly GPOSProcessor?: Placing | null } | null }
}

const mended = new WeakSet<object>()

/** Mends the engine by way of any font that says where marks stand; once is enough for all. */
export function bearMissingAnchors(font: Font): void {
  const placing = (font as Font & Within)._layoutEngine?.engine?.GPOSProcessor
  const all = placing && (Object.getPrototypeOf(placing) as Placing)
  if (!all || mended.has(all)) return
  mended.add(all)
  const { applyLookup } = all
  all.applyLookup = function mendedLookup(this: Placing, type, table) {
    try {
      return applyLookup.call(this, type, table)
    } catch (error) {
      if (error instanceof TypeError) return false
      throw error
    }
  }
}
