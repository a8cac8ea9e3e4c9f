/** What a rewriter leaves on elements: the address as it was, beside the one that it put in its place. */
import type { Signals } from '../signals.ts'

/** Attributes that hold addresses or guard them: a rewriter keeps each under a name of its own. */
const BASES =
  /^(.*?)(href|srcset|srcdoc|src|formaction|action|integrity|nonce|poster|ping|content|http-?equiv|sandbox|style|target|manifest)(.*)$/i
/** What lazy loading and frameworks write before `src` and `href`. */
const EVERYDAY =
  /^(?:data-(?:lazy-|original-|orig-|ng-|bg-|full-|large-)?|ng-|v-bind:|x-bind:|:|@|th:|xlink:|xmlns:|aria-|on|\[|\(|bind:|wire:|hx-)?\|?$/i
/** No lazy loading keeps these. */
const GUARDED = /^(?:integrity|nonce|action|formaction|srcdoc|sandbox|http-?equiv|content|ping|manifest)$/i
const LEAST_COPIED = 3
const LEAST_SEEN = 6

/** The mark that names of copied attributes share, when one engine has written at least three of them. */
export function copiedMark(odd: readonly string[]): string | null {
  const byMark = new Map<string, Set<string>>()
  for (const name of odd) {
    const [, before = '', base = '', after = ''] = BASES.exec(name) ?? []
    if (base === '' || before + after === '') continue
    const mark = `${before}|${after}`
    byMark.set(mark, (byMark.get(mark) ?? new Set()).add(base.toLowerCase()))
  }
  for (const [mark, bases] of byMark) {
    const isGuarded = [...bases].some((base) => GUARDED.test(base))
    if (bases.size >= LEAST_COPIED && (isGuarded || !EVERYDAY.test(mark))) return mark
  }
  return null
}

/** Most links and scripts carry a second address, under no more than a few names. */
export const isDoubled = ({ seen, count, names }: Signals['doubled']): boolean =>
  seen >= LEAST_SEEN && count * 2 >= seen && names.length > 0 && names.length <= 6
