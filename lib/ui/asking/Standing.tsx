/** How a request stands, to the pupil who made it: who has it, what was decided, and why. */
import type { Asking } from '../../messages/asking.ts'
import { useWords } from '../i18n/context.ts'
import { type Clock, endWords } from '../i18n/when.ts'
import { AskSomebody } from '../parts/AskSomebody.tsx'
import { Quote } from '../parts/Quote.tsx'

type Request = NonNullable<Asking['request']>

/** Where and when it is looked at. */
export interface At extends Clock {
  readonly school: { readonly contact: string }
}

export interface StandingParts {
  readonly of: 'page' | 'file'
  readonly request: Request
  /** Nothing leaves this device until the school has looked at it. */
  readonly waits: boolean
  readonly at: At
}

const SAID = {
  page: {
    asked: 'asking.asked',
    opens: 'asking.opens',
    yes: 'asking.yes',
    yesBy: 'asking.yesBy',
    yesStill: 'asking.yesStill',
    ended: 'asking.ended',
    never: 'asking.never',
    many: 'asking.many',
  },
  file: {
    asked: 'asking.file.asked',
    opens: 'asking.file.opens',
    yes: 'asking.file.yes',
    yesBy: 'asking.file.yesBy',
    yesStill: 'asking.file.yesStill',
    ended: 'asking.file.ended',
    never: 'asking.file.never',
    many: 'asking.file.many',
  },
} as const

export function Standing({ of, request, waits, at: x }: StandingParts) {
  const words = useWords()
  const { t } = words
  const said = SAID[of]
  switch (request.state) {
    case 'kept':
      return (
        <>
          <p>
            <strong>{t(said.asked)}</strong>
          </p>
          <p>{t(waits ? 'asking.waits' : 'asking.kept')}</p>
        </>
      )
    case 'open':
      return (
        <>
          <p>
            <strong>{t(said.asked)}</strong>
          </p>
          <Who request={request} contact={x.school.contact} />
          <p>{t(said.opens)}</p>
        </>
      )
    case 'approved': {
      const when = endWords(words, request.until ?? x.now, x)
      return (
        <>
          <p>
            <strong>
              {request.name ? t(said.yesBy, { name: request.name, when }) : t(said.yes, { when })}
            </strong>
          </p>
          <Reason of={request} />
          <p>{t(said.yesStill)}</p>
        </>
      )
    }
    case 'refused':
      return (
        <>
          <p>
            <strong>{request.name ? t('asking.noBy', { name: request.name }) : t('asking.no')}</strong>
          </p>
          <Reason of={request} />
        </>
      )
    case 'unkept':
      return <p>{t('asking.unkept')}</p>
    default:
      return <p>{t(said[request.state])}</p>
  }
}

const Reason = ({ of: { reason } }: { of: Request }) => {
  const { t } = useWords()
  return reason ? <Quote intro={t('asking.reason')}>{reason}</Quote> : null
}

/** The lesson's teacher by name, or whom the school has named. */
function Who({ request, contact }: { request: Request; contact: string }) {
  const { t } = useWords()
  if (request.with === 'teacher')
    return (
      <p>{request.name ? t('asking.with.teacher', { name: request.name }) : t('asking.with.teacherPlain')}</p>
    )
  const [named, anybody] = [t('asking.with.network'), t('asking.with.networkPlain')]
  return <AskSomebody contact={contact} named={named} anybody={anybody} />
}
