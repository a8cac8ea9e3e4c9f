/** The way to the safeguarding team's own page. */
import { useEffect, useState } from 'preact/hooks'
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

/** Shown only in browsers where the team works: a pupil has no use for it. */
export function TeamLinkWhere({ isTeam }: { isTeam: () => Promise<boolean> }) {
  const [isHere, setHere] = useState(false)
  // What cannot be found out is not shown; the settings page has the link in any case.
  useEffect(() => void isTeam().then(setHere, () => undefined), [isTeam])
  return isHere ? <TeamLink /> : null
}
