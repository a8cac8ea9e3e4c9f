/** One file: what it is, how big, from where, and how it stands. */
import type { FileCard } from '../../messages/download.ts'
import type { FileKind } from '../../policy/downloads.ts'
import { AskingBox } from '../asking/AskingBox.tsx'
import type { At } from '../asking/Standing.tsx'
import { useWords } from '../i18n/context.ts'
import { sizeWords, whyWords } from './words.ts'
import { Picto } from '../parts/Picto.tsx'

export interface Answering {
  readonly yes: (ids: readonly string[]) => void
  readonly no: (ids: readonly string[]) => void
  readonly busy: boolean
}

export interface AskingForFiles {
  /** Asks an adult for a file. */
  readonly ask: (id: string, why: string) => Promise<void>
}

/** A symbol beside the words, for those who do not read yet. */
const SYMBOLS: Readonly<Partial<Record<FileKind, string>>> = {
  picture: 'M4 5h16v14H4z M4 16l5-5 4 4 3-3 4 4 M15 9h.01',
  sound:
    'M9 18V6l10-2v12 M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z M19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  video: 'M4 6h11v12H4z M15 10l5-3v10l-5-3',
  archive: 'M4 8h16v12H4z M4 8l2-4h12l2 4 M10 12h4',
}
const PAGE = 'M6 3h8l4 4v14H6z M14 3v4h4 M9 12h6 M9 16h6'
const STOP = 'M8 3h8l5 5v8l-5 5H8l-5-5V8z M9 9l6 6 M15 9l-6 6'

function Symbol({ file: { kind, state } }: { file: FileCard }) {
  return (
    <svg class="file__symbol" viewBox="0 0 24 24" aria-hidden="true">
      <path d={state === 'blocked' ? STOP : (SYMBOLS[kind] ?? PAGE)} />
    </svg>
  )
}

interface Props extends Answering, AskingForFiles {
  readonly at: At
  readonly file: FileCard
  /** One of several that are asked about: it has buttons of its own. */
  readonly single: boolean
}

export function FileItem({ file, single, at, ask, yes, no, busy }: Props) {
  const words = useWords()
  const { t } = words
  const why = whyWords(words, file)
  const facts = [t(`download.kind.${file.kind}`), sizeWords(words, file.bytes)]
  return (
    <li class={`file file--${file.state}`}>
      <Symbol file={file} />
      <div class="file__words">
        {file.name !== '' && (
          <p class="file__name">
            <bdi>{file.name}</bdi>
          </p>
        )}
        <p class="small soft">
          {facts.join(' · ')}
          {file.host !== '' && (
            <>
              {' · '}
              {t('download.from', { host: file.host })}
            </>
          )}
        </p>
        {why !== undefined && <p>{why}</p>}
        {file.asking && file.asking.may !== 'closed' && (
          <AskingBox
            id={`asking-${file.id}`}
            of="file"
            at={at}
            asking={file.asking}
            send={(why) => ask(file.id, why)}
            busy={busy}
          />
        )}
        {(file.state === 'saving' || file.state === 'saved') && <p>{t(`download.state.${file.state}`)}</p>}
      </div>
      {single && file.state === 'ask' && (
        <div class="file__actions">
          <button
            type="button"
            class="button"
            disabled={busy}
            aria-label={t('download.yesTo', { name: file.name })}
            onClick={() => yes([file.id])}
          >
            <Picto name="yes" />
            {t('download.yesShort')}
          </button>
          <button
            type="button"
            class="button"
            disabled={busy}
            aria-label={t('download.noTo', { name: file.name })}
            onClick={() => no([file.id])}
          >
            <Picto name="no" />
            {t('download.noShort')}
          </button>
        </div>
      )}
    </li>
  )
}
