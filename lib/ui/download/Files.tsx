/** All files that wait, and the answers to them: one press for one file, and one for all of them. */
import type { Downloads } from '../../messages/download.ts'
import { useWords } from '../i18n/context.ts'
import { Contact } from '../parts/Contact.tsx'
import { FileItem, type Answering } from './FileItem.tsx'
import { inOrder, moodOf } from './words.ts'

interface Props extends Answering {
  readonly found: Downloads
  /** Puts away what has been read, and the page with it. */
  readonly close: () => void
}

function Whom({ contact }: { contact: string }) {
  const { t } = useWords()
  if (contact.trim() === '') return <p>{t('download.askAdult')}</p>
  return (
    <p>
      {t('download.ask')}{' '}
      <strong>
        <Contact contact={contact} />
      </strong>
    </p>
  )
}

export function Files({ found, close, ...answering }: Props) {
  const { t } = useWords()
  const { school } = found
  const files = inOrder(found.files)
  const mood = moodOf(files)
  const asked = files.filter(({ state }) => state === 'ask').map(({ id }) => id)
  const stays = files.some(({ state }) => state === 'adult' || state === 'blocked')
  const count = Math.max(1, files.filter(({ state }) => state === mood).length)
  return (
    <>
      <h1>{t(`download.title.${mood}`, { count })}</h1>
      <p class="lead">{t(`download.lead.${mood}`, { count })}</p>
      {files.length > 0 && (
        <ul class="files">
          {files.map((file) => (
            <FileItem key={file.id} file={file} single={files.length > 1} {...answering} />
          ))}
        </ul>
      )}
      {stays && <Whom contact={school.contact} />}
      <div class="actions">
        {asked.length > 0 ? (
          <>
            <button
              type="button"
              class="button button--main"
              disabled={answering.busy}
              onClick={() => answering.yes(asked)}
            >
              {t('download.yes', { count: asked.length })}
            </button>
            <button
              type="button"
              class="button"
              disabled={answering.busy}
              onClick={() => answering.no(asked)}
            >
              {t('download.no', { count: asked.length })}
            </button>
          </>
        ) : (
          <button type="button" class="button button--main" onClick={close}>
            {t('download.close')}
          </button>
        )}
      </div>
    </>
  )
}
