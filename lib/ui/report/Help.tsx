/** Always beside a report: whom to call now. Needs no answer of the worker. */
import type { LifelineCard } from '../../messages/lifeline.ts'
import { useWords } from '../i18n/context.ts'
import { LifelineList } from '../parts/Lifelines.tsx'

const CHILDLINE = 'https://www.childline.org.uk/'

/** @param lines further helplines, when they are known */
export function Help({ lines = [] }: { lines?: readonly LifelineCard[] }) {
  const { t } = useWords()
  const others = lines.filter(({ url }) => url !== CHILDLINE)
  return (
    <aside class="help" aria-labelledby="help-title">
      <h2 id="help-title">{t('report.help.title')}</h2>
      <div class="help__first">
        <p>
          {t('report.help.danger')} <a href="tel:999">{t('report.help.call999')}</a>
        </p>
        <p>
          <a href="tel:08001111">{t('report.help.childline')}</a>
          <span class="small soft">{t('report.help.childlineHint')}</span>
        </p>
      </div>
      {others.length > 0 && (
        <details class="lifelines__more">
          <summary>{t('report.help.more')}</summary>
          <LifelineList lines={others} />
        </details>
      )}
    </aside>
  )
}
