/** Games, chats and remote desktops, on hosts that nobody lists. One browser. */
import { CHATS } from './cases/chats.ts'
import { GAMES } from './cases/games.ts'
import { play } from './play.ts'
import { startStage } from './stage.ts'

play([...GAMES, ...CHATS], () => startStage())
