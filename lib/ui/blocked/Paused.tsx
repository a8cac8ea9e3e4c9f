/** The page of a pause: calm, with its reason and its end, and with everything that still works in sight. */
import type { Explanation } from '../../messages/protocol.ts'
import type { SuspensionCard } from '../../messages/knowing.ts'
import { useWords } from '../i18n/context.ts'
import { Picto } from '../parts/Picto.tsx'
import { Lifelines } from '../parts/Lifelines.tsx'
import { PauseEnd, PauseOpen, PauseWhom, PauseWhy } from '../parts/Suspension.tsx'
import { Tell } from '../parts/Tell.tsx'

interface Props {
  readonly x: Explanation
  readonly suspension: SuspensionCard
  readonly online: boolean
  readonly goBack: () => void
  readonly tell: () => void
}

export function Paused({ x, suspension, online, goBack, tell }: Props) {
  const { t } = useWords()
  return (
    <>
      <h1>{t('blocked.title.suspension')}</h1>
      <p class="lead">{t('blocked.lead.suspension')}</p>
      <section class="part">
        <h2>{t('blocked.section.when')}</h2>
        <PauseEnd until={suspension.until} clock={x} />
        <p>{t('suspension.byItself')}</p>
      </section>
      <section class="part">
        <h2>{t('blocked.section.why')}</h2>
        <PauseWhy suspension={suspension} />
      </section>
      <section class="part">
        <h2>{t('suspension.what')}</h2>
        <p>
          {x.host === '' ? t('suspension.closedAll') : t('suspension.closed')} <bdi dir="ltr">{x.host}</bdi>
        </p>
        <p>{t('suspension.stays')}</p>
        <PauseOpen suspension={suspension} />
      </section>
      <section class="part">
        <h2>{t('suspension.whom')}</h2>
        <PauseWhom contact={suspension.talkTo ?? x.school.contact} />
      </section>
      {!online && (
        <p class="note">{t(x.lifelines.length > 0 ? 'blocked.offline' : 'blocked.offlinePlain')}</p>
      )}
      <div class="actions">
        <button type="button" class="button button--main" onClick={goBack}>
          <Picto name="back" />
          {t('action.goBack')}
        </button>
        <Tell tell={tell} />
      </div>
      <Lifelines lines={x.lifelines} />
      <p class="small soft noted">{t('blocked.noted.block')}</p>
    </>
  )
}
