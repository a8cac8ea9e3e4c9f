/** How a request stands, to the pupil who made it: who has it, what was decided, and why. */
import type { Asking } from '../../messages/asking.ts'
import type { Explanation } from '../../messages/protocol.ts'
import { useWords } from '../i18n/context.ts'
import { endWords } from '../i18n/when.ts'
import { Contact } from '../parts/Contact.tsx'
import { Quote } from '../parts/Quote.tsx'

type Request = NonNullable<Asking['request']>

interface Props {
  readonly request: Request
  /** Nothing leaves this device until the school has looked at it. */
  readonly waits: boolean
  readonly explanation: Explanation
}

export function Standing({ request, waits, explanation: x }: Props) {
  const words = useWords()
  const { t } = words
  switch (request.state) {
    case 'kept':
      return (
        <>
          <p>
            <strong>{t('asking.asked')}</strong>
          </p>
          <p>{t(waits ? 'asking.waits' : 'asking.kept')}</p>
        </>
      )
    case 'open':
      return (
        <>
          <p>
            <strong>{t('asking.asked')}</strong>
          </p>
          <Who request={request} contact={x.school.contact.trim()} />
          <p>{t('asking.opens')}</p>
        </>
      )
    case 'approved': {
      const when = endWords(words, request.until ?? x.now, x)
      return (
        <>
          <p>
            <strong>
              {request.name ? t('asking.yesBy', { name: request.name, when }) : t('asking.yes', { when })}
            </strong>
          </p>
          <Reason of={request} />
          <p>{t('asking.yesStill')}</p>
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
    default:
      return <p>{t(`asking.${request.state}`)}</p>
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
  if (contact === '') return <p>{t('asking.with.networkPlain')}</p>
  return (
    <p>
      {t('asking.with.network')}{' '}
      <strong>
        <Contact contact={contact} />
      </strong>
    </p>
  )
}
