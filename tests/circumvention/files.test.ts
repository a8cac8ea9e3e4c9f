/** Files, in a browser with a folder of its own. */
import { FILES, startFileStage } from './cases/files.ts'
import { play } from './play.ts'

play([...FILES], startFileStage)
