/**
 * Asks about every file that waits. It holds nothing: what it says is the worker's answer, asked again when it may have
 * changed. When there is nothing more to say it gives way to the page under it.
 */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Downloads } from '../../messages/download.ts'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { Brand } from '../parts/Brand.tsx'
import { useAnswer, type Answer, type News } from '../use-answer.ts'
import { Files } from './Files.tsx'

export interface DownloadPageParts {
  readonly ask: Ask
  /** Hears that what waits has changed. */
  readonly news: News
  /** Closes this page. */
  readonly close: () => void
}

const RETRY_MS = 5_000

const next = (answer: Answer<Downloads>): number | undefined =>
  answer.kind === 'unanswered' ? RETRY_MS : undefined

/** Everything was answered here, and all that was wanted is on the disk. */
const isOver = ({ files }: Downloads): boolean => files.every(({ state }) => state === 'saved')

const OPEN: ReadonlySet<string> = new Set(['ask', 'adult', 'again'])
/** Some file waits for an answer still. If none does, one that failed was heard: the worker died over its reply. */
const isOpen = ({ files }: Downloads): boolean => files.some(({ state }) => OPEN.has(state))

/** What the pupil has answered, and whether the worker said that it heard it. */
function useAnswering(ask: Ask) {
  const [busy, setBusy] = useState(false)
  const [answered, setAnswered] = useState(false)
  const [failed, setFailed] = useState(false)
  const say = async (what: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setFailed(false)
    setAnswered(true)
    try {
      await what()
    } catch {
      setFailed(true) // The worker has gone, or could not: the page says so, and the answer can be given again.
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    answered,
    failed,
    answer: (answer: 'download.yes' | 'download.no', ids: readonly string[]) =>
      say(() => ask(answer, { ids: [...ids] })),
    askFor: (id: string, why: string) => say(() => ask('download.ask', { id, why })),
  }
}

export function DownloadPage({ ask, news, close }: DownloadPageParts) {
  const { t } = useWords()
  const answer = useAnswer(
    useCallback(() => ask('downloads', {}), [ask]),
    { news, next },
  )
  const { busy, answered, failed, answer: say, askFor } = useAnswering(ask)
  const found = answer.kind === 'answered' ? answer.value : undefined
  const finish = useCallback(async () => {
    const ids = found?.files.map(({ id }) => id) ?? []
    // What cannot be put away now is forgotten in time.
    const left = found && (await ask('download.no', { ids }).catch(() => undefined))
    // A file that came meanwhile was brought to this page: it would be asked about on no other.
    if (!left?.more) close()
  }, [ask, close, found])
  const over = answered && found !== undefined && isOver(found)
  const isUnheard = failed && (found === undefined || isOpen(found))
  useEffect(() => {
    if (over) void finish()
  }, [over, finish])
  useEffect(() => {
    document.title = t('download.documentTitle')
  }, [t])
  const school = found?.school.name
  return (
    <div class="blocked">
      <main class="card" aria-busy={answer.kind === 'asking'}>
        {found ? (
          <Files
            found={found}
            busy={busy}
            yes={(ids) => void say('download.yes', ids)}
            no={(ids) => void say('download.no', ids)}
            ask={askFor}
            close={() => void finish()}
          />
        ) : answer.kind === 'asking' ? (
          <h1 class="wait">{t('blocked.wait')}</h1>
        ) : (
          <>
            <h1>{t('download.title.unanswered')}</h1>
            <p class="lead">{t('download.lead.unanswered')}</p>
          </>
        )}
        <p role="status" class={isUnheard ? 'note' : 'visually-hidden'}>
          {isUnheard ? t('download.failed') : ''}
        </p>
      </main>
      <Brand school={school} />
    </div>
  )
}
