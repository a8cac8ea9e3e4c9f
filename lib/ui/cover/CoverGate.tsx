/**
 * Stands before what is one person's own. While it is covered nothing of it is in the page: it is not drawn, and the
 * worker answers nothing about it (lib/messages/router).
 */
import type { ComponentChildren } from 'preact'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { CoverPage, type Writer, WriterPage } from './CoverPage.tsx'
import { type CoverPort, useCovered } from './use-covered.ts'

export interface CoverGateProps {
  readonly ask: Ask
  readonly cover: CoverPort
  /** Loads the page anew. */
  readonly again: () => void
  /** Where it goes when somebody says that they are another person. */
  readonly leave: () => void
  /** Opens the report's page; left out on that page itself. */
  readonly tell?: () => void
  /** What is done where it is asked who was writing. */
  readonly writer?: Writer
  readonly children: ComponentChildren
}

export function CoverGate({ cover, again, children, ...page }: CoverGateProps) {
  const { t } = useWords()
  const covered = useCovered(cover, again)
  if (covered === 'asking')
    return (
      <main class="card" aria-busy="true">
        <h1 class="wait">{t('blocked.wait')}</h1>
      </main>
    )
  const { state } = covered
  if (state === null) return <>{children}</>
  const { writer, ...plain } = page
  if (state.isWriters === true && writer) return <WriterPage ask={page.ask} writer={writer} again={again} />
  return <CoverPage {...plain} isForgotten={state.forgotten} />
}
