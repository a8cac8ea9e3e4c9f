/** With a hidden name: what of the page would go along, which can show who wrote. None of it without a second yes. */
import type { StartedFrom } from '../../concern/compose.ts'
import { along, type Draft, sendPage, sendPicture } from '../../concern/draft.ts'
import { pictureRefused } from '../../concern/kinds.ts'
import { useWords } from '../i18n/context.ts'
import { Tick } from './Tick.tsx'

interface Props {
  readonly draft: Draft
  readonly page: StartedFrom | undefined
  readonly change: (part: Partial<Draft>) => void
}

export function Along({ draft, page, change }: Props) {
  const { t } = useWords()
  if (!draft.hideName || page === undefined) return null
  const { kind, picture, withPage, withPicture } = draft
  const hasPicture =
    picture !== undefined &&
    withPicture &&
    kind !== undefined &&
    pictureRefused(kind, page.categories) === null
  const goes = along(draft)
  const hint = t('report.name.shows')
  return (
    <>
      {withPage && (
        <Tick checked={goes.page} set={(yes) => change({ ...sendPage(draft, yes), withPage })} hint={hint}>
          {t('report.words.page')}
        </Tick>
      )}
      {hasPicture && (
        <Tick
          checked={goes.picture}
          set={(yes) => change({ ...sendPicture(draft, yes), withPicture })}
          hint={hint}
        >
          {t('report.picture.send')}
        </Tick>
      )}
    </>
  )
}
