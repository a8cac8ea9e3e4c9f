/**
 * Stands before what is one person's own. While it is covered nothing of it is in the page: it is not drawn, and the
 * worker answers nothing about it (lib/messages/router).
 */
import type { ComponentChildren } from 'preact'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { CoverPage } from './CoverPage.tsx'
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
  /** What a new person may see, too: a report that is begun by them. */
  readonly isOpenToAll?: boolean
  readonly children: ComponentChildren
}

export function CoverGate({ cover, again, isOpenToAll = false, children, ...page }: CoverGateProps) {
  const { t } = useWords()
  const covered = useCovered(cover, again, isOpenToAll)
  if (covered === 'asking')
    return (
      <main class="card" aria-busy="true">
        <h1 class="wait">{t('blocked.wait')}</h1>
      </main>
    )
  const { state } = covered
  if (state === null || (state.forgotten && isOpenToAll)) return <>{children}</>
  return <CoverPage {...page} isForgotten={state.forgotten} />
}
