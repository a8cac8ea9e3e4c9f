/** Real engines of unblockers, from npm, on hosts that nobody lists. One browser. */
import { ENGINES } from './cases/engines.ts'
import { play } from './play.ts'
import { startStage } from './stage.ts'

play([...ENGINES], () => startStage())
