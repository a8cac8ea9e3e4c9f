/** What the team wrote at a concern. Nothing of it can be changed or taken out, and the pupil never reads it. */
import type { Note } from '../../concern/notes.ts'
import type { OpenedConcern } from '../../concern/inbox.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { useDesk } from './desk.ts'
import { useReceipt } from './Inbox.tsx'
import type { Change } from './use-concern.ts'
import { WriteNote } from './WriteNote.tsx'

export function Notes({ own, opened, change }: { own: OwnKey; opened: OpenedConcern; change: Change }) {
  const { t } = useWords()
  const { notes } = opened.notes
  return (
    <section class="panel" aria-labelledby="notes">
      <h2 id="notes">{t('safeguarding.notes.title')}</h2>
      <p class="small soft">{t('safeguarding.notes.lead')}</p>
      <Amiss all={[opened]} />
      {notes.length === 0 ? <p class="soft">{t('safeguarding.notes.none')}</p> : <NoteList notes={notes} />}
      <WriteNote own={own} opened={opened} change={change} />
    </section>
  )
}

/** What the school server did to notes, as far as they themselves show it. */
export function Amiss({ all }: { all: readonly OpenedConcern[] }) {
  const { t } = useWords()
  const found = [
    ...(all.some(({ notes }) => notes.missing > 0) ? (['missing'] as const) : []),
    ...(all.some(({ notes }) => notes.isMoved) ? (['moved'] as const) : []),
  ]
  return found.map((one) => (
    <p key={one} class="note" role="alert">
      {t(`safeguarding.notes.${one}`)}
    </p>
  ))
}

/** @param notes `concern` is named where they are of several */
export const NoteList = ({ notes }: { notes: readonly (Note & { readonly concern?: string })[] }) => (
  <ol class="talk">
    {notes.map((note) => (
      <li key={`${note.concern} ${note.id}`} class="said said--noted">
        {note.concern !== undefined && <At concern={note.concern} />}
        {note.kind === 'note' ? <Signed note={note} /> : <Unread kind={note.kind} />}
      </li>
    ))}
  </ol>
)

function At({ concern }: { concern: string }) {
  const { t } = useWords()
  const receipt = useReceipt(concern)
  return <p class="small">{t('safeguarding.inbox.concern', { receipt })}</p>
}

function Unread({ kind }: { kind: 'shut' | 'unsigned' }) {
  const { t } = useWords()
  return <p class="note">{t(`safeguarding.notes.${kind}`)}</p>
}

function Signed({ note: { said, name } }: { note: Extract<Note, { kind: 'note' }> }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const when = whenWords(words, said.at, { now: team.now(), timeZone: view.start.timeZone })
  return (
    <>
      <p class="small soft">{t('safeguarding.notes.by', { name, when })}</p>
      {said.onward && (
        <p>
          <span class="tag">{t('safeguarding.onward.noted')}</span>
        </p>
      )}
      {said.outcome && (
        <p>
          <span class="tag tag--default">
            {t('safeguarding.notes.outcome')}: {t(`safeguarding.notes.outcomes.${said.outcome}`)}
          </span>
        </p>
      )}
      <blockquote class="words" dir="auto">
        {said.words}
      </blockquote>
      {said.about.length > 0 && (
        <>
          <h3 class="small">{t('safeguarding.notes.about')}</h3>
          <ul class="small">
            {said.about.map((one, i) => (
              <li key={i} dir="auto">
                {one}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
