/** Agreed: thanks, what is still missing, and on to where the reader wanted to go. The text stays to be read. */
import type { AgreementView, Asked } from '../../messages/agreement.ts'
import { useWords } from '../i18n/context.ts'
import { Heading } from '../report/Heading.tsx'
import { Whom } from './Plain.tsx'
import { Text } from './Text.tsx'
import { Picto } from '../parts/Picto.tsx'

interface Props {
  readonly asked: Asked
  readonly view: AgreementView
  /** Just now, on this page. */
  readonly isNew: boolean
  readonly goOn: () => void
}

export function Done({ asked, view, isNew, goOn }: Props) {
  const { t } = useWords()
  const isWaiting = asked.missing !== 'nothing'
  return (
    <>
      <Heading take={isNew}>{t(isNew ? 'agreement.done.title' : 'agreement.done.titleBefore')}</Heading>
      <p class="lead" role="status">
        {t(asked.given ? `agreement.done.${asked.given}` : 'agreement.done.sent')}
      </p>
      {asked.missing === 'parent' && <Parent asked={asked} view={view} />}
      {asked.missing === 'device' && <UnknownDevice school={view.school} />}
      {!(isWaiting && asked.until !== 'remind') && (
        <div class="actions">
          <button type="button" class="button button--main" onClick={goOn}>
            <Picto name="on" />
            {t('agreement.goOn')}
          </button>
        </div>
      )}
      {asked.text && (
        <details class="part">
          <summary>{t('agreement.readAgain')}</summary>
          <div class="agreement__again">
            <h2>
              <bdi>{asked.text.title}</bdi>
            </h2>
            <Text text={asked.text} />
          </div>
        </details>
      )}
    </>
  )
}

function Parent({ asked, view }: Pick<Props, 'asked' | 'view'>) {
  const { t } = useWords()
  return (
    <section class="part" aria-labelledby="parent">
      <h2 id="parent">{t('agreement.parent.title')}</h2>
      <p>{t('agreement.parent.lead')}</p>
      {asked.until !== 'remind' && (
        <p>{t(asked.work ? 'agreement.parent.open' : 'agreement.parent.openHelp')}</p>
      )}
      {view.person === undefined && <p>{t('agreement.parent.nobody')}</p>}
      <Whom school={view.school} />
    </section>
  )
}

/** A parent may have said yes long ago: the school tells only devices that it knows. */
function UnknownDevice({ school }: Pick<AgreementView, 'school'>) {
  const { t } = useWords()
  return (
    <section class="part" aria-labelledby="device">
      <h2 id="device">{t('agreement.device.title')}</h2>
      <p>{t('agreement.device.lead')}</p>
      <Whom school={school} />
    </section>
  )
}
