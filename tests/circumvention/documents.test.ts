/** Documents without an address, and pages that hide. One browser. */
import { ODD } from './cases/odd-documents.ts'
import { play } from './play.ts'
import { startStage } from './stage.ts'

play([...ODD], () => startStage())
