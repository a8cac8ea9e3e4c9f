/** The worker's answers about asking for a page. Whether it may be asked for is judged here, each time. */
import type { Asking } from '../messages/asking.ts'
import type { Handlers } from '../messages/router.ts'
import type { Judge } from '../navigation/judge.ts'
import type { Words } from '../ui/i18n/words.ts'
import type { Target, Verdict } from '../verdict/verdict.ts'
import type { FrameAsks } from './frame-asks.ts'
import type { PageAsking } from './page-asking.ts'

export interface AskingAnswersParts {
  readonly judge: Pick<Judge, 'readyFor' | 'verdict'>
  readonly asking: Pick<PageAsking, 'ask' | 'view'>
  readonly frames: Pick<FrameAsks, 'addressOf'>
  readonly words: () => Promise<Words>
}

/** Somebody can be asked for what is stopped like this: not for what is illegal, nor for a search, nor where one tells somebody. */
export const canBeAskedFor = ({ action, remedy, reason }: Verdict): boolean =>
  action === 'block' &&
  remedy === 'ask' &&
  reason.kind !== 'illegal' &&
  reason.kind !== 'suspension' &&
  reason.kind !== 'search'

/** As the message takes it. */
const LONGEST = 300

const CLOSED: Asking = { may: 'closed', waits: false }

export function askingAnswers({
  judge,
  asking,
  frames,
  words,
}: AskingAnswersParts): Pick<Handlers, 'asking' | 'ask-for' | 'ask-frame'> {
  const judged = async (url: string, target: Target): Promise<Verdict | null> => {
    await judge.readyFor(url, target)
    const verdict = judge.verdict(url, target)
    return verdict && canBeAskedFor(verdict) ? verdict : null
  }
  return {
    async asking({ url }) {
      return (await judged(url, 'page')) ? asking.view(url) : CLOSED
    },
    async 'ask-for'({ url, why }) {
      const verdict = await judged(url, 'page')
      return verdict ? asking.ask({ url, why, frame: false, ...lessonOf(verdict) }) : CLOSED
    },
    async 'ask-frame'({ token }, from) {
      const url = from.kind === 'content' ? await frames.addressOf(token, from) : undefined
      const verdict = url === undefined ? null : await judged(url, 'frame')
      if (url === undefined || !verdict) return { said: (await words()).t('asking.frame.closed') }
      const found = await asking.ask({ url, why: '', frame: true, ...lessonOf(verdict) })
      return { said: inPlace(found, await words()).slice(0, LONGEST) }
    },
  }
}

const lessonOf = ({ reason }: Verdict): { lesson?: string } =>
  reason.kind === 'lesson' ? { lesson: reason.id } : {}

/** What the pupil is told in the frame's place. */
function inPlace(found: Asking, { t }: Words): string {
  const { request } = found
  if (request?.state !== 'refused') return t(`asking.frame.${saidOf(found)}`)
  return [t('asking.no'), request.reason ?? ''].join(' ').trim()
}

function saidOf({ may, request }: Asking): 'nobody' | 'kept' | 'sent' | 'closed' {
  if (may === 'nobody') return 'nobody'
  if (request?.state === 'kept') return 'kept'
  return request?.state === 'open' || request?.state === 'approved' ? 'sent' : 'closed'
}
