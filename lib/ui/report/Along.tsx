/**
 * What of the page goes along, in sight until the last press. With a hidden name none of it does without a second yes, and
 * what was named too late for the step before does not without a first.
 */
import { useState } from 'preact/hooks'
import type { StartedFrom } from '../../concern/compose.ts'
import { along, type Draft, sendPicture } from '../../concern/draft.ts'
import { pictureRefused } from '../../concern/kinds.ts'
import { useWords } from '../i18n/context.ts'
import { PageTick } from './PageTick.tsx'
import { Tick } from './Tick.tsx'

interface Props {
  readonly draft: Draft
  readonly page: StartedFrom | undefined
  readonly change: (part: Partial<Draft>) => void
}

export function Along({ draft, page, change }: Props) {
  const { t } = useWords()
  // What is named while this step is in sight was not in the one before.
  const [isLate] = useState(page === undefined)
  // It can be left out, and taken back; whoever left it out a step before is not asked again.
  const [wasChosen] = useState(draft.withPicture)
  const { kind, picture } = draft
  const hasPicture =
    wasChosen && picture !== undefined && kind !== undefined && !pictureRefused(kind, page?.categories ?? [])
  const saysLate = isLate && page !== undefined
  return (
    <div
      class={page ? 'part' : 'visually-hidden'}
      {...(page && { role: 'group', 'aria-labelledby': 'along' })}
    >
      {page && <h2 id="along">{t('report.along.title')}</h2>}
      {/* There before it has words, or they would not be read out. */}
      <p class={saysLate ? 'note note--calm' : 'visually-hidden'} role="status">
        {saysLate && t('report.along.late')}
      </p>
      {page && <PageTick draft={draft} page={page} change={change} />}
      {page && hasPicture && (
        <Tick
          checked={along(draft).picture}
          set={(yes) => change(sendPicture(draft, yes))}
          {...(draft.hideName && { hint: t('report.name.shows') })}
        >
          {t('report.along.picture')}
        </Tick>
      )}
    </div>
  )
}
