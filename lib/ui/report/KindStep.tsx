/** First: what is it? One tap goes on. */
import { CONCERN_KINDS, type ConcernKind } from '../../concern/kinds.ts'
import { useWords } from '../i18n/context.ts'
import { Heading } from './Heading.tsx'
import { Symbol } from './Symbol.tsx'

interface Props {
  readonly chosen: ConcernKind | undefined
  readonly choose: (kind: ConcernKind) => void
  readonly moved: boolean
}

export function KindStep({ chosen, choose, moved }: Props) {
  const { t } = useWords()
  return (
    <>
      <Heading take={moved}>{t('report.kind.title')}</Heading>
      <p class="lead">{t('report.kind.lead')}</p>
      <ul class="kinds">
        {CONCERN_KINDS.map((kind) => (
          <li key={kind}>
            <button type="button" class="kind" aria-pressed={kind === chosen} onClick={() => choose(kind)}>
              <Symbol kind={kind} />
              {t(`report.kind.${kind}`)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
