/** Attacks on the extension, in a browser of their own: they leave it in a state that others should not meet. */
import { ATTACKS } from './cases/attacks.ts'
import { WINDOWS } from './cases/windows.ts'
import { play } from './play.ts'
import { startStage } from './stage.ts'

play([...ATTACKS, ...WINDOWS], () => startStage())
