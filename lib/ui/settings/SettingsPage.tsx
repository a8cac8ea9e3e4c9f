/** The options page: what the school has set, what is wrong with it and how to put it right. Read only. */
import { useCallback, useEffect } from 'preact/hooks'
import type { Settings } from '../../messages/device.ts'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { ManagedBy } from '../parts/Brand.tsx'
import { Mark } from '../parts/Mark.tsx'
import { TeamLink } from '../parts/TeamLink.tsx'
import { useAnswer } from '../use-answer.ts'
import { Doctor } from './Doctor.tsx'
import { Device, Locking, Queue, Versions } from './Facts.tsx'
import { ManagedKeys } from './ManagedKeys.tsx'
import { keyProblems, Problems } from './Problems.tsx'
import { SelfCheck } from './SelfCheck.tsx'

function Answered({ settings, ask }: { settings: Settings; ask: Ask }) {
  useEffect(() => {
    // The list the popup points at exists only now.
    if (location.hash === '#problems') document.getElementById('problems')?.scrollIntoView()
  }, [])
  return (
    <>
      <Problems keys={settings.managed} device={settings.problems} />
      <Device settings={settings} />
      <Locking settings={settings} />
      <ManagedKeys keys={settings.managed} />
      <div class="columns">
        <Versions settings={settings} />
        <Queue settings={settings} />
      </div>
      <Doctor ask={ask} />
      <SelfCheck ask={ask} />
    </>
  )
}

export function SettingsPage({ ask }: { ask: Ask }) {
  const { t } = useWords()
  const answer = useAnswer(useCallback(() => ask('settings', {}), [ask]))
  const settings = answer.kind === 'answered' ? answer.value : undefined
  useEffect(() => {
    document.title = t('settings.documentTitle')
  }, [t])
  const wrong = settings !== undefined && keyProblems(settings.managed).length + settings.problems.length > 0
  return (
    <div class="settings">
      <header class="settings__header">
        <Mark attention={wrong || answer.kind === 'unanswered'} />
        <div>
          <h1>{t('settings.title')}</h1>
          <p class="soft">
            <ManagedBy school={settings?.school.name} />
          </p>
        </div>
      </header>
      <main aria-busy={answer.kind === 'asking'}>
        <p>{t('settings.readOnly')}</p>
        {settings && <Answered settings={settings} ask={ask} />}
        {answer.kind === 'unanswered' && (
          <section class="note">
            <h2>{t('settings.unanswered.title')}</h2>
            <p>{t('settings.unanswered.lead')}</p>
          </section>
        )}
        <TeamLink />
      </main>
    </div>
  )
}
