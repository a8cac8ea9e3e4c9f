/** Which cases a run plays: all of them, or some of each technique, others at each commit; KERB_CASES names those alone. */
import { budget, someOfEach } from '../rig/budget.ts'
import type { Technique } from './case.ts'

/** @param seed where to begin, the same for everybody who runs the same commit */
export function chosen<C extends { readonly name: string; readonly technique: Technique }>(
  cases: readonly C[],
  seed: number,
  most = budget('circumvention-cases'),
): C[] {
  const only = process.env['KERB_CASES']?.split(',').filter((one) => one !== '')
  const isMeant = (name: string) => (one: string) =>
    one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one
  if (only && only.length > 0) return cases.filter(({ name }) => only.some(isMeant(name)))
  return someOfEach(cases, ({ technique }) => technique, most, seed)
}
