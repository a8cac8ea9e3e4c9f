/** Workers of hosts that were found out, past a warning. One browser. */
import { WORKERS, startWarning } from './cases/workers.ts'
import { play } from './play.ts'

play([...WORKERS], startWarning)
