/**
 * The page in place of a stopped address. It holds nothing but the address: what it says comes from the worker,
 * and is asked again when it may have changed.
 */
import { useEffect } from 'preact/hooks'
import { unnamedExplanation } from '../../messages/unnamed.ts'
import { CoverPart } from '../cover/CoverPart.tsx'
import { type CoverPort, useCovered } from '../cover/use-covered.ts'
import { useWords } from '../i18n/context.ts'
import { Brand } from '../parts/Brand.tsx'
import { Plain } from './Plain.tsx'
import { Stopped } from './Stopped.tsx'
import { useStopped, type BlockedParts } from './use-stopped.ts'
import { documentTitle, isListed } from './view.ts'

const NOTHING = () => {}
const NO_COVER: CoverPort = { state: () => Promise.resolve(null), news: () => NOTHING }

export function BlockedPage(parts: BlockedParts) {
  const words = useWords()
  const stopped = useStopped(parts)
  const covered = useCovered(parts.cover ?? NO_COVER, parts.again ?? NOTHING)
  const isOpen = covered !== 'asking' && covered.state === null
  const told = stopped.state.kind === 'stopped' ? stopped.state.explanation : undefined
  const explanation = told === undefined || isOpen ? told : unnamedExplanation(told)
  useEffect(() => {
    document.title = documentTitle(words, explanation)
  }, [words, explanation])
  const goBack = () => parts.goBack(explanation !== undefined && isListed(explanation))
  return (
    <div class="blocked">
      <main class="card" aria-busy={stopped.state.kind === 'asking'}>
        {explanation ? (
          <Stopped
            explanation={explanation}
            asking={
              parts.address === undefined || !isOpen
                ? undefined
                : { address: parts.address, ask: parts.ask, news: parts.askingNews, kept: parts.kept }
            }
            online={stopped.online}
            refused={stopped.refused}
            busy={stopped.busy}
            goBack={goBack}
            tell={parts.tell}
            retry={stopped.retry}
            goOn={stopped.goOn}
          />
        ) : (
          <Plain
            kind={stopped.state.kind as 'asking' | 'generic' | 'unanswered' | 'open'}
            goBack={goBack}
            tell={parts.tell}
            retry={stopped.retry}
            open={stopped.open}
          />
        )}
        {covered !== 'asking' && covered.state !== null && (
          <CoverPart ask={parts.ask} isForgotten={covered.state.forgotten} />
        )}
      </main>
      <Brand school={explanation?.school.name} />
    </div>
  )
}
