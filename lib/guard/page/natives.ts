/**
 * Whether functions of the browser are still the browser's. Runs in the page's own world: all that is used is taken at the
 * start, and nothing of the page's is called. A class, because its functions are strict everywhere.
 */
import { ITEMS } from './channel.ts'

type Fn = (...args: unknown[]) => unknown
type PrototypeOf = { readonly prototype: object } | undefined

const page = globalThis as unknown as Record<string, unknown>
const { apply, getOwnPropertyDescriptor } = Reflect
const textOf = Reflect.get(Function.prototype, 'toString') as Fn

export class Natives {
  /** Names of those that are another, each with an end. */
  replacedOf(watched: readonly (readonly [string, string])[]): string {
    let names = ''
    for (let i = 0; i < watched.length; i++) {
      const one = watched[i] as readonly [string, string]
      const name = this.#replaced(one[0], one[1])
      if (name !== '') names += `${name}${ITEMS}`
    }
    return names
  }

  /**
   * A native function says its own name in its source; neither a function of a page's nor a proxy can. Of an interface that is
   * no longer the browser's no member says anything: the interface is named.
   */
  #replaced(of: string, member: string): string {
    if (of === '') return this.#isOther(getOwnPropertyDescriptor(page, member), member) ? member : ''
    const named = getOwnPropertyDescriptor(page, of)
    if (named === undefined) return ''
    if (this.#isOther(named, of)) return of
    const holder = (named.value as NonNullable<PrototypeOf>).prototype
    // No page can put another in the place of `document`. What stands on it itself is read before what its prototype has; a picture of that name is no function.
    const own = of === 'Document' ? getOwnPropertyDescriptor(page['document'] as object, member) : undefined
    const isHidden = own !== undefined && (own.get !== undefined || typeof own.value !== 'object')
    return isHidden || this.#isOther(getOwnPropertyDescriptor(holder, member), member)
      ? `${of}.${member}`
      : ''
  }

  #isOther(own: PropertyDescriptor | undefined, member: string): boolean {
    if (own === undefined) return false
    const { get: getter, value } = own as { get?: unknown; value?: unknown }
    const found = getter ?? value
    const says = getter === undefined ? member : `get ${member}`
    return typeof found !== 'function' || apply(textOf, found, []) !== `function ${says}() { [native code] }`
  }
}
