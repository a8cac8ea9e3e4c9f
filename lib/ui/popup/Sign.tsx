/** What is recorded now, since when and until when, and who can see the tabs: in words, never by a colour alone. */
import type { Status } from '../../messages/device.ts'
import { useWords } from '../i18n/context.ts'
import { recordingWords, watchWords } from '../i18n/sign.ts'
import { endWords } from '../i18n/when.ts'

/** What is kept of a visit: pupils see a change of it the same minute the policy arrives. */
function Kept({ kept }: Pick<Status, 'kept'>) {
  const { t } = useWords()
  return (
    <>
      <p class="small soft">
        {t(`popup.kept.${kept.detail}`)} {t(kept.searches ? 'popup.kept.searches' : 'popup.kept.noSearches')}
      </p>
      {kept.detail !== 'least' && kept.reason && (
        <p class="small soft">
          {t('popup.kept.reason')} <bdi>{kept.reason}</bdi>
        </p>
      )}
    </>
  )
}

function Since({ at, status }: { at: number | undefined; status: Status }) {
  const words = useWords()
  if (at === undefined) return null
  return <p class="small soft">{words.t('sign.since', { since: endWords(words, at, status) })}</p>
}

export function Sign({ status }: { status: Status }) {
  const words = useWords()
  const { t } = words
  const on = status.recording
  return (
    <section class="signs" aria-label={t('sign.title')}>
      <div class={on ? 'recording recording--on' : 'recording'}>
        <span class="recording__sign" aria-hidden="true" />
        <div>
          <p>{recordingWords(words, status)}</p>
          {on && <Since at={status.times?.since} status={status} />}
          {on ? <Kept kept={status.kept} /> : <p class="small soft">{t('popup.recording.offDetail')}</p>}
        </div>
      </div>
      {status.watching?.map((watcher) => (
        <div key={`${watcher.who} ${watcher.since}`} class="recording recording--on">
          <span class="recording__sign" aria-hidden="true" />
          <div>
            <p>{watchWords(words, watcher, status)}</p>
            <Since at={watcher.since} status={status} />
          </div>
        </div>
      ))}
    </section>
  )
}
