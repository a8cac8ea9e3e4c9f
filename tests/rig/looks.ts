/** In which looks a state is shown, and in which of those axe goes through it: in some at each commit, in others at the next. */
import { budget, inTurn, seed } from './budget.ts'
import { areWanted } from './pictures.ts'

const COMMIT = seed()

/** Those of `all` that a run shows pages in, each commit others, as many as tests/budget.json says; all for pictures. */
export const todays = <L>(all: readonly L[], commit = COMMIT): readonly L[] =>
  areWanted() ? all : inTurn(all, 'console-looks', commit)

/**
 * @param state its name: different states begin with different looks
 * @param looks all of them, `look` is one of them, or a state's only one
 */
export function isAxed<L>(state: string, look: L, looks: readonly L[], commit = COMMIT): boolean {
  const at = looks.indexOf(look)
  // One that a state is shown in alone.
  if (at < 0) return true
  const most = areWanted() ? looks.length : budget('axe-looks')
  const from = Array.from(state, (letter) => letter.codePointAt(0) ?? 0).reduce((a, b) => a + b, commit)
  return (((at - from) % looks.length) + looks.length) % looks.length < most
}
