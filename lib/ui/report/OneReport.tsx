/** One report of the pupil's: its number, where it stands, what was said, and a place to write back. */
import { useEffect, useState } from 'preact/hooks'
import type { OwnConcern } from '../../concern/box.ts'
import { addedAt } from '../../concern/compose.ts'
import { MAX_WORDS } from '../../concern/content.ts'
import { composeFollowUp, openMessages, type Said, stillRead } from '../../concern/own-messages.ts'
import { NotKept } from '../../concern/not-kept.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import type { MyReportsProps } from './MyReports.tsx'

type Props = Omit<MyReportsProps, 'tell'> & { readonly concern: OwnConcern }

export function OneReport(props: Props) {
  const { concern, start, now, box } = props
  const words = useWords()
  const { t } = words
  const [said, setSaid] = useState<readonly Said[]>([])
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let isOpen = true
    void allSaid(props).then((all) => isOpen && setSaid(all))
    const replies = concern.messages.filter(({ from }) => from === 'staff').length
    // On a full disk it counts as new once more.
    if (replies !== concern.read) void box.looked(concern.id, replies).catch(() => undefined)
    return () => {
      isOpen = false
    }
  }, [concern, turn])
  const clock = { now: now(), timeZone: start.timeZone }
  const when = (at: number): string => whenWords(words, at, clock)
  const title = t('report.reports.number', { number: concern.receipt })
  return (
    <article class="one" aria-label={title}>
      <h2>{title}</h2>
      <p class="small soft">{t('report.reports.at', { when: when(concern.at) })}</p>
      <p class="strong">{t(`report.reports.state.${concern.state}`)}</p>
      {concern.identityOpened.map(({ at }) => (
        <p key={at} class="note">
          {t('report.reports.opened', { when: when(at) })}
        </p>
      ))}
      {said.map((one) => (
        <Quoted key={one.id} said={one} when={when(one.at)} />
      ))}
      {stillRead(concern, start.keys).length > 0 && (
        <WriteBack {...props} wrote={() => setTurn((last) => last + 1)} />
      )}
    </article>
  )
}

/** What came back and went there, and what its mailbox has not shown yet. */
async function allSaid({ concern, box }: Props): Promise<Said[]> {
  const there = new Set(concern.messages.map(({ id }) => id))
  const added = (await box.added(concern.id))
    .filter(({ id }) => !there.has(id))
    .map(({ id, at, body }) => ({ id, from: 'pupil' as const, at, content: body.content }))
  return openMessages(concern, [...concern.messages, ...added])
}

function Quoted({ said: { from, content }, when }: { said: Said; when: string }) {
  const { t } = useWords()
  const intro =
    from === 'pupil'
      ? t('report.reports.mine', { when })
      : content?.name
        ? t('report.reports.from', { name: content.name, when })
        : t('report.reports.fromPlain', { when })
  return (
    <div class={from === 'pupil' ? 'quote' : 'quote quote--answer'}>
      <p class="small soft">{intro}</p>
      <blockquote dir="auto">{content?.words ?? t('report.reports.unreadable')}</blockquote>
    </div>
  )
}

/** What is being written, as it was left. */
function useWritten({ report, concern: { id } }: Pick<Props, 'report' | 'concern'>) {
  const [words, setWords] = useState('')
  useEffect(() => {
    let isOpen = true
    void report.wordsFor(id).then((kept) => isOpen && setWords((last) => last || kept))
    return () => {
      isOpen = false
    }
  }, [report, id])
  const write = (next: string): void => {
    setWords(next)
    void report.keepWords(id, next)
  }
  return { words, write }
}

function WriteBack({ ask, box, start, now, concern, report, wrote }: Props & { wrote: () => void }) {
  const { t } = useWords()
  const { words, write } = useWritten({ report, concern })
  const [wrong, setWrong] = useState<'kept' | 'noRoom' | 'failed'>()
  const [busy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    setBusy(true)
    setWrong(undefined)
    try {
      const at = addedAt(concern, now())
      await box.keepMessage(concern.id, await composeFollowUp(concern, start.keys, words, at), at)
      write('')
      wrote()
      await ask('concern.saved', {}).catch(() => undefined) // It is kept; the worker finds it later.
    } catch (error) {
      setWrong(error instanceof NotKept ? (error.noRoom ? 'noRoom' : 'kept') : 'failed')
    } finally {
      setBusy(false)
    }
  }
  const id = `write-${concern.id}`
  return (
    <details class="part" open={words !== ''}>
      <summary>{t('report.reports.write')}</summary>
      <div class="part">
        <label for={id}>{t('report.reports.writeLabel')}</label>
        <textarea
          id={id}
          rows={3}
          maxLength={MAX_WORDS}
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          value={words}
          onInput={(event) => write(event.currentTarget.value)}
        />
        {wrong && (
          <p class="note" role="alert">
            {t(`report.wrong.${wrong}`)}
          </p>
        )}
        <div class="actions">
          <button
            type="button"
            class="button"
            disabled={busy || words.trim() === ''}
            onClick={() => void send()}
          >
            {t('report.reports.sendMore')}
          </button>
        </div>
      </div>
    </details>
  )
}
