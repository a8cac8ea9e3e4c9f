/** This device, versions and the queue: what a network manager reads out over the telephone. */
import type { ComponentChildren } from 'preact'
import type { Settings } from '../../messages/device.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { Contact } from '../parts/Contact.tsx'

type Pair = readonly [label: string, value: ComponentChildren]

function Panel({
  id,
  title,
  pairs,
  children,
}: {
  id: string
  title: string
  pairs: readonly Pair[]
  children?: ComponentChildren
}) {
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <dl class="pairs">
        {pairs.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  )
}

export function Device({ settings: s }: { settings: Settings }) {
  const words = useWords()
  const { t } = words
  return (
    <Panel
      id="device-title"
      title={t('settings.device.title')}
      pairs={[
        [t('settings.device.school'), s.school.name || t('settings.managed.noValue')],
        [
          t('settings.device.contact'),
          s.school.contact ? <Contact contact={s.school.contact} /> : t('settings.managed.noValue'),
        ],
        [t('settings.device.group'), s.group || t('settings.managed.noValue')],
        [t('settings.device.source'), t(`settings.source.${s.source}`)],
        [t('settings.device.enrolment'), t(`settings.enrolment.${s.enrolment}`)],
        [
          t('settings.device.installation'),
          s.installation ? <code>{s.installation}</code> : t('settings.device.noInstallation'),
        ],
        [t('settings.device.checked'), whenWords(words, s.now, s)],
      ]}
    />
  )
}

/** What an extension can see of what happens when nobody is there; the rest is named as unseen. */
export function Locking({ settings: { locking } }: { settings: Settings }) {
  const { t } = useWords()
  if (!locking) return null
  const minutes = (seconds: number): number => Math.max(1, Math.round(seconds / 60))
  const { autoLock } = locking
  const lock =
    autoLock === undefined
      ? t('settings.locking.unknown')
      : autoLock === 0
        ? t('settings.locking.never')
        : t('settings.locking.lockAfter', { count: minutes(autoLock) })
  return (
    <Panel
      id="locking-title"
      title={t('settings.locking.title')}
      pairs={[
        [t('settings.locking.cover'), t('settings.locking.after', { count: minutes(locking.coverAfter) })],
        [t('settings.locking.lock'), lock],
        [t('settings.locking.browser'), t('settings.locking.browserUnknown')],
      ]}
    />
  )
}

export function Versions({ settings: { versions: v } }: { settings: Settings }) {
  const { t } = useWords()
  const none = t('settings.versions.none')
  return (
    <Panel
      id="versions-title"
      title={t('settings.versions.title')}
      pairs={[
        [t('settings.versions.extension'), <code>{v.extension}</code>],
        [t('settings.versions.policy'), <code>{v.policy}</code>],
        [t('settings.versions.rules'), v.rules ? <code>{v.rules}</code> : none],
        [t('settings.versions.lists'), v.lists ? <code>{v.lists}</code> : none],
        [t('settings.versions.browser'), v.browser],
      ]}
    />
  )
}

export function Queue({ settings: { queue } }: { settings: Settings }) {
  const { t, lang } = useWords()
  const number = new Intl.NumberFormat(lang)
  const waiting = Math.max(0, queue.written - queue.acknowledged)
  return (
    <Panel
      id="queue-title"
      title={t('settings.queue.title')}
      pairs={[
        [t('settings.queue.written'), number.format(queue.written)],
        [t('settings.queue.acknowledged'), number.format(queue.acknowledged)],
      ]}
    >
      <p class="small soft">
        {waiting === 0 ? t('settings.queue.empty') : t('settings.queue.waiting', { count: waiting })}
      </p>
    </Panel>
  )
}
