/** What went wrong between this page and the school server, and a list of keys that is not to be believed. */
import type { TeamView } from '../../concern/team.ts'
import type { WireError } from '../../protocol/wire-error.ts'
import { useWords } from '../i18n/context.ts'
import { Quote } from '../parts/Quote.tsx'
import { useDesk } from './desk.ts'

function Said({ problem }: { problem: WireError }) {
  const { t } = useWords()
  if (problem.kind === 'network' || problem.kind === 'timeout')
    return <p>{t(`safeguarding.problem.${problem.kind}`)}</p>
  if (problem.code === 'unknown-installation') return <p>{t('safeguarding.problem.unenrolled')}</p>
  return <Quote intro={t('safeguarding.problem.says')}>{problem.message}</Quote>
}

export function ServerProblem() {
  const { t } = useWords()
  const { view, problem = view.problem, look } = useDesk()
  return (
    <div role="status" class="live">
      {problem && (
        <section class="note stack" aria-labelledby="server-problem">
          <h2 id="server-problem">{t('safeguarding.problem.title')}</h2>
          <Said problem={problem} />
          <div class="actions">
            <button type="button" class="button" onClick={() => void look()}>
              {t('safeguarding.problem.again')}
            </button>
          </div>
        </section>
      )}
    </div>
  )
}

/** Said on every part of the page, and by nothing that the server sends: it cannot be silenced from there. */
export function RefusedKeys({ view: { ledger, start } }: { view: TeamView }) {
  const { t } = useWords()
  const { refused } = ledger
  if (refused === undefined && start.problem === undefined) return null
  const words = WORDS[refused === undefined ? 'before' : refused === 'unpinned' ? 'unpinned' : 'now']
  return (
    <section class="note stack" role="alert" aria-labelledby="refused-keys">
      <h2 id="refused-keys">{t(words.title)}</h2>
      <p>{t(words.lead)}</p>
      {refused !== undefined && refused !== 'unpinned' && <p>{t(`safeguarding.refused.why.${refused}`)}</p>}
      {start.problem !== undefined && <Quote intro={t('safeguarding.device')}>{start.problem}</Quote>}
    </section>
  )
}

const WORDS = {
  now: { title: 'safeguarding.refused.title', lead: 'safeguarding.refused.lead' },
  before: { title: 'safeguarding.refused.beforeTitle', lead: 'safeguarding.refused.beforeLead' },
  unpinned: { title: 'safeguarding.refused.unpinnedTitle', lead: 'safeguarding.refused.unpinnedLead' },
} as const
