/** What must stay open while the guard is on. One browser, in which a game is stopped first: it is on. */
import { GAMES } from './cases/games.ts'
import { ORDINARY } from './cases/ordinary.ts'
import { play } from './play.ts'
import { startStage } from './stage.ts'

play([...ORDINARY], async () => {
  const stage = await startStage()
  await GAMES.find(({ name }) => name === 'gm-unity')?.run(stage)
  return stage
})
