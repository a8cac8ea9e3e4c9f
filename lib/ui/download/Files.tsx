/** All files that wait, and the answers to them: one press for one file, and one for all of them. */
import type { Downloads, FileCard } from '../../messages/download.ts'
import { useWords } from '../i18n/context.ts'
import { AskSomebody } from '../parts/AskSomebody.tsx'
import { type AskingForFiles, FileItem, type Answering } from './FileItem.tsx'
import { inOrder, moodOf, standsAt } from './words.ts'
import { Picto } from '../parts/Picto.tsx'

interface Props extends Answering, AskingForFiles {
  readonly found: Downloads
  /** Puts away what has been read, and the page with it. */
  readonly close: () => void
}

function Whom({ contact }: { contact: string }) {
  const { t } = useWords()
  return <AskSomebody contact={contact} named={t('download.ask')} anybody={t('download.askAdult')} />
}

const mayAsk = (asking: FileCard['asking']): boolean => asking !== undefined && asking.may !== 'closed'

interface AnswersProps extends Answering {
  readonly asked: readonly string[]
}

function Answers({ asked, yes, no, busy }: AnswersProps) {
  const { t } = useWords()
  const count = asked.length
  return (
    <div class="actions">
      <button type="button" class="button button--main" disabled={busy} onClick={() => yes(asked)}>
        <Picto name="yes" />
        {t('download.yes', { count })}
      </button>
      <button type="button" class="button" disabled={busy} onClick={() => no(asked)}>
        <Picto name="no" />
        {t('download.no', { count })}
      </button>
    </div>
  )
}

export function Files({ found, close, ask, ...answering }: Props) {
  const { t } = useWords()
  const { school } = found
  const files = inOrder(found.files)
  const mood = moodOf(files)
  const asked = files.filter(({ state }) => state === 'ask').map(({ id }) => id)
  // Where an adult can be asked from here, that is said beside the file.
  const stays = files.some(
    ({ state, asking }) => state === 'blocked' || (state === 'adult' && !mayAsk(asking)),
  )
  const count = Math.max(1, files.filter((file) => standsAt(file) === mood).length)
  // One tap for all of them is in sight, however long the list is.
  const answers = asked.length > 0 && <Answers asked={asked} {...answering} />
  return (
    <>
      <h1>{t(`download.title.${mood}`, { count })}</h1>
      {/* What was decided, by whom and until when, stands beside the file. */}
      {mood !== 'asked' && mood !== 'yes' && mood !== 'no' && (
        <p class="lead">{t(`download.lead.${mood}`, { count })}</p>
      )}
      {files.length > 1 && answers}
      {files.length > 0 && (
        <ul class="files">
          {files.map((file) => (
            <FileItem
              key={file.id}
              file={file}
              single={asked.length > 1}
              at={found}
              ask={ask}
              {...answering}
            />
          ))}
        </ul>
      )}
      {files.length === 1 && answers}
      {stays && <Whom contact={school.contact} />}
      {asked.length === 0 && (
        <div class="actions">
          <button type="button" class="button button--main" onClick={close}>
            {t('download.close')}
          </button>
        </div>
      )}
    </>
  )
}
