/** Ways round of the suite's own making, on hosts that nobody lists. One browser. */
import { FRESH } from './cases/fresh.ts'
import { play } from './play.ts'
import { startStage } from './stage.ts'

play([...FRESH], () => startStage())
