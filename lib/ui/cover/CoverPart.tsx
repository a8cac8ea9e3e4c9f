/** On a page that must stay whoever is there: what is one person's own on it is left out until they say so. */
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { Answers } from './Answers.tsx'

export function CoverPart({ ask, isForgotten }: { ask: Ask; isForgotten: boolean }) {
  const { t } = useWords()
  return (
    <section class="part">
      <h2>{t('cover.title')}</h2>
      <p>{t('cover.part')}</p>
      <Answers say={(same) => ask('cover.answer', { same })} isForgotten={isForgotten} />
    </section>
  )
}
