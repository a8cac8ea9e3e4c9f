/** Whether the page it was started from goes along, with all that would be said of it in sight. */
import type { StartedFrom } from '../../concern/compose.ts'
import { along, type Draft, sendPage } from '../../concern/draft.ts'
import { useWords } from '../i18n/context.ts'
import { Tick } from './Tick.tsx'

interface Props {
  readonly draft: Draft
  readonly page: StartedFrom
  readonly change: (part: Partial<Draft>) => void
}

export function PageTick({ draft, page, change }: Props) {
  const { t } = useWords()
  // With a hidden name the title stays here.
  const title = draft.hideName ? '' : page.title
  return (
    <Tick
      checked={along(draft).page}
      set={(yes) => change(sendPage(draft, yes))}
      hint={
        <>
          {title !== '' && <bdi class="address address--title">{title}</bdi>}
          <bdi dir="ltr" class="address">
            {page.address}
          </bdi>{' '}
          {draft.hideName && t('report.name.shows')}
        </>
      }
    >
      {t('report.words.page')}
    </Tick>
  )
}
