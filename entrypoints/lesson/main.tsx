import { sendToWorker } from '../../lib/browser/messaging.ts'
import { cameBack, leave, lessonNews } from '../../lib/browser/page.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { LessonPage } from '../../lib/ui/lesson/LessonPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

startPage(() => <LessonPage ask={ask} news={lessonNews} leave={leave} cameBack={cameBack()} />)
