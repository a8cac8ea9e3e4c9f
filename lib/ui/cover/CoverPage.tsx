/** “Is this still you?” Help is in sight whoever it is. */
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect } from 'preact/hooks'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { Lifelines } from '../parts/Lifelines.tsx'
import { Tell } from '../parts/Tell.tsx'
import { useAnswer } from '../use-answer.ts'
import { Answers } from './Answers.tsx'

interface Props {
  readonly ask: Ask
  /** Somebody has said that it is another person. */
  readonly isForgotten: boolean
  readonly leave: () => void
  readonly tell?: () => void
}

/** Named, it is somebody's; without a name, it is still asked. */
function Whose({ person }: { person: string | undefined }) {
  const { t } = useWords()
  if (person === undefined) return <p>{t('cover.nobody')}</p>
  return (
    <p>
      {t('cover.person')} <bdi>{person}</bdi>
    </p>
  )
}

export function CoverPage({ ask, isForgotten, leave, tell }: Props) {
  const { t } = useWords()
  // Yes is heard by the gate, in every page at once.
  const say = (same: boolean) => ask('cover.answer', { same }).then(() => same || leave())
  return (
    <Question
      ask={ask}
      title={t('cover.title')}
      lead={t(isForgotten ? 'cover.other' : 'cover.lead')}
      whose={(person) => <Whose person={person} />}
      say={say}
      isForgotten={isForgotten}
      {...(tell && { tell })}
    />
  )
}

/** A report that was begun while something else was covered: its writer has no name here. */
export interface Writer {
  readonly is: () => Promise<void>
  /** Leads on to a page that is theirs. */
  readonly isNot: () => Promise<void>
}

export function WriterPage({
  ask,
  writer,
  again,
}: Pick<Props, 'ask'> & { writer: Writer; again: () => void }) {
  const { t } = useWords()
  const say = (same: boolean) => (same ? writer.is().then(again) : writer.isNot())
  return <Question ask={ask} title={t('cover.writer')} lead={t('cover.written')} say={say} />
}

interface QuestionProps extends Pick<Props, 'ask' | 'tell'> {
  readonly title: string
  readonly lead: string
  readonly whose?: (person: string | undefined) => ComponentChildren
  readonly say: (same: boolean) => Promise<unknown>
  /** Somebody is there in place of the first one, and may look for what they have told. */
  readonly isForgotten?: boolean
}

function Question({ ask, title, lead, whose, say, tell, isForgotten }: QuestionProps) {
  const { t } = useWords()
  const answer = useAnswer(useCallback(() => ask('cover', {}), [ask]))
  useEffect(() => {
    document.title = t('cover.documentTitle')
  }, [t])
  const known = answer.kind === 'answered' ? answer.value : undefined
  return (
    <div class="cover">
      <main class="card" aria-busy={answer.kind === 'asking'}>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {answer.kind !== 'asking' && whose?.(known?.person)}
        <Answers say={say} isAll>
          {tell && <Tell tell={tell} />}
          {tell && isForgotten && (
            <a class="button button--link" href="/report.html?mine" target="_blank">
              {t('report.mine')}
            </a>
          )}
        </Answers>
        {known && <Lifelines lines={known.lifelines} />}
      </main>
    </div>
  )
}
