/** For threads whose work is not waited for by the second: lessons and devices get a processor before them. */
import { getPriority, setPriority } from 'node:os'

/** How much niceness is added where somebody looks at a page until it is done, and where nobody does. */
const NICENESS = { somebody: 5, nobody: 10 } as const
const NICEST = 19

/** Call it once, in the thread. Elsewhere than on Linux a priority is the whole process's: nothing is done there. */
export function atLeisure(waits: keyof typeof NICENESS): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(Math.min(NICEST, getPriority() + NICENESS[waits]))
  } catch {
    // A system that forbids it is one on which this thread is as good as the others.
  }
}
