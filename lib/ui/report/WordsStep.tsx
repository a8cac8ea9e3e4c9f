/** Second: what happened, in the pupil's own words, with the page and its picture as the pupil wants. */
import { MAX_WORDS } from '../../concern/content.ts'
import type { Draft } from '../../concern/draft.ts'
import { leadsToReportRemove, pictureRefused } from '../../concern/kinds.ts'
import type { StartedFrom } from '../../concern/compose.ts'
import { useWords } from '../i18n/context.ts'
import { Heading } from './Heading.tsx'
import { PageTick } from './PageTick.tsx'
import { Picture } from './Picture.tsx'
import { Tick } from './Tick.tsx'

interface Props {
  readonly draft: Draft
  readonly page: StartedFrom | undefined
  readonly change: (part: Partial<Draft>) => void
}

/** From here on the page says how much room is left. */
const NEARLY_FULL = 500

export function WordsStep({ draft, page, change }: Props) {
  const { t } = useWords()
  const left = MAX_WORDS - draft.words.length
  return (
    <>
      <Heading take>{t('report.words.title')}</Heading>
      <p class="soft">{draft.kind && t(`report.kind.${draft.kind}`)}</p>
      {draft.kind && leadsToReportRemove(draft.kind) && <Remove />}
      <div class="part">
        <label for="words" class="strong">
          {t('report.words.label')}
        </label>
        <p id="words-lead" class="small soft">
          {t('report.words.lead')}
        </p>
        <textarea
          id="words"
          rows={6}
          maxLength={MAX_WORDS}
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          aria-describedby="words-lead"
          value={draft.words}
          onInput={(event) => change({ words: event.currentTarget.value })}
        />
        {left < NEARLY_FULL && (
          <p class="small soft" role="status">
            {t('report.words.left', { count: left })}
          </p>
        )}
      </div>
      <Tick
        checked={draft.today}
        set={(today) => change({ today })}
        hint={t('report.words.todayHint')}
        strong
      >
        {t('report.words.today')}
      </Tick>
      {page && <Page draft={draft} page={page} change={change} />}
    </>
  )
}

function Page({ draft, page, change }: Props & { page: StartedFrom }) {
  const { t } = useWords()
  const refused = draft.kind && pictureRefused(draft.kind, page.categories)
  return (
    <>
      <PageTick draft={draft} page={page} change={change} />
      {refused && (
        <p class="note">{t(refused === 'kind' ? 'report.picture.noneKind' : 'report.picture.nonePage')}</p>
      )}
      {!refused && draft.picture !== undefined && (
        <Picture draft={draft} picture={draft.picture} change={change} />
      )}
    </>
  )
}

const REPORT_REMOVE = 'https://www.childline.org.uk/remove'

function Remove() {
  const { t } = useWords()
  return (
    <section class="note note--calm" aria-labelledby="remove">
      <h2 id="remove">{t('report.remove.title')}</h2>
      <p>{t('report.remove.text')}</p>
      <p>
        <a href={REPORT_REMOVE} target="_blank" rel="noreferrer">
          {t('report.remove.link')}
        </a>
      </p>
    </section>
  )
}
