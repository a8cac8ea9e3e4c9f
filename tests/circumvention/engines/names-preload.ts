/** For a server that runs as a process of its own. */
import { answerNames } from './names.ts'

answerNames()
