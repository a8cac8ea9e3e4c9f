/** Games, on hosts that nobody lists. One browser. */
import { GAMES } from './cases/games.ts'
import { play } from './play.ts'
import { startStage } from './stage.ts'

play([...GAMES], () => startStage())
