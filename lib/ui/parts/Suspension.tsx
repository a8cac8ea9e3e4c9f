/** A pause of somebody's browsing: why, until when, what is open meanwhile, and whom to talk to. */
import type { SuspensionCard } from '../../messages/knowing.ts'
import { useWords } from '../i18n/context.ts'
import { howLongWords } from '../i18n/how-long.ts'
import { type Clock, whenWords } from '../i18n/when.ts'
import { AskSomebody } from './AskSomebody.tsx'
import { Quote } from './Quote.tsx'
import { Sites } from './Sites.tsx'

/** The school's own words. */
export function PauseWhy({ suspension }: { suspension: SuspensionCard }) {
  const { t } = useWords()
  return <Quote intro={t('blocked.schoolSays')}>{suspension.reason}</Quote>
}

/** When it ends, and how long that is. */
export function PauseEnd({ until, clock }: { until: number; clock: Clock }) {
  const words = useWords()
  const when = whenWords(words, until, clock)
  return (
    <p>
      {words.t('suspension.until', { when, howLong: howLongWords(words, Math.max(0, until - clock.now)) })}
    </p>
  )
}

interface OpenProps {
  readonly suspension: SuspensionCard
  /** How a site opens; by itself where it is left out. */
  readonly open?: (address: string) => void
}

/** Set work, as links; nothing where there is none. */
export function PauseOpen({ suspension, open }: OpenProps) {
  const { t } = useWords()
  if (suspension.open.length === 0) return null
  return (
    <>
      <p>{t('suspension.open')}</p>
      <Sites
        sites={suspension.open.map((host) => ({ host }))}
        label={t('suspension.openLabel')}
        {...(open && { open })}
      />
    </>
  )
}

/** Somebody at school, and any adult. */
export function PauseWhom({ contact }: { contact: string }) {
  const { t } = useWords()
  return (
    <>
      <AskSomebody
        contact={contact}
        named={t('suspension.contact')}
        anybody={t('blocked.askAdultSuspension')}
      />
      <p>{t('suspension.adult')}</p>
    </>
  )
}
