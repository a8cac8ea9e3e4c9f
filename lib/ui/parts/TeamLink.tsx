/** The way to the safeguarding team's own page, and a word of what no server may silence. */
import { useEffect, useState } from 'preact/hooks'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'

export function TeamLink() {
  const { t } = useWords()
  return (
    <p>
      <a href="/safeguarding.html" target="_blank">
        {t('safeguarding.open')}
      </a>
    </p>
  )
}

export interface TeamHere {
  /** Whether the safeguarding team works in this browser. */
  readonly isTeam: () => Promise<boolean>
  readonly ask: Ask
}

/** Shown only in browsers where the team works: a pupil has no use for it. */
export function TeamLinkWhere({ isTeam, ask }: TeamHere) {
  const [isHere, setHere] = useState(false)
  // What cannot be found out is not shown; the settings page has the link in any case.
  useEffect(() => void isTeam().then(setHere, () => undefined), [isTeam])
  if (!isHere) return null
  return (
    <>
      <OfferedKeys ask={ask} />
      <TeamLink />
    </>
  )
}

/** Said for as long as the device knows of it, whatever the server says meanwhile. */
function OfferedKeys({ ask }: Pick<TeamHere, 'ask'>) {
  const { t } = useWords()
  const [wereRefused, setRefused] = useState(false)
  useEffect(() => {
    const hear = ({ problem }: { problem?: string | undefined }) => setRefused(problem !== undefined)
    // A worker that does not answer says that itself in the popup; the team's page has it, too.
    void ask('safeguarding.start', {}).then(hear, () => undefined)
  }, [ask])
  return (
    <p class={wereRefused ? 'note' : 'visually-hidden'} role="status">
      {wereRefused && <strong>{t('safeguarding.refused.beforeTitle')}</strong>}
    </p>
  )
}
